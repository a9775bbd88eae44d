"""Money, months and dates: no cell breaks a reader, and none is read as something else."""

import datetime
import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from projects.imports.cell_values import (
    CellFault,
    read_money,
    read_month,
    read_months,
    read_span,
    read_text,
    read_year,
)
from projects.imports.marks import read_marks
from projects.imports.sheets import BadCell, Sheet
from projects.imports.table_columns import read_tables
from projects.schedule import ALL_MONTHS, FISCAL_ORDER, mask_of, months_of, span, spelled
from thai.calendar import MONTHS, SHORT_MONTHS, DateStyle, format_date, to_be
from thai.numerals import to_arabic_digits, to_thai_digits

YEAR = 2568
MONEY_SIGNS = "0123456789๐๕,.- \u200b–()฿บาทถ้วนล้านแสนหมื่นพัน"
TIME_WORDS = [
    *MONTHS[1:], *SHORT_MONTHS[1:], "67", "68", "2567", "2568", "พ.ศ.", "-", "–", "ถึง", ",", " ",
    "\n", "ไตรมาส", "ตลอดปี", "1", "10", "๑", "/", "x", "เดือน",
]  # fmt: skip
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.text(), st.text(MONEY_SIGNS), st.builds(BadCell, st.text(), st.text()),
    st.lists(st.sampled_from(TIME_WORDS)).map("".join),
)  # fmt: skip


@given(ANYTHING, ANYTHING)
def test_no_cell_breaks_a_reader(value, other):
    for read in (
        read_text,
        read_money,
        lambda cell: read_year(cell, YEAR),
        lambda cell: read_month(cell, YEAR),
        lambda cell: read_months(cell, YEAR),
        lambda cell: read_span(cell, other, YEAR),
        lambda cell: read_marks({10: cell, 11: other, 3: cell}, YEAR),
    ):
        with suppress(CellFault):
            read(value)


@pytest.mark.parametrize("text", ["9" * 5000, "ต.ค. " + "9" * 5000, "พ.ศ. " + "9" * 5000])
def test_figures_without_end_are_refused_in_words(text):
    for read in (read_money, lambda cell: read_year(cell, YEAR), lambda c: read_months(c, YEAR)):
        with pytest.raises(CellFault):
            read(text)


# --- Money ----------------------------------------------------------------------------------------

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)
WAYS = [
    lambda amount: amount,
    float,
    str,
    lambda amount: f"{amount:,}",
    lambda amount: to_thai_digits(f"{amount:,}"),
    lambda amount: f" {amount:,} บาท",
    lambda amount: f"฿{amount}",
    lambda amount: f"\u200b{amount:,}\u00a0บาทถ้วน",
    lambda amount: f"{amount / 1_000_000:f} ล้าน",
    lambda amount: f"{amount / 100_000:f}แสนบาท",
    lambda amount: f"{amount / 1000:f} พัน",
]


@given(AMOUNTS, st.sampled_from(WAYS))
def test_every_way_of_writing_an_amount_gives_that_amount(amount, written):
    assert read_money(written(amount)) == amount


@given(st.integers(0, 10**9), st.sampled_from([".-", ".–", ",-", "", " บาท", ".00"]))
def test_every_way_of_closing_an_amount_gives_that_amount(amount, close):
    for typed in (f"{amount:,}{close}", to_thai_digits(f"{amount}{close}")):
        assert read_money(typed) == amount
    assert read_money(amount) == amount


POWERS = {"ล้าน": 10**6, "แสน": 10**5, "หมื่น": 10**4, "พัน": 10**3}


@given(st.text(MONEY_SIGNS, max_size=14))
def test_no_text_is_read_as_another_amount(text):
    try:
        amount = read_money(text)
    except CellFault:
        return
    plain = to_arabic_digits(text).replace("\u200b", "")
    figures = re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", plain)
    if amount is None:
        assert figures == []
        return
    (figure,) = figures
    powers = [size for word, size in POWERS.items() if word in plain]
    expected = Decimal(figure.replace(",", "")) * (powers[0] if powers else 1)
    assert (amount, len(powers) <= 1) == (expected, True)
    assert re.fullmatch(r"[0-9]+(,[0-9]{3})*,?", figure.partition(".")[0])


@pytest.mark.parametrize(
    "text", ["150.000", "๑๕๐.๐๐๐", "1.200", "1.2345", "15,00", "1,50,000", "150 000", "๑๕O,๐๐๐",
             "1e5", "5-6", "1/2", "=5", "50000 x 2", "2 แสน 5 หมื่น", "ประมาณ 500", "500 ล้าน ล้าน"],
)  # fmt: skip
def test_what_may_mean_two_amounts_is_an_error(text):
    with pytest.raises(CellFault):
        read_money(text)


# --- Months ---------------------------------------------------------------------------------------

MASKS = st.integers(1, ALL_MONTHS)
POSITIONS = st.tuples(st.integers(0, 11), st.integers(0, 11)).map(sorted)


def named(place, style):
    """Return a month of the fiscal year, from 0 for October, written in one of the ways."""
    month = FISCAL_ORDER[place]
    year = YEAR - 1 if month >= 10 else YEAR
    return [
        SHORT_MONTHS[month], MONTHS[month], f"{SHORT_MONTHS[month]} {year}", str(month),
        f"{SHORT_MONTHS[month].replace('.', '')}{year % 100}", f"เดือน{MONTHS[month]} พ.ศ. {year}",
        to_thai_digits(f"{SHORT_MONTHS[month]} {year % 100}"), f"1 {MONTHS[month]} {year}",
        f"1/{month}/{year}", f"{SHORT_MONTHS[month]}\u200b  {year}",
    ][style]  # fmt: skip


