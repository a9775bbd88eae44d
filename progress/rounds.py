"""When units report: the half-year to 31 March, the year to 30 September. Pure."""

from dataclasses import dataclass
from datetime import date

from thai.calendar import fiscal_year_end, fiscal_year_start, short_date, to_ce


@dataclass(frozen=True)
class Round:
    """One round of reports of a plan; a report as of `starts_on` or later answers it."""

    fiscal_year: int
    name: str
    starts_on: date
    ends_on: date  # the cut-off

    def suggested_day(self, today: date) -> date:
        """Return the day a report is about unless its writer says otherwise."""
        return max(min(today, self.ends_on), fiscal_year_start(self.fiscal_year))


def round_on(fiscal_year: int, today: date) -> Round:
    """Return the round of a plan that runs on a day.

    April still asks for the half-year, because that report is compiled then; from May on the
    year's report is asked for, of every work that was not finished by 31 March.
    """
    year = to_ce(fiscal_year)
    if today < date(year, 5, 1):
        return Round(fiscal_year, "รอบหกเดือน", fiscal_year_start(fiscal_year), date(year, 3, 31))
    return Round(fiscal_year, "รอบปี", date(year, 4, 1), fiscal_year_end(fiscal_year))


def is_asked(fiscal_year: int, today: date) -> bool:
    """Say whether reports of a year are still called for: until the December after it."""
    return fiscal_year_start(fiscal_year) <= today <= date(to_ce(fiscal_year), 12, 31)


def cut_offs(fiscal_year: int, today: date) -> list[date]:
    """Return the ends of the year's quarters that have come, then today while the year runs."""
    year = to_ce(fiscal_year)
    ends = [date(year - 1, 12, 31), date(year, 3, 31), date(year, 6, 30), date(year, 9, 30)]
    come = [end for end in ends if end <= today]
    if fiscal_year_start(fiscal_year) <= today < ends[-1] and today not in come:
        come.append(today)
    return come


def last_cut_off(fiscal_year: int, today: date) -> date:
    """Return the day a result table shows by itself: today, or the year's end when that is past."""
    return min(today, fiscal_year_end(fiscal_year))


def cut_off_fault(fiscal_year: int, until: date, today: date) -> str:
    """Return why no result can be shown or reported as of a day, or ""."""
    start = fiscal_year_start(fiscal_year)
    if until > today:
        return f"“ข้อมูลถึงวันที่” ต้องไม่เป็นวันในอนาคต วันนี้คือ {short_date(today)}"
    if until < start:
        return f"“ข้อมูลถึงวันที่” ต้องไม่ก่อนวันเริ่มปีงบประมาณ {short_date(start)}"
    return ""
