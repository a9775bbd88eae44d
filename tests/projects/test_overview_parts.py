"""What items add to a version's page and to the desk."""

import datetime
from decimal import Decimal

from organizations.desk import desk_of
from plans.overview import overview_of
from plans.workflow import Stage
from projects.models import BudgetSource
from projects.overview_parts import version_page

TODAY = datetime.date(2024, 10, 1)


def test_a_planner_is_told_what_blocks_the_next_step(version, add_project, planner, monitor):
    add_project(months=0)
    blockers = version_page(version, planner, TODAY).blockers

    assert [blocker.sentence for blocker in blockers] == ["ดู 1 ข้อที่ต้องแก้ก่อน"]
    assert blockers[0].url == "/maesai/plans/2568/original/readiness/"
    assert version_page(version, monitor, TODAY).blockers == []


def test_nothing_blocks_a_ready_version(ready_version, planner):
    assert version_page(ready_version, planner, TODAY).blockers == []


def test_figures_keep_own_and_others_money_apart(version, add_project, planner):
    add_project()
    others = BudgetSource.objects.filter(origin_class="3.4").first()
    add_project("ขยายเขตไฟฟ้า", source=others, agency="กฟภ.", budget=Decimal("1000.25"))
    context = version_page(version, planner, TODAY).parts[0].context
    totals = context["totals"]

    assert (totals.items, totals.own, totals.other) == (2, Decimal("498000.00"), Decimal("1000.25"))
    for table in context["tables"]:
        assert sum(row["own"] for row in table["rows"]) == totals.own
        assert sum(row["other"] for row in table["rows"]) == totals.other
        assert all(row["url"].startswith(context["items_url"]) for row in table["rows"])
    assert len(context["tables"][3]["rows"]) == 2


def test_the_page_of_a_version_shows_the_figures(sign_in, planner, ready_version):
    text = sign_in(planner).get(ready_version.get_absolute_url()).content.decode()

    assert "528,000.00" in text


def test_the_overview_takes_the_part(ready_version, planner):
    templates = [part.template for part in overview_of(ready_version, planner, TODAY).parts]

    assert "projects/_totals_part.html" in templates


def own_tasks(member):
    return [t.title for t in desk_of(member, TODAY).to_do if t.url.split("/")[-2] != "original"]


def test_the_desk_counts_what_is_left(version, add_project, planner, unit_staff, monitor):
    add_project(months=0)
    add_project("อบรม", months=0, unit=version.organization.units.get(name="สำนักปลัด"))

    assert "แก้ 2 ข้อก่อนส่งร่าง" in own_tasks(planner)
    assert "ตรวจ 1 รายการของกองช่างที่ยังไม่พร้อม" in own_tasks(unit_staff)
    assert own_tasks(monitor) == []


def test_the_desk_is_silent_once_the_version_moved_on(at_stage, planner, unit_staff):
    at_stage(Stage.ANNOUNCED)

    assert "ก่อนส่งร่าง" not in "".join(own_tasks(planner))
    assert "ยังไม่พร้อม" not in "".join(own_tasks(unit_staff))
