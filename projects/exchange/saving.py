"""The steps of a workbook that came back: choices kept, all that was shown saved or nothing."""

from django.db import transaction
from django.utils import timezone

from organizations.audit import record, record_many
from plans.models import Plan
from plans.workflow import StepRefused

from ..amending import last_code, last_order
from ..conflict import MINE, THEIRS
from ..imports.undoing import added, changed, made, state_of
from ..models import Equipment, Import, Line, Project, hold_open
from ..ordering import place_of
from ..schedule import spelled
from .columns import MONTHS
from .content import LISTED, TEXTS, mask_with
from .reading import ADD_NAMES, Returned

DONE = "บันทึกไฟล์นี้ลงแผนไปแล้ว จึงไม่ทำซ้ำ"
MEANWHILE = "รายการในแผนเปลี่ยนไปตั้งแต่ท่านตรวจ ให้ตรวจอีกครั้งก่อนยืนยัน"
FIELDS = [*TEXTS, "kind", "category", "budget", *LISTED]


@transaction.atomic
def decide(attempt, picks, *, everything="", fingerprint=""):
    """Keep choices that are about the words of now; return how many were about other words.

    `picks` maps what is chosen to (side, token); `everything` names one side for every conflict,
    with a `fingerprint` only if they are still those that were shown.
    """
    returned = Returned(_held(attempt))
    if everything and fingerprint and fingerprint != returned.fingerprint:
        raise StepRefused(attempt, MEANWHILE)
    now = {line.key: line.token for line in returned.conflicts}
    if everything in (MINE, THEIRS):
        picks = {key: (everything, token) for key, token in now.items()}
    now |= {row.key: row.token for row in returned.gone}
    good = {
        key: [pick, token]
        for key, (pick, token) in picks.items()
        if pick in (MINE, THEIRS) and now.get(key) == token
    }
    attempt.decisions = {**attempt.decisions, **good}
    attempt.save(update_fields=["decisions"])
    return len(picks) - len(good)


@transaction.atomic
def add_names(attempt, is_on):
    """Keep whether strategies, guidelines and units that are not there shall be added."""
    _held(attempt).decisions[ADD_NAMES] = is_on
    attempt.save(update_fields=["decisions"])


def _held(attempt):
    """Lock an attempt whose choices change, after its version, or raise StepRefused."""
    hold_open(attempt.version)
    held = Import.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
    if held.saved_at:
        raise StepRefused(attempt, DONE)
    attempt.decisions = held.decisions
    return attempt


@transaction.atomic
def confirm(attempt, *, by, fingerprint, leaving_out=False):
    """Save all that was shown, or raise StepRefused and save nothing."""
    hold_open(attempt.version)
    unsaved = Import.objects.filter(pk=attempt.pk, saved_at__isnull=True)
    if not unsaved.update(saved_at=timezone.now()):
        raise StepRefused(attempt, DONE)
    attempt.refresh_from_db(fields=["saved_at", "decisions"])
    returned = Returned(attempt)
    if reasons := returned.reasons(leaving_out=leaving_out):
        raise StepRefused(attempt, *reasons)
    if fingerprint != returned.fingerprint:
        raise StepRefused(attempt, MEANWHILE)
    attempt.counts, attempt.by = _summary(returned), by
    attempt.effects = _save(returned, attempt, by)
    attempt.save(update_fields=["counts", "by", "effects"])
    return returned


def _save(returned, attempt, by):
    """Write the rows and their log; return what that made and changed."""
    version, reason = attempt.version, f"นำเข้าจากไฟล์ {attempt.file_name}"
    Plan.objects.select_for_update(of=("self",)).get(pk=version.plan_id)  # for the row of codes
    returned.names.save_created(returned.created)
    effects = [added(one) for records in returned.created.values() for one in records]
    order = last_order(version)
    done = []
    for row in returned.saved:
        before, place, told = state_of(row.item), place_of(row.item), _told(row, version)
        _take(row)
        if place_of(row.item) != place:
            order += 1
            row.item.order = order
        _store(row, by)
        effects.append(changed(row.item, before))
        done.append((row.item, told))
    if done:
        record_many(by, "edit", done, reason=reason)
    effects += _add_all(returned, attempt, by, order, reason)
    counted = {"รายการที่เปลี่ยน": len(done), "ช่องที่เปลี่ยน": attempt.counts["cells"],
               "รายการใหม่": len(returned.added)}  # fmt: skip
    if returned.left_out:
        counted["แถวที่ไม่นำเข้า"] = len(returned.left_out)
    if created := returned.created_names:
        counted["ชื่อที่เพิ่ม"] = ", ".join(created)
    record(
        by, "import", attempt, changes={label: ["", str(told)] for label, told in counted.items()}
    )
    return effects


def _take(row):
    """Put the file's values into the item, where they are taken."""
    taken = {cell.name for cell in row.cells if cell.takes_mine}
    for name in taken & set(FIELDS):
        setattr(row.item, name, row.values[name])
    months = {name: row.values[name] for name in taken & MONTHS.keys()}
    row.item.months = mask_with(row.item.months, months)


def _store(row, by):
    item = row.item
    item.revision += 1
    item.changed_at, item.changed_by = timezone.now(), by
    item.save()
    if any(cell.name == "further_units" and cell.takes_mine for cell in row.cells):
        item.further_units.set(row.values["further_units"])


def _told(row, version):
    """Return {Thai label: [before, after]} of a row's changes, as the form logs them."""
    item, changes, months = row.item, {}, {}
    for cell in row.cells:
        if not cell.takes_mine:
            continue
        if cell.name in MONTHS:
            months[cell.name] = row.values[cell.name]
            continue
        label = str(item._meta.get_field(cell.name).verbose_name)
        changes[label] = [cell.theirs, cell.mine]
    if months:
        label = str(item._meta.get_field("months").verbose_name)
        after = mask_with(item.months, months)
        changes[label] = [spelled(mask, version.fiscal_year) for mask in (item.months, after)]
    return changes


def _add_all(returned, attempt, by, order, reason):
    """Add the rows without a code; return their effects."""
    version, rows = attempt.version, returned.added
    code = last_code(version.plan)
    lines = Line.objects.bulk_create(
        Line(plan=version.plan, code=f"{code + place:04d}") for place in range(1, len(rows) + 1)
    )
    items = []
    for place, (row, line) in enumerate(zip(rows, lines, strict=True), start=1):
        item = _new_item(row, version=version, line=line, order=order + place, changed_by=by)
        item.save()
        item.further_units.set(row.values.get("further_units", []))
        items.append(item)
    if items:
        record_many(by, "add", [(item, {}) for item in items], reason=reason)
        attempt.counts["codes"] = [lines[0].code, lines[-1].code]
    return [made(item) for item in items]


def _new_item(row, **fields):
    values = {name: row.values[name] for name in FIELDS if row.values.get(name) is not None}
    marks = {name: is_in for name, is_in in row.values.items() if name in MONTHS}
    values["months"] = mask_with(0, marks)
    return (Equipment if row.is_equipment else Project)(**values, **fields)


def _summary(returned):
    """Return what the lasting page tells."""
    left_out = [
        [row.sheet.name, row.number, row.name, [f"{f.place} {f.message}" for f in row.faults]]
        for row in returned.left_out
    ]
    return {
        **returned.counts, "duplicate": 0, "error": len(left_out), "left_out": left_out,
        "created": returned.created_names,
        "missing": [[item.code, item.name] for item in returned.missing],
    }  # fmt: skip
