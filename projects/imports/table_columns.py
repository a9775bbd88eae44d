"""Sheets → rows with named cells: where the header is, what each column means. Pure.

Reads lists with one header (our own columns, English or Thai) and the ผด.02 form: headings of
strategy and program as rows, a header of two lines that may come again, totals in between.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from thai.calendar import MONTHS, SHORT_MONTHS
from thai.numerals import to_arabic_digits
from thai.text import repair

from .table_reader import BadCell, Sheet

NO_HEADER = "ไม่พบหัวตาราง ต้องมีคอลัมน์ชื่อโครงการ และคอลัมน์อื่นอีกอย่างน้อยหนึ่งคอลัมน์ เช่น งบประมาณ"
LABELS = {  # field → the headers seen in use; compared by label_key
    "number": ["item_no", "no", "ลำดับที่", "ลำดับ", "ที่"],
    "kind": ["kind", "ประเภท", "ประเภทรายการ"],
    "strategy": ["strategy", "ยุทธศาสตร์", "ประเด็นการพัฒนา", "ประเด็นยุทธศาสตร์", "ยุทธศาสตร์การพัฒนา"],
    "guideline": ["guideline", "แนวทาง", "แนวทางการพัฒนา", "กลยุทธ์"],
    "program": ["program", "programme", "แผนงาน", "ชื่อแผนงาน"],
    "category": ["category", "ประเภทครุภัณฑ์"],
    "name": [
        "project_name", "name", "project", "ชื่อ", "โครงการ", "ชื่อโครงการ", "โครงการ/กิจกรรม",
        "ชื่อโครงการ/กิจกรรม", "ชื่อรายการ", "โครงการ/รายการ", "โครงการ/กิจกรรม/รายการ",
        "ครุภัณฑ์", "ชื่อครุภัณฑ์", "รายการครุภัณฑ์",
    ],
    "detail": [
        "activity_detail", "detail", "รายละเอียด", "รายละเอียดของกิจกรรม", "รายละเอียดกิจกรรม",
        "รายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ", "รายละเอียดกิจกรรมที่เกิดขึ้นจากโครงการ",
        "รายละเอียดโครงการ", "รายละเอียดของโครงการ", "รายละเอียดโครงการ/กิจกรรม",
        "รายละเอียดของครุภัณฑ์", "รายละเอียดครุภัณฑ์",
    ],
    "budget": [
        "budget_baht", "budget", "งบประมาณ", "จำนวนงบประมาณ", "จำนวนเงิน", "วงเงิน", "วงเงินงบประมาณ",
        "งบประมาณที่ได้รับ", "งบประมาณรวม",
    ],
    "source": [
        "source", "แหล่งเงิน", "แหล่งงบประมาณ", "แหล่งที่มา", "แหล่งที่มาของงบประมาณ", "ที่มาของงบประมาณ",
        "ที่มางบประมาณ", "ที่มาของเงิน",
    ],
    "agency": ["agency", "หน่วยงานภายนอก", "หน่วยงานอื่นที่ดำเนินการ"],
    "place": ["place", "สถานที่", "สถานที่ดำเนินการ", "พื้นที่ดำเนินการ", "พื้นที่", "สถานที่ดำเนินงาน"],
    "unit": [
        "unit", "หน่วยงาน", "หน่วยงานรับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบหลัก",
        "หน่วยงานที่รับผิดชอบหลัก", "หน่วยงานผู้รับผิดชอบ", "ผู้รับผิดชอบ", "หน่วยดำเนินการ", "หน่วยงานดำเนินการ",
        "หน่วยงานที่ดำเนินการ", "หน่วยงานเจ้าของโครงการ",
    ],
    "further_units": ["further_units", "หน่วยงานร่วม", "หน่วยงานสนับสนุน", "หน่วยงานร่วมดำเนินการ"],
    "start_month": ["start_month", "เดือนเริ่มต้น", "เดือนที่เริ่ม", "เริ่มเดือน", "เดือนที่เริ่มต้น", "เริ่มต้น"],
    "end_month": ["end_month", "เดือนสิ้นสุด", "เดือนที่สิ้นสุด", "ถึงเดือน", "สิ้นสุด"],
    "months": [
        "months", "เดือน", "เดือนที่ดำเนินการ", "ระยะเวลา", "ระยะเวลาดำเนินการ", "ระยะเวลาดำเนินงาน",
        "ระยะเวลาในการดำเนินการ", "ช่วงเวลาดำเนินการ",
    ],
    "year": ["fiscal_year_be", "fiscal_year", "year", "ปีงบประมาณ", "ปีงบประมาณพ.ศ.", "ปีพ.ศ.", "ปี"],
    "target": ["target", "เป้าหมาย", "เป้าหมาย/ผลผลิต", "ผลผลิต"],
    "devplan_edition": ["devplan_edition", "แผนพัฒนาฯเล่ม", "แผนพัฒนาเล่ม", "แผนพัฒนาฯ", "แผนพัฒนาท้องถิ่น"],
    "devplan_page": ["devplan_page", "หน้า", "แผนพัฒนาฯหน้า", "แผนพัฒนาหน้า"],
    "devplan_item": ["devplan_item", "ข้อ", "แผนพัฒนาฯข้อ", "แผนพัฒนาข้อ", "ข้อ/ลำดับ"],
    "note": ["note", "หมายเหตุ"],
}  # fmt: skip
MOST_OF_A_LINE = 5  # cells in a heading, a total or a remark
HEADER_MONTHS = 3  # fewer month names in a row may be chance
HEADINGS = {
    "strategy": re.compile(r"([0-9]+[.)]?|\([0-9]+\))? ?(ยุทธศาสตร์|ประเด็นการพัฒนา|ประเด็นยุทธศาสตร์).*"),
    "guideline": re.compile(r"([0-9]+([.][0-9]+)*[.)]?)? ?(แนวทาง|กลยุทธ์).*"),
    "program": re.compile(r"([0-9]+([.][0-9]+)*[.)]?)? ?(แผนงาน|งบกลาง$).*"),
    "category": re.compile(r"([0-9]+([.][0-9]+)*[.)]?)? ?(ประเภท ?)?ครุภัณฑ์.*"),
}
BELOW = {"strategy": ["guideline", "program"], "category": ["program"]}  # a new one ends these
TOTAL = re.compile(
    r"(ยอด)?รวม(ทั้งสิ้น|ทั้งหมด|เงิน|งบประมาณ|ยอด|จำนวน|ย่อย)*( ?(ยุทธศาสตร์|แผนงาน|ประเภท)[^0-9]*)?"
    r" ?([0-9,]+ ?)?(โครงการ(/กิจกรรม)?|กิจกรรม|รายการ|ครุภัณฑ์)?"
)
REMARK = re.compile(r"(หมายเหตุ|\*|\(?ลงชื่อ|ผู้จัดทำ|ผู้ตรวจ|ผู้รับรอง|ผู้เห็นชอบ).*", re.DOTALL)
MONTH_WITH_YEAR = re.compile(r"(\D+)((?:25|26)?[0-9]{2})")  # "ต.ค. 2567", as our own export has it
COLUMN_NUMBER = re.compile(r"\(?[0-9]{1,2}\)?")
YEAR = re.compile(r"(?:พ\. ?ศ\.|ปีงบประมาณ|ประจำปี|ปี|[คพยมกส]\.) ?([0-9]{4})")


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """Return a header as it is compared: no spaces, points, underlines or bracketed units."""
    plain = re.sub(r"\([^)]*\)", "", to_arabic_digits(repair(text)).casefold())
    return re.sub(r"[\s._:*\-\"'“”]", "", plain)


FIELD_OF = {label_key(label): name for name, labels in LABELS.items() for label in labels}
MONTH_OF = {
    label_key(name): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, name in enumerate(names)
    if name
}


def text_of(value: Any) -> str:
    """Return a cell as one would read it on the screen, repaired; "" for an empty one."""
    if value is None:
        return ""
    if isinstance(value, BadCell):
        return value.shown
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{Decimal(format(value, '.15g')):f}"
    if isinstance(value, date):
        return value.isoformat()[:10]
    return repair(str(value))


def column_letter(index: int) -> str:
    """Return the letters of a column: A for 0, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass
