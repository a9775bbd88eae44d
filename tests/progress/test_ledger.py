"""The rows of a result table out of the database, by a day."""

import datetime
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.workflow import Stage
from progress.ledger import announced as announced_plans
from progress.ledger import result_of
from progress.models import BudgetChange
from progress.statuses import Status
from projects.amending import consolidated, items_of
from projects.models import BudgetSource
from projects.totals import totals_of
from tests.factories import EquipmentFactory

from .conftest import HALF_YEAR

YEAR_END = datetime.date(2025, 9, 30)


def test_only_what_was_known_by_the_day_counts(announced, line, report, planner):
    report(line, Status.IN_PROGRESS, disbursed=Decimal("100.00"))
    report(line, Status.COMPLETED, disbursed=Decimal("490000.00"), as_of=YEAR_END)
    BudgetChange.make(
        line, decided_on=YEAR_END, amount=Decimal("-8000.00"), reason="โอน", by=planner
    )

    half = result_of(announced.plan, HALF_YEAR).find(line.code)
    year = result_of(announced.plan, YEAR_END).find(line.code)
    assert (half.status, half.disbursed, half.in_force) == (
        Status.IN_PROGRESS,
        Decimal("100.00"),
        Decimal("498000.00"),
    )
    assert (year.status, year.disbursed, year.in_force) == (
        Status.COMPLETED,
        Decimal("490000.00"),
        Decimal("490000.00"),
    )
    assert str(year.percent) == "100.00"


def test_a_late_entry_about_an_earlier_day_does_not_hide_the_later_one(announced, line, report):
    report(line, Status.COMPLETED, disbursed=Decimal("498000.00"), as_of=YEAR_END)
    report(line, Status.IN_PROGRESS, disbursed=Decimal("1.00"), as_of=HALF_YEAR)

    assert result_of(announced.plan, YEAR_END).find(line.code).status == Status.COMPLETED
    assert result_of(announced.plan, HALF_YEAR).find(line.code).status == Status.IN_PROGRESS


def test_totals_equal_those_of_the_forms(ready_version, add_project, at_stage, strategy, program):
    others = BudgetSource.objects.filter(origin_class="3.4").first()
    add_project("ฝายน้ำล้น", source=others, agency="กรมชลประทาน", unit=None, budget=Decimal("7.25"))
    add_project("ประชาคม", source=BudgetSource.objects.get(origin_class="3.3"), budget=None)
    EquipmentFactory(
        version=ready_version, name="คอมพิวเตอร์", budget=Decimal("22000.00"), strategy=strategy,
        program=program, source=BudgetSource.objects.get(key="annual_budget"),
    )  # fmt: skip
    version = at_stage(Stage.ANNOUNCED)

    result = result_of(version.plan, YEAR_END)
    totals = totals_of(consolidated(version.plan, YEAR_END))
    assert result.base == totals.count == 5
    assert result.total.own.planned == totals.own == Decimal("550000.00")
    assert result.total.other.planned == totals.other == Decimal("7.25")
    assert [str(group.label) for group in result.by("unit")] == [
        "กองช่าง",
        "ไม่ระบุหน่วยงาน",
        "หน่วยงานภายนอก",
    ]


def test_before_the_announcement_the_first_announced_items_count(announced):
    result = result_of(announced.plan, datetime.date(2024, 10, 1))

    assert result.base == 2
    assert result.plan_on == datetime.date(2024, 10, 8)


def test_a_draft_has_no_results(ready_version):
    assert result_of(ready_version.plan, YEAR_END).base == 0
    assert list(announced_plans(type(ready_version.plan).objects.all())) == []


def test_the_cost_does_not_grow_with_items(announced, add_project, report):
    report(items_of(announced)[0].line, disbursed=Decimal("1.00"))
    with CaptureQueriesContext(connection) as few:
        result_of(announced.plan, YEAR_END)
    for number in range(6):
        item = add_project(f"ถนนสาย {number}", version=announced)
        report(item.line, disbursed=Decimal("1.00"))
    with CaptureQueriesContext(connection) as many:
        result_of(announced.plan, YEAR_END)

    assert len(many) == len(few)
