"""The list of items: what it shows, how it narrows, what it costs, who may see it."""

from datetime import timedelta
from decimal import Decimal
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.utils import timezone

from plans.models import Guideline, Strategy
from projects.amending import items_of
from projects.item_list import found_codes, list_items
from projects.models import BudgetSource, Equipment, EquipmentCategory, Import, Line, Project
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
        ({"q": "ถนน หมู่ที่ 3"}, [0]),
        ({"q": "ป่าแดด"}, [1]),
        ({"q": "2"}, [0, 1]),
        ({"q": "๐๐๐๒"}, [1]),
        ({"q": "50%"}, []),
        ({"q": "ไม่มีคำนี้"}, []),
        ({"q": "\0 "}, [0, 1, 2]),
        ({"month": "4"}, [0, 1]),
        ({"month": ["10", "3"]}, [0, 2]),
        ({"kind": "activity"}, [1]),
        ({"kind": "equipment"}, [2]),
        ({"agency": "yes"}, [1]),
        ({"agency": "no"}, [0, 2]),
        ({"origin": "3.4"}, [1]),
        ({"budget_from": "๒๐,๐๐๐", "budget_to": "30,000.50"}, [1, 2]),
        ({"budget_from": "0.5 ล้าน"}, []),
        ({"since": "1 ม.ค. 2560"}, [0, 1, 2]),
        ({"since": "1/1/2599"}, []),
        ({"finding": "must"}, [2]),
        ({"finding": "should"}, [0, 1, 2]),
        ({"finding": "no_strategy"}, [2]),
        ({"finding": "none"}, []),
        ({"strategy": "none"}, [2]),
        ({"unit": "999999"}, []),
        ({"sort": "budget"}, [0, 1, 2]),
        ({"sort": "budget_up"}, [2, 1, 0]),
        ({"sort": "unit"}, [0, 2, 1]),
    ],
)
def test_each_filter_keeps_what_it_says(sign_in, planner, at, three, query, places):
    response = sign_in(planner).get(at("list"), query)

    assert shown(response) == [three[place].name for place in places]


def test_an_import_is_asked_for_by_its_file(version, planner, three):
    kept = {"version": version, "file_name": "ผด.02.xlsx", "sha256": "a" * 64, "by": planner}
    effects = [{"did": "made", "kind": "project", "pk": 1, "code": three[1].code}]
    stands = Import.objects.create(**kept, saved_at=timezone.now(), effects=effects)
    undone = Import.objects.create(**kept, saved_at=timezone.now(), undone_at=timezone.now())
    Import.objects.create(**kept)
    asked = list_items(version, {"brought": str(stands.pk)}).filter

    assert [value for value, _ in asked.fields["brought"].choices] == ["", str(stands.pk)]
    assert found_codes(version, {"brought": str(stands.pk)}) == [three[1].code]
    assert found_codes(version, {"brought": str(undone.pk)}) == []


def test_names_sort_in_thai_order_both_ways(version, three):
    ordered = [item.code for item in sorted(three, key=lambda item: item.sort)]

    assert found_codes(version, {"sort": "name"}) == ordered
    assert found_codes(version, {"sort": "name_down"}) == ordered[::-1]


def test_the_last_change_comes_first(version, three):
    _, feast, _ = three
    Project.objects.exclude(pk=feast.pk).update(changed_at=feast.changed_at - timedelta(days=1))

    assert found_codes(version, {"sort": "changed"})[0] == "0003"
    assert found_codes(version, {"sort": "changed", "kind": "activity"}) == [feast.code]


def test_the_official_order_is_that_of_the_plan(version, maesai, add_project, three):
    second = Strategy.objects.create(organization=maesai, number=2, name="ด้านการศึกษา")
    guideline = Guideline.objects.create(strategy=second, number=2, name="พัฒนาครู")
    add_project("จ้างครู", strategy=second, guideline=guideline)
    add_project("ไม่มียุทธศาสตร์", strategy=None, program=None)
    add_project("อยู่หน้าสุด", order=0)

    assert found_codes(version, {}) == [item.code for item in items_of(version)]


def test_filters_by_what_an_item_belongs_to_add_up(version, three):
    _, feast, cooler = three
    units = [cooler.unit_id, feast.unit_id]
    counts = [list_items(version, {"unit": str(unit)}).totals.count for unit in units]

    assert counts == [2, 1]
    both = {"unit": str(cooler.unit_id), "source": str(cooler.source_id), "month": "10"}
    assert list_items(version, both).totals.own == Decimal("20000.00")


def test_a_choice_is_offered_where_an_item_has_it(version, three):
    asked = list_items(version, {}).filter
    offered = {name: dict(asked.fields[name].choices) for name in ("strategy", "origin")}

    assert list(offered["strategy"].values()) == ["ทั้งหมด", "1. ด้านโครงสร้างพื้นฐาน", "ยังไม่ระบุ"]
    assert list(offered["origin"]) == ["", "3.1", "3.4"]


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        (
            {"budget_from": "ห้าแสน"}, "budget_from",
            "งบประมาณต้องเป็นตัวเลข เช่น 498,000 หรือ ๔๙๘,๐๐๐",
        ),
        (
            {"budget_from": "2", "budget_to": "1"}, "budget_to",
            "ต้องไม่น้อยกว่า 2.00 บาทที่เป็นจำนวนเริ่มต้น",
        ),
        ({"q": "ก" * 201}, "q", "คำค้นยาวเกิน 200 ตัวอักษร"),
        ({"since": "เมื่อวาน"}, "since", "พิมพ์วันที่แบบ 16/9/2568 หรือ 16 ก.ย. 2568"),
        ({"month": "x"}, "month", "เลือกจากรายการที่มี"),
        ({"finding": "x"}, "finding", "เลือกจากรายการที่มี"),
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_read_says_so_and_keeps_the_list(
    sign_in, planner, at, version, three, query, field, message
):
    response = sign_in(planner).get(at("list"), {**query, "kind": "activity"})

    assert response.context["list"].filter.errors == {field: [message]}
    assert message in response.content.decode()
    assert shown(response)[0] == "จัดงานสงกรานต์"
    assert found_codes(version, query) == []


