"""Buddhist-era dates in and out, fiscal years and their months.

A date object is always Gregorian; years convert only here (B.E. = C.E. + 543). A fiscal year is
named by the B.E. year in which it ends: ปีงบประมาณ พ.ศ. 2568 runs from 1 October 2024 to
30 September 2025.
"""

import re
from argparse import ArgumentTypeError
from calendar import monthrange
from datetime import date
from enum import StrEnum

from thai.numerals import to_arabic_digits

BE_OFFSET = 543

# A year is plausible as B.E. from 2500 to 2599, as C.E. from 1957 to 2056: the same hundred years,
# in two ranges that cannot be mistaken for each other. Two figures mean B.E. 2550-2599; 00-49 might
# as well be 20xx C.E. and are refused.
FIRST_BE, LAST_BE = 2500, 2599
FIRST_CE, LAST_CE = FIRST_BE - BE_OFFSET, LAST_BE - BE_OFFSET
FIRST_SHORT_YEAR = 50

# Index by calendar month number; MONTHS[0] is empty.
MONTHS = (
    "", "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม",
    "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.",
    "ธ.ค.",
)  # fmt: skip
FISCAL_MONTH_NUMBERS = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)

# Index by date.weekday(), Monday first.
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
SHORT_WEEKDAYS = ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา.")

EXAMPLE = "พิมพ์วันที่แบบ 16/9/2568 หรือ 16 ก.ย. 2568"
MONTH_EXAMPLE = "พิมพ์เดือนแบบ ต.ค. หรือ ตุลาคม"

_MONTH_NUMBERS = {
    name.replace(".", ""): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, name in enumerate(names)
    if name
} | {"กุมภา": 2, "พฤษภา": 5, "พฤศจิกา": 11, "ธันวา": 12, "ตุลา": 10, "กันยา": 9, "สิงหา": 8} | {
    "มกรา": 1, "มีนา": 3, "เมษา": 4, "มิถุนา": 6, "กรกฎา": 7,
}  # fmt: skip
_WEEKDAY_NUMBERS = {
    name.replace(".", ""): number
    for names in (WEEKDAYS, SHORT_WEEKDAYS)
    for number, name in enumerate(names)
} | {"พฤหัส": 3}

_IN_WORDS = re.compile(
    r"(?P<before>[^0-9]{0,40})(?P<day>[0-9]{1,2})(?P<month>[^0-9/-]{1,40}?)"
    r"(?P<era>พ\.? ?ศ\.?|ค\.? ?ศ\.?)? ?(?P<year>[0-9]{1,6})"
)
_IN_FIGURES = re.compile(
    r"(?P<day>[0-9]{1,2}) ?(?P<sign>[-/.]) ?(?P<month>[0-9]{1,2}) ?(?P=sign) ?(?P<year>[0-9]{1,6})"
)
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")


class DateInputError(ValueError):
    """A date that cannot be read; its text is a Thai sentence for the person who typed it."""


class DateStyle(StrEnum):
    """The ways a date is written; see the function of the same name."""

    SHORT = "short"
    LONG = "long"
    FULL = "full"
    WEEKDAY = "weekday"
    SHORT_WEEKDAY = "short_weekday"


def to_be(year: int) -> int:
    """Return the B.E. year of a C.E. year."""
    return year + BE_OFFSET


def to_ce(year: int) -> int:
    """Return the C.E. year of a B.E. year."""
    return year - BE_OFFSET


def parse_date(text: str) -> date:
    """Return the date typed; raise DateInputError with a Thai sentence, never guess.

    Takes 1/10/2568 (also with - or .), 1 ต.ค. 2568, 1 ต.ค. 68, 1 ตุลาคม พ.ศ. 2568, ISO 2025-10-01,
    วันพุธที่ 1 ตุลาคม 2568, Thai digits, month names without dots. Day before month, unless ISO.
    The year is B.E. or C.E. where it is plausible as one of them (see FIRST_BE); whether the day
    exists is asked of the C.E. year; a weekday that is not the date's is refused.
    """
    typed = re.sub(r"\s+", " ", to_arabic_digits(text)).strip().rstrip(",")
    found = _ISO.fullmatch(typed) or _IN_FIGURES.fullmatch(typed) or _IN_WORDS.fullmatch(typed)
    if not found:
        raise DateInputError(EXAMPLE)
    parts = found.groupdict()
    year = _read_year(parts["year"], parts.get("era") or "")
    month = parse_month(parts["month"])
    day = int(parts["day"])
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise DateInputError(f"เดือน{MONTHS[month]} {to_be(year)} มีวันที่ 1 ถึง {last} เท่านั้น")
    result = date(year, month, day)
    _check_weekday(parts.get("before") or "", result)
    return result


