"""Which round of reports runs on a day."""

from datetime import date

import pytest

from progress.rounds import cut_off_fault, cut_offs, is_asked, last_cut_off, round_on


@pytest.mark.parametrize(
    ("today", "name", "starts_on", "ends_on"),
    [
        (date(2024, 10, 1), "รอบหกเดือน", date(2024, 10, 1), date(2025, 3, 31)),
        (date(2025, 4, 30), "รอบหกเดือน", date(2024, 10, 1), date(2025, 3, 31)),
        (date(2025, 5, 1), "รอบปี", date(2025, 4, 1), date(2025, 9, 30)),
        (date(2026, 11, 20), "รอบปี", date(2025, 4, 1), date(2025, 9, 30)),
    ],
)
def test_round_on_a_day(today, name, starts_on, ends_on):
    asked = round_on(2568, today)

    assert (asked.name, asked.starts_on, asked.ends_on) == (name, starts_on, ends_on)


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2024, 12, 5), date(2024, 12, 5)),
        (date(2025, 4, 10), date(2025, 3, 31)),
        (date(2026, 1, 1), date(2025, 9, 30)),
        (date(2024, 9, 20), date(2024, 10, 1)),
    ],
)
def test_the_suggested_day_lies_in_the_year_up_to_the_cut_off(today, day):
    assert round_on(2568, today).suggested_day(today) == day


def test_reports_are_asked_for_until_the_december_after_the_year():
    days = [date(2024, 9, 30), date(2024, 10, 1), date(2025, 12, 31), date(2026, 1, 1)]

    assert [is_asked(2568, day) for day in days] == [False, True, True, False]


def test_cut_offs_are_the_quarters_that_came_and_today():
    assert cut_offs(2568, date(2025, 5, 2)) == [
        date(2024, 12, 31),
        date(2025, 3, 31),
        date(2025, 5, 2),
    ]
    assert cut_offs(2568, date(2025, 3, 31)) == [date(2024, 12, 31), date(2025, 3, 31)]
    assert cut_offs(2568, date(2026, 1, 1))[-1] == date(2025, 9, 30)
    assert cut_offs(2568, date(2024, 9, 1)) == []


def test_a_table_shows_today_and_after_the_year_its_end():
    assert last_cut_off(2568, date(2025, 2, 3)) == date(2025, 2, 3)
    assert last_cut_off(2568, date(2026, 2, 3)) == date(2025, 9, 30)


def test_a_day_outside_is_refused_in_words():
    today = date(2025, 5, 2)

    assert cut_off_fault(2568, today, today) == ""
    assert cut_off_fault(2568, date(2024, 10, 1), today) == ""
    assert cut_off_fault(2568, date(2025, 5, 3), today) == (
        "“ข้อมูลถึงวันที่” ต้องไม่เป็นวันในอนาคต วันนี้คือ 2 พ.ค. 2568"
    )
    assert cut_off_fault(2568, date(2024, 9, 30), today) == (
        "“ข้อมูลถึงวันที่” ต้องไม่ก่อนวันเริ่มปีงบประมาณ 1 ต.ค. 2567"
    )
