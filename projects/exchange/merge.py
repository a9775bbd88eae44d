"""Three ways on one cell: as it went out, as it stands now, as the file has it. Pure.

Works on words, so that all three sides are compared as people read them.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..conflict import MINE, THEIRS

Words = Mapping[str, str]  # by the name of a column; what is not there is empty


class Outcome(StrEnum):
    SAME = "same"  # nobody changed it
    SYSTEM = "system"  # only here
    AGREED = "agreed"  # here and in the file, to the same words
    FILE = "file"  # only in the file
    CONFLICT = "conflict"  # on both sides, to different words
    ERROR = "error"  # the file's words cannot be read


@dataclass(frozen=True)
class Cell:
    """One cell of one item on its three sides."""

    name: str
    base: str
    theirs: str
    mine: str
    fault: str = ""
    pick: str = ""  # MINE or THEIRS, once chosen

    @property
    def outcome(self) -> Outcome:
        if self.fault:
            return Outcome.ERROR
        if self.mine == self.base:
            return Outcome.SAME if self.theirs == self.base else Outcome.SYSTEM
        if self.mine == self.theirs:
            return Outcome.AGREED
        return Outcome.FILE if self.theirs == self.base else Outcome.CONFLICT

    @property
    def is_open(self) -> bool:
        """Say whether somebody has yet to choose between the two sides."""
        return self.outcome == Outcome.CONFLICT and self.pick not in (MINE, THEIRS)

    @property
    def takes_mine(self) -> bool:
        """Say whether the file's words go into the plan."""
        chosen = self.outcome == Outcome.CONFLICT and self.pick == MINE
        return chosen or self.outcome == Outcome.FILE

    @property
    def result(self) -> str:
        """Return the words after a confirmation; what is not decided stays as it stands here."""
        return self.mine if self.takes_mine else self.theirs

    def picked(self, pick: str) -> "Cell":
        return replace(self, pick=pick)


def merge(base: Words, theirs: Words, mine: Words, faults: Words) -> list[Cell]:
    """Return a Cell for each column the file has, in its order.

    A column that is not in the file says nothing; an empty cell of one that is says "empty".
    """
    names = dict.fromkeys([*mine, *faults])
    return [
        Cell(name, base.get(name, ""), theirs.get(name, ""), mine.get(name, ""),
             faults.get(name, ""))
        for name in names
    ]  # fmt: skip


class Fate(StrEnum):
    """What a row of the file is about."""

    KNOWN = "known"  # an item that went out and is still here
    NEW = "new"  # a row without a code
    GONE = "gone"  # an item that went out and has been deleted here
    UNKNOWN = "unknown"  # a code that did not go out with this workbook
    REPEATED = "repeated"  # a code that stands in several rows


def fates(codes: Sequence[str], base: Collection[str], here: Collection[str]) -> list[Fate]:
    """Return what each row is about, from its code; "" for a row without one."""
    counted = Counter(codes)

    def fate(code: str) -> Fate:
        if not code:
            return Fate.NEW
        if counted[code] > 1:
            return Fate.REPEATED
        if code not in base:
            return Fate.UNKNOWN
        return Fate.KNOWN if code in here else Fate.GONE

    return [fate(code) for code in codes]


def missing(codes: Collection[str], base: Collection[str], here: Collection[str]) -> list[str]:
    """Return the codes that went out, are still here, and have no row in the file."""
    return [code for code in base if code in here and code not in codes]
