"""Which works are worth comparing: those that share the rarer runs of letters and numbers. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz

from thai.numerals import to_arabic_digits

_CONCRETE = re.compile(r"ค\.? ?ส\.? ?ล\.?")
_NO_LETTER = re.compile(r"[^ก-๎a-z]+|โครงการ|กิจกรรม")
_NUMBER = re.compile(r"\d+")
RUN = 4  # letters of a run
EFFORT = 3_000  # places in the index looked at for one work, the rarest runs first
AT_MOST = 60  # works compared with one
LETTERS = 40  # per cent of letters two names must share at least


class Candidates:
    """An index of names and places by their runs of letters, and by their numbers.

    Without the numbers, the road of one village would be lost among those of twenty others.
    """

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self.names: list[str] = []
        self.numbers: list[frozenset[str]] = []
        self.index: defaultdict[str, list[int]] = defaultdict(list)
        for number, (name, place) in enumerate(texts):
            self.names.append(letters_of(name))
            self.numbers.append(_numbers(f"{name} {place}"))
            for run in self._runs(number):
                self.index[run].append(number)

    def _runs(self, number: int) -> set[str]:
        return _runs(self.names[number]) | self.numbers[number]

    def of(self, number: int) -> list[int]:
        """Return the names that share most with one of them, rare runs weighing more."""
        name = self.names[number]
        places = sorted((self.index[run] for run in self._runs(number)), key=len)
        shared: Counter[int] = Counter()
        left = EFFORT
        for found in places:
            left -= len(found)
            if left < 0 and len(shared) > 1:
                break
            weight = 1_000_000 // (len(found) + 1)
            for other in found[:EFFORT]:
                shared[other] += weight
        del shared[number]
        best = (other for other, _ in shared.most_common(AT_MOST))
        return [other for other in best if fuzz.ratio(name, self.names[other]) >= LETTERS]


def letters_of(name: str) -> str:
    """Return the letters of a name without what most names share."""
    text = _CONCRETE.sub("คอนกรีตเสริมเหล็ก", to_arabic_digits(name).casefold())
    return _NO_LETTER.sub("", text)


@cache
def _number(text: str) -> str:
    return f"#{text.lstrip('0')}"


def _numbers(text: str) -> frozenset[str]:
    return frozenset(map(_number, _NUMBER.findall(to_arabic_digits(text))))


def _runs(letters: str) -> set[str]:
    return {letters[at : at + RUN] for at in range(max(1, len(letters) - RUN + 1))}
