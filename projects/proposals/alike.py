"""Which items of the version a proposal may repeat, with what matches and what differs."""

from collections import defaultdict
from dataclasses import dataclass

from ..overlaps.comparing import Pair, Work, pairs

SHOWN = 5  # of one proposal


@dataclass(frozen=True)
class Likely:
    """An item that may be the same work."""

    item: object
    pair: Pair


def likely_items(proposals, items):
    """Return {proposal id: [Likely, …]}, the likeliest first; cancelled items repeat nothing."""
    new = [_work(one.pk, one, one.agency) for one in proposals]
    old = [_work(item, item, item.owner) for item in items if not item.is_cancelled]
    found = defaultdict(list)
    for pair in pairs(new, old, among=False):
        found[pair.a.key].append(Likely(pair.b.key, pair))
    return {key: likely[:SHOWN] for key, likely in found.items()}


def _work(key, row, owner):
    return Work(key, row.name, row.detail, row.place, owner, row.budget)
