"""Sheets that are no lists of items: the summary ผด.01, and what has no header. Pure."""

import re
from dataclasses import dataclass
from typing import Any

from thai.numerals import to_arabic_digits

from .column_labels import label_key, text_of
from .headers import find_layout
from .sheets import BadCell, Sheet

FORM = re.compile(r"ผด\.? ?0?1(?![0-9/])|บัญชีสรุป")
COUNTED = re.compile("จำนวนโครงการ|คิดเป็นร้อยละ|ร้อยละ")
GRAND = re.compile(r"รวม(ทั้งสิ้น|ทั้งหมด)|ยอดรวม")
MONEY = re.compile("(จำนวน)?(เงิน)?งบประมาณ(รวม)?|จำนวนเงิน|วงเงิน")
FIRST_ROWS = 20
IS_SUMMARY = "แผ่นงาน “{name}” เป็นบัญชีสรุป (ผด.01) จึงไม่อ่านเป็นรายการ"
NO_HEADER_HERE = "แผ่นงาน “{name}” ไม่มีหัวตารางที่รู้จัก จึงไม่ได้อ่าน"


@dataclass(frozen=True)
class PassedOver:
    """A sheet that was not read as items, why, and the sum it states."""

    sheet: str
    why: str
    total: Any = None


def is_summary(sheet: Sheet) -> bool:
    """Say whether a sheet counts projects rather than lists them."""
    lines = [[text_of(cell) for cell in row] for row in sheet.rows[:FIRST_ROWS]]
    has_title = bool(FORM.search(to_arabic_digits(sheet.name))) or any(
        FORM.search(to_arabic_digits(text)) for line in lines for text in line[:1] + line[-1:]
    )
    is_counted = any(COUNTED.match(label_key(text)) for line in lines for text in line if text)
    if not has_title and not is_counted:
        return False
    layouts = [find_layout(sheet.rows, index) for index in range(min(FIRST_ROWS, len(sheet.rows)))]
    found = next((layout for layout in layouts if layout), None)
    if found is None:
        return True
    # A list has months, or says where or by whom; a summary at most which unit.
    return is_counted and not found.months and not {"detail", "place"} & set(found.fields)


def passed_over(sheets: list[Sheet], read: set[str]) -> list[PassedOver]:
    """Return the sheets with anything in them that are not among those read."""
    found = []
    for sheet in sheets:
        if sheet.name in read or not any(sheet.rows):
            continue
        why = IS_SUMMARY if is_summary(sheet) else NO_HEADER_HERE
        total = _stated(sheet) if why == IS_SUMMARY else None
        found.append(PassedOver(sheet.name, why.format(name=sheet.name), total))
    return found


def _stated(sheet: Sheet) -> Any:
    """Return the cell with the grand total of money, or None where it cannot be told."""
    column = None
    for row in sheet.rows:
        for index, cell in enumerate(row):
            if isinstance(cell, str) and column is None and MONEY.fullmatch(label_key(cell)):
                column = index
        first = next((text_of(cell) for cell in row if cell is not None), "")
        if column is not None and GRAND.match(first.replace(" ", "")):
            cell = row[column] if column < len(row) else None
            return None if isinstance(cell, BadCell) else cell
    return None
