"""Whether two works are one: their words, and slot by slot what differs. Pure."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from .slots import AREAS, Slot, Slots, read_slots

LIKELY = 0.7
LEAST = 50  # per cent of letters the words of two likely works share at least
SAME_NAME = 80  # per cent of letters that make two proper names one, misspelt
SAME_WORD = 67  # per cent of letters that make two words one, misspelt
OTHER_WORD = 0.4  # what a word in another's stead costs at least
FILLERS = {"", "การ", "งาน", "ของ", "ใน", "ที่", "และ", "ให้", "แก่", "ด้าน", "ริม", "จัดหา"}
# Deeds that offices put for each other; any other deed in one's stead makes another work.
DEEDS = [{"จัดทำ", "ติดตั้ง", "ทำ"}, {"จัดทำ", "ปรับปรุง", "ทบทวน"}, {"เปลี่ยน", "ปรับปรุง"}]
ELSEWHERE = 8  # how many unknown slots two works in places of two kinds count for
NEAR_SIZE = 0.1  # sizes that differ by less are one size measured twice
Text = tuple[str, str, str, Decimal | None]  # name, place, detail, budget

# Words that make two works different wherever they stand in for each other.
CONTRARIES = [
    ("เหนือ", "ใต้"), ("ตะวันออก", "ตะวันตก"), ("ซ้าย", "ขวา"), ("ชาย", "หญิง"), ("เก่า", "ใหม่"),
    ("ประถม", "มัธยม"), ("อนุบาล", "ประถม"), ("ภายใน", "ภายนอก"), ("บน", "ล่าง"), ("พ่อ", "แม่"),
    ("เล็ก", "ใหญ่"), ("ต้น", "ปลาย"), ("ขาเข้า", "ขาออก"), ("ก่อสร้าง", "รื้อถอน"), ("ติดตั้ง", "รื้อถอน"),
    ("ก่อสร้าง", "ปรับปรุง"), ("เข้าพรรษา", "ออกพรรษา"), ("จัดหา", "ปรับปรุง"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """How alike two works are: 0 where a slot differs that makes them two."""

    score: float
    why: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    slots: frozenset[Slot] = frozenset()  # those that make them two
    is_same_place: bool = False

    @property
    def is_likely(self) -> bool:
        return not self.slots and self.score >= LIKELY


def is_hopeless(one: Text, other: Text) -> bool:
    """Say at little cost that two works cannot be one; most candidates end here."""
    a, b = slots_of(one), slots_of(other)
    if a.villages and b.villages and a.villages != b.villages:
        return True
    mine, theirs = set(a.numbers), set(b.numbers)
    if mine - theirs and theirs - mine:
        return True
    return a.core != b.core and fuzz.ratio(a.core, b.core) < LEAST


def judged(one: Text, other: Text, is_same_year: bool) -> Judgement:
    """Compare two works slot by slot, then word by word."""
    a, b = slots_of(one), slots_of(other)
    found = _Found()
    found.sets(Slot.VILLAGE, a.villages, b.villages, "หมู่ที่ {}")
    _places(found, a, b)
    _ends(found, a, b)
    found.named(Slot.PHASE, a.phases, b.phases)
    found.named(Slot.EDITION, a.editions, b.editions, is_same_year)
    _numbers(found, a, b)
    _sizes(found, a, b)
    found.sets(Slot.YEAR, a.years, b.years, "ปี {} ในชื่อ", is_same_year)
    words = _words(found, a.core, b.core)
    _budgets(found, one[3], other[3])
    score = words - 0.04 * found.unknown + min(0.09, 0.03 * found.known)
    score = 0.0 if found.two else max(0.0, min(1.0, score))
    return Judgement(
        round(score, 3), tuple(found.why), tuple(found.differs), frozenset(found.two),
        found.is_same_place,
    )  # fmt: skip


class _Found:
    """What the slots say, gathered."""

    def __init__(self) -> None:
        self.why: list[str] = []
        self.differs: list[str] = []
        self.two: set[Slot] = set()
        self.known = self.unknown = 0
        self.is_same_place = False

    def same(self, words: str) -> None:
        self.known += 1
        self.why.append(f"{words} ตรงกัน")

    def other(self, slot: Slot, one: object, other: object, is_two: bool = True) -> None:
        self.differs.append(f"{slot.value} {one} กับ {other}")
        if is_two:
            self.two.add(slot)

    def sets(
        self,
        slot: Slot,
        one: frozenset[int],
        other: frozenset[int],
        words: str,
        is_two: bool = True,
    ) -> None:
        if one and other and one != other:
            self.other(slot, _listed(one), _listed(other), is_two)
        elif one and other:
            self.same(words.format(_listed(one)))
        elif one or other:
            self.unknown += is_two

    def named(
        self,
        slot: Slot,
        one: dict[str, tuple[str, ...]],
        other: dict[str, tuple[str, ...]],
        is_two: bool = True,
    ) -> None:
        for name in one.keys() & other.keys():
            words = f"{name}ที่ {', '.join(one[name])}"
            if one[name] == other[name]:
                self.same(words)
            else:
                self.other(slot, words, f"{name}ที่ {', '.join(other[name])}", is_two)
        self.unknown += len(one.keys() ^ other.keys())


def _listed(numbers: frozenset[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


@lru_cache(maxsize=20_000)
def slots_of(text: Text) -> Slots:
    """Read the name; what it does not say is taken from the place, sizes from the detail."""
    name, place, detail, _ = text
    said, where = read_slots(name), read_slots(place)
    sizes = said.sizes or read_slots(detail[:300]).sizes
    places = {**where.places, **said.places}
    return Slots(
        said.core, said.villages or where.villages, places, said.ends or where.ends, said.phases,
        said.editions, said.numbers, sizes, said.years,
    )  # fmt: skip


def _alike(one: str, other: str) -> bool:
    if Counter(re.findall(r"\d+", one)) != Counter(re.findall(r"\d+", other)):
        return False
    return fuzz.ratio(one, other) >= SAME_NAME or one.startswith(other) or other.startswith(one)


def _places(found: _Found, a: Slots, b: Slots) -> None:
    shared = a.places.keys() & b.places.keys()
    for kind in sorted(shared):
        one, other = sorted((a.places[kind], b.places[kind]), key=len)
        if all(any(_alike(name, twin) for twin in other) for name in one):
            found.same(f"{kind}{one[0]}")
            found.is_same_place |= not AREAS.match(kind) or (
                kind == "ตำบล" and bool(a.villages & b.villages)
            )
        else:
            found.other(
                Slot.PLACE, kind + ", ".join(a.places[kind]), kind + ", ".join(b.places[kind])
            )
    apart = {kind for kind in a.places.keys() ^ b.places.keys() if not AREAS.match(kind)}
    # Two works that each name a place the other does not are hardly in one place.
    is_elsewhere = (
        apart & a.places.keys() and apart & b.places.keys() and all(map(AREAS.match, shared))
    )
    found.unknown += ELSEWHERE if is_elsewhere else len(apart)


def _ends(found: _Found, a: Slots, b: Slots) -> None:
    if not (a.ends and b.ends):
        return
    ways = (b.ends, b.ends[::-1])
    if any(all(map(_alike, a.ends, way)) for way in ways):
        found.same(f"ช่วง {' ถึง '.join(a.ends)}")
        found.is_same_place = True
    else:
        found.other(Slot.ENDS, " ถึง ".join(a.ends), " ถึง ".join(b.ends))


def _numbers(found: _Found, a: Slots, b: Slots) -> None:
    one, other = Counter(a.numbers), Counter(b.numbers)
    if one == other:
        if one:
            found.same(f"เลข {', '.join(a.numbers)} ในชื่อ")
    elif one - other and other - one:
        found.other(Slot.NUMBER, ", ".join(a.numbers), ", ".join(b.numbers))
    else:
        found.unknown += 1


def _sizes(found: _Found, a: Slots, b: Slots) -> None:
    """A size that differs makes two works only where it is one of the ground: length, area, …"""
    for name in sorted(a.sizes.keys() & b.sizes.keys()):
        one, other = a.sizes[name], b.sizes[name]
        near = all(abs(x - y) <= NEAR_SIZE * max(x, y) for x, y in zip(one, other, strict=False))
        if near:
            found.why.append(f"{name.split()[0]} {_plain(one)} ตรงกัน")
        else:
            is_two = not name.startswith(("หนา", "จำนวน", "ปริมาณ"))
            found.other(Slot.SIZE, f"{name} {_plain(one)}", _plain(other), is_two)


def _plain(values: tuple[float, ...]) -> str:
    return " – ".join(f"{value:,.10g}" for value in values)


def _budgets(found: _Found, one: Decimal | None, other: Decimal | None) -> None:
    """Equal money is a sign; other money is told and decides nothing."""
    if one and other:
        if one == other:
            found.same(f"งบประมาณ {one:,.0f} บาท")
        else:
            found.other(Slot.AMOUNT, f"{one:,.0f}", f"{other:,.0f}", is_two=False)


def _words(found: _Found, one: str, other: str) -> float:
    """Return how alike the words are from 0 to 1; a word in another's stead counts most."""
    if one == other:
        found.why.insert(0, "คำในชื่อตรงกัน")
        return 1.0
    if min(len(one), len(other)) < 4:
        return 0.0
    size, cost = max(len(one), len(other), 12), 0.0
    replaced = []
    # A name may say more than another, but not be nearly all more.
    extra = 0.35 if min(len(one), len(other)) > max(10, size * 0.45) else 0.6
    for x, y in _segments(one, other):
        if {x, y} <= FILLERS or any({x, y} <= deeds for deeds in DEEDS):
            continue
        if min(len(x), len(y)) >= 3 and fuzz.ratio(x, y) < SAME_WORD:
            replaced.append((x, y))
            cost += max(OTHER_WORD * size, 1.5 * max(len(x), len(y)))
        else:
            cost += max(len(x), len(y)) * (0.6 if x and y else extra)
    for x, y in sorted(contraries(one, other)):
        found.other(Slot.SIDE, x, y)
    score = 1 - cost / size
    found.differs += [f"คำในชื่อ “{x}” กับ “{y}”" for x, y in replaced]
    found.why.insert(0, f"คำในชื่อคล้ายกันร้อยละ {max(0, round(100 * score))}")
    return score


