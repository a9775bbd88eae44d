from collections import Counter
from datetime import date

import pytest

from thai.holidays import (
    ONLY_WEEKENDS,
    HolidayCalendar,
    base_calendar,
    calendar_from_rows,
    closed_days,
)

BASE = base_calendar()


def test_days_of_each_listed_year():
    assert Counter(day.year for day in BASE.by_date) == {
        2018: 21, 2019: 24, 2020: 25, 2021: 25, 2022: 27, 2023: 26, 2024: 28, 2025: 25, 2026: 22,
        2027: 22,
    }  # fmt: skip
    assert BASE.years == frozenset(range(2018, 2028))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 10, 13), "วันนวมินทรมหาราช"),
        (date(2025, 10, 23), "วันปิยมหาราช"),
        (date(2026, 1, 2), "วันหยุดพิเศษ (เพิ่มเติม)"),
        (date(2025, 5, 9), "วันพืชมงคล"),
        (date(2021, 10, 22), "ชดเชยวันปิยมหาราช"),
        (date(2024, 4, 16), "ชดเชยวันสงกรานต์"),
        (date(2025, 10, 15), None),
        (date(2025, 10, 18), None),
    ],
)
def test_names(day, name):
    assert BASE.name(day) == name


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 5, 1),  # Labour Day
        date(2027, 5, 3),  # its substitute
        date(2021, 10, 25),  # moved to the 22nd for offices
        date(2021, 7, 27),  # cancelled by the Cabinet
        date(2023, 1, 3),
    ],
)
def test_offices_work_on_days_that_only_others_keep(day):
    assert BASE.is_working_day(day)


def test_childrens_day_is_just_a_saturday():
    assert BASE.name(date(2025, 1, 11)) is None
    assert not BASE.is_working_day(date(2025, 1, 11))


def test_a_shorter_span_knows_only_its_years():
    calendar = base_calendar(2024, 2025)

    assert calendar.years == {2024, 2025}
    assert {day.year for day in calendar.by_date} == {2024, 2025}


def test_a_year_without_a_list_is_unknown_and_has_no_days():
    calendar = base_calendar(2027, 2030)

    assert calendar.is_known(date(2027, 12, 31))
    assert not calendar.is_known(date(2028, 1, 1))
    assert {day.year for day in calendar.by_date} == {2027}
    assert base_calendar(2040, 2041) == ONLY_WEEKENDS


def test_changes_make_a_new_calendar():
    special, queen = date(2026, 11, 30), date(2026, 6, 3)

    changed = BASE.with_changes({special: "วันหยุดพิเศษ"}, [queen])

    assert changed.name(special) == "วันหยุดพิเศษ"
    assert changed.is_working_day(queen)
    assert BASE.name(special) is None
    assert not BASE.is_working_day(queen)


def test_a_withdrawn_day_that_is_added_again_is_a_holiday():
    day = date(2026, 6, 3)

    assert BASE.with_changes({day: "วันหยุดพิเศษ"}, {day}).name(day) == "วันหยุดพิเศษ"


def test_one_added_day_does_not_make_a_year_known():
    changed = ONLY_WEEKENDS.with_changes({date(2030, 1, 1): "วันขึ้นปีใหม่"})

    assert changed.name(date(2030, 1, 1)) == "วันขึ้นปีใหม่"
    assert not changed.is_known(date(2030, 1, 1))


def test_a_calendar_of_rows_joins_names_and_knows_its_years():
    day = date(2023, 6, 3)

    calendar = calendar_from_rows([(day, "วันวิสาขบูชา"), (day, "วันเฉลิม"), (day, "วันวิสาขบูชา")])

    assert calendar == HolidayCalendar({day: "วันวิสาขบูชา; วันเฉลิม"}, frozenset({2023}))
    assert calendar_from_rows([], years=[2030]).is_known(date(2030, 5, 5))


def test_rows_of_a_file_keep_the_days_offices_close():
    rows = [
        {"date": "2025-05-01", "name_th": "วันแรงงานแห่งชาติ", "government_office_closed": "0"},
        {"date": "2025-05-05", "name_th": "ชดเชยวันฉัตรมงคล", "government_office_closed": "1"},
    ]

    assert list(closed_days(rows)) == [(date(2025, 5, 5), "ชดเชยวันฉัตรมงคล")]


def test_a_calendar_cannot_be_changed_in_place():
    with pytest.raises(TypeError):
        BASE.by_date[date(2025, 1, 2)] = "วันหยุด"
