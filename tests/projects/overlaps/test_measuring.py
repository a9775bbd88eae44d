"""The labelled pairs: what they hold, and that the figures stay where they are."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from projects.management.commands.measure_duplicates import LABELLED
from projects.overlaps.measuring import labelled_pairs, measured


@pytest.fixture(scope="module")
def labelled():
    return labelled_pairs(LABELLED)


def test_both_classes_and_both_parts_are_well_filled(labelled):
    assert len(labelled) >= 300
    for is_held in (False, True):
        labels = [pair.is_same for pair in labelled if pair.is_held_out == is_held]
        assert min(labels.count(True), labels.count(False)) >= 50


@pytest.mark.parametrize(
    ("is_held", "precision", "recall"), [(False, 0.95, 0.95), (True, 0.95, 0.9)]
)
def test_precision_and_recall_do_not_fall(labelled, is_held, precision, recall):
    found = measured(pair for pair in labelled if pair.is_held_out == is_held)

    assert found.precision >= precision
    assert found.recall >= recall


def test_the_command_prints_the_figures_of_each_part():
    out = StringIO()
    call_command("measure_duplicates", "--json", stdout=out)
    content = json.loads(out.getvalue())

    assert list(content) == ["tuned", "held", "all"]
    assert list(content["all"]) == ["pairs", "right", "wrong", "missed", "precision", "recall"]
