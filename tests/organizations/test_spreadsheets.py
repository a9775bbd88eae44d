from decimal import Decimal

import pytest

from organizations.spreadsheets import harmless


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_begins_like_a_formula_is_text(start):
    assert harmless(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", ["ถนน = ดี", "", 7, Decimal("-1.50")])
def test_all_else_stays(cell):
    assert harmless(cell) == cell


def test_nothing_is_an_empty_cell():
    assert harmless(None) == ""
