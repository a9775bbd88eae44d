"""A unit reports what a line has come to: kept, refused with every reason, never twice."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from organizations.models import LogEntry
from plans.workflow import Stage, StepRefused
from progress.models import Disbursement, ProgressReport
from progress.statuses import Status
from projects.amending import items_of
from projects.models import Change

from .conftest import HALF_YEAR


def test_a_report_keeps_status_texts_money_and_log(line, report, planner):
    said = report(
        line,
        Status.IN_PROGRESS,
        result="ทําผิวจราจรแล้ว",
        problem="ฝนตก",
        suggestion="เร่งงาน",
        disbursed=Decimal("120000.00"),
        contracted=Decimal("480000.00"),
    )

    said.refresh_from_db()
    assert (said.status, said.as_of, said.by) == ("in_progress", HALF_YEAR, planner)
    assert (said.result, said.problem, said.suggestion) == ("ทำผิวจราจรแล้ว", "ฝนตก", "เร่งงาน")
    paid = line.disbursements.get()
    assert (paid.as_of, paid.disbursed, paid.contracted) == (
        HALF_YEAR,
        Decimal("120000.00"),
        Decimal("480000.00"),
    )
    entry = LogEntry.objects.get(action="report")
    assert entry.member == planner
    assert entry.changes == {
        "สถานะ": ["", "อยู่ระหว่างดำเนินการ"],
        "เบิกจ่ายแล้ว": ["", "120,000.00"],
        "ทำสัญญาแล้ว": ["", "480,000.00"],
    }


def test_a_report_without_money_adds_none(line, report):
    report(line, Status.NOT_STARTED)

    assert line.progress_reports.count() == 1
    assert line.disbursements.count() == 0


def test_a_contract_alone_keeps_what_was_paid(line, report):
    report(line, disbursed=Decimal("5.00"), as_of=datetime.date(2024, 12, 31))
    report(line, contracted=Decimal("400000.00"))

    assert line.disbursements.last().disbursed == Decimal("5.00")


def test_the_log_tells_before_and_after(line, report):
    report(line, Status.NOT_STARTED, disbursed=Decimal("0.00"))
    report(line, Status.COMPLETED, disbursed=Decimal("498000.00"))

    entry = LogEntry.objects.filter(action="report").first()
    assert entry.changes == {
        "สถานะ": ["ยังไม่ได้ดำเนินการ", "ดำเนินการแล้วเสร็จ"],
        "เบิกจ่ายแล้ว": ["0.00", "498,000.00"],
    }


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.IN_REVIEW, Stage.APPROVED])
def test_a_plan_not_announced_has_no_results(at_stage, stage, report):
    line = items_of(at_stage(stage))[0].line

    with pytest.raises(StepRefused) as refused:
        report(line)

    assert refused.value.reasons == (f"แผนปี 2568ยังไม่ได้ประกาศใช้รายการ {line.code} จึงยังรายงานผลไม่ได้",)
    assert ProgressReport.objects.count() == 0


def test_every_reason_is_given_at_once(line, report):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    with pytest.raises(StepRefused) as refused:
        report(
            line,
            Status.UNABLE,
            as_of=tomorrow,
            reason="  ",
            disbursed=Decimal("-1.00"),
            contracted=Decimal("-2.00"),
        )

    reasons = refused.value.reasons
    assert len(reasons) == 4
    assert reasons[0].startswith("“ข้อมูลถึงวันที่” ต้องไม่เป็นวันในอนาคต")
    assert reasons[1:] == (
        "กรอกเหตุผล เพราะสถานะเป็น “ไม่สามารถดำเนินการได้”",
        "“เบิกจ่ายแล้ว” ต้องไม่ติดลบ",
        "“ทำสัญญาแล้ว” ต้องไม่ติดลบ",
    )
    assert (ProgressReport.objects.count(), Disbursement.objects.count()) == (0, 0)


def test_a_day_before_the_fiscal_year_is_refused(line, report):
    with pytest.raises(StepRefused) as refused:
        report(line, as_of=datetime.date(2024, 9, 30))

    assert refused.value.reasons == ("“ข้อมูลถึงวันที่” ต้องไม่ก่อนวันเริ่มปีงบประมาณ 1 ต.ค. 2567",)


@pytest.mark.parametrize("status", [Status.UNABLE, Status.CANCELLED])
def test_not_done_with_a_reason_is_kept(line, report, status):
    assert report(line, status, reason="น้ำท่วม").reason == "น้ำท่วม"


def test_an_unknown_status_is_refused(line, report):
    with pytest.raises(StepRefused) as refused:
        report(line, "finished")

    assert refused.value.reasons == ("เลือกสถานะ",)


def test_unit_staff_reports_the_own_units_items(line, report, unit_staff):
    assert report(line, by=unit_staff).by == unit_staff


def test_unit_staff_may_not_report_another_units_items(announced, line, report, unit_staff):
    announced.project_items.update(unit=announced.organization.units.get(name="สำนักปลัด"))

    with pytest.raises(StepRefused) as refused:
        report(line, by=unit_staff)

    assert refused.value.reasons == (
        f"รายการ {line.code} เป็นของสำนักปลัด ท่านรายงานได้เฉพาะรายการของหน่วยงานตนเอง",
    )


def test_what_was_cut_from_the_plan_is_refused(announced, line, report):
    announced.project_items.filter(line=line).update(
        change=Change.CANCEL, replaces=announced.project_items.get(line=line)
    )

    with pytest.raises(StepRefused) as refused:
        report(line)

    assert refused.value.reasons == (f"รายการ {line.code} ถูกตัดออกจากแผนแล้ว",)


def test_the_same_twice_on_a_day_is_kept_once(line, report):
    said = {"result": "เสร็จ", "disbursed": Decimal("498000.00")}
    first = report(line, Status.COMPLETED, **said)
    second = report(line, Status.COMPLETED, **said)

    assert second == first
    assert (first.is_repeated, second.is_repeated) == (False, True)
    assert (line.progress_reports.count(), line.disbursements.count()) == (1, 1)
    assert LogEntry.objects.filter(action="report").count() == 1


def test_another_amount_is_another_report(line, report):
    report(line, disbursed=Decimal("100.00"))
    report(line, disbursed=Decimal("200.00"))

    assert (line.progress_reports.count(), line.disbursements.count()) == (2, 2)


def test_the_same_by_somebody_else_or_on_another_day_is_kept(line, report, unit_staff):
    report(line)
    assert not report(line, by=unit_staff).is_repeated
    yesterday = timezone.now() - datetime.timedelta(days=1)
    line.progress_reports.update(at=yesterday)
    assert not report(line, by=unit_staff).is_repeated
    assert line.progress_reports.count() == 3


def test_saying_it_again_after_something_else_is_kept(line, report):
    report(line, Status.IN_PROGRESS)
    report(line, Status.COMPLETED, disbursed=Decimal("1.00"))
    report(line, Status.IN_PROGRESS)

    assert line.progress_reports.count() == 3


def test_odd_points_come_after_saving(line, report):
    said = report(line, Status.COMPLETED)

    assert said.odd_points() == ["แจ้งว่าดำเนินการแล้วเสร็จ แต่ยังไม่มีการเบิกจ่ายทั้งที่มีงบประมาณ"]


def test_spending_over_the_budget_in_force_is_odd(line, report):
    said = report(line, disbursed=Decimal("498000.01"))

    assert said.odd_points() == ["เบิกจ่ายแล้ว 498,000.01 บาท เกินงบที่ใช้บังคับ 498,000.00 บาท"]
