"""An announced plan of two projects, and rows for what is computed without a database."""

import datetime
from decimal import Decimal

import pytest

from plans.workflow import Stage
from progress.models import ProgressReport
from progress.result_report import Label, Row
from progress.statuses import Status
from projects.amending import items_of

HALF_YEAR = datetime.date(2025, 3, 31)


@pytest.fixture
def announced(at_stage):
    """The 2568 plan of แม่ใส, announced with two projects of กองช่าง."""
    return at_stage(Stage.ANNOUNCED)


@pytest.fixture
def lines(announced):
    return [item.line for item in items_of(announced)]


@pytest.fixture
def line(lines):
    """The line of the road: 498,000 baht."""
    return lines[0]


@pytest.fixture
def report(planner):
    """A function that reports on a line as the planner does, under way by 31 March."""

    def say(line, status=Status.IN_PROGRESS, *, as_of=HALF_YEAR, by=planner, **said):
        return ProgressReport.report(line, as_of=as_of, status=status, by=by, **said)

    return say


@pytest.fixture
def row():
    """A function that makes a row of a result table; labels are given as words."""

    def make(code="0001", **fields):
        labels = {
            name: Label((0,), fields.pop(name, "ก"), fields.get(name, "ก"))
            for name in ("strategy", "program", "unit", "source")
        }
        money = {
            name: Decimal(fields.pop(name, 0))
            for name in ("planned", "transferred", "disbursed", "contracted")
        }
        return Row(code=code, name="ถนน", kind="โครงการ", **labels, **money, **fields)

    return make
