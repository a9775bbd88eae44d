"""Which works are worth comparing: those that share the rarer runs of letters. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from thai.numerals import to_arabic_digits

_CONCRETE = re.compile(r"ค\.? ?ส\.? ?ล\.?")
_NO_LETTER = re.compile(r"[^ก-๎a-z]+|โครงการ|กิจกรรม")
RUN = 4  # letters of a run
EFFORT = 4_000  # places in the index looked at for one work, the rarest runs first
AT_MOST = 60  # works compared with one


class Candidates:
    """An index of names by their runs of letters."""

    def __init__(self, names: Iterable[str]) -> None:
        self.runs = [_runs(name) for name in names]
        self.index: defaultdict[str, list[int]] = defaultdict(list)
        for number, runs in enumerate(self.runs):
            for run in runs:
                self.index[run].append(number)

    def of(self, number: int) -> list[int]:
        """Return the names that share most with one of them, rare runs weighing more."""
        shared: Counter[int] = Counter()
        left = EFFORT
        for run in sorted(self.runs[number], key=lambda run: len(self.index[run])):
            found = self.index[run]
            left -= len(found)
            if left < 0 and shared:
                break
            weight = 1_000_000 // (len(found) + 1)
            for other in found[:EFFORT]:
                shared[other] += weight
        del shared[number]
        return [other for other, _ in shared.most_common(AT_MOST)]


def _runs(name: str) -> frozenset[str]:
    text = _CONCRETE.sub("คอนกรีตเสริมเหล็ก", to_arabic_digits(name).casefold())
    letters = _NO_LETTER.sub("", text)
    return frozenset(letters[at : at + RUN] for at in range(max(1, len(letters) - RUN + 1)))
