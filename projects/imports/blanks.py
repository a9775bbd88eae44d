"""Cells left empty because a cell above says it: merged over them, or written only once. Pure."""

from itertools import pairwise
from typing import Any

from .column_labels import text_of
from .lines import BELOW
from .sheets import Sheet
from .source_rows import SourceRow

DOWN = ("strategy", "guideline", "program", "category")  # the outer one first
BESIDE = ("unit", "further_units", "place", "source", "agency")
SHARED = "ช่องนี้ผสานกับแถว {row} จำนวนเงินอ่านเป็นของแถว {row} แถวเดียว"
AS_ABOVE = "ช่องว่าง อ่านตามแถวบนเป็น “{text}”"

Below = dict[tuple[int, int], tuple[int, Any]]


def merged_below(sheet: Sheet) -> Below:
    """Return {(row, column): (row of its value, value)} of the cells under a merged range."""
    found: Below = {}
    for top, left, bottom, _ in sheet.merged:
        row = sheet.rows[top - 1] if top <= len(sheet.rows) else []
        value = row[left - 1] if left <= len(row) else None
        if value is not None:
            found |= {(number, left - 1): (top, value) for number in range(top + 1, bottom + 1)}
    return found


def take_merged(row: SourceRow, below: Below) -> None:
    """Give an item of its own what is merged over it from above; money is only told of."""
    if not below or not {"name", "number"} & set(row.cells):
        return
    for name in (*BESIDE, "budget"):
        told = below.get((row.number, row.layout.fields.get(name, -1)))
        if told is None or name in row.cells:
            continue
        if name == "budget":
            row.doubts.append((name, SHARED.format(row=told[0])))
        else:
            row.cells[name] = told[1]


def fill_down(rows: list[SourceRow], ends: list[int]) -> None:
    """Give rows the strategy or program written once above them, each with a doubt.

    Only where no two neighbours say the same: who writes it in every row means an empty cell.
    After the rows of `ends`, such as a total, nothing is taken from above.
    """
    groups: list[list[SourceRow]] = []
    for before, row in zip([None, *rows], rows, strict=False):
        starts = before is None or before.layout is not row.layout
        if starts or any(before.number < end < row.number for end in ends if before):
            groups.append([])
        groups[-1].append(row)
    if any(_repeats(group) for group in groups):
        return
    for group in groups:
        _fill(group)


def _repeats(rows: list[SourceRow]) -> bool:
    return any(
        name in one.cells and text_of(one.cells[name]) == text_of(other.cells.get(name))
        for one, other in pairwise(rows)
        for name in DOWN
    )


def _fill(rows: list[SourceRow]) -> None:
    last: dict[str, Any] = {}
    for row in rows:
        for name in DOWN:
            if name not in row.layout.fields:
                continue
            if name in row.cells:
                last[name] = row.cells[name]
                for below in BELOW.get(name, []):
                    last.pop(below, None)
            elif name in last:
                row.cells[name] = last[name]
                row.doubts.append((name, AS_ABOVE.format(text=text_of(last[name]))))
