"""One row of the workbook on its three sides: what it would change, and every fault of it."""

import hashlib
from dataclasses import dataclass, field, replace

from ..conflict import MINE, THEIRS
from ..findings import Level
from ..imports.cell_values import CellFault
from ..imports.rows import Fault
from ..imports.table_columns import text_of
from ..imports.unit_names import Unknown
from .cells import is_untouched, read_cell, read_code
from .columns import CODE, EQUIPMENT, MARK, MONTHS, PROJECTS, columns_of, label_of
from .merge import Cell, Fate, Outcome, merge

OTHER_KIND = "รหัส {code} เป็นของอีกแผ่นงาน ย้ายรายการข้ามแผ่นไม่ได้ ให้ลบแล้วเพิ่มใหม่ในระบบ"
UNKNOWN_CODE = "ไม่มีรหัส “{code}” ในไฟล์ที่ส่งออกครั้งนั้น ถ้าเป็นรายการใหม่ให้ลบรหัสออก"
REPEATED_CODE = "รหัส {code} อยู่หลายแถว ({rows}) ถ้าคัดลอกมาทำรายการใหม่ ให้ลบรหัสของแถวใหม่ออก"
OTHER_STRATEGY = "แนวทางนี้อยู่ในยุทธศาสตร์ที่ {number} เลือกแนวทางของยุทธศาสตร์ในแถวเดียวกัน"
SHOWN_MARK = "ดำเนินการ"


