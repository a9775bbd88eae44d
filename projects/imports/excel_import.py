"""Lists of offices → items of a version: read, compared, shown, and saved whole or not at all."""

import hashlib
import json
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cached_property
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from organizations.audit import record, shown
from plans.models import Plan
from plans.workflow import Kind, StepRefused
from thai.baht import format_money
from thai.text import search_key

from ..amending import consolidated, items_of, last_code, last_order
from ..findings import Level
from ..models import Equipment, Import, Line, Project, hold_open
from ..schedule import spelled
from .cell_values import CellFault, read_money
from .matching import Names
from .rows import Fault, Options, Row, Status, interpret
from .table_columns import NO_HEADER, read_tables
from .table_reader import FileRefused, read_sheets

COMPARED = [  # what a file may say of an item; `kind` and `note` have rules of their own
    "name", "detail", "place", "agency", "target", "devplan_edition", "devplan_page",
    "devplan_item", "budget", "months", "strategy", "guideline", "program", "category", "source",
    "unit",
]  # fmt: skip
REPEATED = "ทั้งชื่อ รายละเอียด สถานที่ งบประมาณ หน่วยงาน และเดือน"
CREATED = {"strategy": "ยุทธศาสตร์", "guideline": "แนวทางการพัฒนา", "unit": "หน่วยงาน"}


