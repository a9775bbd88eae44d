"""How often the comparison is right, on pairs labelled by hand (data/README.md says how). Pure."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .comparing import Work, compared


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two works with the label somebody gave them, and what the comparison says."""

    one: Work
    other: Work
    is_same: bool
    is_held_out: bool
    is_likely: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision and recall over some labelled pairs."""

    right: int
    wrong: int
    missed: int
    pairs: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def labelled_pairs(path: Path) -> list[Labelled]:
    """Read the labelled pairs and compare each."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_labelled(row) for row in csv.DictReader(file)]


def _labelled(row: dict[str, str]) -> Labelled:
    one = Work(1, row["name"], place=row["place"])
    other = Work(2, row["other_name"], place=row["other_place"])
    is_likely = compared(one, other).is_likely
    return Labelled(one, other, row["same"] == "1", row["part"] == "held", is_likely)


def measured(found: Iterable[Labelled]) -> Measure:
    """Count what was found rightly, found wrongly, and missed."""
    rows = list(found)
    return Measure(
        right=sum(row.is_likely and row.is_same for row in rows),
        wrong=sum(row.is_likely and not row.is_same for row in rows),
        missed=sum(row.is_same and not row.is_likely for row in rows),
        pairs=len(rows),
    )