class Layout:
    """What the columns of a table mean, and what its owner calls them."""

    row: int
    fields: dict[str, int]
    months: dict[int, int]
    labels: dict[int, str]
    height: int = 1

    @property
    def unused(self) -> list[str]:
        used = {*self.fields.values(), *self.months.values()}
        return [label for index, label in sorted(self.labels.items()) if index not in used]

    @property
    def is_equipment(self) -> bool:
        return "ครุภัณฑ์" in self.labels[self.fields["name"]]


@dataclass
class SourceRow:
    """One item as the file has it."""

    sheet: str
    number: int
    layout: Layout
    cells: dict[str, Any]
    months: dict[int, Any]
    headings: dict[str, tuple[int, str]]  # field → (row, text) of the heading above it

    def place(self, name: str) -> str:
        """Return the cell of a field in the owner's words: "E57", or the row of its heading."""
        index = self.layout.fields.get(name)
        if index is None and name in self.headings:
            return str(self.headings[name][0])
        return "" if index is None else f"{column_letter(index)}{self.number}"

    def label(self, name: str) -> str:
        index = self.layout.fields.get(name)
        return self.layout.labels[index] if index is not None else LABELS[name][-1]

    def text(self, name: str) -> str:
        """Return a field's text, from its column or else from the heading above."""
        text = text_of(self.cells.get(name))
        return text or (self.headings[name][1] if name in self.headings else "")