def test_an_active_filter_is_named_and_can_be_taken_off(sign_in, planner, at, three):
    query = {"q": "ถนน", "month": ["3", "4"], "budget_to": "๕๐๐,๐๐๐", "page": "2", "unit": ""}
    response = sign_in(planner).get(at("list"), query)
    chips = {
        words: parse_qs(address[1:]) for words, address in response.context["list"].filter.chips
    }

    assert chips == {
        "“ถนน”": {"month": ["3", "4"], "budget_to": ["๕๐๐,๐๐๐"]},
        "ไม่เกิน 500,000.00 บาท": {"q": ["ถนน"], "month": ["3", "4"]},
        "มีนาคม": {"q": ["ถนน"], "month": ["4"], "budget_to": ["๕๐๐,๐๐๐"]},
        "เมษายน": {"q": ["ถนน"], "month": ["3"], "budget_to": ["๕๐๐,๐๐๐"]},
    }


def test_heads_sort_in_turn_and_say_how(version, three):
    heads = {head.column.key: head for head in list_items(version, {}).heads}
    assert (heads["code"].aria, heads["budget"].url, heads["months"].url) == (
        "ascending", "?sort=budget", "",
    )  # fmt: skip

    largest_first = list_items(version, {"sort": "budget", "q": "ถนน", "page": "1"})
    heads = {head.column.key: head for head in largest_first.heads}
    assert (heads["code"].aria, heads["budget"].aria) == ("", "descending")
    assert parse_qs(heads["budget"].url[1:]) == {"sort": ["budget_up"], "q": ["ถนน"]}


def test_columns_are_chosen_and_remembered(sign_in, planner, at, three):
    client = sign_in(planner)

    def columns(response):
        return list(response.context["list"].shown)

    usual = ["code", "name", "unit", "budget", "months", "readiness"]
    assert columns(client.get(at("list"))) == usual
    chosen = {"col": ["place", "name", "changed", "x"]}
    assert columns(client.get(at("list"), chosen)) == ["name", "place", "changed"]
    assert columns(client.get(at("list"))) == ["name", "place", "changed"]
    assert columns(client.get(at("list"), {"col": "x"})) == ["name", "place", "changed"]


def test_every_column_shows_what_it_says(sign_in, planner, at, three):
    columns = [
        "code", "unit", "program", "strategy", "source", "budget", "months", "place",
        "readiness", "changed",
    ]  # fmt: skip
    page = sign_in(planner).get(at("list"), {"col": columns}).content.decode()

    for words in ("แผนงานอุตสาหกรรมและการโยธา", "1. ด้านโครงสร้างพื้นฐาน", "วัดป่าแดด", "20,000.00"):
        assert words in page


def test_the_page_and_what_was_found_are_summed_own_and_other_apart(version, add_project, three):
    for number in range(49):
        add_project(f"ซ่อมถนนสาย {number}", budget=Decimal("100.00"))
    listed = list_items(version, {})

    assert (listed.count, len(listed.page)) == (52, 50)
    assert listed.totals.own == Decimal("522900.00")
    assert listed.page_totals.own == Decimal("502800.00")
    assert listed.totals.other == Decimal("30000.50")


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


def test_the_list_costs_the_same_for_three_and_two_thousand_rows(
    sign_in, planner, at, version, program, three, django_assert_max_num_queries
):
    client = sign_in(planner)
    client.get(at("list"))
    with django_assert_max_num_queries(12) as few:
        client.get(at("list"))
    budget = len(few)
    lines = Line.objects.bulk_create(
        Line(plan=version.plan, code=f"{number:04d}") for number in range(10, 2010)
    )
    Project.objects.bulk_create(
        Project(version=version, line=line, name=f"ซ่อมถนนสาย {line}", program=program)
        for line in lines
    )
    client.get(at("list"))
    with django_assert_max_num_queries(budget):
        response = client.get(at("list"), {"q": "ซ่อม", "sort": "name"})

    assert response.context["list"].count == 2000


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Project, Equipment])
def test_the_search_has_an_index(model):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)

    assert found[f"{model._meta.model_name}_search"]["index"]


def test_who_may_see_the_list(sign_in, client, admin, outsider, at, three):
    assert client.get(at("list")).status_code == 302
    assert sign_in(admin).get(at("list")).status_code == 403
    assert sign_in(outsider).get(at("list")).status_code == 404


def test_there_is_no_list_of_a_version_that_is_not_there(sign_in, planner, at):
    assert sign_in(planner).get(at("list").replace("original", "change-4")).status_code == 404
