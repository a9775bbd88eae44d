"""One row of a file → the values of an item, with every fault of every cell."""

from dataclasses import dataclass, field

from django.db.models import TextChoices

from thai.baht import format_money

from ..canonical import money
from ..findings import Level
from ..models import Project
from ..schedule import months_of, spelled
from .cell_values import (
    CellFault,
    read_money,
    read_months,
    read_span,
    read_text,
    read_year,
)
from .marks import agreed, read_marks
from .source_rows import SourceRow
from .unit_names import Unknown

NAME_LIMIT = 1000
TEXTS = [
    "name", "detail", "place", "agency", "target", "devplan_edition", "devplan_page",
    "devplan_item", "note",
]  # fmt: skip
NAMED = ["kind", "strategy", "guideline", "program", "category", "source", "unit", "further_units"]


class Status(TextChoices):
    """What would become of a row."""

    NEW = "new", "ใหม่"
    CHANGED = "changed", "เปลี่ยนรายการเดิม"
    SAME = "same", "เหมือนเดิม"
    DUPLICATE = "duplicate", "อาจซ้ำ"
    ERROR = "error", "ต้องแก้"


@dataclass(frozen=True)
class Fault:
    """What is wrong or doubtful in one cell, in the user's own row, column and words."""

    column: str
    message: str
    level: Level
    place: str = ""  # E57
    value: str = ""  # as the file has it
    row: int = 0
    sheet: str = ""

    @property
    def is_must(self):
        return self.level == Level.MUST

    @property
    def where(self):
        """Return the cell, or the row of a heading, as a sentence names it."""
        return f"แถว {self.place}" if self.place.isdecimal() else self.place and f"ช่อง {self.place}"


@dataclass
class Row:
    """One item as it will be saved, or why not."""

    source: SourceRow
    fiscal_year: int
    values: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    kept: list = field(default_factory=list)  # words of the file that only the note can hold
    are_months_chosen: bool = False  # by the person for the whole file, not by this row
    status: Status = Status.NEW
    item: object = None  # of the version, when the row is about one
    changes: dict = field(default_factory=dict)  # Thai label → [before, after]

    @property
    def number(self):
        return self.source.number

    @property
    def unit(self):
        return self.values.get("unit")

    @property
    def program(self):
        return self.values.get("program")

    @property
    def strategy(self):
        return self.values.get("strategy")

    @property
    def sheet(self):
        return self.source.sheet

    @property
    def must(self):
        return [fault for fault in self.faults if fault.is_must]

    @property
    def should(self):
        return [fault for fault in self.faults if not fault.is_must]

    @property
    def name(self):
        return self.values.get("name") or self.source.text("name")

    @property
    def budget(self):
        return self.values.get("budget")

    @property
    def budget_typed(self):
        """Return the money as the file has it where that is more than a plain number."""
        typed = self.source.text("budget")
        plain = {format_money(self.budget), format_money(self.budget, satang=False)}
        return (
            "" if {typed, typed.replace(",", "")} & {p.replace(",", "") for p in plain} else typed
        )

    @property
    def months_typed(self):
        """Return the months as the file has them."""
        ends = [self.source.text("start_month"), self.source.text("end_month")]
        return " – ".join(filter(None, ends)) or self.source.text("months")

    @property
    def kind(self):
        return self.values.get("kind") or ("equipment" if self.is_equipment else "project")

    @property
    def is_equipment(self):
        said = self.values.get("kind")
        return said == "equipment" if said else self.source.layout.is_equipment

    @property
    def is_saved(self):
        return self.status in {Status.NEW, Status.DUPLICATE, Status.CHANGED}

    @property
    def months_text(self):
        return spelled(self.values.get("months", 0), self.fiscal_year)

    def blame(self, name, message, level=Level.MUST):
        """Note a fault of a field's cell."""
        source = self.source
        value = source.text(name) or (source.marks if name == "months" else "")
        fault = Fault(
            source.label(name), message, level, source.place(name), value, source.number,
            source.sheet,
        )  # fmt: skip
        self.faults.append(fault)

    def as_json(self):
        """Return the row as `import_projects --json` prints it."""
        texts = {
            name: self.values.get(name) or self.source.text(name) for name in ("name", "detail")
        }
        named = ("strategy", "guideline", "program", "unit", "source")
        return {
            "sheet": self.sheet,
            "row": self.number,
            "kind": self.kind,
            **{name: str(self.values.get(name) or "") for name in named},
            **texts,
            "budget": money(self.budget),
            "place": self.values.get("place", ""),
            "months": months_of(self.values.get("months", 0)),
            "status": self.status,
            "faults": [
                {"column": f.column, "message": f.message, "level": f.level, "cell": f.place,
                 "value": f.value}
                for f in self.faults
            ],
        }  # fmt: skip


