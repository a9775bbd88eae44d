"""Where the bars of the result charts begin and end, in percent of their scale. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .result_report import GROUPINGS, Group, Money, Result, Share, Tally


@dataclass(frozen=True)
class Segment:
    """One piece of the stacked bar of statuses."""

    share: Share
    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    """Budget in force as outline, bound by contract hatched, paid solid, on one scale."""

    label: str
    key: str
    money: Money
    outline: str
    committed: str
    disbursed: str

    @property
    def is_over(self) -> bool:
        return self.money.disbursed > self.money.in_force


def length(part: Decimal | int, whole: Decimal | int) -> str:
    """Return a length in percent for an SVG attribute; always with a decimal point."""
    return f"{max(Decimal(part), Decimal(0)) * 100 / Decimal(whole):.3f}" if whole > 0 else "0"


def status_bar(tally: Tally) -> list[Segment]:
    """Return the pieces of the stacked bar from left to right; a status without items has none."""
    pieces, before = [], 0
    for share in tally.statuses:
        if share.count:
            x, width = length(before, tally.count), length(share.count, tally.count)
            pieces.append(Segment(share, x, width))
        before += share.count
    return pieces


def money_bars(groups: Iterable[Group]) -> list[Bar]:
    """Return one bar of own money for each group that has any, on one scale from 0."""
    rows = [(group.label, group.tally.own) for group in groups]
    rows = [(label, money) for label, money in rows if money.in_force > 0 or money.committed > 0]
    longest = max((max(m.in_force, m.committed) for _, m in rows), default=Decimal(0))
    return [
        Bar(
            label=label.text,
            key=label.key,
            money=money,
            outline=length(money.in_force, longest),
            committed=length(money.committed, longest),
            disbursed=length(money.disbursed, longest),
        )
        for label, money in rows
    ]


def pictures_of(result: Result, grouping: str) -> dict[str, object]:
    """Return what the result page shows of a plan, its tables in the grouping asked for."""
    return {
        "result": result,
        "status_bar": status_bar(result.total),
        "money_bars": money_bars(result.by("unit")),
        "groupings": result.groupings(grouping),
        "all_groupings": GROUPINGS,
    }
