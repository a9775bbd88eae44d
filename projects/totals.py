"""Sums of items: every figure on page and paper comes from here, own and others' money apart."""

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass
class Totals:
    """Count and baht of some items; `all` is own plus other."""

    count: int = 0
    own: Decimal = ZERO
    other: Decimal = ZERO
    own_count: int = 0
    other_count: int = 0

    @property
    def items(self):
        """How many, by the name that includes/totals.html uses."""
        return self.count

    @property
    def all(self):
        return self.own + self.other

    def add(self, item):
        self.count += 1
        if item.is_others_money:
            self.other_count += 1
            self.other += item.budget or ZERO
        else:
            self.own_count += 1
            self.own += item.budget or ZERO


def totals_of(items):
    """Return the Totals of items; cancelled rows count for nothing."""
    totals = Totals()
    for item in items:
        if item.change != "cancel":
            totals.add(item)
    return totals


def grouped(items, key):
    """Return {key(item): Totals} in the order the keys are first met."""
    groups = {}
    for item in items:
        if item.change != "cancel":
            groups.setdefault(key(item), Totals()).add(item)
    return groups
