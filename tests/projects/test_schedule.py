"""Months of a fiscal year as one number."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.fields import MonthsField
from projects.schedule import ALL_MONTHS, FISCAL_ORDER, mask_of, months_of, runs_of, span, spelled

masks = st.integers(0, ALL_MONTHS)


@given(masks)
def test_months_come_back_as_they_went_in(mask):
    assert mask_of(months_of(mask)) == mask


@given(masks)
def test_runs_cover_the_months_and_never_touch(mask):
    runs = runs_of(mask)

    assert sum(last - first + 1 for first, last in runs) == len(months_of(mask))
    assert all(later[0] - earlier[1] > 1 for earlier, later in pairwise(runs))


@given(st.sampled_from(FISCAL_ORDER), st.sampled_from(FISCAL_ORDER))
def test_a_span_is_one_run_or_refused(first, last):
    if FISCAL_ORDER.index(last) < FISCAL_ORDER.index(first):
        with pytest.raises(ValueError):
            span(first, last)
    else:
        assert runs_of(span(first, last)) == [(FISCAL_ORDER.index(first), FISCAL_ORDER.index(last))]


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([], ""),
        ([10, 11, 12], "ต.ค. – ธ.ค. 2568"),
        ([12, 1], "ธ.ค. 2568 – ม.ค. 2569"),
        ([10, 3, 7, 8, 9], "ต.ค. 2568, มี.ค. 2569, ก.ค. – ก.ย. 2569"),
        (FISCAL_ORDER, "ต.ค. 2568 – ก.ย. 2569"),
    ],
)
def test_months_are_spelled_with_their_years(months, words):
    assert spelled(mask_of(months), 2569) == words


@given(masks)
def test_the_months_field_reads_what_it_shows(mask):
    field = MonthsField(required=False)

    assert field.clean([str(month) for month in field.prepare_value(mask)]) == mask
    assert not field.has_changed(mask, [str(month) for month in months_of(mask)])
