"""What the executive reads before announcing: the figures, the resolution, what is still open."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from organizations.models import LogEntry
from plans.models import Plan
from plans.workflow import Kind
from projects.amending import consolidated, items_of
from projects.canonical import content_of
from projects.models import AcceptedFinding, Change
from projects.totals import Totals, totals_of
from reviews.differences import differences
from reviews.models import Attendance, Remark

from .models import Announcement

LARGEST = 5


@dataclass
class Brief:
    """One page for the executive; every figure is computed here."""

    totals: Totals
    largest: list
    resolution: object = None
    present: int = 0
    invited: int = 0
    remarks: int = 0
    open_remarks: int = 0
    accepted: int = 0
    exceptions: int = 0
    changed_codes: list = field(default_factory=list)
    blockers: list = field(default_factory=list)
    items: list = field(default_factory=list)


def brief_of(version):
    """Return the Brief of a version."""
    items = items_of(version)
    resolution = Announcement.resolution_of(version)
    logged = LogEntry.objects.filter(
        organization=version.organization,
        object_type=version._meta.model_name,
        object_id=str(version.pk),
        is_exception=True,
    )
    remarks = list(Remark.objects.filter(round__version=version).values_list("answer", flat=True))
    brief = Brief(
        items=items,
        totals=totals_of(items),
        largest=sorted(items, key=lambda item: item.budget or Decimal(0), reverse=True)[:LARGEST],
        resolution=resolution,
        remarks=len(remarks),
        open_remarks=remarks.count(""),
        accepted=AcceptedFinding.objects.filter(version=version).count(),
        exceptions=logged.count(),
        blockers=Announcement.blockers(version),
    )
    if resolution:
        submitted = json.loads(resolution.round.snapshot.content)
        found = differences(submitted, content_of(version, items))
        brief.changed_codes = sorted({difference.code for difference in found})
        if resolution.meeting_id:
            ways = [row.way for row in resolution.meeting.attendances.all()]
            came = {Attendance.Way.PRESENT, Attendance.Way.REPRESENTED}
            brief.invited, brief.present = len(ways), sum(way in came for way in ways)
    return brief


@dataclass
class Step:
    """From one plan to the next: what it came to before, and what it comes to now."""

    before: Totals
    after: Totals
    counts: list  # [(in Thai, how many items)]


def since_last_year(version, items, today):
    """Return the Step from last year's plan to a first plan; None where there is nothing there."""
    year = version.fiscal_year - 1
    plan = Plan.objects.filter(organization=version.organization, fiscal_year=year).first()
    before = consolidated(plan, today) if plan else []
    if not before or version.kind != Kind.ORIGINAL:
        return None
    lines = {item.line_id for item in before}
    kept = sum(item.copied_from_id in lines for item in items)
    # Without a copied row nobody said which works go on: a name alone does not tell.
    counts = [("คัดลอกจากปีก่อน", kept), ("รายการใหม่", len(items) - kept)] if kept else []
    return Step(totals_of(before), totals_of(items), counts)


def since_last_version(version, items, today):
    """Return the Step a revision takes from what is in force without it; None for a first plan."""
    if version.kind == Kind.ORIGINAL:
        return None
    day = version.announced_on - timedelta(days=1) if version.is_announced else today
    current = {item.line_id: item for item in consolidated(version.plan, day)}
    before = totals_of(current.values())
    for item in items:
        current[item.line_id] = item  # what it cancels counts for nothing
    changes = [item.change for item in items]
    counts = [(change.label, changes.count(change)) for change in Change]
    return Step(before, totals_of(current.values()), counts)