@dataclass
class Table:
    """One sheet that was understood."""

    sheet: str
    rows: list[SourceRow] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)
    skipped: list[tuple[int, str, str]] = field(default_factory=list)  # row, what it is, text
    totals: list[tuple[int, bool, Any]] = field(default_factory=list)  # row, is_grand, cell
    years: list[tuple[int, int]] = field(default_factory=list)  # row, year named above the table
    has_drawings: bool = False


def read_tables(sheets: list[Sheet]) -> list[Table]:
    """Return the tables of all sheets; a sheet without a header is left out."""
    return [table for sheet in sheets if (table := read_table(sheet))]


def read_table(sheet: Sheet) -> Table | None:
    """Return what one sheet holds, or None when no header is found."""
    table = Table(sheet.name, has_drawings=sheet.has_drawings)
    filled = _spread(sheet)
    layout: Layout | None = None
    headings: dict[str, tuple[int, str]] = {}
    index = -1
    while (index := index + 1) < len(sheet.rows):
        row, number = sheet.rows[index], index + 1
        present = {column: value for column, value in enumerate(row) if value is not None}
        if not present:
            continue
        is_short = len(present) <= MOST_OF_A_LINE or layout is None
        text = _joined(present) if is_short else ""  # a row of an item is not read here
        kind = ""
        if found := find_layout(filled, index):
            kind = "header"
            header = {
                text_of(cell) for line in filled[index : index + found.height] for cell in line
            }
            table.years += [(number, year) for cell in header for year in _years(cell)]
            table.layouts.append(found)
            layout = found
            index += found.height - 1
        elif name := _heading(present, text, layout):
            kind = "heading"
            for below in BELOW.get(name, []):
                headings.pop(below, None)
            headings[name] = (number, text)
        elif layout is None:
            kind = "title"
            table.years += [(number, year) for year in _years(text)]
        elif _is_total(present, layout):
            kind, text = "total", _joined(present)
            is_grand = "ทั้งสิ้น" in text or "ทั้งหมด" in text
            table.totals.append((number, is_grand, present.get(layout.fields.get("budget", -1))))
        elif _is_remark(present, text, layout):
            kind = "remark"
        if kind:
            table.skipped.append((number, kind, text or _joined(present)))
        elif layout:
            table.rows.append(_source_row(sheet, number, row, filled[index], layout, headings))
    return table if table.layouts else None


def find_layout(rows: list[list[Any]], index: int) -> Layout | None:
    """Return the layout of the header that begins at a row, or None when none does."""
    fields, months, labels = _named(rows[index])
    if "name" not in fields or len(fields) < 2:
        return None
    height = 1
    for below in range(1, 3):
        if months or index + below >= len(rows):
            break
        more_fields, more_months, more_labels = _named(rows[index + below])
        if len(more_months) >= HEADER_MONTHS and "name" not in set(more_fields) - set(fields):
            months, height = more_months, below + 1
            labels |= {column: more_labels[column] for column in months.values()}
    taken = set(months.values())
    fields = {name: column for name, column in fields.items() if column not in taken}
    return Layout(index + 1, fields, months, labels, height)


