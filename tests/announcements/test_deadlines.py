import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from announcements.deadlines import clocks_of, display_clock, posting_clock, removable_from
from organizations.holidays import calendar_for
from organizations.models import Holiday
from plans.workflow import Stage

VECTORS = [  # of the domain reference: start, days, strict, safe, the reading of section 193/8
    ("2024-09-16", 30, "2024-10-16", "2024-10-16", "2024-10-16"),
    ("2025-09-15", 30, "2025-10-15", "2025-10-15", "2025-10-15"),
    ("2025-09-13", 30, "2025-10-13", "2025-10-10", "2025-10-14"),
    ("2025-09-30", 15, "2025-10-15", "2025-10-15", "2025-10-15"),
    ("2025-10-08", 15, "2025-10-23", "2025-10-22", "2025-10-24"),
    ("2025-10-10", 15, "2025-10-25", "2025-10-24", "2025-10-27"),
    ("2025-12-18", 15, "2026-01-02", "2025-12-30", "2026-01-05"),
    ("2024-02-14", 15, "2024-02-29", "2024-02-29", "2024-02-29"),
    ("2025-02-14", 15, "2025-03-01", "2025-02-28", "2025-03-03"),
    ("2025-10-15", 30, "2025-11-14", "2025-11-14", "2025-11-14"),
    ("2025-12-31", 30, "2026-01-30", "2026-01-30", "2026-01-30"),
]


def explained(capsys, *arguments):
    call_command("explain_deadline", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("start", "days", "strict", "safe", "later"), VECTORS)
def test_the_command_explains_each_vector(holidays, capsys, start, days, strict, safe, later):
    answer = explained(capsys, "--start", start, "--days", str(days))

    assert (answer["start"], answer["days"]) == (start, days)
    assert (answer["strict"], answer["safe"], answer["section_193_8"]) == (strict, safe, later)
    assert answer["strict_is_holiday"] == (safe != strict)
    assert len(answer["counted"]) == days
    assert answer["counted"][-1] == strict


def test_the_command_names_the_holiday(holidays, capsys):
    answer = explained(capsys, "--start", "2025-10-08", "--days", "15")

    assert answer["holiday_name"] == "วันปิยมหาราช"
    assert answer["holidays_known"] is True


def test_the_command_says_when_a_year_has_no_list(holidays, capsys):
    answer = explained(capsys, "--start", "2031-01-06", "--days", "15")

    assert answer["holidays_known"] is False


def test_the_command_knows_an_organizations_own_holiday(holidays, maesai, capsys):
    Holiday.objects.create(organization=maesai, on=date(2025, 10, 15), name="วันหยุดท้องถิ่น")

    own = explained(capsys, "--start", "2025-09-30", "--days", "15", "--organization", "maesai")

    assert (own["holiday_name"], own["safe"]) == ("วันหยุดท้องถิ่น", "2025-10-14")


def test_the_command_tells_it_in_words_too(holidays, capsys):
    call_command("explain_deadline", "--start", "2025-10-08", "--days", "2")

    assert capsys.readouterr().out.splitlines() == [
        "เริ่มจากพุธ 8 ตุลาคม 2568 ไม่นับวันแรก นับ 2 วัน",
        "ครบกำหนดศุกร์ 10 ตุลาคม 2568",
        "   1  พฤหัสบดี 9 ตุลาคม 2568",
        "   2  ศุกร์ 10 ตุลาคม 2568",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--start", "2668-10-08", "--days", "15"],
        ["--start", "2025-10-08", "--days", "0"],
        ["--start", "2025-10-08"],
        ["--start", "2025-10-08", "--days", "15", "--organization", "nowhere"],
    ],
)
def test_the_command_refuses_what_it_cannot_read(standards, arguments):
    with pytest.raises(CommandError):
        call_command("explain_deadline", *arguments)


def test_nothing_runs_before_the_announcement(version, holidays):
    clocks = clocks_of(version, [], date(2024, 10, 1), calendar_for(version.organization))

    assert [clock.label for clock in clocks] == ["ต้องประกาศใช้", "ต้องปิดประกาศ", "ปิดประกาศถึง"]
    assert [clock.state for clock in clocks] == ["far", "not_started", "not_started"]


@pytest.mark.parametrize(
    ("today", "posted_on", "state", "days"),
    [
        (date(2024, 10, 9), None, "far", 14),
        (date(2024, 10, 16), None, "near", 7),
        (date(2024, 10, 23), None, "today", 0),
        (date(2024, 10, 25), None, "late", 2),
        (date(2024, 10, 25), date(2024, 10, 23), "kept", 0),
        (date(2024, 10, 30), date(2024, 10, 25), "kept_late", 2),
    ],
)
def test_the_posting_clock_runs_from_the_announcement(
    at_stage, holidays, today, posted_on, state, days
):
    version = at_stage(Stage.ANNOUNCED, date(2024, 10, 8))

    clock = posting_clock(version, posted_on, today, calendar_for(version.organization))

    assert (clock.due, clock.state, clock.days) == (date(2024, 10, 23), state, days)


def test_the_last_day_on_a_holiday_stays_and_warns(at_stage, holidays):
    version = at_stage(Stage.ANNOUNCED, date(2024, 10, 8))

    clock = posting_clock(version, None, date(2024, 10, 9), calendar_for(version.organization))

    assert clock.deadline.holiday_name == "วันปิยมหาราช"
    assert clock.deadline.safe == date(2024, 10, 22)


@pytest.mark.parametrize(
    ("today", "state", "days"),
    [
        (date(2024, 10, 16), "far", 29),
        (date(2024, 11, 14), "far", 0),
        (date(2024, 11, 15), "ended", 1),
    ],
)
def test_the_display_clock_ends_after_its_last_day(at_stage, holidays, today, state, days):
    version = at_stage(Stage.ANNOUNCED, date(2024, 10, 8))

    clock = display_clock(version, date(2024, 10, 15), today, calendar_for(version.organization))

    assert (clock.due, clock.state, clock.days) == (date(2024, 11, 14), state, days)


def test_at_least_thirty_days_is_never_hurried_by_a_holiday(at_stage, holidays):
    Holiday.objects.create(on=date(2024, 11, 14), name="วันหยุด")
    version = at_stage(Stage.ANNOUNCED, date(2024, 10, 8))

    clock = display_clock(
        version, date(2024, 10, 15), date(2024, 10, 16), calendar_for(version.organization)
    )

    assert clock.deadline.is_holiday is False
    assert clock.deadline.safe == date(2024, 11, 14)


@pytest.mark.parametrize(
    ("posted_on", "first"),
    [(date(2025, 10, 15), date(2025, 11, 15)), (date(2025, 12, 31), date(2026, 1, 31))],
)
def test_a_posting_comes_down_on_the_day_after_its_last(version, posted_on, first):
    assert removable_from(version, posted_on) == first


def test_the_periods_are_those_of_the_procedure(at_stage, holidays):
    version = at_stage(Stage.ANNOUNCED, date(2024, 10, 8))
    version.procedure.post_days = 10

    clock = posting_clock(version, None, date(2024, 10, 9), calendar_for(version.organization))

    assert clock.due == date(2024, 10, 18)
