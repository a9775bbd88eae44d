from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.holidays import ONLY_WEEKENDS, base_calendar, calendar_from_rows
from thai.periods import Period, explain, first_day_to_take_down, last_day_of_display

BASE = base_calendar()
DATES = st.dates(date(2018, 1, 1), date(2030, 12, 31))
DAYS = st.integers(min_value=1, max_value=400)
CALENDARS = st.one_of(
    st.just(BASE),
    st.just(ONLY_WEEKENDS),
    st.sets(DATES, max_size=60).map(
        lambda days: calendar_from_rows((day, "วันหยุด") for day in days)
    ),
)
WORKING_DAY = None


@pytest.mark.parametrize(
    ("start", "days", "strict", "holiday", "safe", "section_193_8"),
    [
        ("2024-09-16", 30, "2024-10-16", WORKING_DAY, "2024-10-16", "2024-10-16"),
        ("2025-09-15", 30, "2025-10-15", WORKING_DAY, "2025-10-15", "2025-10-15"),
        ("2025-09-13", 30, "2025-10-13", "วันนวมินทรมหาราช", "2025-10-10", "2025-10-14"),
        ("2025-09-30", 15, "2025-10-15", WORKING_DAY, "2025-10-15", "2025-10-15"),
        ("2025-10-08", 15, "2025-10-23", "วันปิยมหาราช", "2025-10-22", "2025-10-24"),
        ("2025-10-10", 15, "2025-10-25", "วันเสาร์", "2025-10-24", "2025-10-27"),
        ("2025-12-18", 15, "2026-01-02", "วันหยุดพิเศษ (เพิ่มเติม)", "2025-12-30", "2026-01-05"),
        ("2024-02-14", 15, "2024-02-29", WORKING_DAY, "2024-02-29", "2024-02-29"),
        ("2025-02-14", 15, "2025-03-01", "วันเสาร์", "2025-02-28", "2025-03-03"),
        ("2025-10-15", 30, "2025-11-14", WORKING_DAY, "2025-11-14", "2025-11-14"),
        ("2025-12-31", 30, "2026-01-30", WORKING_DAY, "2026-01-30", "2026-01-30"),
        ("2025-10-11", 15, "2025-10-26", "วันอาทิตย์", "2025-10-24", "2025-10-27"),
    ],
)
def test_vectors(start, days, strict, holiday, safe, section_193_8):
    deadline = explain(date.fromisoformat(start), days, BASE)

    assert deadline.strict.isoformat() == strict
    assert deadline.holiday_name == holiday
    assert deadline.is_holiday == (holiday is not WORKING_DAY)
    assert deadline.safe.isoformat() == safe
    assert deadline.section_193_8.isoformat() == section_193_8
    assert deadline.holidays_known


@pytest.mark.parametrize(
    ("posted", "last", "removable"),
    [("2025-10-15", "2025-11-14", "2025-11-15"), ("2025-12-31", "2026-01-30", "2026-01-31")],
)
def test_display(posted, last, removable):
    posted_on = date.fromisoformat(posted)

    assert last_day_of_display(posted_on).isoformat() == last
    assert first_day_to_take_down(posted_on).isoformat() == removable


def test_a_display_may_be_longer_and_is_not_shortened_for_a_holiday():
    assert last_day_of_display(date(2025, 10, 8), 15) == date(2025, 10, 23)
    assert first_day_to_take_down(date(2025, 10, 8), 45) == date(2025, 11, 23)


@given(DATES, DAYS, CALENDARS)
def test_laws(start, days, calendar):
    deadline = explain(start, days, calendar)

    assert deadline.strict == start + timedelta(days=days)
    assert deadline.safe <= deadline.strict <= deadline.section_193_8
    assert calendar.is_working_day(deadline.safe)
    assert calendar.is_working_day(deadline.section_193_8)
    assert deadline.is_holiday == (not calendar.is_working_day(deadline.strict))
    assert deadline.is_holiday == (deadline.holiday_name is not None)
    assert deadline.is_holiday == (deadline.safe != deadline.strict)
    assert deadline.is_holiday == (deadline.section_193_8 != deadline.strict)
    between = (deadline.section_193_8 - deadline.safe).days
    assert not any(
        calendar.is_working_day(deadline.safe + timedelta(days=n))
        for n in range(1, between)
        if deadline.is_holiday
    )


@given(DATES, DAYS)
def test_the_start_is_not_counted_and_the_last_day_is(start, days):
    counted = Period(start, days).counted

    assert len(counted) == days
    assert counted[0] == start + timedelta(days=1)
    assert counted[-1] == Period(start, days).strict
    assert start not in counted


@given(DATES, DAYS)
def test_days_left_run_to_zero_on_the_last_day(start, days):
    period = Period(start, days)

    assert period.days_left(start) == days
    assert period.days_left(period.strict) == 0
    assert period.days_left(period.strict + timedelta(days=3)) == -3


@given(DATES, DAYS)
def test_a_posting_comes_down_the_day_after_its_last(posted, days):
    taken_down = first_day_to_take_down(posted, days)

    assert taken_down == last_day_of_display(posted, days) + timedelta(days=1)


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_has_at_least_one_day(days):
    with pytest.raises(ValueError, match="at least one day"):
        explain(date(2025, 10, 8), days, BASE)


@pytest.mark.parametrize(
    ("start", "days", "known"),
    [
        (date(2027, 12, 1), 15, True),
        (date(2027, 12, 17), 15, False),  # ends on 1 January of a year without a list
        (date(2027, 12, 16), 15, False),  # ends on 31 December; the next working day is not known
        (date(2017, 12, 20), 15, False),
    ],
)
def test_a_year_without_a_list_is_said(start, days, known):
    assert explain(start, days, BASE).holidays_known == known


def test_without_a_list_only_weekends_count():
    deadline = explain(date(2025, 10, 8), 15, ONLY_WEEKENDS)

    assert (deadline.is_holiday, deadline.safe) == (False, date(2025, 10, 23))
    assert not deadline.holidays_known


def test_a_holiday_on_a_weekend_goes_by_its_own_name():
    assert explain(date(2024, 9, 13), 30, BASE).holiday_name == "วันนวมินทรมหาราช"


def test_a_short_period_may_have_its_safe_day_before_the_start():
    assert explain(date(2025, 10, 18), 1, BASE).safe == date(2025, 10, 17)


def test_the_holidays_inside_are_named_and_still_counted():
    deadline = explain(date(2025, 10, 8), 15, BASE)

    assert deadline.holidays == (
        (date(2025, 10, 13), "วันนวมินทรมหาราช"),
        (date(2025, 10, 23), "วันปิยมหาราช"),
    )
    assert len(deadline.counted) == 15


def test_json():
    assert explain(date(2025, 10, 20), 3, BASE).to_json() == {
        "start": "2025-10-20",
        "days": 3,
        "strict": "2025-10-23",
        "strict_is_holiday": True,
        "holiday_name": "วันปิยมหาราช",
        "safe": "2025-10-22",
        "section_193_8": "2025-10-24",
        "counted": ["2025-10-21", "2025-10-22", "2025-10-23"],
        "holidays_known": True,
        "holidays": {"2025-10-23": "วันปิยมหาราช"},
    }
