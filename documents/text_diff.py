"""Two readings of a text side by side, paragraph by paragraph. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest


@dataclass(frozen=True)
class Pair:
    before: str
    after: str

    @property
    def is_same(self) -> bool:
        return self.before == self.after


def side_by_side(before: str, after: str) -> list[Pair]:
    """Return a Pair for each paragraph or entry; "" stands where the other has none."""
    old, new = (
        [line.strip() for line in text.splitlines() if line.strip()] for text in (before, after)
    )
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        pairs += [Pair(a, b) for a, b in zip_longest(old[first:last], new[start:end], fillvalue="")]
    return pairs
