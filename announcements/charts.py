"""The figures of the public pages, laid out for the server to draw. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from projects.totals import Totals
from thai.calendar import FISCAL_MONTH_NUMBERS, SHORT_MONTHS

HEIGHT = 200  # of the tallest column, in the units of the drawing
STEP = 80  # from one month to the next
COLUMN = 52
TOP = 30  # above the tallest column, for its number


@dataclass(frozen=True)
class Column:
    """One month of the chart: where its column stands and what it counts."""

    month: int
    label: str
    year: int
    count: int
    x: int
    y: int
    height: int
    is_current: bool

    @property
    def middle(self) -> int:
        return self.x + COLUMN // 2

    @property
    def number_y(self) -> int:
        return self.y - 8


@dataclass(frozen=True)
class Bar:
    """One row of a bar table; percents are of the largest figure in the table."""

    label: str
    count: int
    own: Decimal
    own_percent: Decimal
    other: Decimal
    other_percent: Decimal
    url: str = ""


def month_columns(
    masks: Iterable[int], fiscal_year: int, current_month: int | None = None
) -> list[Column]:
    """Return the twelve columns, October first; `current_month` is a calendar number."""
    counts = [0] * 12
    for mask in masks:
        for place in range(12):
            counts[place] += mask >> place & 1
    most = max(counts) or 1
    columns = []
    for place, month in enumerate(FISCAL_MONTH_NUMBERS):
        height = round(counts[place] * HEIGHT / most)
        columns.append(
            Column(
                month=month,
                label=SHORT_MONTHS[month],
                year=fiscal_year - (month >= 10),
                count=counts[place],
                x=place * STEP + (STEP - COLUMN) // 2,
                y=TOP + HEIGHT - height,
                height=height,
                is_current=month == current_month,
            )
        )
    return columns


def bars(groups: Iterable[tuple[str, Totals, str]]) -> list[Bar]:
    """Return the rows of a bar table from (label, totals, address), all on one scale."""
    rows = list(groups)
    figures = [amount for _, totals, _ in rows for amount in (totals.own, totals.other)]
    most = max(figures, default=Decimal(0)) or Decimal(1)
    return [
        Bar(
            label=label,
            count=totals.count,
            own=totals.own,
            own_percent=totals.own * 100 / most,
            other=totals.other,
            other_percent=totals.other * 100 / most,
            url=url,
        )
        for label, totals, url in rows
    ]


def busiest(columns: list[Column]) -> Column | None:
    """Return the month with most items, the earliest of equals; None without any item."""
    best: Any = max(columns, key=lambda column: column.count)
    return best if best.count else None
