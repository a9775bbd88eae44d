"""Lines copied from a spreadsheet: cells in a fixed order, read as the form would read them."""

import csv
import io
from dataclasses import dataclass, field

from thai.numerals import to_arabic_digits

from ..imports.cell_values import CellFault, read_months
from ..schedule import months_of

COLUMNS = ("name", "detail", "budget", "place", "months", "note")
HEADS = {"ชื่อโครงการ", "โครงการ", "ชื่อ", "รายการ", "ชื่อโครงการ/กิจกรรม", "โครงการ/กิจกรรม"}
MOST_LINES = 100


@dataclass
class Line:
    """One pasted line: what the form gets, and later what it says."""

    number: int
    data: dict
    faults: list = field(default_factory=list)
    values: dict = field(default_factory=dict)  # as the form read them


def lines_of(text, fiscal_year, contact=""):
    """Return a Line for every row with anything in it; a head and a column of numbers are left."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # a lone one would stop the reader
    rows = list(enumerate(csv.reader(io.StringIO(text), delimiter="\t"), start=1))
    rows = [(number, [cell.strip() for cell in row]) for number, row in rows]
    rows = [(number, row) for number, row in rows if any(row)]
    if rows and HEADS & set(rows[0][1][:2]):
        rows = rows[1:]
    if rows and all(len(row) > 1 and _is_count(row[0]) for _, row in rows):
        rows = [(number, row[1:]) for number, row in rows]
    return [_line(number, row, fiscal_year, contact) for number, row in rows]


def _is_count(cell):
    return to_arabic_digits(cell).rstrip(".").isdecimal()


def _line(number, row, fiscal_year, contact):
    cells = dict(zip(COLUMNS, row, strict=False))
    line = Line(number, cells | {"contact": contact, "months": []})
    if len(row) > len(COLUMNS) and any(row[len(COLUMNS) :]):
        line.faults.append(f"มี {len(row)} ช่อง รับได้ {len(COLUMNS)} ช่อง")
    try:
        line.data["months"] = months_of(read_months(cells.get("months", ""), fiscal_year))
    except CellFault as fault:
        line.faults.append(f"เดือน: {fault}")
    return line
