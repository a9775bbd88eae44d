"""What a citizen looks for in a plan: kept in the address, so that it can be shared. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from projects.schedule import POSITION
from thai.calendar import FISCAL_MONTH_NUMBERS, MONTHS
from thai.text import search_key

RELATIONS = {
    "strategy": "ยุทธศาสตร์",
    "program": "แผนงาน",
    "unit": "หน่วยงาน",
    "source": "แหล่งเงิน",
}
LONGEST_QUERY = 100


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Select:
    """One drop-down of the filter: only what the plan really holds is offered."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Filters:
    """The filter as typed; anything that is no number filters nothing."""

    query: str
    chosen: dict[str, int]
    month: int | None

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Filters":
        chosen = {name: number(given.get(name, "")) for name in RELATIONS}
        month = number(given.get("month", ""))
        return cls(
            query=given.get("q", "").strip()[:LONGEST_QUERY],
            chosen={name: value for name, value in chosen.items() if value is not None},
            month=month if month in POSITION else None,
        )

    @property
    def is_active(self) -> bool:
        return bool(self.query or self.chosen or self.month)

    def keep(self, items: Iterable[Any]) -> list[Any]:
        """Return the items that match everything asked for."""
        key = search_key(self.query) if self.query else ""
        return [item for item in items if self._matches(item, key)]

    def _matches(self, item: Any, key: str) -> bool:
        if any(getattr(item, f"{name}_id") != value for name, value in self.chosen.items()):
            return False
        if self.month and not item.months >> POSITION[self.month] & 1:
            return False
        return key in item.search

    def selects(self, items: Iterable[Any]) -> list[Select]:
        """Return the drop-downs, each value in the order of the plan."""
        rows = list(items)
        selects = []
        for name, label in RELATIONS.items():
            found = {getattr(row, f"{name}_id"): str(getattr(row, name)) for row in rows}
            choices = [
                Choice(str(pk), text, self.chosen.get(name) == pk)
                for pk, text in found.items()
                if pk is not None
            ]
            selects.append(Select(name, label, choices))
        months = [Choice(str(m), MONTHS[m], self.month == m) for m in FISCAL_MONTH_NUMBERS]
        return [*selects, Select("month", "เดือน", months)]


def number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 18 else None