def date_argument(text: str) -> date:
    """Read a date of a command line, for argparse, which then shows why it was refused."""
    try:
        return parse_date(text)
    except DateInputError as error:
        raise ArgumentTypeError(str(error)) from error


def _read_year(figures: str, era: str) -> int:
    year = int(figures)
    if len(figures) == 2:
        if era.startswith("ค") or (not era and year < FIRST_SHORT_YEAR):
            raise DateInputError(f"พิมพ์ปีให้ครบ 4 หลัก เพราะปี {figures} อาจเป็นได้ทั้ง พ.ศ. และ ค.ศ.")
        return to_ce(2500 + year)
    if FIRST_BE <= year <= LAST_BE and not era.startswith("ค"):
        return to_ce(year)
    if FIRST_CE <= year <= LAST_CE and not era.startswith("พ"):
        return year
    written = f"{era} {figures}".strip()
    raise DateInputError(f"ปี {written} ไม่น่าถูกต้อง ใช้ปี พ.ศ. {FIRST_BE} ถึง {LAST_BE} เช่น 16/9/2568")


def _check_weekday(before: str, day: date) -> None:
    """Compare the words before the day, such as "วันพุธที่" or "พ.", with the date's weekday."""
    name = re.sub("[ .,]", "", before).removeprefix("วัน").removesuffix("ที่")
    if not name:
        return
    number = _WEEKDAY_NUMBERS.get(name)
    if number is None:
        raise DateInputError(EXAMPLE)
    if number != day.weekday():
        raise DateInputError(
            f"วันที่ {long_date(day)} เป็นวัน{WEEKDAYS[day.weekday()]} ไม่ใช่วัน{WEEKDAYS[number]}"
        )


def parse_month(text: str) -> int:
    """Return the calendar month number 1-12 of "ต.ค.", "ตค", "ตุลาคม", "10" or "๑๐".

    Raises DateInputError with a Thai sentence for anything else.
    """
    typed = "".join(to_arabic_digits(text).split()).rstrip(",")
    if re.fullmatch("0?[1-9]|1[0-2]", typed):
        return int(typed)
    try:
        return _MONTH_NUMBERS[typed.removeprefix("เดือน").replace(".", "")]
    except KeyError:
        if re.fullmatch("[0-9]+", typed):
            raise DateInputError(f"ไม่มีเดือนที่ {typed} {EXAMPLE}") from None
        raise DateInputError(f"ไม่รู้จักเดือน “{text.strip()}” {MONTH_EXAMPLE}") from None


def format_date(day: date, style: DateStyle = DateStyle.LONG) -> str:
    """Return the date in one of the styles, B.E., ASCII digits."""
    return _WRITERS[style](day)


def short_date(day: date) -> str:
    """Return "15 ต.ค. 2568"."""
    return f"{day.day} {SHORT_MONTHS[day.month]} {to_be(day.year)}"


def long_date(day: date) -> str:
    """Return "15 ตุลาคม 2568"."""
    return f"{day.day} {MONTHS[day.month]} {to_be(day.year)}"


def full_date(day: date) -> str:
    """Return "วันพุธที่ 15 ตุลาคม พ.ศ. 2568"."""
    month, year = MONTHS[day.month], to_be(day.year)
    return f"วัน{WEEKDAYS[day.weekday()]}ที่ {day.day} {month} พ.ศ. {year}"


def weekday_date(day: date) -> str:
    """Return "พุธ 15 ตุลาคม 2568"."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def short_weekday_date(day: date) -> str:
    """Return "พุธ 15 ต.ค. 2568"."""
    return f"{WEEKDAYS[day.weekday()]} {short_date(day)}"


_WRITERS = {
    DateStyle.SHORT: short_date,
    DateStyle.LONG: long_date,
    DateStyle.FULL: full_date,
    DateStyle.WEEKDAY: weekday_date,
    DateStyle.SHORT_WEEKDAY: short_weekday_date,
}


def month_label(month: date) -> str:
    """Return "ต.ค. 2568", the calendar month of any day in it."""
    return f"{SHORT_MONTHS[month.month]} {to_be(month.year)}"


def fiscal_year(day: date) -> int:
    """Return the B.E. fiscal year of the day: 1 October opens the next one."""
    return to_be(day.year + (day.month >= 10))


def fiscal_year_start(year_be: int) -> date:
    """Return 1 October before the B.E. fiscal year."""
    return date(to_ce(year_be) - 1, 10, 1)


def fiscal_year_end(year_be: int) -> date:
    """Return 30 September of the B.E. fiscal year."""
    return date(to_ce(year_be), 9, 30)


def fiscal_months(year_be: int) -> tuple[date, ...]:
    """Return the first days of the twelve months, October to September, of the B.E. fiscal year."""
    end = to_ce(year_be)
    return tuple(date(end - (month >= 10), month, 1) for month in FISCAL_MONTH_NUMBERS)
