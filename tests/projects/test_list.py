"""The list of items: what it shows, how it narrows, what it costs, who may see it."""

from decimal import Decimal

import pytest

from projects.item_list import list_items
from projects.models import BudgetSource, EquipmentCategory
from projects.schedule import mask_of
from tests.factories import EquipmentFactory


@pytest.fixture
def three(version, add_project, program):
    """A road, a festival of another agency, and an air conditioner."""
    road = add_project()
    feast = add_project(
        "จัดงานสงกรานต์", months=mask_of([4]), budget=Decimal("30000.50"), agency="วัดป่าแดด",
        source=BudgetSource.objects.filter(origin_class="3.4").first(), place="วัดป่าแดด",
        unit=version.organization.units.get(name="กองการศึกษา"), kind="activity",
    )  # fmt: skip
    cooler = EquipmentFactory(
        version=version, name="เครื่องปรับอากาศ", category=EquipmentCategory.objects.first(),
        program=program, unit=road.unit, budget=Decimal("20000"), source=road.source,
        months=mask_of([10]),
    )  # fmt: skip
    return road, feast, cooler


def shown(response):
    return [row.item.name for _, rows in response.context["list"].groups for row in rows]


def test_the_list_shows_all_in_official_order_under_headings(sign_in, planner, at, three):
    response = sign_in(planner).get(at("list"))
    found = response.context["list"]

    assert [item.name for item in three] == shown(response)
    assert [heading[0] for heading, _ in found.groups] == [
        "ยุทธศาสตร์ที่ 1 ด้านโครงสร้างพื้นฐาน",
        "ครุภัณฑ์",
    ]
    assert (found.totals.count, found.totals.own, found.totals.other) == (
        3, Decimal("518000.00"), Decimal("30000.50")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({"q": "ถนน คอนกรีตเสริมเหล็กหมู่ที่ ๓"}, [0]),
        ({"q": "ป่าแดด"}, [1]),
        ({"q": "ไม่มีคำนี้"}, []),
        ({"month": "4"}, [0, 1]),
        ({"month": "10"}, [2]),
        ({"kind": "activity"}, [1]),
        ({"kind": "equipment"}, [2]),
        ({"finding": "must"}, [2]),
        ({"finding": "should"}, [0, 1, 2]),
        ({"finding": "none"}, []),
        ({"strategy": "none"}, [2]),
        ({"sort": "name"}, [0, 2, 1]),
        ({"sort": "budget"}, [0, 1, 2]),
        ({"unit": "999999"}, []),
        ({"month": "x"}, []),
    ],
)
def test_each_filter_keeps_what_it_says(sign_in, planner, at, three, query, places):
    sorted_by = sorted(three, key=lambda item: item.sort)
    response = sign_in(planner).get(at("list"), query)
    expected = [three[place].name for place in places]
    if query == {"sort": "name"}:
        expected = [item.name for item in sorted_by]

    assert shown(response) == expected


def test_filters_by_what_an_item_belongs_to_add_up(version, three):
    _, feast, cooler = three
    units = [cooler.unit_id, feast.unit_id]
    counts = [list_items(version, {"unit": str(unit)}).totals.count for unit in units]

    assert counts == [2, 1]
    both = {"unit": str(cooler.unit_id), "source": str(cooler.source_id), "month": "10"}
    assert list_items(version, both).totals.own == Decimal("20000.00")


def test_an_active_filter_is_named_and_can_be_taken_off(sign_in, planner, at, three):
    response = sign_in(planner).get(at("list"), {"q": "ถนน", "month": "3", "page": "2"})

    assert response.context["list"].filter.chips == [
        ("“ถนน”", "?month=3"),
        ("มีนาคม", "?q=%E0%B8%96%E0%B8%99%E0%B8%99"),
    ]


def test_pages_hold_fifty_rows_unless_more_are_asked_for(version, add_project):
    for number in range(52):
        add_project(f"ซ่อมถนนสาย {number}")

    assert len(list_items(version, {}).page) == 50
    assert len(list_items(version, {"page": "2"}).page) == 2
    assert len(list_items(version, {"size": "100"}).page) == 52


def test_an_empty_version_offers_ways_to_begin(sign_in, planner, monitor, at):
    assert "เพิ่มโครงการ" in sign_in(planner).get(at("list")).content.decode()
    assert "เพิ่มโครงการ" not in sign_in(monitor).get(at("list")).content.decode()


def test_a_reader_is_offered_no_button(sign_in, monitor, at, three):
    assert not sign_in(monitor).get(at("list")).context["may_add"]


def test_the_list_costs_the_same_for_one_and_three_rows(
    sign_in, planner, at, add_project, django_assert_num_queries
):
    client = sign_in(planner)
    add_project()
    client.get(at("list"))
    with django_assert_num_queries(11) as first:
        client.get(at("list"))
    for number in range(2):
        add_project(f"ซ่อมถนนสาย {number}")
    with django_assert_num_queries(len(first)):
        client.get(at("list"))


def test_who_may_see_the_list(sign_in, client, admin, outsider, at, three):
    assert client.get(at("list")).status_code == 302
    assert sign_in(admin).get(at("list")).status_code == 403
    assert sign_in(outsider).get(at("list")).status_code == 404


def test_there_is_no_list_of_a_version_that_is_not_there(sign_in, planner, at):
    assert sign_in(planner).get(at("list").replace("original", "change-4")).status_code == 404
