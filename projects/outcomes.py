"""What came of the items of an earlier plan: a higher app knows, and registers in its `ready()`."""

from dataclasses import dataclass
from decimal import Decimal

TELLERS = []


@dataclass(frozen=True)
class Outcome:
    """How far a work got, in words, and how much of its budget was spent."""

    status: str
    spent: Decimal | None = None  # per cent; None where there was no budget


def tells(function):
    """Register `function(plan, today) -> {public code: Outcome}`."""
    TELLERS.append(function)
    return function


def outcomes_of(plan, today):
    """Return {public code: Outcome} of a plan's items, as far as any app knows."""
    known = {}
    for function in TELLERS:
        known |= function(plan, today)
    return known
