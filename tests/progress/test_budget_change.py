"""Transfers to and from the budget of a line."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from organizations.models import LogEntry
from plans.workflow import StepRefused
from progress.models import BudgetChange

DECIDED = datetime.date(2025, 1, 10)


@pytest.fixture
def move(planner):
    def make(line, amount="-98000.00", decided_on=DECIDED, reason="โอนไปจ่ายค่าไฟฟ้า", by=planner):
        return BudgetChange.make(
            line, decided_on=decided_on, amount=Decimal(amount), reason=reason, by=by
        )

    return make


def test_a_transfer_changes_the_budget_in_force_from_its_day(line, move):
    move(line)

    assert BudgetChange.in_force(line, datetime.date(2025, 1, 9)) == Decimal("498000.00")
    assert BudgetChange.in_force(line, DECIDED) == Decimal("400000.00")
    entry = LogEntry.objects.get(action="change budget")
    assert entry.changes == {"งบที่ใช้บังคับ": ["498,000.00", "400,000.00"]}
    assert entry.reason == "โอนไปจ่ายค่าไฟฟ้า"


def test_every_reason_is_given_at_once(line, move):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    with pytest.raises(StepRefused) as refused:
        move(line, "0.00", decided_on=tomorrow, reason=" ")

    assert refused.value.reasons[1:] == ("จำนวนเงินต้องไม่เป็นศูนย์", "กรอกเหตุผลของการโอนหรือแก้งบ")
    assert BudgetChange.objects.count() == 0


def test_no_more_can_be_taken_than_there_is(line, move):
    with pytest.raises(StepRefused) as refused:
        move(line, "-498000.01")

    [reason] = refused.value.reasons
    assert reason.startswith("ลดงบได้ไม่เกินงบที่ใช้บังคับ 498,000.00 บาท")


def test_unit_staff_moves_only_the_own_units_money(announced, line, move, unit_staff):
    move(line, by=unit_staff)
    announced.project_items.update(unit=announced.organization.units.get(name="สำนักปลัด"))

    with pytest.raises(StepRefused):
        move(line, "-1.00", by=unit_staff)


def test_the_same_twice_on_a_day_is_kept_once(line, move):
    first, second = move(line), move(line)

    assert second == first
    assert second.is_repeated
    assert BudgetChange.objects.count() == 1
