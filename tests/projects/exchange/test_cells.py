"""Any value in any cell: read, or refused with one Thai sentence, never an exception."""

import datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from projects.exchange.cells import is_untouched, read_cell, read_code
from projects.exchange.columns import CODE, EQUIPMENT, PROJECTS, columns_of
from projects.imports.cell_values import CellFault
from projects.imports.matching import Names
from projects.imports.table_reader import BadCell

NAMES = sorted({c.name for title in (PROJECTS, EQUIPMENT) for c in columns_of(title)} - {CODE})
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=40),
    st.text(alphabet="กองช่าง0123456789๐๑๒,.-/ \nล้านบาท", max_size=20),
    st.dates().map(lambda day: datetime.datetime.combine(day, datetime.time())),
    st.times(),
    st.just(BadCell("#REF!", "ช่องนี้เป็นข้อผิดพลาดของ Excel (#REF!) พิมพ์ค่าแทน")),
)


@pytest.fixture
def names(maesai, strategy):
    return Names(maesai, create_missing=False)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("budget", "1e400")
@example("name", "=cmd|' /C calc'!A0")
@given(st.sampled_from(NAMES), VALUES)
def test_a_cell_is_read_or_refused_in_words(names, strategy, name, value):
    try:
        words, _, _ = read_cell(name, value, "", names, strategy)
    except CellFault:
        return
    assert isinstance(words, str)
    if name not in ("kind", "unit", "further_units", "source", "program", "strategy"):
        again, _, _ = read_cell(name, words, "", names, strategy)
        assert again == words


@given(VALUES, st.text(max_size=20))
def test_looking_at_a_cell_never_fails(value, base):
    assert is_untouched(value, base) in (True, False)
    assert isinstance(read_code(value), str)


@pytest.mark.parametrize(
    ("value", "code"),
    [(1, "0001"), ("๐๐๑๒", "0012"), ("0301", "0301"), (12.0, "0012"), ("12345", "12345"),
     ("A1", "A1"), (None, ""), ("9" * 40, "9" * 40)],
)  # fmt: skip
def test_codes(value, code):
    assert read_code(value) == code
