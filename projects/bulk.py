"""Many items of a version at once: chosen in the list, changed or removed, all or nothing."""

import hashlib
import json
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, TextChoices
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from organizations.audit import changes_between, record_many, values_of
from plans.workflow import StepRefused

from .amending import items_of, last_order
from .item_list import found_codes
from .models import Equipment, Project, hold_open, remove_items
from .ordering import place_of
from .totals import totals_of

_MODELS = (Project, Equipment)
EDITED = ["strategy", "guideline", "program", "source", "unit", "months"]  # as the form has them


class MonthsDo(TextChoices):
    """What happens to the months an item has."""

    ADD = "add", "เพิ่มเดือนเหล่านี้"
    REMOVE = "remove", "เอาเดือนเหล่านี้ออก"
    REPLACE = "replace", "ใช้เดือนเหล่านี้แทนของเดิม"


@dataclass(frozen=True)
class Selection:
    """What was chosen in the list: ticked codes, or all that its filter found."""

    codes: frozenset = frozenset()
    is_all: bool = False
    query: str = ""  # of the list's address
    count: int = 0  # how many the list said it found

    def list_address(self, version):
        """Return the list as it was, to come back to."""
        query = QueryDict(self.query).urlencode()
        return reverse("projects:list", args=version.address) + (f"?{query}" if query else "")

    def items_in(self, version):
        """Return the chosen items in official order, or raise StepRefused."""
        if not version.is_editable:
            stage = version.get_stage_display()
            raise StepRefused(version, f"แผนอยู่ในขั้น “{stage}” แก้รายการไม่ได้")
        codes = self._found_in(version) if self.is_all else self.codes
        items = [item for item in items_of(version) if item.code in codes]
        if not items:
            reason = "ไม่มีรายการที่เลือกในฉบับนี้แล้ว" if codes else "เลือกอย่างน้อย 1 รายการ"
            raise StepRefused(self.list_address(version), reason)
        return items

    def missing_from(self, items):
        """Return the ticked codes that are no longer among the items."""
        return [] if self.is_all else sorted(self.codes - {item.code for item in items})

    def _found_in(self, version):
        """Filter once more; what came or went meanwhile was not seen by who chose."""
        codes = frozenset(found_codes(version, QueryDict(self.query)))
        if len(codes) != self.count:
            reason = (
                f"ตอนที่เลือก ตัวกรองพบ {self.count:,} รายการ ตอนนี้พบ {len(codes):,} รายการ "
                "ตรวจรายการที่พบแล้วเลือกอีกครั้ง"
            )
            raise StepRefused(self.list_address(version), reason)
        return codes


@dataclass(frozen=True)
class Edit:
    """New values by the name of a field, and what to do to the months."""

    values: dict
    months_do: str = ""
    months: int = 0

    def apply(self, item):
        """Set the new values on an item, not yet saved; a guideline of another strategy goes."""
        for name, value in self.values.items():
            setattr(item, name, value)
        if item.guideline_id and item.guideline.strategy_id != item.strategy_id:
            item.guideline = None
        if self.months_do == MonthsDo.ADD:
            item.months |= self.months
        elif self.months_do == MonthsDo.REMOVE:
            item.months &= ~self.months
        elif self.months_do == MonthsDo.REPLACE:
            item.months = self.months


@dataclass
class Row:
    """One chosen item: what would change in it, or why it is left as it is."""

    item: object
    changes: dict = field(default_factory=dict)  # as the log writes them
    reason: str = ""
    is_moved: bool = False  # it comes to stand under another heading

    @property
    def loses_guideline(self):
        label = str(type(self.item)._meta.get_field("guideline").verbose_name)
        return self.changes.get(label, ["", "-"])[1] == ""


class Preview:
    """What would happen to the chosen items."""

    def __init__(self, rows):
        self.rows = rows
        self.changing = [row for row in rows if not row.reason]
        self.skipped = [row for row in rows if row.reason]
        self.guidelines_lost = sum(row.loses_guideline for row in self.changing)
        self.number_of_revisions = sum(bool(row.item.replaces_id) for row in self.changing)
        self.totals = totals_of(row.item for row in self.changing)

    @property
    def seen(self):
        """Return a hash of all that is shown: whoever confirms confirms exactly this."""
        shown = [[r.item.code, r.item.revision, r.changes, r.reason] for r in self.rows]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def preview_edit(version, items, edit, *, by):
    """Return the Preview of an edit; the items are changed in memory only."""
    editable = _editable_lines(version, by)
    return Preview([_edited(item, edit, _why_not(item, editable)) for item in items])


def _edited(item, edit, reason):
    if reason:
        return Row(item, reason=reason)
    before, place = _words(item), place_of(item)
    edit.apply(item)
    changes = changes_between(item, before, _words(item))
    return Row(item, changes, "" if changes else "เป็นค่านี้อยู่แล้ว", place_of(item) != place)


def _words(item):
    return {**values_of(item, EDITED), "months": item.months_text}


def preview_removal(version, items, *, by):
    """Return the Preview of a removal."""
    editable = _editable_lines(version, by)
    # What a revision cuts out of the plan may be taken out of the draft again.
    return Preview(
        [Row(item, reason=_why_not(item, editable, or_cancelled=True)) for item in items]
    )


def _editable_lines(version, member):
    """Return the lines of the items the member may change (2 queries)."""
    rows = (model.objects.editable_by(member).filter(version=version) for model in _MODELS)
    return {line for of_kind in rows for line in of_kind.values_list("line_id", flat=True)}


def _why_not(item, editable, or_cancelled=False):
    if item.line_id not in editable:
        whose = f"เป็นรายการของ{item.unit}" if item.unit_id else "ยังไม่มีหน่วยงาน"
        return f"{whose} ท่านแก้ได้เฉพาะรายการของหน่วยงานท่าน"
    if item.is_cancelled and not or_cancelled:
        return "เป็นรายการที่ตัดออกจากแผน"
    return ""


@transaction.atomic
def save_edit(version, selection, edit, *, seen, note, by):
    """Save what a preview showed and return (it, True), or (what it is now, False)."""
    hold_open(version)
    preview = preview_edit(version, selection.items_in(version), edit, by=by)
    if preview.seen != seen or not preview.changing:
        return preview, False
    order = last_order(version)
    for row in preview.changing:
        if row.is_moved:
            order += 1
            row.item.order = order
    _write([row.item for row in preview.changing], edit, by)
    record_many(by, "edit", [(row.item, row.changes) for row in preview.changing], reason=note)
    return preview, True


def _write(items, edit, by):
    """Write what is the same for all in one statement, what differs from item to item in few."""
    same = {**edit.values, "changed_at": timezone.now(), "changed_by": by}
    for model in _MODELS:
        of_kind = [item for item in items if isinstance(item, model)]
        rows = model.objects.filter(pk__in=[item.pk for item in of_kind])
        rows.update(**same, revision=F("revision") + 1)
        model.objects.bulk_update(of_kind, ["guideline", "months", "order"], batch_size=300)


@transaction.atomic
def remove_all(version, selection, *, seen, by):
    """Remove what a preview showed and return (it, True), or (what it is now, False)."""
    hold_open(version)
    preview = preview_removal(version, selection.items_in(version), by=by)
    if preview.seen != seen or not preview.changing:
        return preview, False
    remove_items(version, [row.item for row in preview.changing], by=by)
    return preview, True
