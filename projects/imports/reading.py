"""What a list of an office would do to a version: every row read and compared, nothing written."""

import hashlib
import json
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from plans.workflow import Kind
from thai.text import search_key

from ..amending import consolidated, items_of
from ..findings import Level
from .cell_values import CellFault, read_money
from .changes import changes, name_key, saying
from .choosing import tables_of
from .matching import Names
from .rows import Status, interpret
from .sheet_faults import faults_of_others, faults_of_table
from .table_reader import FileRefused

REPEATED = "ทั้งชื่อ รายละเอียด สถานที่ งบประมาณ หน่วยงาน และเดือน"
NOTHING_NEW = "ไม่มีอะไรให้นำเข้า ทุกแถวเหมือนที่มีในแผนแล้ว"
NO_ROWS = "พบหัวตารางแต่ไม่มีรายการใต้หัวตาราง"
SEVERAL = "มีชื่อนี้ในหลายยุทธศาสตร์หรือแผนงาน แถวนี้ไม่บอก จึงเทียบกับรายการ {code} ซึ่งต่างน้อยที่สุด"
CREATED = {"strategy": "ยุทธศาสตร์", "guideline": "แนวทางการพัฒนา", "unit": "หน่วยงาน"}


class Reading:
    """What a file would do to a version; nothing is written."""

    def __init__(self, version, sheets, options):
        self.version = version
        self.options = options
        self.tables, self.mappings = tables_of(version.organization, sheets, options)
        read = {table.sheet for table in self.tables}
        self.passed_over = [s.name for s in sheets if s.name not in read and any(s.rows)]
        self.names = Names(version.organization, create_missing=options.create_missing)
        self.rows = [
            interpret(source, self.names, version.fiscal_year, options)
            for table in self.tables
            for source in table.rows
        ]
        if not self.rows:
            raise FileRefused(NO_ROWS)
        self.faults = [fault for table in self.tables
                       for fault in faults_of_table(table, version.fiscal_year)]  # fmt: skip
        if not options.sheet:
            others = [sheet for sheet in sheets if sheet.name not in options.left_out]
            self.faults += faults_of_others(others, self.tables, self.rows)
        self._compare()

    def _compare(self):
        """Give each row its status against the version's items and the rows before it."""
        known, said = self._items()
        for row in self.rows:
            if row.status == Status.ERROR:
                continue
            key = search_key(row.values["name"])
            named = known[row.is_equipment, key]
            if candidates := [item for item in named if _may_be(row, item)]:
                row.item, row.changes = _closest(row, candidates)
                named.remove(row.item)
                row.status = Status.CHANGED if row.changes else Status.SAME
                if len({(item.strategy_id, item.program_id) for item in candidates}) > 1:
                    row.blame("name", SEVERAL.format(code=row.item.code), Level.SHOULD)
            elif earlier := said.get(saying(row, key)):
                row.status = Status.DUPLICATE
                row.blame("name", f"ซ้ำกับ{earlier} {REPEATED}", Level.SHOULD)
            said.setdefault(saying(row, key), f"แถว {row.number}")

    def _items(self):
        """Return what is there: {kind and name: items} of the version, {saying: whose words}."""
        known, said = defaultdict(list), {}
        for item in items_of(self.version):
            key = name_key(item)
            said.setdefault(saying(item, key), f"รายการ {item.code}")
            if not item.is_cancelled:
                known[item.is_equipment, key].append(item)
        if self.version.kind != Kind.ORIGINAL:
            for item in consolidated(self.version.plan, timezone.localdate()):
                said.setdefault(saying(item, name_key(item)), f"รายการ {item.code} ที่ประกาศใช้แล้ว")
        return known, said

    @property
    def sheets(self):
        return [table.sheet for table in self.tables]

    @cached_property
    def counts(self):
        found = Counter(row.status for row in self.rows)
        return {status.value: found[status] for status in Status}

    @property
    def number_to_save(self):
        return sum(row.is_saved for row in self.rows)

    @property
    def left_out(self):
        """Return the rows that cannot be saved."""
        return [row for row in self.rows if row.status == Status.ERROR]

    @cached_property
    def must(self):
        """Every fault that keeps the file out, those of whole sheets first."""
        of_rows = [fault for row in self.rows for fault in row.must]
        return self.whole + of_rows

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
        return _sum_of(self.rows)

    @property
    def total_saved(self):
        return _sum_of(row for row in self.rows if row.is_saved)

    @property
    def total_left_out(self):
        return _sum_of(self.left_out)

    @property
    def whole(self):
        """Return the faults of whole sheets that keep every row out."""
        return [fault for fault in self.faults if fault.is_must]

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

    @cached_property
    def made(self):
        """Return {strategy, guideline, unit: records} to be added, which rows to be saved need."""
        named = {id(one) for row in self.rows if row.is_saved for one in _named(row)}
        created = self.names.created
        named |= {id(one.strategy) for one in created["guideline"] if id(one) in named}
        return {key: [one for one in created[key] if id(one) in named] for key in CREATED}

    @property
    def created(self):
        """Return [(Thai label, names)] of what will be added beside the items."""
        return [(label, [str(one) for one in self.made[key]]) for key, label in CREATED.items()
                if self.made[key]]  # fmt: skip

    @property
    def fingerprint(self):
        """Return a hash of what was shown: a confirmation is about exactly this."""
        shown_rows = [
            [*row.as_json().values(), row.item and [row.item.pk, row.item.revision]]
            for row in self.rows
        ]
        text = json.dumps([shown_rows, self.created], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def reasons(self, *, leaving_out=False):
        """Return why nothing of this file can be saved now, in words.

        With `leaving_out` the rows with faults stay away and the others may come.
        """
        if leaving_out and self.whole:
            return [fault.message for fault in self.whole]
        if self.must and not leaving_out:
            columns = " · ".join(f"{column} {count}" for column, count in self.must_by_column)
            return [f"มี {len(self.must)} ข้อที่ต้องแก้ในไฟล์ก่อน ({columns})"]
        if not self.number_to_save:
            return [NOTHING_NEW if not self.left_out else "ไม่มีแถวที่นำเข้าได้ ทุกแถวต้องแก้หรือมีในแผนแล้ว"]
        return []


def _may_be(row, item):
    """Say whether a row may be about an item of its name: an empty cell says nothing against it."""
    strategy, program = row.strategy, row.program
    return (strategy is None or strategy.pk == item.strategy_id) and (
        program is None or program.pk == item.program_id
    )


def _closest(row, candidates):
    """Return the item that may be meant which a row changes least, and the changes."""
    found = [(item, changes(row, item)) for item in candidates]
    return min(found, key=lambda pair: len(pair[1]))


def _sum_of(rows):
    return sum((row.budget or Decimal(0) for row in rows), Decimal("0.00"))


def _named(row):
    """Return the records of the organization that a row names."""
    single = [row.values.get(key) for key in CREATED]
    return [*filter(None, single), *row.values.get("further_units", [])]
