"""Cells → money, months and years, or one Thai sentence why not. Pure; nothing is guessed."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from thai.baht import EXAMPLE, parse_money
from thai.calendar import EXAMPLE as DATE_EXAMPLE
from thai.calendar import (
    MONTH_EXAMPLE,
    MONTHS,
    SHORT_MONTHS,
    DateInputError,
    parse_date,
    parse_month,
    to_be,
)
from thai.numerals import to_arabic_digits
from thai.text import foreign_letters

from ..schedule import POSITION, mask_of, span
from .column_labels import text_of
from .table_reader import BadCell

IS_A_DATE = "Excel เก็บช่องนี้เป็นวันที่ จัดรูปแบบช่องเป็นข้อความแล้วพิมพ์ใหม่"
BETWEEN = re.compile(r"\s*(?:–|—|-|ถึง)\s*")
MONTH_AND_YEAR = re.compile(r"(?P<month>[^0-9]+?)\s*(?:พ\.? ?ศ\.?)?\s*(?P<year>[0-9]{1,6})")
ALL_YEAR = re.compile(
    r"(?:ตลอด|ทั้ง|ตลอดทั้ง)ปี(?:งบประมาณ)?(?: ?(?:พ\. ?ศ\.)? ?(?P<year>[0-9]{4}))?|12 เดือน"
)
QUARTERS = re.compile(r"ไตรมาส(?:ที่)? ?(?P<first>[1-4])(?: ?(?:–|—|-|ถึง) ?(?P<last>[1-4]))?")
NAMED_YEAR = re.compile(r"(?:พ\. ?ศ\. ?|ปีงบประมาณ ?|ปี ?)([0-9]{4})(?![0-9])")
QUOTES = "[\"'”“″〃]"
DITTO = re.compile(f"-? ?{QUOTES}[\"'”“″〃 ]* ?-?|,,")  # "as above": a row must say it itself
NO_MARK = {"", "-", "–", "—", "0", "ยังไม่ระบุเดือน"}  # the last as our own book prints it


class CellFault(ValueError):
    """A cell that cannot be read; its text is a Thai sentence."""


def read_text(value: Any) -> str:
    """Return a cell's text, repaired; refuse letters of foreign scripts and broken cells."""
    if isinstance(value, BadCell):
        raise CellFault(value.why)
    if isinstance(value, date):
        raise CellFault(IS_A_DATE)
    text = text_of(value)
    if DITTO.fullmatch(text):
        raise CellFault(f"เครื่องหมาย {text} ไม่บอกว่าหมายถึงอะไร พิมพ์ข้อความเต็ม")
    if letters := foreign_letters(text):
        named = " ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in letters)
        raise CellFault(f"มีอักษรที่ไม่ใช่ไทยหรืออังกฤษ {named} ลบแล้วพิมพ์ใหม่")
    for year in NAMED_YEAR.findall(to_arabic_digits(text)):
        if 2600 <= int(year) <= 2999:
            raise CellFault(f"ปี {year} ไม่น่าถูกต้อง ตรวจปี พ.ศ. ในข้อความ")
    return text


def read_money(value: Any) -> Decimal | None:
    """Return an amount, exact to the satang; None for an empty cell or "-"."""
    if isinstance(value, BadCell):
        raise CellFault(value.why)
    if isinstance(value, bool | date):
        raise CellFault(f"งบประมาณต้องเป็นตัวเลข {EXAMPLE}")
    try:
        return parse_money(text_of(value))
    except ValueError as error:
        raise CellFault(str(error).replace("จำนวนเงิน", "งบประมาณ")) from None


def read_year(value: Any, fiscal_year: int) -> None:
    """Refuse a year that is not the plan's."""
    if value is None:
        return
    text = to_arabic_digits(text_of(value)).removesuffix(".0")
    found = re.fullmatch(r"(?:ปีงบประมาณ)? ?(?:พ\. ?ศ\.)? ?([0-9]{1,6})", text)
    if isinstance(value, BadCell) or not found:
        raise CellFault(f"ปีงบประมาณต้องเป็นปี พ.ศ. 4 หลัก เช่น {fiscal_year}")
    if int(found[1]) != fiscal_year:
        raise CellFault(f"ปี {found[1]} ไม่ใช่ปีของแผนนี้ ซึ่งเป็นแผนปี {fiscal_year}")


