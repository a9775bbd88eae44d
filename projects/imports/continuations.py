"""Rows that go on with the item above them: text that did not fit, never money unseen. Pure."""

from typing import Any

from .cell_values import CellFault, read_money
from .column_labels import text_of
from .source_rows import SourceRow
from .table_reader import BadCell

BREAKS = {"detail": "\n", "target": "\n", "note": "\n", "agency": "\n"}  # else a space
TEXTS = [*BREAKS, "place", "unit", "further_units", "source"]


def goes_on(row: SourceRow, before: SourceRow | None) -> bool:
    """Say whether a row has text but neither a number nor a name, right below an item."""
    if before is None or row.number != before.last + 1 or "name" not in row.layout.fields:
        return False
    if any(
        row.cells.get(name) is not None for name in ("name", "number", "start_month", "end_month")
    ):
        return False
    return any(row.cells.get(name) is not None for name in TEXTS)


def join(before: SourceRow, row: SourceRow) -> None:
    """Add a row to the item above it; a second amount of money is a fault."""
    before.last = row.number
    before.doubts.append(
        ("name", f"แถว {row.number} ไม่มีลำดับและชื่อโครงการ อ่านเป็นข้อความต่อของแถว {before.number}")
    )
    for name in TEXTS:
        if (more := row.cells.get(name)) is not None:
            before.cells[name] = _joined(before.cells.get(name), more, BREAKS.get(name, " "))
    for name in ("strategy", "guideline", "program", "category", "year", "kind"):
        if (more := row.cells.get(name)) is not None and text_of(more) != before.text(name):
            _second(before, name, row)
    for month, mark in row.months.items():
        before.months.setdefault(month, mark)
    _money(before, row)


def _joined(first: Any, more: Any, between: str) -> Any:
    if isinstance(more, BadCell) or first is None:
        return more
    if isinstance(first, BadCell):
        return first
    return f"{text_of(first)}{between}{text_of(more)}"


def _money(before: SourceRow, row: SourceRow) -> None:
    told = row.cells.get("budget")
    if told is None or (isinstance(told, str) and text_of(told) in {"", "-", "–", "—"}):
        return
    try:
        has_first = read_money(before.cells.get("budget")) is not None
    except CellFault:
        has_first = True
    if has_first:
        _second(before, "budget", row)
        return
    before.cells["budget"] = told
    before.places["budget"] = row.number
    before.doubts.append(("budget", f"งบประมาณอ่านจากแถว {row.number} ซึ่งต่อจากแถว {before.number}"))


def _second(before: SourceRow, name: str, row: SourceRow) -> None:
    """Note that a row without a name says once more what can only be said once."""
    label = row.label(name).replace("\n", " ")
    before.faults.append(
        (name, f"แถว {row.number} มี{label}อีกค่าคือ “{row.text(name)}” แต่ไม่มีชื่อโครงการ"
               " ใส่ชื่อในแถวนั้นถ้าเป็นรายการใหม่ หรือรวมเป็นแถวเดียว")
    )  # fmt: skip