def contraries(one: str, other: str) -> set[tuple[str, str]]:
    """Return the pairs of opposed words of which one name has the first, the other the second."""
    mine, theirs = _sides(one) - _sides(other), _sides(other) - _sides(one)
    if not mine or not theirs:
        return set()
    both = {(x, y) for x, y in CONTRARIES if x in mine and y in theirs}
    return both | {(y, x) for x, y in CONTRARIES if y in mine and x in theirs}


@lru_cache(maxsize=20_000)
def _sides(text: str) -> frozenset[str]:
    return frozenset(word for pair in CONTRARIES for word in pair if word in text)


def _segments(one: str, other: str) -> list[tuple[str, str]]:
    """Return what stands in each other's place; a short run both share joins its neighbours."""
    segments: list[tuple[str, str]] = []
    x = y = ""
    for op in Indel.opcodes(one, other):
        if op.tag == "equal":
            shared = one[op.src_start : op.src_end]
            if len(shared) >= 4:
                segments.append((x, y))
                x = y = ""
            elif x or y:
                x, y = x + shared, y + shared
            continue
        x, y = x + one[op.src_start : op.src_end], y + other[op.dest_start : op.dest_end]
    return [_trimmed(*pair) for pair in [*segments, (x, y)] if any(pair)]


def _trimmed(x: str, y: str) -> tuple[str, str]:
    """Take off what both end with."""
    while x and y and x[-1] == y[-1]:
        x, y = x[:-1], y[:-1]
    return x, y