STYLES = st.integers(0, 9)


@given(MASKS)
def test_months_as_we_spell_them_are_read_as_those_months(mask):
    assert read_months(spelled(mask, YEAR), YEAR) == mask


@given(POSITIONS, STYLES, STYLES, st.sampled_from([" – ", "-", " - ", " ถึง ", "—"]))
def test_every_way_of_writing_a_span_gives_that_span(ends, one, other, between):
    first, last = ends
    expected = span(FISCAL_ORDER[first], FISCAL_ORDER[last])

    assert read_months(f"{named(first, one)}{between}{named(last, other)}", YEAR) == expected
    assert read_span(named(first, one), named(last, other), YEAR) == expected
    if first != last:
        with pytest.raises(CellFault):
            read_months(f"{named(last, one)}{between}{named(first, other)}", YEAR)


@given(MASKS, STYLES, st.sampled_from([", ", "\n", ";"]))
def test_every_way_of_listing_months_gives_those_months(mask, style, between):
    places = [place for place in range(12) if mask >> place & 1]

    assert read_months(between.join(named(place, style) for place in places), YEAR) == mask


@given(MASKS, st.sampled_from(["x", "✓", "/", "↔", 1, "●", "√", "X", "*"]))
def test_marks_in_cells_are_those_months(mask, mark):
    cells = {month: mark if month in months_of(mask) else None for month in range(1, 13)}

    assert read_marks(cells, YEAR) == (mask, [])


NAMES = [re.escape(name) for name in (*MONTHS[1:], *SHORT_MONTHS[1:])]


@given(st.lists(st.sampled_from(TIME_WORDS), max_size=8).map("".join))
def test_a_month_that_is_read_was_named(text):
    try:
        mask = read_months(text, YEAR)
    except CellFault:
        return
    plain = to_arabic_digits(text)
    if mask and not re.search("ตลอดปี|ไตรมาส|12 เดือน", plain):
        assert re.search(
            r"[0-9]|" + "|".join(map(re.escape, [*MONTHS[1:], *SHORT_MONTHS[1:]])), plain
        )


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("ไตรมาส 1", [10, 11, 12]),
        ("ไตรมาสที่ ๒-๓", [1, 2, 3, 4, 5, 6]),
        ("ไตรมาส 4, ต.ค.", [7, 8, 9, 10]),
        ("ตลอดทั้งปี", list(range(1, 13))),
        ("ตลอดปีงบประมาณ พ.ศ. 2568", list(range(1, 13))),
        ("ต.ค.67-ม.ค.68", [10, 11, 12, 1]),
    ],
)
def test_quarters_and_whole_years(text, months):
    assert read_months(text, YEAR) == mask_of(months)


@pytest.mark.parametrize(
    "text", ["ไตรมาส 3-1", "ไตรมาส 5", "ตลอดปี 2567", "ต.ค. 68", "ม.ค. 67", "ต.ค. – ธ.ค. – ม.ค.",
             "มี.ค. หรือ เม.ย.", "หลังฤดูฝน", "ต.ค. 256", "13", "ต.ค. 67 (เลื่อน)"],
)  # fmt: skip
def test_months_that_may_mean_something_else_are_an_error(text):
    with pytest.raises(CellFault):
        read_months(text, YEAR)


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31)), st.sampled_from(DateStyle))
def test_a_date_is_its_month_in_this_year_and_an_error_in_another(day, style):
    is_ours = datetime.date(2024, 10, 1) <= day <= datetime.date(2025, 9, 30)
    typed = [day, format_date(day, style), f"{day.day}/{day.month}/{to_be(day.year)}"]
    if not (day.month == 2 and day.day == 29):
        typed.append(day.replace(year=to_be(day.year)))  # as Excel keeps a B.E. year
    for value in typed:
        if is_ours:
            assert read_month(value, YEAR) == day.month
        else:
            with pytest.raises(CellFault):
                read_month(value, YEAR)


# --- Whole sheets ---------------------------------------------------------------------------------

LINES = st.tuples(
    st.sampled_from([None, 1, "2.", "-"]),
    st.sampled_from([None, "ถนน", "รวม", "รวมพลังชุมชน", "1.1 แผนงานสาธารณสุข", "ยอดยกไป"]),
    st.sampled_from([None, "ยาว 5 เมตร", "รวม", "หมายเหตุ ก"]),
    st.sampled_from([None, 700, "๕๐๐", "-", "ห้าร้อย", 0]),
    st.sampled_from([None, "หมู่ 3"]),
)


@given(st.lists(LINES, max_size=12))
def test_money_never_vanishes(lines):
    assume(any(line[1] == "ถนน" for line in lines))
    head = ["ลำดับที่", "โครงการ", "รายละเอียด", "งบประมาณ", "สถานที่ดำเนินการ"]
    (table,) = read_tables([Sheet("ก", [head, *map(list, lines)])])

    told = {number for number, _, _ in table.skipped}  # totals, each shown with its text
    kept = {row.places.get("budget", row.number) for row in table.rows}
    faulty = {int(re.search("[0-9]+", text)[0]) for row in table.rows for _, text in row.faults}
    for number, line in enumerate(lines, start=2):
        if line[3] not in (None, "-"):
            assert number in told | kept | faulty
    assert [len(row.faults) for row in table.rows if row.number in faulty] == []
