"""The rows a member looks at: whose, in which state, what still waits. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from .result_report import Row
from .rounds import Round
from .statuses import NOT_REPORTED

WAITING = "waiting"
REPORTED = "reported"
NO_OPINION = "no_opinion"
ALL = "all"
LABELS = ("unit", "strategy", "program", "source")


@dataclass(frozen=True)
class Filter:
    """What an address asks for; an empty word asks for nothing."""

    unit: str = ""
    status: str = ""
    strategy: str = ""
    program: str = ""
    source: str = ""
    money: str = ""  # "own" or "other"

    @classmethod
    def of(cls, query: Mapping[str, str], own_unit: str = "") -> "Filter":
        """Read an address; who belongs to one unit sees that unit first, unless asked for all."""
        words = {name: query.get(name, "") for name in cls.__dataclass_fields__}
        if not any(words.values()):
            words["unit"] = own_unit
        if words["unit"] == ALL:
            words["unit"] = ""
        return cls(**words)

    def kept(self, rows: Iterable[Row], asked: Round) -> list[Row]:
        return [row for row in rows if self._keeps(row, asked)]

    def _keeps(self, row: Row, asked: Round) -> bool:
        for name in LABELS:
            wanted = getattr(self, name)
            if wanted and getattr(row, name).key != wanted:
                return False
        if self.money and row.is_others_money != (self.money == "other"):
            return False
        if self.status == WAITING:
            return row.waits(asked)
        if self.status == REPORTED:
            return row.status is not None
        if self.status == NO_OPINION:
            return row.status is not None and not row.has_opinion
        return not self.status or row.status_key == self.status

    @property
    def is_set(self) -> bool:
        return any(getattr(self, name) for name in self.__dataclass_fields__)

    @property
    def query(self) -> str:
        """The filter as part of an address."""
        words = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return urlencode({name: word for name, word in words.items() if word})


def waiting_first(rows: Iterable[Row], asked: Round) -> list[Row]:
    """Return rows with those never reported first, then those the round waits for."""
    return sorted(rows, key=lambda row: (row.status_key != NOT_REPORTED, not row.waits(asked)))


def next_waiting(rows: list[Row], asked: Round, after: str) -> Row | None:
    """Return the next row in official order the round waits for, beginning anew at the end."""
    codes = [row.code for row in rows]
    start = codes.index(after) + 1 if after in codes else 0
    ahead = [*rows[start:], *rows[:start]]
    return next((row for row in ahead if row.code != after and row.waits(asked)), None)
