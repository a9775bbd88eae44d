"""What the benchmark of paper measures: real items, as many as are asked for, all different."""

import pytest

from actionplan.benchmarks import naive_paper, towns, words


@pytest.mark.parametrize("size", [0, 1, 50, 1209, 2000])
def test_a_town_has_as_many_items_as_asked_and_next_phases_where_lists_end(size):
    rows = list(towns.real_rows())
    found = towns.sample(rows, size)

    assert len(found) == size
    again = found[len(rows) :]
    assert [row for row in again if not row["project_name"].endswith("ระยะที่ 2")] == []


def test_arrows_of_the_naive_paper_run_from_month_to_month():
    row = {"cells": [("name", "", "ถนน"), ("months", "", "")], "mask": 0b1000_0000_0111}
    pieces = ["←", "─", "→", *[""] * 8, "↔"]

    assert list(naive_paper.cells(row)) == [f"<td>{text}</td>" for text in ["ถนน", *pieces]]


def test_words_that_are_read_back_are_written_in_letters_we_have():
    found = words.different_words()

    assert len(found) == len(set(found)) > 2500
    assert [word for word in found if not word or word.split() != [word]] == []
