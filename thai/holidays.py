"""The days on which government offices are closed, as one immutable calendar.

The days come as data: from the `holidays` library, from the rows the product ships, and from what
an administrator adds when the Cabinet decides in the middle of a year.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

# The years whose library days were compared with the lists of the Cabinet and the Bank of Thailand.
FIRST_LISTED_YEAR = 2018
LAST_LISTED_YEAR = 2027

# Private employers and banks close, or nobody does; government offices work.
_OFFICES_OPEN = ("วันแรงงานแห่งชาติ", "วันเด็กแห่งชาติ")
_IN_LIEU = "ชดเชย"

_ADDED = {
    # The Cabinet on 29 December 2020 moved the offices' substitute day here from 25 October.
    date(2021, 10, 22): "ชดเชยวันปิยมหาราช",
}
_WITHDRAWN = {
    date(2021, 10, 25),  # kept by banks only
    date(2023, 1, 3),  # in no official list; 2 January was the one substitute day
}


@dataclass(frozen=True)
class HolidayCalendar:
    """Public holidays by date, and the C.E. years for which a list is known at all.

    Weekends are not in it. A date outside `years` is an ordinary day as far as anyone knows, and
    the page must say that the year has no list.
    """

    by_date: Mapping[date, str]
    years: frozenset[int]

    def name(self, day: date) -> str | None:
        """Return the Thai name of the holiday, or None for any other day, weekends too."""
        return self.by_date.get(day)

    def is_known(self, day: date) -> bool:
        """Tell whether the year of the day has a list."""
        return day.year in self.years

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices are open: neither Saturday, Sunday nor a holiday."""
        return day.weekday() < 5 and day not in self.by_date

    def with_changes(
        self, added: Mapping[date, str] | None = None, withdrawn: Collection[date] = ()
    ) -> "HolidayCalendar":
        """Return this calendar with days added or renamed and others withdrawn.

        A day both withdrawn and added is a holiday. The known years stay: a single day is no list.
        """
        kept = {day: name for day, name in self.by_date.items() if day not in set(withdrawn)}
        return HolidayCalendar(MappingProxyType(kept | dict(added or {})), self.years)


ONLY_WEEKENDS = HolidayCalendar(MappingProxyType({}), frozenset())


def calendar_from_rows(
    rows: Iterable[tuple[date, str]], years: Collection[int] | None = None
) -> HolidayCalendar:
    """Return the calendar of (date, Thai name) rows, days in any order.

    Two names of one date are joined by "; ". The known C.E. years are `years`, or, where not given,
    every year that has a row.
    """
    names: dict[date, list[str]] = {}
    for day, name in rows:
        if name not in names.setdefault(day, []):
            names[day].append(name)
    by_date = {day: "; ".join(names[day]) for day in sorted(names)}
    listed = {day.year for day in by_date} if years is None else years
    return HolidayCalendar(MappingProxyType(by_date), frozenset(listed))


def closed_days(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[date, str]]:
    """Yield (date, Thai name) of the rows on which government offices are closed.

    The rows have the columns `date` (ISO), `name_th` and `government_office_closed` ("1" or "0").
    """
    for row in rows:
        if row["government_office_closed"].strip() == "1":
            yield date.fromisoformat(row["date"]), row["name_th"]


@cache
def base_calendar(
    first_year: int = FIRST_LISTED_YEAR, last_year: int = LAST_LISTED_YEAR
) -> HolidayCalendar:
    """Return the office holidays of C.E. years first to last, both included, from the library.

    Public and government categories without Children's Day and Labour Day, with the Cabinet's
    corrections. Only the listed years are known; a later year stays without any day, because
    Buddhist days may shift and special days are decided late.
    """
    import holidays  # slow to import

    years = range(max(first_year, FIRST_LISTED_YEAR), min(last_year, LAST_LISTED_YEAR) + 1)
    library = holidays.country_holidays(
        "TH", years=years, categories=("public", "government"), language="th"
    )
    rows = [(day, _of_offices(names)) for day, names in library.items() if day.year in years]
    calendar = calendar_from_rows([(day, name) for day, name in rows if name], years)
    added = {day: name for day, name in _ADDED.items() if day.year in years}
    return calendar.with_changes(added, _WITHDRAWN)


def _of_offices(names: str) -> str:
    """Keep the names of a day on which offices close."""
    kept = [name for name in names.split("; ") if name.removeprefix(_IN_LIEU) not in _OFFICES_OPEN]
    return "; ".join(kept)
