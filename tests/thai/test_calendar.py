from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.calendar import (
    EXAMPLE,
    FIRST_CE,
    LAST_CE,
    MONTHS,
    SHORT_MONTHS,
    DateInputError,
    DateStyle,
    fiscal_months,
    fiscal_year,
    fiscal_year_end,
    fiscal_year_start,
    format_date,
    full_date,
    long_date,
    month_label,
    parse_date,
    parse_month,
    short_date,
    short_weekday_date,
    to_be,
    to_ce,
    weekday_date,
)
from thai.numerals import to_thai_digits

DATES = st.dates(date(FIRST_CE, 1, 1), date(LAST_CE, 12, 31))
FIRST_OF_OCTOBER = date(2025, 10, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "1/10/2568",
        "01/10/2568",
        "1-10-2568",
        "1.10.2568",
        " 1 / 10 / 2568 ",
        "1/10/68",
        "1/10/2025",
        "๑/๑๐/๒๕๖๘",
        "1 ต.ค. 2568",
        "1 ต.ค 2568",
        "1 ตค 2568",
        "1 ต. ค. 2568",
        "1ต.ค.2568",
        "1 ต.ค. 68",
        "๑ ต.ค. ๖๘",
        "1 ต.ค. 2025",
        "1 ต.ค. ค.ศ. 2025",
        "1 ตุลา 2568",
        "1 ตุลาคม 2568",
        "1 ตุลาคม พ.ศ. 2568",
        "1 ตุลาคม พ.ศ.2568",
        "1 ตุลาคม พศ 2568",
        "1 เดือน ตุลาคม พ.ศ. 2568",
        "วันที่ 1 เดือนตุลาคม พ.ศ. 2568",
        "วันที่ 1 ตุลาคม 2568",
        "วันพุธที่ 1 ตุลาคม 2568",
        "วันพุธ ที่ ๑ ตุลาคม พ.ศ. ๒๕๖๘",
        "วันพุธที่1ตุลาคม2568",
        "พุธ 1 ตุลาคม 2568",
        "พ. 1 ต.ค. 2568",
        "วันพุธ, 1 ตุลาคม, 2568",
        "2025-10-01",
        "2568-10-01",
        "1\u00a0ตุลาคม\n2568",
    ],
)
def test_dates_are_read(typed):
    assert parse_date(typed) == FIRST_OF_OCTOBER


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("29/2/2567", date(2024, 2, 29)),
        ("29 ก.พ. 67", date(2024, 2, 29)),
        ("2024-02-29", date(2024, 2, 29)),
        ("31/12/2599", date(2056, 12, 31)),
        ("1/1/2500", date(1957, 1, 1)),
        ("1/1/1957", date(1957, 1, 1)),
        ("31/12/2056", date(2056, 12, 31)),
        ("1/1/50", date(2007, 1, 1)),
        ("1/1/99", date(2056, 1, 1)),
        ("1 ม.ค. พ.ศ. 25", date(1982, 1, 1)),
        ("พฤ. 2 ต.ค. 68", date(2025, 10, 2)),
        ("วันพฤหัสที่ 2 ต.ค. 68", date(2025, 10, 2)),
        ("อา. 5 ต.ค. 68", date(2025, 10, 5)),
    ],
)
def test_years_and_leap_days(typed, day):
    assert parse_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", EXAMPLE),
        ("พรุ่งนี้", EXAMPLE),
        ("1 ต.ค.", EXAMPLE),
        ("10/2568", EXAMPLE),
        ("1/10-2568", EXAMPLE),
        ("1/ต.ค./2568", EXAMPLE),
        ("1/10/2568 บ่าย", EXAMPLE),
        ("1 ต.ค. 2568 - 2 ต.ค. 2568", EXAMPLE),
        ("001/10/2568", EXAMPLE),
        ("1/10/" + "9" * 5000, EXAMPLE),
        ("45000", EXAMPLE),
        ("20251001", EXAMPLE),
        ("ตุลา 1 ตุลาคม 2568", EXAMPLE),
        ("วันวันที่ 1 ตุลาคม 2568", EXAMPLE),
        ("1 กอง 2568", "ไม่รู้จักเดือน “กอง” พิมพ์เดือนแบบ ต.ค. หรือ ตุลาคม"),
        ("1/13/2568", f"ไม่มีเดือนที่ 13 {EXAMPLE}"),
        ("1/0/2568", f"ไม่มีเดือนที่ 0 {EXAMPLE}"),
        ("10/16/2568", f"ไม่มีเดือนที่ 16 {EXAMPLE}"),
        ("29/2/2568", "เดือนกุมภาพันธ์ 2568 มีวันที่ 1 ถึง 28 เท่านั้น"),
        ("29 ก.พ. 2025", "เดือนกุมภาพันธ์ 2568 มีวันที่ 1 ถึง 28 เท่านั้น"),
        ("30/2/2567", "เดือนกุมภาพันธ์ 2567 มีวันที่ 1 ถึง 29 เท่านั้น"),
        ("31 เม.ย. 2568", "เดือนเมษายน 2568 มีวันที่ 1 ถึง 30 เท่านั้น"),
        ("0/1/2568", "เดือนมกราคม 2568 มีวันที่ 1 ถึง 31 เท่านั้น"),
        ("1/10/2668", "ปี 2668 ไม่น่าถูกต้อง ใช้ปี พ.ศ. 2500 ถึง 2599 เช่น 16/9/2568"),
        ("1/10/2499", "ปี 2499 ไม่น่าถูกต้อง ใช้ปี พ.ศ. 2500 ถึง 2599 เช่น 16/9/2568"),
        ("1/10/2057", "ปี 2057 ไม่น่าถูกต้อง ใช้ปี พ.ศ. 2500 ถึง 2599 เช่น 16/9/2568"),
        ("1/10/256", "ปี 256 ไม่น่าถูกต้อง ใช้ปี พ.ศ. 2500 ถึง 2599 เช่น 16/9/2568"),
        ("1/10/8", "ปี 8 ไม่น่าถูกต้อง ใช้ปี พ.ศ. 2500 ถึง 2599 เช่น 16/9/2568"),
        ("1/10/25680", "ปี 25680 ไม่น่าถูกต้อง ใช้ปี พ.ศ. 2500 ถึง 2599 เช่น 16/9/2568"),
        (
            "1 ต.ค. พ.ศ. 2025",
            "ปี พ.ศ. 2025 ไม่น่าถูกต้อง ใช้ปี พ.ศ. 2500 ถึง 2599 เช่น 16/9/2568",
        ),
        (
            "1 ต.ค. ค.ศ. 2568",
            "ปี ค.ศ. 2568 ไม่น่าถูกต้อง ใช้ปี พ.ศ. 2500 ถึง 2599 เช่น 16/9/2568",
        ),
        ("1/10/25", "พิมพ์ปีให้ครบ 4 หลัก เพราะปี 25 อาจเป็นได้ทั้ง พ.ศ. และ ค.ศ."),
        ("1 ต.ค. ค.ศ. 68", "พิมพ์ปีให้ครบ 4 หลัก เพราะปี 68 อาจเป็นได้ทั้ง พ.ศ. และ ค.ศ."),
        ("วันจันทร์ที่ 1 ตุลาคม 2568", "วันที่ 1 ตุลาคม 2568 เป็นวันพุธ ไม่ใช่วันจันทร์"),
        ("พฤ. 1 ต.ค. 2568", "วันที่ 1 ตุลาคม 2568 เป็นวันพุธ ไม่ใช่วันพฤหัสบดี"),
    ],
)
def test_what_is_not_a_date_is_refused_with_the_reason(typed, reason):
    with pytest.raises(DateInputError) as refused:
        parse_date(typed)

    assert str(refused.value) == reason