def _named(row: list[Any]) -> tuple[dict[str, int], dict[int, int], dict[int, str]]:
    fields: dict[str, int] = {}
    months: dict[int, int] = {}
    labels: dict[int, str] = {}
    for column, value in enumerate(row):
        if not isinstance(value, str) or len(value) > 80:
            continue
        key = label_key(value)
        labels[column] = text_of(value)
        if dated := MONTH_WITH_YEAR.fullmatch(key):
            key = dated[1] if dated[1] in MONTH_OF else key
        if key in MONTH_OF:
            months.setdefault(MONTH_OF[key], column)
        elif key in FIELD_OF:
            fields.setdefault(FIELD_OF[key], column)
    return fields, months, labels


def _joined(present: dict[int, Any]) -> str:
    return " ".join(dict.fromkeys(text_of(cell) for cell in present.values()))


def _heading(present: dict[int, Any], text: str, layout: Layout | None) -> str:
    """Return the field a row is a heading of: such as the strategy of the next ones."""
    if len(present) > 2 or any(not isinstance(cell, str | int) for cell in present.values()):
        return ""
    if layout and _has(present, layout, "budget", "unit", "detail", "place"):
        return ""
    plain = to_arabic_digits(text).replace("\n", " ")
    for name, pattern in HEADINGS.items():
        if layout and (name in layout.fields or (name == "category" and not layout.is_equipment)):
            continue
        if pattern.fullmatch(plain):
            return name
    return ""


def _has(present: dict[int, Any], layout: Layout, *names: str) -> bool:
    return any(present.get(layout.fields.get(name, -1)) is not None for name in names)


def _is_total(present: dict[int, Any], layout: Layout) -> bool:
    """Say whether all that stands left of the money is "รวม", perhaps with a count."""
    end = layout.fields.get("budget", 10**6)
    texts = dict.fromkeys(text_of(cell) for column, cell in present.items() if column < end)
    plain = " ".join(text for text in texts if text not in {"-", "–"})
    return len(plain) < 200 and bool(TOTAL.fullmatch(to_arabic_digits(plain).strip()))


def _is_remark(present: dict[int, Any], text: str, layout: Layout) -> bool:
    """Say whether a row below a header is no item: a bare number, a title, a line to sign."""
    column = next(iter(present))
    if len(present) == 1 and column == layout.fields.get("number"):
        return True
    if len(present) == 1 and column != layout.fields["name"] and REMARK.fullmatch(text):
        return True
    return len(present) > 2 and all(
        COLUMN_NUMBER.fullmatch(to_arabic_digits(text_of(cell))) for cell in present.values()
    )  # the line (1) (2) (3) below a header


def _years(text: str) -> list[int]:
    return [int(year) for year in YEAR.findall(to_arabic_digits(text))]


def _source_row(
    sheet: Sheet,
    number: int,
    row: list[Any],
    spread: list[Any],
    layout: Layout,
    headings: dict[str, tuple[int, str]],
) -> SourceRow:
    def at(cells: list[Any], column: int) -> Any:
        return cells[column] if column < len(cells) else None

    down = {"strategy", "guideline", "program", "category"}  # merged over the rows they head
    cells = {
        name: value
        for name, column in layout.fields.items()
        if (value := at(spread if name in down else row, column)) is not None
    }
    months = {
        month: value
        for month, column in layout.months.items()
        if (value := at(spread, column)) is not None
    }
    return SourceRow(sheet.name, number, layout, cells, months, dict(headings))


def _spread(sheet: Sheet) -> list[list[Any]]:
    """Return the rows with the value of each merged range in all its cells."""
    if not sheet.merged:
        return sheet.rows
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        value = rows[top - 1][left - 1] if top <= len(rows) and left <= len(rows[top - 1]) else None
        if value is None:
            continue
        for row in rows[top - 1 : bottom]:
            row.extend([None] * (right - len(row)))
            row[left - 1 : right] = [value] * (right - left + 1)
    return rows