def interpret(source, names, fiscal_year, options):
    """Return the Row of a source row: everything read, every fault noted."""
    row = Row(source, fiscal_year)
    for name, message in source.faults:
        row.blame(name, message)
    for name, message in source.doubts:
        row.blame(name, message, Level.SHOULD)
    _read_texts(row)
    try:
        row.values["budget"] = read_money(source.cells.get("budget"))
    except CellFault as fault:
        row.blame("budget", str(fault))
    try:
        read_year(source.cells.get("year"), fiscal_year)
    except CellFault as fault:
        row.blame("year", str(fault))
    _read_months(row, fiscal_year, options)
    _read_names(row, names)
    lines = [row.values.get("note", ""), *row.kept]
    row.values["note"] = "\n".join(line for line in lines if line)
    if row.must:
        row.status = Status.ERROR
    return row


def _read_texts(row):
    for name in TEXTS:
        try:
            text = read_text(row.source.cells.get(name))
        except CellFault as fault:
            row.blame(name, str(fault))
            continue
        limit = NAME_LIMIT if name == "name" else Project._meta.get_field(name).max_length
        if limit and len(text) > limit:
            row.blame(name, f"ข้อความยาว {len(text):,} ตัวอักษร ใช้ได้ไม่เกิน {limit:,}")
        if name == "name" and not text:
            row.blame(name, "กรอกชื่อโครงการ")
        row.values[name] = text


def _read_months(row, fiscal_year, options):
    cells, readings, doubts = row.source.cells, {}, []
    ways = {
        "start_month": lambda: (
            read_span(cells.get("start_month"), cells.get("end_month"), fiscal_year),
            [],
        ),
        "months": lambda: (read_months(cells.get("months"), fiscal_year), []),
        "": lambda: read_marks(row.source.months, fiscal_year),
    }
    for name, read in ways.items():
        try:
            readings[name], more = read()
            doubts += more
        except CellFault as fault:
            row.blame(name or "months", str(fault))
            return
    found = {months for months in readings.values() if months}
    if len(found) > 1:
        row.blame("months", "เดือนในคอลัมน์ต่าง ๆ ของแถวนี้ไม่ตรงกัน")
    taken, more = agreed(found.pop() if found else 0, row.source.seen, fiscal_year)
    for message in [*doubts, *more]:
        row.blame("months", message, Level.SHOULD)
    row.are_months_chosen = not taken
    row.values["months"] = taken or options.months


def _read_names(row, names):
    for name in NAMED:
        text = row.source.text(name)
        if not text or text in {"-", "–"}:
            continue
        parents = []
        if name == "guideline":
            if row.source.text("strategy") and not row.values.get("strategy"):
                continue  # the strategy's own fault is told; under which to look is not known
            parents = [row.values.get("strategy")]
        try:
            read_text(row.source.cells.get(name, text))  # the text may be that of a heading
            match = names.find("unit" if name == "further_units" else name, text, *parents)
        except (CellFault, Unknown) as fault:
            row.blame(name, str(fault))
            continue
        for note in match.notes:
            row.blame(name, note, Level.SHOULD)
        if match.kept:
            row.kept.append(match.kept)
        _take(row, name, match)


def _take(row, name, match):
    if name == "further_units":
        found = [match.found, *match.further]
        row.values[name] = [*row.values.get(name, []), *found]
    else:
        row.values[name] = match.found
        if match.further:
            row.values["further_units"] = list(match.further)
