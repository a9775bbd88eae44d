"""The steps of an import: a file kept, read again as chosen, saved whole or not at all."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from organizations.audit import record, record_many
from plans.models import Plan, PlanVersion
from plans.workflow import StepRefused
from thai.baht import format_money

from ..amending import last_code, last_order
from ..exchange.workbook import export_in, key_in
from ..models import ColumnMapping, Equipment, Import, Line, Project, hold_open
from .changes import COMPARED, missing_note, told
from .options import Options
from .reading import Reading
from .rows import Status
from .table_reader import FileRefused, read_sheets
from .undoing import added, changed, made, state_of

KEPT_FOR = timedelta(days=30)  # a file that nobody confirms
AT_HAND = 2  # files whose sheets a process keeps
LARGEST = 300_000  # cells of such a file
RECENT = {}  # (sha256, name) → sheets


def read(version, file, name, options):
    """Return the Reading of a file, or raise FileRefused; nothing is written."""
    return Reading(version, read_sheets(file, name, settings.UPLOAD_LIMIT), options)


def refuse_unless_collecting(version):
    if not version.is_editable:
        raise StepRefused(version, f"แผนอยู่ในขั้น “{version.get_stage_display()}” จึงนำเข้าไม่ได้")


@transaction.atomic
def start(version, file, name, options, *, by):
    """Keep a file for an import into a version that collects, or take up the one already kept.

    Nothing reaches the plan yet. The same person sending the same file again finds it where it
    was left, and a double click begins one import.
    """
    PlanVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    refuse_unless_collecting(version)
    remove_forgotten(version.organization)
    sha256 = hash_of(file)
    same = Import.objects.filter(version=version, by=by, file_name=name[-255:], sha256=sha256)
    if attempt := same.filter(saved_at=None).first():
        given = {"months": options.months, "create_missing": options.create_missing}
        return choose(attempt, **given)
    return _keep(version, file, name, options, sha256, by, export=key_in(file, version))


def _keep(version, file, name, options, sha256, by, export=None):
    attempt = Import(
        version=version, file_name=name[-255:], sha256=sha256, options=options.as_json(), by=by,
        export=export,
    )  # fmt: skip
    file.seek(0)
    # The name people gave stays in the database; on disk there is only one of ours.
    attempt.file.save(f"{uuid4().hex}.table", File(file), save=False)
    attempt.save()
    return attempt


def hash_of(file):
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def remove_forgotten(organization):
    """Remove what nobody confirmed in 30 days, and its files once that is certain."""
    forgotten = Import.objects.filter(
        version__plan__organization=organization, saved_at=None, at__lt=timezone.now() - KEPT_FOR
    )
    files = [attempt.file for attempt in forgotten if attempt.file]
    forgotten.delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))


def options_of(attempt):
    return Options(**attempt.options)


def choose(attempt, **changes):
    """Take other options for a file that is not saved yet; return the attempt."""
    options = replace(options_of(attempt), **changes)
    Import.objects.filter(pk=attempt.pk, saved_at=None).update(options=options.as_json())
    attempt.options = options.as_json()
    return attempt


def sheets_of(attempt):
    """Return the sheets of a kept file."""
    if sheets := RECENT.get((attempt.sha256, attempt.file_name)):
        return sheets
    with attempt.file.open("rb") as file:
        return sheets_in(file, attempt.file_name)


def sheets_in(file, name):
    """Return the sheets of a file, or raise FileRefused; the last ones stay at hand.

    Turning a page of the preview does not unpack the workbook again.
    """
    known = (hash_of(file), name[-255:])
    sheets = RECENT.get(known) or read_sheets(file, name[-255:], settings.UPLOAD_LIMIT)
    if sum(len(row) for sheet in sheets for row in sheet.rows) <= LARGEST:
        RECENT[known] = sheets
    for old in list(RECENT)[:-AT_HAND]:
        RECENT.pop(old, None)
    return sheets


def origin_of(attempt):
    """Return the Export of another version that a kept file was written as, or None."""
    with attempt.file.open("rb") as file:
        return export_in(file, attempt.version.organization)


def reading_of(attempt):
    """Return what a kept file would do to its version now, or raise FileRefused."""
    if attempt.export_id:
        raise StepRefused(attempt, "ไฟล์นี้ส่งออกจากแผนฉบับนี้ จึงเทียบทีละช่อง")
    return Reading(attempt.version, sheets_of(attempt), options_of(attempt))


@transaction.atomic
def confirm(attempt, *, by, fingerprint="", leaving_out=False):
    """Save all that a kept file brings, or raise StepRefused and save nothing.

    With a `fingerprint`, only if the reading is still the one that was shown. With `leaving_out`,
    the rows with faults stay away; the lasting page names them.
    """
    hold_open(attempt.version)
    unsaved = Import.objects.filter(pk=attempt.pk, saved_at__isnull=True)
    if not unsaved.update(saved_at=timezone.now()):
        raise StepRefused(attempt, "นำเข้าไฟล์นี้ลงแผนไปแล้ว จึงไม่ทำซ้ำ")
    reading = reading_of(attempt)
    if reasons := reading.reasons(leaving_out=leaving_out):
        raise StepRefused(attempt, *reasons)
    if fingerprint and fingerprint != reading.fingerprint:
        raise StepRefused(attempt, "รายการในแผนเปลี่ยนไปตั้งแต่ท่านตรวจ ให้ตรวจอีกครั้งก่อนยืนยัน")
    attempt.effects, codes = _save(reading, attempt, by)
    attempt.refresh_from_db(fields=["saved_at"])
    attempt.counts = _summary(reading, codes)
    attempt.by = by or attempt.by
    attempt.save(update_fields=["counts", "by", "effects"])
    used = [mapping.pk for mapping in reading.mappings.values()]
    ColumnMapping.objects.filter(pk__in=used).update(used_at=timezone.now())
    _log(reading, attempt, by)
    return reading


def import_file(version, file, name, options, *, by=None):
    """Import a file in one go, or raise StepRefused or FileRefused; nothing is half done."""
    with transaction.atomic():
        refuse_unless_collecting(version)
        attempt = _keep(version, file, name, options, hash_of(file), by)
        try:
            return confirm(attempt, by=by)
        except (StepRefused, FileRefused):
            attempt.file.delete(save=False)  # the row goes with the transaction, the file would not
            raise


def _save(reading, attempt, by):
    """Write the rows; return what that made and changed, and the first and last new code."""
    version = reading.version
    Plan.objects.select_for_update(of=("self",)).get(pk=version.plan_id)  # for the row of codes
    reading.names.save_created(reading.made)
    effects = [added(one) for records in reading.made.values() for one in records]
    effects += _update_all(reading, attempt, by)
    new = [row for row in reading.rows if row.is_saved and row.item is None]
    code, order = last_code(version.plan), last_order(version)
    lines = Line.objects.bulk_create(
        Line(plan=version.plan, code=f"{code + place:04d}") for place in range(1, len(new) + 1)
    )
    for place, (row, line) in enumerate(zip(new, lines, strict=True), start=1):
        row.item = _new_item(row, version=version, line=line, order=order + place, changed_by=by)
    for model in (Project, Equipment):
        model.objects.bulk_create(row.item for row in new if isinstance(row.item, model))
        through = model.further_units.through
        through.objects.bulk_create(
            through(**{f"{model._meta.model_name}_id": row.item.pk, "unit_id": unit.pk})
            for row in new
            if isinstance(row.item, model)
            for unit in row.values.get("further_units", [])
        )
    effects += [made(row.item) for row in new]
    return effects, [lines[0].code, lines[-1].code] if lines else []


def _new_item(row, **fields):
    values = {name: row.values[name] for name in [*COMPARED, "note"] if row.values.get(name)}
    values["budget"] = row.budget  # 0 is an amount
    if row.is_equipment:
        return Equipment(**values, **fields)
    values.pop("category", None)
    return Project(kind=row.kind, **values, **fields)


def _update_all(reading, attempt, by):
    rows = [row for row in reading.rows if row.status == Status.CHANGED]
    effects = [_update(row, by) for row in rows]
    if rows:
        reason = f"นำเข้าจากไฟล์ {attempt.file_name}"
        done = [(row.item, row.changes) for row in rows]
        record_many(by, "edit", done, reason=reason, organization=attempt.version.organization)
    return effects


def _update(row, by):
    item = row.item
    before = state_of(item)
    for name, value in told(row, item):
        setattr(item, name, value)
    if not item.is_equipment and row.values.get("kind"):
        item.kind = row.values["kind"]
    item.note = missing_note(row, item) or item.note
    item.revision += 1
    item.changed_at, item.changed_by = timezone.now(), by
    item.save()
    if row.values.get("further_units"):
        item.further_units.set(row.values["further_units"])
    return changed(item, before)


def _summary(reading, codes):
    """Return what the lasting page of an import tells."""
    return {
        **reading.counts,
        "skipped": len(reading.skipped),
        "total": format_money(reading.total),
        "codes": codes,
        "created": reading.created,
        "notes": [[message, len(rows)] for message, rows in reading.notes],
        "left_out": [
            [row.sheet, row.number, row.name, [f"{f.where} {f.message}" for f in row.must]]
            for row in reading.left_out
        ],
        "sheets": [[table.sheet, len(table.rows)] for table in reading.tables],
    }


def _log(reading, attempt, by):
    counted = {"รายการใหม่": reading.counts["new"] + reading.counts["duplicate"],
               "รายการที่เปลี่ยน": reading.counts["changed"]}  # fmt: skip
    if reading.left_out:
        counted["แถวที่ไม่นำเข้า"] = len(reading.left_out)
    changes = {label: ["", str(count)] for label, count in counted.items()}
    changes |= {f"{label}ที่เพิ่ม": ["", ", ".join(names)] for label, names in reading.created}
    organization = attempt.version.organization
    new = [row.item for row in reading.rows if row.is_saved and row.status != Status.CHANGED]
    record(by, "import", attempt, changes=changes, organization=organization, about=new)
