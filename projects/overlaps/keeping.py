"""Overlaps of a version, kept with a digest of each text: only what changed is compared again."""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from ..models import KeptFindings
from .comparing import pairs
from .works import work_of, works_of_towns, works_of_year, works_of_years_before

AT_MOST = 20  # overlaps kept of one work
_SOURCES = sorted(Path(__file__).parent.glob("*.py"))
# What an older comparison found is not kept beside a newer one.
RULES = hashlib.sha256(b"".join(file.read_bytes() for file in _SOURCES)).hexdigest()[:16]


@dataclass(frozen=True)
class Overlap:
    """One of a version's works and another that may be the same, with the reasons."""

    line: int  # ours
    version: int  # where the other stands
    other: int  # its line
    score: float
    why: tuple
    differs: tuple
    code: str  # the other's
    name: str

    @property
    def lines(self):
        return frozenset((self.line, self.other))


def overlaps_in_year(version, items):
    """Return {line: [Overlap]} among a version's items and with the year's other versions.

    Of two items of the version the later line has it. Costs four queries.
    """
    items = {item.line_id: item for item in items}
    others = [work for work in works_of_year(version) if work.key[1] not in items]
    ordered = [items[line] for line in sorted(items)]
    found = _kept(version, "year", [work_of(item) for item in ordered], others)
    return by_line(_not_told_apart(version, found))


def overlaps_beyond(version, items, today):
    """Return the Overlaps with earlier years and with what towns nearby have announced."""
    works = [work_of(item) for item in items]
    years = _kept(version, "years", works, works_of_years_before(version))
    towns = _kept(version, "towns", works, works_of_towns(version, today), is_same_place=True)
    return _not_told_apart(version, years), _not_told_apart(version, towns)


def kept_beyond(version, items):
    """Return what overlaps_beyond found of these items as they read now; compares nothing."""
    kept = KeptFindings.objects.filter(version=version).first()
    texts = {str(item.line_id): _digest([work_of(item)]) for item in items}
    return tuple(
        _not_told_apart(version, _still_true((kept.overlaps if kept else {}).get(part, {}), texts))
        for part in ("years", "towns")
    )


def _still_true(part, texts):
    """Return the Overlaps of a part whose own text is what was compared then."""
    same = {line for line, text in part.get("texts", {}).items() if texts.get(line) == text}
    return [_overlap(row) for row in part.get("rows", []) if str(row[0]) in same]


def by_line(found):
    """Return overlaps by the line that has them, the likeliest first."""
    lines = defaultdict(list)
    for overlap in sorted(found, key=lambda overlap: (-overlap.score, overlap.other)):
        lines[overlap.line].append(overlap)
    return dict(lines)


def _not_told_apart(version, found):
    if not found:
        return found
    told = version.organization.distinctions.values_list("one_id", "other_id")
    apart = {frozenset(lines) for lines in told}
    return [overlap for overlap in found if overlap.lines not in apart]


def _kept(version, part, works, others, is_same_place=False):
    """Return the overlaps of some works with each other (in the year) and with the others."""
    kept = KeptFindings.objects.filter(version=version).first()
    before = (kept.overlaps if kept else {}).get(part, {})
    before = before if before.get("rules") == RULES else {}
    texts = {str(work.key[1]): _digest([work]) for work in works}
    rest = _digest(others)
    if before.get("texts") != texts or before.get("rest") != rest:
        before = {
            "rules": RULES,
            "texts": texts,
            "rest": rest,
            "rows": _again(before, works, others, texts, rest, part == "year", is_same_place),
        }
        _keep(version, {**(kept.overlaps if kept else {}), part: before})
    return [_overlap(row) for row in before["rows"]]


def _overlap(row):
    line, at, other, score, why, differs, code, name = row
    return Overlap(line, at, other, score, tuple(why), tuple(differs), code, name)


def _again(before, works, others, texts, rest, among, is_same_place):
    """Return the rows of what stayed, and of what changed compared anew."""
    old = before.get("texts", {})
    same = {line for line in texts if old.get(line) == texts[line]}
    changed = [work for work in works if str(work.key[1]) not in same]
    unchanged = [work for work in works if str(work.key[1]) in same]
    is_rest_same = before.get("rest") == rest
    own = {work.key[1] for work in works}
    rows = [
        row
        for row in before.get("rows", [])
        if str(row[0]) in same and (str(row[2]) in same if str(row[2]) in old else is_rest_same)
    ]
    found = pairs(changed, [*(unchanged if among else []), *others], among=among)
    if not is_rest_same:
        found += pairs(unchanged, others, among=False)
    if is_same_place:
        found = [pair for pair in found if pair.is_same_place]
    return _best(rows + [_row(pair, own) for pair in found])


def _best(rows):
    """Keep the likeliest of each line; the names of a whole district can be one name."""
    counts = Counter()
    kept = []
    for row in sorted(rows, key=lambda row: -row[3]):
        counts[row[0]] += 1
        if counts[row[0]] <= AT_MOST:
            kept.append(row)
    return kept


def _row(pair, own):
    one, other = pair.a, pair.b
    if other.key[1] in own and other.key[1] > one.key[1]:
        one, other = other, one
    version, line, code = other.key
    return [one.key[1], version, line, pair.score, pair.why, pair.differs, code, other.name]


def _digest(works):
    told = hashlib.sha256()
    for work in works:
        fields = (work.key, work.name, work.detail, work.place, str(work.budget), work.year)
        told.update(repr(fields).encode())
    return told.hexdigest()[:16]


def _keep(version, overlaps):
    KeptFindings.objects.update_or_create(
        version=version, defaults={"overlaps": overlaps, "at": timezone.now()}
    )
