"""Items that may be the same work entered twice. Pure; works on the stored search keys.

Only items whose names hold the same numbers are compared (หมู่ที่ 3 is never หมู่ที่ 8), shortest
first, and a comparison stops where lengths alone rule it out: 2,000 items take less than a second.
"""

import re
from collections import defaultdict

from rapidfuzz import fuzz, process

ALIKE = 90  # per cent of letters; from there real lists hold hardly anything but the same work
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def numbers_in(key):
    """Return the numbers of a key, whatever their order."""
    return tuple(sorted(_NUMBER.findall(key)))


def keys_of(item):
    """Return the search keys of an item's name, detail, place and agency."""
    return (item.search.split("\n") + [""] * 4)[:4]


def exact_duplicates(items):
    """Return {line id of a later item: the first item that says the same in every field}."""
    first, found = {}, {}
    for item in items:
        content = (
            item.kind, item.search, item.budget, item.source_id, item.strategy_id,
            item.guideline_id, item.program_id, item.unit_id, item.months, item.target, item.note,
            item.devplan_edition, item.devplan_page, item.devplan_item,
            getattr(item, "category_id", None),
        )  # fmt: skip
        if content in first:
            found[item.line_id] = first[content]
        else:
            first[content] = item
    return found


def near_duplicates(items):
    """Return {line id of a later item: [earlier items it may repeat]}, the likeliest first."""
    order = {item.line_id: place for place, item in enumerate(items)}
    blocks = defaultdict(list)
    for item in items:
        name, _, place, _ = keys_of(item)
        blocks[numbers_in(name)].append((len(name), order[item.line_id], name, place, item))
    found = defaultdict(list)
    for block in blocks.values():
        for score, one, other in _pairs(sorted(block, key=lambda row: row[:2])):
            earlier, later = sorted((one, other), key=lambda item: order[item.line_id])
            found[later.line_id].append((-score, order[earlier.line_id], earlier))
    return {line: [item for *_, item in sorted(rows)] for line, rows in found.items()}


def _pairs(block):
    """Yield (score, item, item) of a block sorted by the length of its names."""
    longest = 2 - ALIKE / 100  # the ratio of two names cannot reach ALIKE beyond this
    for start, (length, _, name, place, item) in enumerate(block):
        others = {}
        for at in range(start + 1, len(block)):
            if block[at][0] * ALIKE / 100 > length * longest:
                break
            others[at] = block[at][2]
        hits = process.extract(name, others, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        for _, score, at in hits:
            if _same_place(place, block[at][3]):
                yield score, item, block[at][4]


def _same_place(one, other):
    """Say whether two places may be the same; an unnamed one may be anywhere."""
    if not one or not other:
        return True
    return numbers_in(one) == numbers_in(other) and fuzz.ratio(one, other) >= ALIKE
