"""Works that may be the same work: alike in words, and different in none of the slots. Pure.

Words are compared without the slots of `slots.py`; a slot one side does not state is unknown, not
different. Across years the year in a name does not count: the same work again is worth telling.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .candidates import Candidates
from .judging import Judgement, Text, is_hopeless, judged


@dataclass(frozen=True, slots=True)
class Work:
    """What is compared of an item, a row of a file, a proposal; `key` is the caller's own."""

    key: object
    name: str
    detail: str = ""
    place: str = ""
    unit: str = ""
    budget: Decimal | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two works that may be one, with the reasons in the words of the page."""

    a: Work
    b: Work
    score: float
    why: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    is_same_place: bool = False  # both name one place or the same ends of a road


def pairs(new: Sequence[Work], old: Sequence[Work] = (), among: bool = True) -> list[Pair]:
    """Return the likely pairs among the new works and between them and the old, best first.

    In a pair of two new ones `a` is the later of them; else `a` is the new one.
    """
    works = [*new, *old]
    index = Candidates((work.name, work.place) for work in works)
    seen: set[tuple[int, int]] = set()
    found: list[Pair] = []
    for number in range(len(new)):
        for other in index.of(number):
            if other < len(new) and not among:
                continue
            later, earlier = sorted((number, other), reverse=other < len(new))
            if (later, earlier) not in seen:
                seen.add((later, earlier))
                found += _pair(works[later], works[earlier])
    return sorted(found, key=lambda pair: -pair.score)


def likely(work: Work, others: Sequence[Work], limit: int = 5) -> list[Pair]:
    """Return the works one may repeat, the likeliest first: for hints while typing."""
    return [pair for pair in pairs([work], others) if pair.b is not work][:limit]


def compared(a: Work, b: Work) -> Judgement:
    """Return how alike two works are, likely or not."""
    return judged(_text(a), _text(b), is_same_year(a, b))


def _text(work: Work) -> Text:
    return (work.name, work.place, work.detail, work.budget)


def is_same_year(a: Work, b: Work) -> bool:
    return a.year is None or b.year is None or a.year == b.year


def _pair(a: Work, b: Work) -> Iterator[Pair]:
    if is_hopeless(_text(a), _text(b)):
        return
    told = compared(a, b)
    if told.is_likely:
        yield Pair(a, b, told.score, told.why, told.differs, told.is_same_place)


__all__ = ["Pair", "Work", "compared", "likely", "pairs"]
