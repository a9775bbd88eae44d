"""The clocks that run from an announcement: post within, keep posted until. Pure.

Every period comes from the version's procedure; the first day never counts (see thai.periods).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from plans.clocks import Clock, finish_clock, not_started, running
from plans.models import PlanVersion
from thai.holidays import HolidayCalendar
from thai.periods import Deadline, explain, first_day_to_take_down, last_day_of_display

CLAUSE = "ข้อ 26"
POST_BY = "ต้องปิดประกาศ"
POSTED_UNTIL = "ปิดประกาศถึง"


def post_by(version: PlanVersion, announced_on: date, calendar: HolidayCalendar) -> Deadline:
    """Return the explained day by which an announcement of that day must be posted (ข้อ 26)."""
    return explain(announced_on, version.procedure.post_days, calendar)


def removable_from(version: PlanVersion, posted_on: date) -> date:
    """Return the first day on which a posting may be taken down.

    The day of posting does not count and "at least" is never shortened: posted + 30 + 1.
    """
    return first_day_to_take_down(posted_on, version.procedure.display_days)


def display_of(posted_on: date, days: int, calendar: HolidayCalendar) -> Deadline:
    """Return the explained last day of a display; a holiday neither shortens nor hurries it."""
    last = last_day_of_display(posted_on, days)
    explained = explain(posted_on, days, calendar)
    # "At least" has no day before a holiday on which to hurry: the warning would be wrong.
    return replace(explained, is_holiday=False, holiday_name=None, safe=last, section_193_8=last)


def posting_clock(
    version: PlanVersion, posted_on: date | None, today: date, calendar: HolidayCalendar
) -> Clock:
    """Return the clock from the announcement to the first proved posting."""
    if version.announced_on is None:
        return not_started(POST_BY, CLAUSE, "เริ่มนับเมื่อประกาศใช้แผน")
    return running(
        POST_BY,
        post_by(version, version.announced_on, calendar),
        today=today,
        done_on=posted_on,
        citation=CLAUSE,
        rule="นับจากวันที่ประกาศ",
    )


def display_clock(
    version: PlanVersion, posted_on: date | None, today: date, calendar: HolidayCalendar
) -> Clock:
    """Return the clock of the days a posting must stay up; a full display has "ended"."""
    if posted_on is None:
        return not_started(POSTED_UNTIL, CLAUSE, "เริ่มนับเมื่อปิดประกาศ")
    deadline = display_of(posted_on, version.procedure.display_days, calendar)
    left = deadline.days_left(today)
    return Clock(
        label=POSTED_UNTIL,
        state="ended" if left < 0 else "far",
        due=deadline.strict,
        days=abs(left),
        deadline=deadline,
        citation=CLAUSE,
        rule="นับจากวันที่ปิดประกาศ",
    )


def clocks_of(
    version: PlanVersion, posted: Iterable[date], today: date, calendar: HolidayCalendar
) -> list[Clock]:
    """Return the three clocks of a version; `posted` are the days of its proved postings."""
    first = min(posted, default=None)
    return [
        finish_clock(version, today, calendar),
        posting_clock(version, first, today, calendar),
        display_clock(version, first, today, calendar),
    ]