@dataclass
class Row:
    """What stands in one row of the file, and what it is about."""

    sheet: object  # FoundSheet
    number: int
    values_read: list
    code: str
    fate: Fate = Fate.NEW
    item: object = None
    base: dict = field(default_factory=dict)
    theirs: dict = field(default_factory=dict)
    words: dict = field(default_factory=dict)  # as the file has them, by column
    values: dict = field(default_factory=dict)  # of the cells that had to be read
    cells: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    twin: str = ""  # the code of an item that already says what a new row says
    pick: str = ""  # of a row whose item is gone: MINE is "add it again"

    @property
    def is_equipment(self):
        return self.sheet.kind == EQUIPMENT

    @property
    def name(self):
        return self.words.get("name") or self.theirs.get("name") or self.base.get("name", "")

    @property
    def is_added(self):
        """Say whether the row becomes a new item."""
        if self.faults or self.twin:
            return False
        return self.fate == Fate.NEW or (self.fate == Fate.GONE and self.pick == MINE)

    @property
    def is_edited(self):
        """Say whether the file says something else than what went out."""
        return any(cell.mine != cell.base or cell.fault for cell in self.cells)

    @property
    def is_saved(self):
        """Say whether the row changes an item that is there."""
        return self.fate == Fate.KNOWN and not self.faults and any(
            cell.takes_mine for cell in self.cells
        )  # fmt: skip

    @property
    def is_left_out(self):
        """Say whether the row cannot be taken as it is."""
        return bool(self.faults) and (self.fate != Fate.GONE or self.pick == MINE)

    @property
    def is_open(self):
        """Say whether somebody has yet to choose."""
        if self.fate == Fate.GONE:
            return self.is_edited and not self.twin and self.pick not in (MINE, THEIRS)
        return not self.faults and any(cell.is_open for cell in self.cells)

    def read_with(self, names, year):
        """Read the cells that are not as they went out; note every fault."""
        base = self.base if self.fate == Fate.KNOWN else {}
        faults = {}
        for column in columns_of(self.sheet.kind):
            name = column.name
            if name == CODE or name not in self.sheet.columns:
                continue
            value, was = self.sheet.value(self.values_read, name), base.get(name, "")
            self.words[name] = was
            if is_untouched(value, was) and (was or name != "name"):
                continue
            if name == "guideline" and "strategy" in faults:
                continue  # under which to look is not known; the strategy's own fault is told
            try:
                read = read_cell(name, value, was, names, self._strategy(name, names))
            except CellFault as fault:
                faults[name] = str(fault)
                self.blame(name, str(fault), year)
                self.words[name] = text_of(value)
                continue
            self.words[name], self.values[name], notes = read
            self.notes += notes if self.words[name] != was else []
        if self.fate == Fate.GONE:
            self.cells = merge(self.base, self.base, self.words, {})
        elif self.fate == Fate.KNOWN:
            self.cells = merge(self.base, self.theirs, self.words, faults)

    def _strategy(self, name, names):
        """Return the strategy under which the row's guideline is looked for."""
        if name != "guideline":
            return None
        if "strategy" in self.values:
            return self.values["strategy"]
        text = self.words.get("strategy", "")
        if self.item and text in ("", self.theirs.get("strategy", "")):
            return self.item.strategy
        try:
            return names.find("strategy", text).found if text else None
        except Unknown:
            return None

    def blame(self, name, message, year):
        """Note a fault of a column's cell."""
        typed = read_code(self.code) if name == CODE else ""
        if name != CODE and name in self.sheet.columns:
            typed = text_of(self.sheet.value(self.values_read, name))
        place = self.sheet.place(self.number, name)
        self.faults.append(
            Fault(label_of(name, year), message, Level.MUST, place, typed, self.number,
                  self.sheet.name)
        )  # fmt: skip

    def check_code(self, same_code, year):
        """Note what is wrong about the row's code."""
        told = {"code": self.code, "rows": ", ".join(str(number) for number in same_code)}
        if self.fate == Fate.UNKNOWN:
            self.blame(CODE, UNKNOWN_CODE.format(**told), year)
        elif self.fate == Fate.REPEATED:
            self.blame(CODE, REPEATED_CODE.format(**told), year)
        elif (self.base.get("kind", PROJECTS) == EQUIPMENT) != self.is_equipment and self.code:
            self.blame(CODE, OTHER_KIND.format(**told), year)

    def pick_with(self, decisions):
        """Take the choices made before, as long as they are about these very words."""
        if self.fate == Fate.GONE:
            self.pick = _chosen(decisions, self.key, self.token)
        self.cells = [
            cell.picked(_chosen(decisions, f"{self.key}:{cell.name}", token_of(cell)))
            if cell.outcome == Outcome.CONFLICT
            else cell
            for cell in self.cells
        ]

    def check_guideline(self, year):
        """Note a guideline that is not of the strategy the row would have."""
        cells = {cell.name: cell for cell in self.cells}
        pair = [cells.get("strategy"), cells.get("guideline")]
        if any(cell and cell.is_open for cell in pair):
            return
        if self.fate == Fate.KNOWN and not any(cell and cell.takes_mine for cell in pair):
            return
        strategy, guideline = self.after("strategy"), self.after("guideline")
        if guideline and guideline.strategy != strategy:
            message = OTHER_STRATEGY.format(number=guideline.strategy.number)
            self.blame("guideline", message, year)
            self.cells = [
                replace(cell, fault=message)
                if cell.name == "guideline" and cell.outcome != Outcome.CONFLICT
                else cell
                for cell in self.cells
            ]

    def after(self, name):
        """Return a field's value as it will be saved."""
        taken = next((cell.takes_mine for cell in self.cells if cell.name == name), False)
        if self.fate == Fate.KNOWN and not taken:
            return getattr(self.item, name)
        return self.values.get(name)

    @property
    def key(self):
        """What the choices about this row are kept under."""
        return self.code

    @property
    def token(self):
        return token_of(*self.cells)


def _chosen(decisions, key, token):
    pick, about = decisions.get(key, ("", ""))
    return pick if about == token else ""


def token_of(*cells):
    """Return what a choice is about: other words ask again."""
    words = "\0".join(f"{c.name}\0{c.base}\0{c.theirs}\0{c.mine}" for c in cells)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Line:
    """One cell as the pages show it."""

    row: Row
    cell: Cell
    year: int
    author: object = None  # of what stands here

    @property
    def label(self):
        return label_of(self.cell.name, self.year)

    @property
    def place(self):
        return self.row.sheet.place(self.row.number, self.cell.name)

    @property
    def key(self):
        return f"{self.row.key}:{self.cell.name}"

    @property
    def token(self):
        return token_of(self.cell)

    @property
    def base(self):
        return self._shown(self.cell.base)

    @property
    def theirs(self):
        return self._shown(self.cell.theirs)

    @property
    def mine(self):
        return self._shown(self.cell.mine)

    def _shown(self, words):
        return SHOWN_MARK if words == MARK and self.cell.name in MONTHS else words
