"""Faults with one certain answer, put right at once after both texts were shown."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from plans.workflow import StepRefused
from thai.baht import format_money

from .amending import last_order
from .findings import Rule
from .models import hold_open
from .ordering import place_of
from .years import moved, years_beside

TEXTS = ("name", "detail", "target")
CHANGED = "รายการนี้เปลี่ยนไปแล้ว หรือมีผู้แก้ข้อนี้ไปก่อน ดูข้อตรวจอีกครั้ง"


@dataclass(frozen=True)
class Mend:
    """What would be written into an item's fields: [(label, before, after)] in words."""

    rule: Rule
    button: str
    values: dict
    rows: tuple

    @property
    def seen(self):
        """Name what a page showed, so that nothing else is saved."""
        return hashlib.sha256(repr((self.rule.value, self.rows)).encode()).hexdigest()[:16]


def mend_of(item, rule):
    """Return the Mend of an item's finding, or None where a person must decide."""
    found = _MENDS[rule](item) if rule in _MENDS and not item.is_cancelled else {}
    if not found:
        return None
    label = {name: str(item._meta.get_field(name).verbose_name) for name in found}
    rows = tuple((label[name], before, after) for name, (before, after, _) in found.items())
    values = {name: value for name, (_, _, value) in found.items()}
    return Mend(rule, _BUTTONS[rule], values, rows)


@transaction.atomic
def mend(item, rule, *, seen, by):
    """Save what a page showed for an item's finding, or raise StepRefused."""
    hold_open(item.version)
    rows = type(item).objects.editable_by(by).select_for_update(of=("self",)).with_labels()
    current = rows.filter(pk=item.pk).first()
    wanted = mend_of(_at(current, item.version), rule) if current else None
    if wanted is None or wanted.seen != seen:
        raise StepRefused(reverse("projects:readiness", args=item.version.address), CHANGED)
    place = place_of(current)
    for name, value in wanted.values.items():
        setattr(current, name, value)
    if place_of(current) != place:
        current.order = last_order(current.version) + 1
    current.revision += 1
    current.changed_at, current.changed_by = timezone.now(), by
    current.save()
    changes = {label: [before, after] for label, before, after in wanted.rows}
    record(by, "edit", current, changes=changes, reason=f"แก้ตามข้อตรวจ: {rule.label}")
    return current


def _at(item, version):
    item.version = version  # spares a join
    return item


def _without_budget(item):
    is_free = bool(item.source_id and item.source.is_no_budget)
    if not is_free or item.budget is None:
        return {}
    return {"budget": (format_money(item.budget), "", None)}


def _strategy_of_guideline(item):
    """A guideline belongs to one strategy, so that there is nothing to choose."""
    if item.strategy_id or not item.guideline_id:
        return {}
    strategy = item.guideline.strategy
    return {"strategy": ("", str(strategy), strategy)}


def _this_year(item):
    """Move last year's year; any other, or two of them, somebody has to read."""
    year = item.version.fiscal_year
    found = {}
    for name in TEXTS:
        before = getattr(item, name)
        if not (years := years_beside(before, year)):
            continue
        after = moved(before, year - 1, year)
        if years != [year - 1] or years_beside(after, year):
            return {}
        found[name] = (before, after, after)
    return found


_MENDS = {
    Rule.NEEDLESS_BUDGET: _without_budget,
    Rule.NO_STRATEGY: _strategy_of_guideline,
    Rule.OTHER_YEAR: _this_year,
}
_BUTTONS = {
    Rule.NEEDLESS_BUDGET: "ลบจำนวนเงิน",
    Rule.NO_STRATEGY: "ใช้ยุทธศาสตร์ของแนวทาง",
    Rule.OTHER_YEAR: "เปลี่ยนเป็นปีของแผน",
}
