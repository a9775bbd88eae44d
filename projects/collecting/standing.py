"""Where each unit stands: its items, what they lack, its last change and its word."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from organizations.models import Member, Unit
from organizations.roles import Role

from ..kept_findings import standings
from ..models import Equipment, Project, UnitDone, UnitReminder
from ..totals import Totals, totals_of


@dataclass
class UnitStanding:
    """One unit of a version that collects."""

    unit: Unit
    items: list = field(default_factory=list)
    lacking: int = 0  # items with something that must be mended
    done: UnitDone | None = None
    reminder: UnitReminder | None = None
    staff: list[Member] = field(default_factory=list)

    @property
    def totals(self) -> Totals:
        return totals_of(self.items)

    @property
    def last_change(self) -> datetime | None:
        return max((item.changed_at for item in self.items), default=None)

    @property
    def is_changed_since(self) -> bool:
        """Say whether an item changed after the unit said it was done."""
        return bool(self.done and self.last_change and self.last_change > self.done.at)

    @property
    def is_done(self) -> bool:
        return self.done is not None and not self.is_changed_since


def standing_of(version):
    """Return a UnitStanding per unit in use, and per unit that has items (constant queries)."""
    found = {
        unit.pk: UnitStanding(unit)
        for unit in Unit.objects.filter(organization=version.organization)
    }
    lacking = {line for line, standing in standings(version).items() if standing.must}
    for model in (Project, Equipment):
        for item in model.objects.filter(version=version).select_related("source"):
            if standing := found.get(item.unit_id):
                standing.items.append(item)
                standing.lacking += item.line_id in lacking
    for done in version.units_done.select_related("by__user"):
        found[done.unit_id].done = done
    for reminder in version.unit_reminders.select_related("by__user"):
        found[reminder.unit_id].reminder = reminder
    for unit, staff in staff_of(version.organization).items():
        found[unit].staff = staff
    return [each for each in found.values() if each.unit.is_active or each.items]


def staff_of(organization):
    """Return {unit id: its staff who can be written to}."""
    people = defaultdict(list)
    members = Member.objects.filter(
        organization=organization, is_active=True, role_rows__role=Role.UNIT_STAFF
    ).exclude(unit=None)
    for member in members.with_address().select_related("user"):
        people[member.unit_id].append(member)
    return people