@given(st.one_of(st.text(), st.text(alphabet="0123456789๐๑๒๓/-. ตค.พศวันุธที่,")))
def test_any_text_is_read_or_refused(text):
    try:
        day = parse_date(text)
    except DateInputError:
        return
    assert FIRST_CE <= day.year <= LAST_CE


@given(DATES, st.sampled_from(DateStyle), st.booleans())
def test_every_style_is_read_back(day, style, in_thai_digits):
    written = format_date(day, style)

    assert parse_date(to_thai_digits(written) if in_thai_digits else written) == day


@given(DATES)
def test_figures_are_read_back(day):
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day}/{day.month}/{to_be(day.year)}") == day
    assert parse_date(f"{day.day}-{day.month}-{day.year}") == day


@given(DATES, st.integers(min_value=1, max_value=6))
def test_a_wrong_weekday_is_always_refused(day, days):
    weekday = weekday_date(day + timedelta(days=days)).partition(" ")[0]

    with pytest.raises(DateInputError):
        parse_date(f"{weekday} {long_date(day)}")


def test_styles():
    day = date(2025, 10, 15)

    assert long_date(day) == "15 ตุลาคม 2568"
    assert short_date(day) == "15 ต.ค. 2568"
    assert full_date(day) == "วันพุธที่ 15 ตุลาคม พ.ศ. 2568"
    assert weekday_date(day) == "พุธ 15 ตุลาคม 2568"
    assert short_weekday_date(day) == "พุธ 15 ต.ค. 2568"
    assert month_label(day) == "ต.ค. 2568"
    assert format_date(day) == long_date(day)


def test_years():
    assert to_be(2025) == 2568
    assert to_ce(2568) == 2025


@pytest.mark.parametrize("number", range(1, 13))
def test_months_are_read_in_every_form(number):
    name, short = MONTHS[number], SHORT_MONTHS[number]
    without_ending = name.removesuffix("ยน").removesuffix("คม").removesuffix("พันธ์")

    for typed in (
        name, short, short.rstrip("."), short.replace(".", ""), without_ending, f"เดือน{name}",
        f" {short} ", str(number), f"{number:02}", to_thai_digits(str(number)),
    ):  # fmt: skip
        assert parse_month(typed) == number


@pytest.mark.parametrize("typed", ["", "0", "13", "ต", "ต.ค. 2568", "Oct", "1.5", "-1"])
def test_what_is_not_a_month_is_refused(typed):
    with pytest.raises(DateInputError):
        parse_month(typed)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 9, 30), 2567),
        (date(2024, 10, 1), 2568),
        (date(2024, 12, 31), 2568),
        (date(2025, 1, 1), 2568),
        (date(2025, 9, 30), 2568),
        (date(2025, 10, 1), 2569),
    ],
)
def test_fiscal_year_of_a_day(day, year):
    assert fiscal_year(day) == year


def test_months_of_a_fiscal_year():
    months = fiscal_months(2568)

    assert months[0] == fiscal_year_start(2568) == date(2024, 10, 1)
    assert months[2:4] == (date(2024, 12, 1), date(2025, 1, 1))
    assert months[-1] == date(2025, 9, 1)
    assert fiscal_year_end(2568) == date(2025, 9, 30)


@given(st.integers(min_value=2401, max_value=2700))
def test_a_fiscal_year_is_twelve_months_and_follows_the_last(year):
    months = fiscal_months(year)

    assert len(months) == 12
    assert list(months) == sorted(months)
    assert {fiscal_year(month) for month in months} == {year}
    assert fiscal_year_end(year) + timedelta(days=1) == fiscal_year_start(year + 1)
