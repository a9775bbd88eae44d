"""What came of a plan by a day: rows, shares and totals that reconcile. Pure.

Shares count items over all items of the plan; disbursement is over the budget in force, which is
the plan's budget after transfers. Own money and other agencies' money never meet in one sum.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .rounds import Round
from .statuses import FINAL, NOT_REPORTED, Status, status_label

ZERO = Decimal("0.00")
GROUPINGS = {
    "strategy": "ยุทธศาสตร์",
    "program": "แผนงาน",
    "unit": "หน่วยงาน",
    "source": "แหล่งเงิน",
}
KEYS = (*(status.value for status in Status), NOT_REPORTED)


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Return part / whole × 100, half-up to two places; None where there is no base.

    >>> percent(1, 3)
    Decimal('33.33')
    """
    if whole <= 0:
        return None
    exact = Decimal(part) * 100 / Decimal(whole)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, order=True)
class Label:
    """What rows are grouped by: its place in the official order, its key in addresses, its name."""

    place: tuple[int, ...]
    key: str
    text: str = field(compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Row:
    """One item of the plan with what was said and paid by the day."""

    code: str
    name: str
    kind: str
    strategy: Label
    program: Label
    unit: Label
    source: Label
    is_others_money: bool = False
    planned: Decimal = ZERO
    transferred: Decimal = ZERO
    disbursed: Decimal = ZERO
    contracted: Decimal = ZERO
    status: Status | None = None
    as_of: date | None = None  # of the report
    result: str = ""
    problem: str = ""
    suggestion: str = ""
    reason: str = ""
    has_opinion: bool = False  # of a monitor, on the report

    @property
    def in_force(self) -> Decimal:
        return self.planned + self.transferred

    @property
    def committed(self) -> Decimal:
        """Paid out, or still to be paid under a contract."""
        return max(self.disbursed, self.contracted)

    @property
    def percent(self) -> Decimal | None:
        return percent(self.disbursed, self.in_force)

    @property
    def status_key(self) -> str:
        return self.status.value if self.status else NOT_REPORTED

    @property
    def status_label(self) -> str:
        return status_label(self.status_key)

    def waits(self, asked: Round) -> bool:
        """Say whether the round still waits for a report of this item."""
        if self.status is None or self.as_of is None:
            return True
        return self.status not in FINAL and self.as_of < asked.starts_on


@dataclass
class Money:
    """Sums in baht of one kind of money."""

    planned: Decimal = ZERO
    in_force: Decimal = ZERO
    committed: Decimal = ZERO
    disbursed: Decimal = ZERO

    def add(self, row: Row) -> None:
        self.planned += row.planned
        self.in_force += row.in_force
        self.committed += row.committed
        self.disbursed += row.disbursed

    @property
    def percent(self) -> Decimal | None:
        return percent(self.disbursed, self.in_force)

    @property
    def committed_percent(self) -> Decimal | None:
        return percent(self.committed, self.in_force)


@dataclass(frozen=True)
class Share:
    """How many items have a status, of all items of the plan."""

    key: str
    label: str
    count: int
    percent: Decimal | None


@dataclass
class Tally:
    """Items and money of some rows; `base` is the number of all items of the plan."""

    base: int
    count: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KEYS, 0))
    own: Money = field(default_factory=Money)
    other: Money = field(default_factory=Money)

    def add(self, row: Row) -> None:
        self.count += 1
        self.counts[row.status_key] += 1
        (self.other if row.is_others_money else self.own).add(row)

    @property
    def share(self) -> Decimal | None:
        return percent(self.count, self.base)

    @property
    def statuses(self) -> list[Share]:
        return [
            Share(key, status_label(key), count, percent(count, self.base))
            for key, count in self.counts.items()
        ]

    @property
    def reported(self) -> int:
        return self.count - self.counts[NOT_REPORTED]


@dataclass(frozen=True)
class Group:
    """Rows with the same strategy, program, unit or source."""

    label: Label
    tally: Tally


@dataclass(frozen=True)
class Grouping:
    """All groups of one kind; `name` is its word in addresses."""

    name: str
    head: str
    groups: list[Group]


class Result:
    """The rows of a plan by a day, in official order, and every sum of them."""

    def __init__(self, rows: Iterable[Row], until: date, plan_on: date | None = None):
        self.rows = list(rows)
        self.until = until
        self.plan_on = plan_on or until  # the revision of the plan is the one of this day
        self.base = len(self.rows)
        self.total = self.tally(self.rows)
        self._by_code = {row.code: row for row in self.rows}

    def tally(self, rows: Iterable[Row]) -> Tally:
        """Return the sums of some rows, their shares still of the whole plan."""
        tally = Tally(base=self.base)
        for row in rows:
            tally.add(row)
        return tally

    @property
    def has_other(self) -> bool:
        """Whether other agencies' money has to be shown beside our own."""
        return any(row.is_others_money for row in self.rows)

    def find(self, code: str) -> Row | None:
        return self._by_code.get(code)

    def grouped(self, label_of: Callable[[Row], Label]) -> list[Group]:
        """Return the rows' groups in official order."""
        groups: dict[Label, list[Row]] = {}
        for row in self.rows:
            groups.setdefault(label_of(row), []).append(row)
        return [Group(label, self.tally(groups[label])) for label in sorted(groups)]

    def by(self, name: str) -> list[Group]:
        """Return the groups of one of GROUPINGS."""
        return self.grouped(lambda row: getattr(row, name))

    def groupings(self, wanted: str) -> list["Grouping"]:
        """Return the grouping asked for, or every one for "all"; the first if it is unknown."""
        names = list(GROUPINGS) if wanted == "all" else [wanted]
        known = [name for name in names if name in GROUPINGS] or [next(iter(GROUPINGS))]
        return [Grouping(name, GROUPINGS[name], self.by(name)) for name in known]

    def waiting(self, asked: Round) -> list[Row]:
        """Return the rows whose report the round still waits for."""
        return [row for row in self.rows if row.waits(asked)]
