"""Sheets → rows with named cells. Pure.

Reads lists with one header (our own columns, English or Thai) and the ผด.02 form: headings of
strategy and program as rows, a header of two lines that may come again, totals in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .blanks import DOWN, fill_down, merged_below, take_merged
from .cell_values import NO_MARK
from .column_labels import LABELS, NO_HEADER, column_letter, label_key, text_of
from .continuations import goes_on, join
from .headers import (
    Chosen,
    Layout,
    find_layout,
    header_key,
    layout_of,
    remembered,
    row_key,
)
from .lines import (
    BELOW,
    heading_of,
    is_carried,
    is_remark,
    is_signed,
    is_total,
    is_unclear,
    joined,
    may_follow,
    odd_item,
    plan_years_in,
    without_sum,
    years_in,
)
from .pictured_months import look
from .source_rows import SourceRow
from .summaries import is_summary
from .table_reader import Sheet

__all__ = [  # what the rest of the import needs of a table, in one place
    "LABELS", "NO_HEADER", "Chosen", "Layout", "Table", "column_letter", "header_key",
    "label_key", "read_tables", "remembered", "row_key", "spread", "text_of",
]  # fmt: skip

MOST_OF_A_LINE = 5  # cells in a heading, a total or a remark
MORE_MONEY = "คอลัมน์ “{other}” ก็เขียนจำนวนเงินไว้ แต่อ่านเฉพาะคอลัมน์ “{read}”"
CONTINUED = "ตารางนี้ไม่มีหัวตาราง อ่านต่อจากตารางก่อนหน้าซึ่งมีจำนวนคอลัมน์เท่ากัน"


@dataclass
class Table:
    """One sheet that was understood."""

    sheet: str
    rows: list[SourceRow] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)
    skipped: list[tuple[int, str, str]] = field(default_factory=list)  # row, what it is, text
    unclear: list[tuple[int, str]] = field(default_factory=list)  # lines passed over, but why?
    totals: list[tuple[int, bool, Any]] = field(default_factory=list)  # row, is_grand, cell
    years: list[tuple[int, int]] = field(default_factory=list)  # row, year named above the table
    plan_years: list[tuple[int, int]] = field(default_factory=list)  # row, year the plan is for
    notes: list[str] = field(default_factory=list)  # what is doubtful of the whole sheet
    has_drawings: bool = False
    headings: dict[str, tuple[int, str]] = field(default_factory=dict)  # as they stand at its end

    def title(self, number: int, text: str) -> None:
        """Take the years that a line above the items names."""
        self.years += [(number, year) for year in years_in(text)]
        self.plan_years += [(number, year) for year in plan_years_in(text)]

    def header(self, number: int, lines: list[list[Any]], layout: Layout) -> None:
        """Take a header, and the years its lines name."""
        cells = {text_of(cell) for line in lines for cell in line}
        self.years += [(number, year) for cell in cells for year in years_in(cell)]
        self.layouts.append(layout)

    def total(self, number: int, text: str, budget: Any, *, has_items: bool) -> None:
        """Take a sum; one right below another sum, without items, is of those above it."""
        is_grand = "ทั้งสิ้น" in text or "ทั้งหมด" in text
        if is_grand or has_items:
            self.totals.append((number, is_grand, budget))


def read_tables(sheets: list[Sheet], chosen: Mapping[str, Chosen] | None = None) -> list[Table]:
    """Return the tables of all sheets; a sheet without a header is left out.

    What a person chose for a sheet goes before what is found there.
    """
    known = chosen or {}
    tables: list[Table] = []
    before: tuple[Sheet, Table] | None = None
    for sheet in sheets:
        if sheet.name not in known and is_summary(sheet):
            continue
        table = read_table(sheet, known.get(sheet.name), before if sheet.follows else None)
        if table:
            tables.append(table)
            before = (sheet, table)
    return tables


def read_table(
    sheet: Sheet, chosen: Chosen | None = None, before: tuple[Sheet, Table] | None = None
) -> Table | None:
    """Return what one sheet holds, or None when no header is found.

    A table of Word goes on with the headings, and perhaps the columns, of the one `before` it.
    """
    table = Table(sheet.name, has_drawings=sheet.has_drawings)
    filled = spread(sheet)
    layout: Layout | None = None
    if before:
        table.headings = {name: (0, text) for name, (_, text) in before[1].headings.items()}
        layout = _goes_on(sheet, filled, *before) if chosen is None else None
        if layout:
            table.layouts.append(layout)
            table.notes.append(CONTINUED)
    for text in sheet.above:
        name = heading_of({0: text}, None)
        if name:
            _head(table.headings, name, 0, text)
        else:
            table.title(0, text)
    _read_rows(sheet, filled, table, chosen, layout)
    fill_down(table.rows, [number for number, kind, _ in table.skipped if kind == "total"])
    table.notes += look(sheet, table.rows)
    return table if table.layouts else None


def _goes_on(sheet: Sheet, filled: list[list[Any]], other: Sheet, table: Table) -> Layout | None:
    """Return the columns of the table before, for one as wide that has no header of its own."""
    if not sheet.width or sheet.width != other.width:
        return None
    if any(find_layout(filled, index) for index in range(len(filled))):
        return None
    return replace(table.layouts[-1], row=0)


def _head(headings: dict[str, tuple[int, str]], name: str, number: int, text: str) -> None:
    for below in BELOW.get(name, []):
        headings.pop(below, None)
    headings[name] = (number, text)


def _read_rows(
    sheet: Sheet,
    filled: list[list[Any]],
    table: Table,
    chosen: Chosen | None,
    layout: Layout | None,
) -> None:
    """Read the rows of a sheet one by one: headings, headers, totals, remarks and items."""
    headings, below = table.headings, merged_below(sheet)
    item: SourceRow | None = None
    has_items = is_signing = False  # since the last sum; since a line to sign
    is_numbered = False  # so far any item
    index = -1
    while (index := index + 1) < len(sheet.rows):
        row, number = sheet.rows[index], index + 1
        present = {column: value for column, value in enumerate(row) if value is not None}
        if not present:
            continue
        is_short = len(present) <= MOST_OF_A_LINE or layout is None
        text = joined(present) if is_short else ""  # a row of an item is not read here
        kind = ""
        if found := _header(filled, index, chosen):
            kind, layout = "header", found
            table.header(number, filled[index : index + found.height], found)
            index += found.height - 1
        elif is_short and (name := heading_of(present, layout)):
            kind = "heading"
            _head(headings, name, number, joined(without_sum(present, layout)))
        elif layout is None:
            kind = "title"
            table.title(number, text)
        elif is_total(present, layout):
            kind, text = "total", joined(present)
            if not is_carried(text):
                budget = present.get(layout.fields.get("budget", -1))
                table.total(number, text, budget, has_items=has_items)
                has_items = False
        elif is_signed(present, text, layout) or (is_signing and may_follow(present, layout)):
            kind, is_signing = "remark", True
        elif is_remark(present, text, layout):
            kind = "remark"
            if is_unclear(present, text):
                table.unclear.append((number, text))
        if kind:
            item = None
            is_signing = is_signing and kind == "remark"
            table.skipped.append((number, kind, text or joined(present)))
        elif layout:
            has_items, is_signing = True, False
            read = _source_row(sheet, number, row, filled[index], layout, headings)
            take_merged(read, below)
            if goes_on(read, item) and item:
                join(item, read)
            else:
                if odd := odd_item(read, is_numbered=is_numbered):
                    read.doubts.append(("name", odd))
                item = read
                is_numbered = is_numbered or "number" in read.cells
                table.rows.append(item)


def _header(rows: list[list[Any]], index: int, chosen: Chosen | None) -> Layout | None:
    """Return the layout of a header that begins at a row: the chosen one, or again, or another."""
    if chosen is None:
        return find_layout(rows, index)
    if index + 1 < chosen.row:
        return None
    if index + 1 == chosen.row:
        return layout_of(rows, chosen)
    first = rows[chosen.row - 1] if chosen.row <= len(rows) else []
    if (key := row_key(rows[index])) and key == row_key(first):
        return layout_of(
            rows, Chosen(index + 1, chosen.fields, chosen.months, chosen.height)
        )  # the header again, on the next printed page
    return find_layout(rows, index)


def _source_row(
    sheet: Sheet,
    number: int,
    row: list[Any],
    filled: list[Any],
    layout: Layout,
    headings: dict[str, tuple[int, str]],
) -> SourceRow:
    def at(cells: list[Any], column: int) -> Any:
        return cells[column] if column < len(cells) else None

    cells = {
        name: value
        for name, column in layout.fields.items()
        if (value := at(filled if name in DOWN else row, column)) is not None
    }
    months = {
        month: value
        for month, column in layout.months.items()
        if (value := at(filled, column)) is not None
    }
    doubts = [
        ("budget", MORE_MONEY.format(other=layout.labels[column], read=_budget_of(layout)))
        for column in layout.more_money
        if text_of(at(row, column)) not in NO_MARK
    ]
    return SourceRow(sheet.name, number, layout, cells, months, dict(headings), doubts=doubts)


def _budget_of(layout: Layout) -> str:
    return layout.labels.get(layout.fields.get("budget", -1), "")


def spread(sheet: Sheet) -> list[list[Any]]:
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
