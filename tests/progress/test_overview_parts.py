"""What results add to the desk, to a version's page and to an item's public story."""

import datetime
from decimal import Decimal

import pytest

from organizations.desk import desk_of
from plans.overview import overview_of
from plans.workflow import Stage
from progress.models import BudgetChange
from progress.overview_parts import opinions_to_give, reports_to_make, what_came_of_it
from progress.statuses import Status
from projects.outcomes import Outcome, outcomes_of

FEBRUARY = datetime.date(2025, 2, 3)
APRIL = datetime.date(2025, 4, 10)
TEMPLATE = "progress/_version_part.html"


def tasks(member, today):
    return list(reports_to_make(member, today))


def test_unit_staff_is_told_how_many_reports_wait(unit_staff, lines, report):
    report(lines[0], Status.IN_PROGRESS, as_of=FEBRUARY)

    [task] = tasks(unit_staff, FEBRUARY)
    assert task.title == "1 รายการรอรายงานผล"
    assert task.url == f"/maesai/results/2568/?unit={unit_staff.unit_id}&status=waiting"
    assert (task.about, task.due_on) == ("แผนปี 2568 รอบหกเดือน", datetime.date(2025, 3, 31))
    assert [
        found.title for found in desk_of(unit_staff, FEBRUARY).to_do if "ผล" in found.title
    ] == [task.title]


def test_nothing_waits_when_all_is_reported(unit_staff, lines, report):
    for line in lines:
        report(line, Status.IN_PROGRESS, as_of=FEBRUARY)

    assert tasks(unit_staff, FEBRUARY) == []


def test_an_old_year_is_not_asked_for(unit_staff, announced):
    assert tasks(unit_staff, datetime.date(2026, 1, 1)) == []


def test_a_plan_not_announced_asks_for_nothing(unit_staff, ready_version):
    assert tasks(unit_staff, FEBRUARY) == []


def test_the_planner_is_told_which_units_are_late(planner, announced):
    assert tasks(planner, FEBRUARY) == []
    [task] = tasks(planner, APRIL)
    assert (task.title, task.waits_for) == ("กองช่าง ยังไม่รายงานผล 2 รายการ", "กองช่าง")


def test_who_copies_from_a_plan_sees_how_far_its_items_got(announced, lines, report):
    report(lines[0], Status.COMPLETED, disbursed=Decimal("249000.00"), as_of=FEBRUARY)

    assert outcomes_of(announced.plan, APRIL) == {
        lines[0].code: Outcome("ดำเนินการแล้วเสร็จ", Decimal("50.00")),
        lines[1].code: Outcome("ยังไม่รายงาน", Decimal("0.00")),
    }


def test_a_reader_has_nothing_to_report(monitor, announced):
    assert tasks(monitor, APRIL) == []


def test_a_monitor_is_told_which_reports_have_no_opinion(monitor, lines, report):
    assert list(opinions_to_give(monitor, APRIL)) == []
    for line in lines:
        said = report(line, Status.IN_PROGRESS)
    said.give_opinion("ควรเร่ง", by=monitor)

    [task] = opinions_to_give(monitor, APRIL)
    assert task.title == "1 รายงานผลยังไม่มีความเห็น"
    assert task.url == "/maesai/results/2568/?status=no_opinion"


def test_an_announced_version_shows_its_results(announced, monitor, line, report):
    report(line, Status.COMPLETED, disbursed=Decimal("1.00"))
    parts = overview_of(announced, monitor, datetime.date(2025, 9, 30)).parts

    [part] = [part for part in parts if part.template == TEMPLATE]
    assert part.context["result"].total.counts[Status.COMPLETED] == 1
    assert part.context["summary_url"] == "/maesai/results/2568/summary/?until=2025-09-30"


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.APPROVED])
def test_a_draft_shows_none(at_stage, planner, stage):
    parts = overview_of(at_stage(stage), planner, FEBRUARY).parts

    assert [part for part in parts if part.template == TEMPLATE] == []


def test_the_story_of_an_item(line, report, planner):
    report(line, Status.IN_PROGRESS, as_of=FEBRUARY, disbursed=Decimal("100.00"))
    report(line, Status.UNABLE, as_of=APRIL, reason="น้ำท่วม", disbursed=Decimal("100.00"))
    BudgetChange.make(
        line, decided_on=APRIL, amount=Decimal("-98000.00"), reason="โอนไป", by=planner
    )

    events = list(what_came_of_it(line, APRIL))
    assert [(event.on, event.title, event.detail) for event in events] == [
        (FEBRUARY, "รายงานผล: อยู่ระหว่างดำเนินการ", ""),
        (APRIL, "รายงานผล: ไม่สามารถดำเนินการได้", "น้ำท่วม"),
        (FEBRUARY, "เบิกจ่าย", "เบิกจ่ายสะสม 100.00 บาท"),
        (APRIL, "โอนหรือแก้งบ", "ลดงบ 98,000.00 บาท โอนไป"),
    ]
    assert len(list(what_came_of_it(line, FEBRUARY))) == 2