class Reading:
    """What a file would do to a version; nothing is written."""

    def __init__(self, version, sheets, options):
        self.version = version
        self.options = options
        found = read_tables(sheets)
        if not found:
            raise FileRefused(NO_HEADER)
        self.sheets = [table.sheet for table in found]
        self.tables = [table for table in found if options.sheet in ("", table.sheet)]
        if not self.tables:
            raise FileRefused(f"ไม่พบแผ่นงาน “{options.sheet}” ที่มีหัวตาราง")
        self.names = Names(version.organization, create_missing=options.create_missing)
        self.rows = [
            interpret(source, self.names, version.fiscal_year, options)
            for table in self.tables
            for source in table.rows
        ]
        if not self.rows:
            raise FileRefused("พบหัวตารางแต่ไม่มีรายการใต้หัวตาราง")
        self.faults = [fault for table in self.tables for fault in self._of_table(table)]
        self._compare()

    def _of_table(self, table):
        """Yield what is doubtful about a whole sheet."""
        year = self.version.fiscal_year
        for number, named in sorted({(n, y) for n, y in table.years if y not in (year - 1, year)}):
            is_possible = 2500 <= named <= 2599
            message = f"ไฟล์เขียนว่าปี {named} แต่แผนนี้เป็นแผนปี {year}"
            level = Level.SHOULD if is_possible else Level.MUST
            yield Fault("หัวตาราง", message, level, str(number), str(named), number, table.sheet)
        if table.has_drawings and table.layouts[0].months:
            message = "ไฟล์มีเส้นหรือลูกศรที่วาดทับตาราง ซึ่งอ่านเป็นเดือนไม่ได้ พิมพ์เครื่องหมายในช่องเดือนแทน"
            yield Fault("เดือน", message, Level.SHOULD, sheet=table.sheet)

    def _compare(self):
        """Give each row its status against the version's items and the rows before it."""
        known, said = defaultdict(list), {}
        for item in items_of(self.version):
            name_key = _name_key(item)
            said.setdefault(_saying(item, name_key), f"รายการ {item.code}")
            if not item.is_cancelled:
                known[item.is_equipment, item.strategy_id, item.program_id, name_key].append(item)
        if self.version.kind != Kind.ORIGINAL:
            for item in consolidated(self.version.plan, timezone.localdate()):
                told = f"รายการ {item.code} ที่ประกาศใช้แล้ว"
                said.setdefault(_saying(item, _name_key(item)), told)
        for row in self.rows:
            if row.status == Status.ERROR:
                continue
            name_key = search_key(row.values["name"])
            strategy, program = row.values.get("strategy"), row.values.get("program")
            is_known = strategy is None or strategy.pk  # nothing stands under one yet to be added
            place = (row.is_equipment, strategy and strategy.pk, program and program.pk, name_key)
            if is_known and (candidates := known[place]):
                row.item = min(candidates, key=lambda item: len(_changes(row, item)))
                candidates.remove(row.item)
                row.changes = _changes(row, row.item)
                row.status = Status.CHANGED if row.changes else Status.SAME
            elif earlier := said.get(_saying(row, name_key)):
                row.status = Status.DUPLICATE
                row.blame("name", f"ซ้ำกับ{earlier} {REPEATED}", Level.SHOULD)
            said.setdefault(_saying(row, name_key), f"แถว {row.number}")

    @cached_property
    def counts(self):
        found = Counter(row.status for row in self.rows)
        return {status.value: found[status] for status in Status}

    @property
    def number_to_save(self):
        return sum(row.is_saved for row in self.rows)

    @property
    def rows_to_show(self):
        """Return the rows that cannot be saved first, the ones already there last."""
        place = {Status.ERROR: 0, Status.SAME: 2}
        return sorted(self.rows, key=lambda row: place.get(row.status, 1))

    @cached_property
    def must(self):
        """Every fault that keeps the file out, those of whole sheets first."""
        of_rows = [fault for row in self.rows for fault in row.must]
        return [fault for fault in self.faults if fault.is_must] + of_rows

    @cached_property
    def must_by_column(self):
        return Counter(fault.column for fault in self.must).most_common()

    @cached_property
    def notes(self):
        """Return [(message, rows it is about)] of doubtful readings, the same once."""
        found = defaultdict(list)
        for fault in [*self.faults, *(fault for row in self.rows for fault in row.should)]:
            if not fault.is_must:
                found[fault.message].append(fault.row)
        return sorted(found.items(), key=lambda note: -len(note[1]))

    @property
    def total(self):
        return sum((row.budget or Decimal(0) for row in self.rows), Decimal("0.00"))

    @cached_property
    def printed_total(self):
        """Return the sum the file itself states, or None where it states none that can be read."""
        amounts = []
        for table in self.tables:
            is_grand_there = any(is_grand for _, is_grand, _ in table.totals)
            for _, is_grand, cell in table.totals:
                if is_grand or not is_grand_there:
                    try:
                        amounts.append(read_money(cell))
                    except CellFault:
                        return None
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal("0.00")) if known else None

    @property
    def difference(self):
        return None if self.printed_total is None else self.printed_total - self.total

    @property
    def skipped(self):
        """Return (sheet, row, what it is, text) of the lines that are no items."""
        return [(table.sheet, *line) for table in self.tables for line in table.skipped]

    @property
    def created(self):
        """Return [(Thai label, names)] of what will be added beside the items."""
        created = self.names.created
        return [(label, [str(one) for one in created[key]]) for key, label in CREATED.items()
                if created[key]]  # fmt: skip

    @property
    def fingerprint(self):
        """Return a hash of what was shown: a confirmation is about exactly this."""
        shown_rows = [
            [*row.as_json().values(), row.item and [row.item.pk, row.item.revision]]
            for row in self.rows
        ]
        text = json.dumps([shown_rows, self.created], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def reasons(self):
        """Return why nothing of this file can be saved now, in words."""
        if self.must:
            columns = " · ".join(f"{column} {count}" for column, count in self.must_by_column)
            return [f"มี {len(self.must)} ข้อที่ต้องแก้ในไฟล์ก่อน ({columns})"]
        if not self.number_to_save:
            return ["ไม่มีอะไรให้นำเข้า ทุกแถวเหมือนที่มีในแผนแล้ว"]
        return []


def _name_key(item):
    return item.search.split("\n")[0]


def _saying(one, name_key):
    """Return what makes two items exact duplicates, of a Row or of a PlanItem."""
    value = one.values.get if isinstance(one, Row) else lambda name: getattr(one, name)
    texts = (value("detail") or "", value("place") or "")
    unit = value("unit")
    return one.is_equipment, name_key, texts, value("budget"), unit and str(unit), value("months")


def _told(row, item):
    """Yield (field, value) of what a row says about an item; an empty cell clears nothing."""
    for name in COMPARED:
        value = row.values.get(name)
        if value is None or value == "" or (name == "category" and not item.is_equipment):
            continue
        if name == "months" and (not value or (row.are_months_chosen and item.months)):
            continue
        yield name, value


def _changes(row, item):
    """Return {Thai label: [before, after]} of what a row would change."""
    found = {}
    for name, value in _told(row, item):
        before = getattr(item, name)
        if before != value:
            field = item._meta.get_field(name)
            found[str(field.verbose_name)] = [_words(item, name, before), _words(item, name, value)]
    said_kind = row.values.get("kind")
    if said_kind and said_kind != item.kind:
        found["ประเภท"] = [item.get_kind_display(), Project.ItemKind(said_kind).label]
    if note := _missing_note(row, item):
        found["หมายเหตุ"] = [item.note, note]
    further = row.values.get("further_units")
    before, after = (
        ", ".join(sorted(str(unit) for unit in units))
        for units in (item.further_units.all(), further or [])
    )
    if further and before != after:
        found["หน่วยงานร่วม"] = [before, after]
    return found


def _words(item, name, value):
    """Return a value as the log and the preview show it."""
    if name == "months":
        return spelled(value, item.version.fiscal_year)
    field = item._meta.get_field(name)
    return format_money(value) if name == "budget" else shown(field, value)


def _missing_note(row, item):
    """Return the note with the file's lines added, or "" when it has them all."""
    there = item.note.split("\n")
    lacking = [line for line in row.values["note"].split("\n") if line and line not in there]
    return "\n".join([*filter(None, there), *lacking]) if lacking else ""


# --- Steps ----------------------------------------------------------------------------------------


def read(version, file, name, options):
    """Return the Reading of a file, or raise FileRefused; nothing is written."""
    return Reading(version, read_sheets(file, name, settings.UPLOAD_LIMIT), options)


def refuse_unless_collecting(version):
    if not version.is_editable:
        raise StepRefused(version, f"แผนอยู่ในขั้น “{version.get_stage_display()}” จึงนำเข้าไม่ได้")


def start(version, file, name, options, *, by):
    """Keep a file for an import into a version that collects; nothing reaches the plan yet."""
    refuse_unless_collecting(version)
    attempt = Import(version=version, file_name=name[-255:], options=options.as_json(), by=by)
    file.seek(0)
    attempt.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    # The name people gave stays in the database; on disk there is only one of ours.
    attempt.file.save(f"{uuid4().hex}.table", File(file), save=False)
    attempt.save()
    return attempt


def reading_of(attempt):
    """Return what a kept file would do to its version now."""
    with attempt.file.open("rb") as file:
        return read(attempt.version, file, attempt.file_name, Options(**attempt.options))


def read_again(attempt, options):
    """Take other options for a file that is not saved yet, if it can be read with them."""
    with attempt.file.open("rb") as file:
        read(attempt.version, file, attempt.file_name, options)
    Import.objects.filter(pk=attempt.pk, saved_at=None).update(options=options.as_json())


@transaction.atomic
def confirm(attempt, *, by, fingerprint=""):
    """Save all that a kept file brings, or raise StepRefused and save nothing.

    With a `fingerprint`, only if the reading is still the one that was shown.
    """
    hold_open(attempt.version)
    unsaved = Import.objects.filter(pk=attempt.pk, saved_at__isnull=True)
    if not unsaved.update(saved_at=timezone.now()):
        raise StepRefused(attempt, "นำเข้าไฟล์นี้ลงแผนไปแล้ว จึงไม่ทำซ้ำ")
    reading = reading_of(attempt)
    if reasons := reading.reasons():
        raise StepRefused(attempt, *reasons)
    if fingerprint and fingerprint != reading.fingerprint:
        raise StepRefused(attempt, "รายการในแผนเปลี่ยนไปตั้งแต่ท่านตรวจ ให้ตรวจอีกครั้งก่อนยืนยัน")
    codes = _save(reading, attempt, by)
    attempt.refresh_from_db(fields=["saved_at"])
    attempt.counts = _summary(reading, codes)
    attempt.by = by or attempt.by
    attempt.save(update_fields=["counts", "by"])
    counted = {"รายการใหม่": reading.counts["new"] + reading.counts["duplicate"],
               "รายการที่เปลี่ยน": reading.counts["changed"]}  # fmt: skip
    changes = {label: ["", str(count)] for label, count in counted.items()}
    changes |= {f"{label}ที่เพิ่ม": ["", ", ".join(names)] for label, names in reading.created}
    record(by, "import", attempt, changes=changes, organization=attempt.version.organization)
    return reading


def import_file(version, file, name, options, *, by=None):
    """Import a file in one go, or raise StepRefused or FileRefused; nothing is half done."""
    with transaction.atomic():
        attempt = start(version, file, name, options, by=by)
        try:
            return confirm(attempt, by=by)
        except (StepRefused, FileRefused):
            attempt.file.delete(save=False)  # the row goes with the transaction, the file would not
            raise


def _save(reading, attempt, by):
    """Write the rows; return the first and last new code."""
    version = reading.version
    Plan.objects.select_for_update(of=("self",)).get(pk=version.plan_id)  # for the row of codes
    reading.names.save_created()
    for row in reading.rows:
        if row.status == Status.CHANGED:
            _update(row, attempt, by)
    added = [row for row in reading.rows if row.is_saved and row.item is None]
    code, order = last_code(version.plan), last_order(version)
    lines = Line.objects.bulk_create(
        Line(plan=version.plan, code=f"{code + place:04d}") for place in range(1, len(added) + 1)
    )
    for place, (row, line) in enumerate(zip(added, lines, strict=True), start=1):
        row.item = _new_item(row, version=version, line=line, order=order + place, changed_by=by)
    for model in (Project, Equipment):
        items = [row.item for row in added if isinstance(row.item, model)]
        model.objects.bulk_create(items)
        through = model.further_units.through
        through.objects.bulk_create(
            through(**{f"{model._meta.model_name}_id": row.item.pk, "unit_id": unit.pk})
            for row in added
            if isinstance(row.item, model)
            for unit in row.values.get("further_units", [])
        )
    return [lines[0].code, lines[-1].code] if lines else []


def _new_item(row, **fields):
    values = {name: row.values[name] for name in [*COMPARED, "note"] if row.values.get(name)}
    values["budget"] = row.budget  # 0 is an amount
    if row.is_equipment:
        return Equipment(**values, **fields)
    values.pop("category", None)
    return Project(kind=row.kind, **values, **fields)


def _update(row, attempt, by):
    item = row.item
    for name, value in _told(row, item):
        setattr(item, name, value)
    if not item.is_equipment and row.values.get("kind"):
        item.kind = row.values["kind"]
    item.note = _missing_note(row, item) or item.note
    item.revision += 1
    item.changed_at, item.changed_by = timezone.now(), by
    item.save()
    if row.values.get("further_units"):
        item.further_units.set(row.values["further_units"])
    reason = f"นำเข้าจากไฟล์ {attempt.file_name}"
    record(by, "edit", item, changes=row.changes, reason=reason,
           organization=attempt.version.organization)  # fmt: skip


def _summary(reading, codes):
    """Return what the lasting page of an import tells."""
    return {
        **reading.counts,
        "skipped": len(reading.skipped),
        "total": format_money(reading.total),
        "codes": codes,
        "created": reading.created,
        "notes": [[message, len(rows)] for message, rows in reading.notes],
    }
