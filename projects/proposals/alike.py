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
    new = [_work(proposal.pk, proposal, proposal.agency) for proposal in proposals]
    by_line = {item.line_id: item for item in items if not item.is_cancelled}
    old = [_work(item, item, item.agency or str(item.unit or "")) for item in by_line.values()]
    found = defaultdict(list)
    for pair in pairs(new, old) if new and old else []:
        rows = found[pair.a.key]
        if pair.b.key in by_line.values() and len(rows) < SHOWN:
            rows.append(Likely(pair.b.key, pair))
    return dict(found)


def _work(key, row, owner):
    return Work(key, row.name, row.detail, row.place, owner, row.budget)
