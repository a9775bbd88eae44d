"""Shares, percents and totals: exact, half-up, reconciled whatever the rows are."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.result_report import KEYS, Label, Result, Row, percent
from progress.rounds import round_on
from progress.statuses import Status

UNTIL = date(2025, 3, 31)

amounts = st.decimals(min_value=0, max_value=Decimal("4282695172.50"), places=2)
labels = st.builds(lambda n: Label((n,), str(n), f"กลุ่ม {n}"), st.integers(0, 4))
rows_of_plans = st.lists(
    st.builds(
        Row,
        code=st.integers(1, 9999).map(lambda n: f"{n:04d}"),
        name=st.just("ถนน"),
        kind=st.just("โครงการ"),
        strategy=labels,
        program=labels,
        unit=labels,
        source=labels,
        is_others_money=st.booleans(),
        planned=amounts,
        transferred=st.decimals(min_value=-1000, max_value=1000, places=2),
        disbursed=amounts,
        contracted=amounts,
        status=st.none() | st.sampled_from(list(Status)),
        as_of=st.just(UNTIL),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 8, "12.50"),
        (1, 800, "0.13"),  # 0.125 goes up
        (3, 800, "0.38"),  # 0.375 goes up, not to the even figure
        (0, 5, "0.00"),
        (5, 5, "100.00"),
        (Decimal("600000.00"), Decimal("500000.00"), "120.00"),
    ],
)
def test_percent_is_half_up_to_two_places(part, whole, shown):
    assert str(percent(part, whole)) == shown


@pytest.mark.parametrize("whole", [0, Decimal("0.00"), Decimal("-1.00")])
def test_without_a_base_there_is_no_percent(whole):
    assert percent(1, whole) is None


@given(part=amounts, whole=amounts.filter(bool))
def test_percent_is_the_nearest_hundredth(part, whole):
    exact = Fraction(part) * 100 / Fraction(whole)

    assert abs(Fraction(percent(part, whole)) - exact) <= Fraction(1, 200)


@given(rows=rows_of_plans)
def test_every_grouping_reconciles_with_the_total(rows):
    result = Result(rows, UNTIL)

    for groups in (grouping.groups for grouping in result.groupings("all")):
        assert sum(group.tally.count for group in groups) == len(rows)
        for key in KEYS:
            assert sum(g.tally.counts[key] for g in groups) == result.total.counts[key]
        for kind in ("own", "other"):
            for name in ("planned", "in_force", "committed", "disbursed"):
                total = getattr(getattr(result.total, kind), name)
                assert sum(getattr(getattr(g.tally, kind), name) for g in groups) == total
    assert sum(result.total.counts.values()) == len(rows)
    both = result.total.own.planned + result.total.other.planned
    assert both == sum(row.planned for row in rows)


@given(rows=rows_of_plans)
def test_groups_come_in_official_order_and_none_twice(rows):
    labels = [group.label for group in Result(rows, UNTIL).by("unit")]

    assert labels == sorted(set(labels))


def test_shares_are_of_all_items_of_the_plan(row):
    rows = [row("0001", status=Status.COMPLETED), row("0002"), row("0003", unit="ข")]
    result = Result(rows, UNTIL)

    assert [str(group.tally.share) for group in result.by("unit")] == ["66.67", "33.33"]
    first = result.by("unit")[0].tally.statuses
    assert [(s.label, s.count, str(s.percent)) for s in first if s.count] == [
        ("ดำเนินการแล้วเสร็จ", 1, "33.33"),
        ("ยังไม่รายงาน", 1, "33.33"),
    ]
    assert result.total.reported == 1


def test_own_and_other_money_stay_apart(row):
    own = row("0001", planned="500000.00", transferred="-100000.00", disbursed="120000.00")
    other = row("0002", planned="700000.00", is_others_money=True)
    result = Result([own, other], UNTIL)

    assert result.total.own.in_force == Decimal("400000.00")
    assert str(result.total.own.percent) == "30.00"
    assert result.total.other.in_force == Decimal("700000.00")
    assert result.has_other
    assert not Result([own], UNTIL).has_other


def test_committed_is_paid_or_still_owed_under_a_contract(row):
    rows = [
        row("0001", planned="100.00", disbursed="20.00", contracted="90.00"),
        row("0002", planned="100.00", disbursed="30.00"),
    ]
    total = Result(rows, UNTIL).total.own

    assert total.committed == Decimal("120.00")
    assert str(total.committed_percent) == "60.00"


def test_an_empty_plan_has_no_shares():
    result = Result([], UNTIL)

    assert result.total.share is None
    assert result.total.own.percent is None
    assert [share.percent for share in result.total.statuses] == [None] * len(KEYS)
    assert result.by("strategy") == []


@pytest.mark.parametrize(
    ("status", "as_of", "waits"),
    [
        (None, None, True),
        (Status.NOT_STARTED, date(2025, 3, 31), True),
        (Status.IN_PROGRESS, date(2025, 3, 31), True),
        (Status.IN_PROGRESS, date(2025, 4, 1), False),
        (Status.COMPLETED, date(2024, 11, 1), False),
        (Status.CANCELLED, date(2024, 11, 1), False),
    ],
)
def test_the_years_round_waits_for_what_was_unfinished_in_march(row, status, as_of, waits):
    asked = round_on(2568, date(2025, 6, 1))

    assert row(status=status, as_of=as_of).waits(asked) is waits
