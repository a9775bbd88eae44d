"""Legal periods in days, counted and explained.

Civil and Commercial Code section 193/3 and Administrative Procedure Act B.E. 2539 section 64: the
first day does not count, so a period of n days ends on start + n. For an authority the last day
counts even on a holiday (section 64); section 193/8 would move it to the next working day. Which
one governs is open, so the strict day stands and the last working day before it is named.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from thai.holidays import HolidayCalendar

DISPLAY_DAYS = 30  # regulation of the Ministry of Interior, ข้อ 26: อย่างน้อยสามสิบวัน

RULE = "ไม่นับวันแรก วันสุดท้ายเป็นวันหยุดก็นับ"
CITATION = "พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 64"
OTHER_READING_CITATION = "ประมวลกฎหมายแพ่งและพาณิชย์ มาตรา 193/8"

_ONE_DAY = timedelta(days=1)
_WEEKEND = {5: "วันเสาร์", 6: "วันอาทิตย์"}


@dataclass(frozen=True)
class Period:
    """A period of `days` days counted from `start`, which itself is not counted.

    Raises ValueError where there is not one day to count.
    """

    start: date
    days: int

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("a period has at least one day")

    @property
    def strict(self) -> date:
        """Return the last day: start + days, holiday or not."""
        return self.start + timedelta(days=self.days)

    @property
    def counted(self) -> list[date]:
        """List every day that counts, from the day after the start to the strict day."""
        return [self.start + timedelta(days=n) for n in range(1, self.days + 1)]

    def days_left(self, today: date) -> int:
        """Count the days from today to the strict day: 0 on the day itself, negative after it."""
        return (self.strict - today).days


@dataclass(frozen=True)
class Deadline(Period):
    """A period whose last day was looked up in a holiday calendar.

    `safe` is the last working day on or before the strict day; it equals the strict day on a
    working day. `section_193_8` is the next working day on or after it, the other reading.
    `holidays_known` tells whether every year looked at has a list of holidays; `holidays` names
    those between the start and the strict day, weekends apart.
    """

    is_holiday: bool
    holiday_name: str | None
    safe: date
    section_193_8: date
    holidays_known: bool
    holidays: tuple[tuple[date, str], ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the object that `explain_deadline --json` prints; dates are ISO."""
        return {
            "start": self.start.isoformat(),
            "days": self.days,
            "strict": self.strict.isoformat(),
            "strict_is_holiday": self.is_holiday,
            "holiday_name": self.holiday_name,
            "safe": self.safe.isoformat(),
            "section_193_8": self.section_193_8.isoformat(),
            "counted": [day.isoformat() for day in self.counted],
            "holidays_known": self.holidays_known,
            "holidays": {day.isoformat(): name for day, name in self.holidays},
        }


def explain(start: date, days: int, calendar: HolidayCalendar) -> Deadline:
    """Return the deadline `days` days after `start`, never moved later for a holiday.

    The safe day of a period shorter than a holiday may fall on or before the start. Raises
    ValueError for less than one day, OverflowError beyond the year 9999.
    """
    period = Period(start, days)
    strict = period.strict
    safe = _working_day(strict, calendar, step=-_ONE_DAY)
    later = _working_day(strict, calendar, step=_ONE_DAY)
    touched = range(min(start, safe).year, later.year + 1)
    return Deadline(
        start=start,
        days=days,
        is_holiday=not calendar.is_working_day(strict),
        holiday_name=holiday_name(strict, calendar),
        safe=safe,
        section_193_8=later,
        holidays_known=calendar.years.issuperset(touched),
        holidays=tuple((day, name) for day in period.counted if (name := calendar.name(day))),
    )


def holiday_name(day: date, calendar: HolidayCalendar) -> str | None:
    """Return the name of the holiday, else วันเสาร์ or วันอาทิตย์, else None for a working day."""
    return calendar.name(day) or _WEEKEND.get(day.weekday())


def last_day_of_display(posted: date, days: int = DISPLAY_DAYS) -> date:
    """Return the last day a posting must stay up; "at least" is never shortened for a holiday."""
    return Period(posted, days).strict


def first_day_to_take_down(posted: date, days: int = DISPLAY_DAYS) -> date:
    """Return the first day on which a posting may be taken down: posted + days + 1."""
    return last_day_of_display(posted, days) + _ONE_DAY


def _working_day(day: date, calendar: HolidayCalendar, *, step: timedelta) -> date:
    while not calendar.is_working_day(day):
        day += step
    return day
