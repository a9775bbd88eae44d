"""Two people on one item: what each changed since the second opened it. Pure.

Works on the words of the log, so that both sides are compared as people read them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MINE, THEIRS = "mine", "theirs"
Words = Mapping[str, str]  # by the name of a field


@dataclass(frozen=True)
class Row:
    """One field: as it was, as the other saved it, as this person typed it."""

    name: str
    label: str
    base: str
    theirs: str
    mine: str
    pick: str = ""  # MINE or THEIRS, once chosen

    @property
    def is_collision(self) -> bool:
        """Say whether both changed the field, and not to the same words."""
        return self.mine != self.base and self.theirs != self.base and self.mine != self.theirs

    @property
    def takes_theirs(self) -> bool:
        """Say whether the other's value stays: only they changed it, or it was chosen."""
        return self.pick == THEIRS if self.is_collision else self.mine == self.base


def rows_of(base: Words, theirs: Words, mine: Words, labels: Words, picks: Words) -> list[Row]:
    """Return a Row for every field the other person changed, in the order of the form."""
    return [
        Row(name, label, base.get(name, ""), theirs.get(name, ""), mine.get(name, ""),
            picks.get(name, ""))
        for name, label in labels.items()
        if theirs.get(name, "") != base.get(name, "")
    ]  # fmt: skip


def is_settled(rows: list[Row]) -> bool:
    """Say whether every collision has been decided."""
    return all(row.pick in (MINE, THEIRS) for row in rows if row.is_collision)