def read_month(value: Any, fiscal_year: int) -> int | None:
    """Return the calendar month of "10", "ต.ค.", "ต.ค. 67" or a date; its year must fit."""
    if value is None:
        return None
    if isinstance(value, BadCell):
        raise CellFault(value.why)
    if isinstance(value, date):
        # A year typed as B.E. is kept by Excel as if it were C.E.
        return _in_year(value.month, value.year if value.year > 2400 else to_be(value.year),
                        fiscal_year)  # fmt: skip
    text = to_arabic_digits(text_of(value)).removesuffix(".0")
    if text in NO_MARK:
        return None
    try:
        if found := MONTH_AND_YEAR.fullmatch(text):
            month, figures = parse_month(found["month"]), found["year"]
            return _in_year(month, int(figures) + (2500 if len(figures) == 2 else 0), fiscal_year)
        if re.search(r"[0-9]\D+[0-9]", text):
            day = parse_date(text)
            return _in_year(day.month, to_be(day.year), fiscal_year)
        return parse_month(text)
    except DateInputError as error:
        raise CellFault(str(error).replace(DATE_EXAMPLE, MONTH_EXAMPLE)) from None


def _in_year(month: int, year: int, fiscal_year: int) -> int:
    expected = fiscal_year - 1 if month >= 10 else fiscal_year
    if year != expected:
        raise CellFault(
            f"{SHORT_MONTHS[month]} {year} ไม่อยู่ในปีงบประมาณ {fiscal_year}"
            f" (ต.ค. {fiscal_year - 1} – ก.ย. {fiscal_year})"
        )
    return month


def read_span(start: Any, end: Any, fiscal_year: int) -> int:
    """Return the months from a start to an end cell; both or none must be there."""
    first, last = read_month(start, fiscal_year), read_month(end, fiscal_year)
    if first is None and last is None:
        return 0
    if first is None or last is None:
        missing = "เริ่มต้น" if first is None else "สิ้นสุด"
        raise CellFault(f"ยังไม่มีเดือน{missing} พิมพ์ทั้งเดือนเริ่มต้นและเดือนสิ้นสุด หรือเว้นว่างทั้งคู่")
    try:
        return span(first, last)
    except ValueError:
        raise CellFault(
            f"เดือนสิ้นสุด ({MONTHS[last]}) มาก่อนเดือนเริ่มต้น ({MONTHS[first]}) ในปีงบประมาณ"
            " ซึ่งเริ่มตุลาคมและสิ้นสุดกันยายน"
        ) from None


def read_months(value: Any, fiscal_year: int) -> int:
    """Return the months of one cell: "ต.ค. 67 – ม.ค. 68, มี.ค." or "ตลอดปี"."""
    if isinstance(value, BadCell | date):
        month = read_month(value, fiscal_year)
        return mask_of([month]) if month else 0
    text = to_arabic_digits(text_of(value))
    if told := ALL_YEAR.fullmatch(text):
        read_year(told["year"], fiscal_year)
        return mask_of(POSITION)
    mask = 0
    for part in re.split(r"\s*[,;\n]\s*", text):
        if told := QUARTERS.fullmatch(part):
            mask |= _quarters(int(told["first"]), int(told["last"] or told["first"]), part)
            continue
        ends = BETWEEN.split(part) if part not in NO_MARK else []
        if len(ends) > 2:
            raise CellFault(f"อ่านเดือนจาก “{part}” ไม่ได้ พิมพ์แบบ ต.ค. – ธ.ค.")
        if ends:
            mask |= read_span(ends[0], ends[-1], fiscal_year)
    return mask


def _quarters(first: int, last: int, told: str) -> int:
    """Return the months of quarters of a fiscal year: the first is October to December."""
    if last < first:
        raise CellFault(f"อ่านเดือนจาก “{told}” ไม่ได้ พิมพ์แบบ ต.ค. – ธ.ค.")
    return sum(0b111 << 3 * (quarter - 1) for quarter in range(first, last + 1))
