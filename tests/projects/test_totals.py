"""Sums: own and others' money apart, cancelled rows for nothing, groups that add up."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from projects.totals import grouped, totals_of


@dataclass
class Item:
    budget: Decimal | None
    is_others_money: bool
    change: str
    unit: int


items = st.lists(
    st.builds(
        Item,
        budget=st.none() | st.decimals(0, 10**9, places=2),
        is_others_money=st.booleans(),
        change=st.sampled_from(["add", "replace", "cancel"]),
        unit=st.integers(1, 3),
    )
)


@given(items)
def test_totals_are_exact_and_leave_cancelled_rows_out(rows):
    kept = [row for row in rows if row.change != "cancel"]
    totals = totals_of(rows)

    assert totals.count == totals.items == len(kept) == totals.own_count + totals.other_count
    assert totals.all == totals.own + totals.other
    assert totals.all == sum((row.budget or Decimal(0) for row in kept), Decimal(0))


@given(items)
def test_groups_add_up_to_the_whole(rows):
    groups = grouped(rows, lambda row: row.unit).values()
    totals = totals_of(rows)

    assert sum(group.count for group in groups) == totals.count
    assert sum((group.own for group in groups), Decimal(0)) == totals.own
    assert sum((group.other for group in groups), Decimal(0)) == totals.other
