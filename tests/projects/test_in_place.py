"""One field of an item, edited in its cell of the list."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.chain import first_broken
from organizations.models import LogEntry
from plans.workflow import Kind, Stage
from projects.models import BudgetSource, Project

LIST = "http://testserver/maesai/plans/2568/original/items/"


@pytest.fixture
def road(add_project):
    return add_project()


@pytest.fixture
def cell(at):
    """A function that returns the address of a field of the road."""
    return lambda field, code="0001": at("cell", code=code, field=field)


@pytest.fixture
def save(cell, road):
    """A function that types a value into a cell, opened when it was as `was` says."""

    def go(client, field, value, was, query=""):
        data = {f"0001-{field}": value, "0001-was": was}
        headers = {"HX-Request": "true", "HX-Current-URL": LIST + query}
        return client.post(cell(field), data, headers=headers)

    return go


HX = {"HX-Request": "true", "HX-Current-URL": LIST}


@pytest.mark.parametrize("field", ["budget", "unit", "source", "place"])
def test_a_cell_opens_as_a_field(sign_in, planner, cell, road, field):
    response = sign_in(planner).get(cell(field), headers=HX)

    assert response.status_code == 200
    assert list(response.context["form"].fields) == [field, "was"]


def test_without_a_script_the_link_leads_to_the_form(sign_in, planner, cell, road, at):
    response = sign_in(planner).get(cell("budget"))

    assert response.url == at("edit", code="0001") + "#id_budget"


@pytest.mark.parametrize("field", ["name", "months", "agency", "revision", "pk"])
def test_other_fields_are_not_edited_here(sign_in, planner, cell, road, field):
    client = sign_in(planner)

    assert client.get(cell(field), headers=HX).status_code == 404
    assert client.post(cell(field), headers=HX).status_code == 404


def test_saving_shows_the_row_the_count_and_the_sums(sign_in, planner, road, save):
    response = save(sign_in(planner), "budget", "๕๐๐,๐๐๐", "498,000.00")
    road.refresh_from_db()
    shown = response.content.decode()

    assert (road.budget, road.revision, road.changed_by) == (Decimal("500000"), 2, planner)
    assert (response.status_code, response["HX-Retarget"]) == (200, "closest tr")
    assert response.context["list"].totals.own == Decimal("500000")
    assert (shown.count("data-item"), shown.count('hx-swap-oob="true"')) == (1, 2)


def test_it_is_logged_as_by_the_form(sign_in, planner, road, save, maesai):
    office = maesai.units.get(name="สำนักปลัด")
    before = LogEntry.objects.count()
    save(sign_in(planner), "unit", office.pk, "กองช่าง")
    entry = LogEntry.objects.get(number__gt=before)

    assert (entry.action, entry.changes) == (
        "edit", {"หน่วยงานรับผิดชอบหลัก": ["กองช่าง", "สำนักปลัด"]},
    )  # fmt: skip
    assert first_broken(maesai) is None


def test_text_is_repaired_and_found_again(sign_in, planner, road, save):
    save(sign_in(planner), "place", "  หมู่ที่  8 ทํานบ ", "หมู่ที่ 3")
    road.refresh_from_db()

    assert road.place == "หมู่ที่ 8 ทำนบ"
    assert Project.objects.filter(search__contains="ทำนบ").count() == 1


def test_the_readiness_of_the_row_follows(sign_in, planner, road, save):
    client = sign_in(planner)
    none = save(client, "budget", "", "498,000.00").context["row"].standing.must
    again = save(client, "budget", "5", "").context["row"].standing.must

    assert (none, again) == (1, 0)


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("budget", "สี่แสน", "งบประมาณต้องเป็นตัวเลข เช่น 498,000 หรือ ๔๙๘,๐๐๐"),
        ("source", "999999", "เลือกจากรายการที่มีให้"),
    ],
)
def test_a_fault_stands_at_the_cell(sign_in, planner, road, save, field, value, error):
    was = {"budget": "498,000.00", "source": str(road.source)}[field]
    response = save(sign_in(planner), field, value, was)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    if field == "budget":
        assert response.context["form"].errors[field] == [error]
    assert LogEntry.objects.filter(action="edit").count() == 0


def test_what_somebody_else_saved_is_shown(sign_in, planner, road, save):
    client = sign_in(planner)
    save(client, "budget", "500000", "498,000.00")
    response = save(client, "budget", "1", "498,000.00")
    road.refresh_from_db()

    assert response.status_code == 422
    assert response.context["form"].errors["budget"] == ["มีผู้แก้ช่องนี้ก่อนท่าน ค่าตอนนี้คือ “500,000.00”"]
    assert [change["by"] for change in response.context["other"]] == [str(planner)]
    assert road.budget == Decimal("500000")


def test_another_field_changed_meanwhile_is_not_in_the_way(sign_in, planner, road, save):
    client = sign_in(planner)
    save(client, "place", "หมู่ที่ 4", "หมู่ที่ 3")
    save(client, "budget", "1", "498,000.00")
    road.refresh_from_db()

    assert (road.place, road.budget, road.revision) == ("หมู่ที่ 4", Decimal("1"), 3)


def test_lines_that_a_browser_ended_anew_are_the_same(sign_in, planner, road, save):
    Project.objects.update(place="หมู่ที่ 3\nหมู่ที่ 4")
    save(sign_in(planner), "place", "หมู่ที่ 5", "หมู่ที่ 3\r\nหมู่ที่ 4")
    road.refresh_from_db()

    assert road.place == "หมู่ที่ 5"


def test_a_second_click_changes_nothing_more(sign_in, planner, road, save):
    client = sign_in(planner)
    save(client, "budget", "1", "498,000.00")
    count = LogEntry.objects.count()

    assert save(client, "budget", "1", "498,000.00").status_code == 422
    assert LogEntry.objects.count() == count


def test_the_row_stays_when_the_filter_finds_it_no_more(sign_in, planner, road, save, maesai):
    technical, office = road.unit, maesai.units.get(name="สำนักปลัด")
    query = f"?unit={technical.pk}"
    response = save(sign_in(planner), "unit", office.pk, "กองช่าง", query)

    assert response.context["list"].count == 0
    assert response.context["row"].item == road


def test_going_back_shows_the_row(sign_in, planner, cell, road):
    response = sign_in(planner).get(cell("budget"), {"shut": "1"}, headers=HX)

    assert response.context["row"].item == road


def test_staff_edit_their_own_units_items_only(sign_in, unit_staff, cell, road, save, maesai):
    client = sign_in(unit_staff)
    source = BudgetSource.objects.last()
    own = save(client, "source", source.pk, str(road.source))
    Project.objects.update(unit=maesai.units.get(name="สำนักปลัด"))

    assert own.status_code == 200
    assert client.get(cell("budget"), headers=HX).status_code == 422
    refused = save(client, "budget", "1", "498,000.00")
    assert (refused.status_code, refused.context["reason"]) == (
        422, "รายการ 0001 ย้ายไปหน่วยงานอื่นหรือถูกตัดออกในฉบับนี้แล้ว",
    )  # fmt: skip


def test_staff_cannot_move_an_item_to_another_unit(sign_in, unit_staff, cell, road, save):
    client = sign_in(unit_staff)

    assert client.get(cell("unit"), headers=HX).status_code == 422
    assert save(client, "unit", "1", "กองช่าง").status_code == 422
    road.refresh_from_db()
    assert road.unit == unit_staff.unit


@pytest.mark.parametrize("who", ["executive", "monitor", "admin", "committee_member"])
def test_readers_may_not(request, sign_in, cell, road, who):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(cell("budget"), headers=HX).status_code == 403


def test_a_version_that_stopped_collecting_has_no_cells(sign_in, planner, road, save, at_stage):
    at_stage(Stage.DRAFTED)
    response = save(sign_in(planner), "budget", "1", "498,000.00")

    assert (response.status_code, response.context["typed"]) == (422, "1")
    assert response.context["reason"] == "แผนอยู่ในขั้น “ร่างครบถ้วน” แก้รายการไม่ได้"


def test_an_item_removed_meanwhile_is_told(sign_in, planner, road, save):
    road.remove(by=planner)
    response = save(sign_in(planner), "place", "หมู่ที่ 9", "หมู่ที่ 3")

    assert (response.status_code, response.context["typed"]) == (422, "หมู่ที่ 9")
    assert response.context["reason"] == "รายการ 0001 ไม่มีในฉบับนี้แล้ว"


@pytest.mark.parametrize("query", ["", "?shut=1"])
def test_an_item_removed_meanwhile_is_told_when_its_cell_opens(sign_in, planner, cell, road, query):
    road.remove(by=planner)
    response = sign_in(planner).get(cell("budget") + query, headers=HX)

    assert (response.status_code, response.context["typed"]) == (422, None)
    assert response.context["reason"] == "รายการ 0001 ไม่มีในฉบับนี้แล้ว"


def test_another_towns_item_is_not_told_about(sign_in, outsider, cell, road, save):
    assert sign_in(outsider).get(cell("place"), headers=HX).status_code == 404
    assert save(sign_in(outsider), "place", "หมู่ที่ 9", "หมู่ที่ 3").status_code == 404


def test_a_cancelled_item_has_no_cells(sign_in, planner, road, at, at_stage, revision):
    at_stage(Stage.ANNOUNCED)
    later = revision(Kind.CHANGE)
    road.refresh_from_db()
    road.cancel_in(later, reason="งบไม่พอ", by=planner)
    address = at("cell", version="change-1", code="0001", field="budget")

    assert sign_in(planner).get(address, headers=HX).status_code == 422


@pytest.mark.parametrize("who", ["planner", "unit_staff", "executive"])
def test_the_list_offers_only_what_will_open(request, sign_in, at, road, add_project, maesai, who):
    add_project("อบรม", unit=maesai.units.get(name="สำนักปลัด"))
    shown = sign_in(request.getfixturevalue(who)).get(at("list")).content.decode()
    links = {"planner": (2, 2), "unit_staff": (0, 1), "executive": (0, 0)}

    assert (shown.count("/cell/unit/"), shown.count("/cell/budget/")) == links[who]


def test_saving_costs_the_same_in_a_longer_list(sign_in, planner, road, save, add_project):
    client = sign_in(planner)
    add_project("อบรม"), add_project("ซ่อมท่อ"), add_project("ซ่อมท่อ")
    counts = []
    for was, value in (("498,000.00", "1"), ("1.00", "2"), ("2.00", "3")):
        with CaptureQueriesContext(connection) as queries:
            assert save(client, "budget", value, was).status_code == 200
        counts.append(len(queries))
        add_project("อบรม"), add_project("ซ่อมท่อ")

    assert counts[1] == counts[2]  # the first one also keeps what readiness found
