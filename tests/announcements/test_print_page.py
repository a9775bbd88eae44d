"""The page to print: the forms of the announced plan, nothing of a draft, constant queries."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from announcements.models import Announcement
from announcements.print_page import month_cells
from documents.figures import Figures
from organizations.models import DigitStyle
from plans.models import Plan, PlanVersion
from plans.workflow import Kind, Trigger
from projects.models import Project
from projects.schedule import mask_of

from .conftest import ANNOUNCED_ON

ARABIC, THAI = Figures(DigitStyle.ARABIC), Figures(DigitStyle.THAI)


def address(town="maesai", year=2568):
    return reverse("public:print", args=[town, year])


def names_of(response):
    return re.findall(r'<td class="t name">([^<]*)</td>', response.content.decode())


@pytest.fixture
def corrected(announced, planner, executive, written):
    """A correction of 1 November 2567 that renames the first item."""
    version = Plan.open(
        announced.organization, 2568, kind=Kind.CORRECTION, trigger=Trigger.EXECUTIVE_ORDER,
        trigger_on=date(2024, 10, 20), by=planner,
    )  # fmt: skip
    version = PlanVersion.objects.with_plan().get(pk=version.pk)
    first = Project.objects.get(version=announced.version, line__code="0001")
    twin = first.replace_in(version, by=planner)
    twin.name = "ก่อสร้างถนน หมู่ที่ 4"
    twin.save()
    told = {**written, "announced_on": date(2024, 11, 1), "number": 2}
    return Announcement.publish(version, **told, by=executive)


def test_it_shows_every_item_without_login_or_cookie(announced, client):
    response = client.get(address())

    assert response.status_code == 200
    assert dict(response.cookies) == {}
    assert names_of(response) == ["ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3", "อบรมอาชีพผู้สูงอายุ"]
    assert re.findall(r'style="|<style|onclick', response.content.decode()) == []


def test_a_later_version_is_shown_from_its_day_on(corrected, client):
    assert names_of(client.get(address()))[0] == "ก่อสร้างถนน หมู่ที่ 4"
    of_the_first = client.get(address(), {"as_of": ANNOUNCED_ON.isoformat()})
    assert names_of(of_the_first)[0] == "ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3"


def test_a_draft_another_year_and_another_town_are_not_there(announced, takfa, client):
    before = (ANNOUNCED_ON - timedelta(days=1)).isoformat()

    assert client.get(address(), {"as_of": before}).status_code == 404
    assert client.get(address(year=2569)).status_code == 404
    assert client.get(address(town="takfa")).status_code == 404


def test_the_browser_may_keep_it_until_it_changes(announced, client):
    first = client.get(address())
    again = client.get(address(), HTTP_IF_NONE_MATCH=first["ETag"])

    assert again.status_code == 304


def test_more_items_cost_no_more_queries(
    announced, client, add_project, django_assert_max_num_queries
):
    client.get(address())
    with django_assert_max_num_queries(60) as few:
        client.get(address())
    for number in range(3):
        add_project(f"งานที่ {number}")
    with django_assert_max_num_queries(len(few)) as many:
        client.get(address())

    assert len(few) == len(many)


def test_an_unbroken_run_of_months_is_one_cell():
    mask = mask_of([10, 11, 2, 8, 9])

    assert month_cells(mask, 2568, THAI) == [
        (2, "ต.ค. – พ.ย. ๒๕๖๗"), (1, ""), (1, ""), (1, "ก.พ. ๒๕๖๘"), *[(1, "")] * 5,
        (2, "ส.ค. – ก.ย. ๒๕๖๘"),
    ]  # fmt: skip
    assert month_cells(0, 2568, ARABIC) == [(1, "")] * 12
    assert month_cells(mask_of(range(1, 13)), 2568, ARABIC) == [(12, "ต.ค. 2567 – ก.ย. 2568")]
