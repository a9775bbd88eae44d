"""Many items at once: shown before and after, changed, all or nothing."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations.chain import first_broken
from organizations.models import LogEntry
from plans.models import Guideline, Program, Strategy
from plans.workflow import Kind, Stage
from projects.history import changes_of
from projects.models import BudgetSource, Project

from .asking import hidden, picked, told


def test_the_page_says_how_many_were_chosen(sign_in, planner, at, three):
    response = sign_in(planner).post(at("bulk"), picked(three, do="edit"))

    assert response.status_code == 200
    assert response.context["items"] == list(three)
    assert list(response.context["form"].fields) == [
        "unit", "strategy", "program", "source", "months_do", "months", "note",
    ]  # fmt: skip


def test_the_preview_shows_every_row_before_and_after(sign_in, planner, at, three, office):
    data = picked(three, unit=office.pk, months_do="add", months=["10"])
    preview = sign_in(planner).post(at("bulk_preview"), data).context["preview"]

    assert [row.changes for row in preview.rows] == [
        {"หน่วยงานรับผิดชอบหลัก": ["กองช่าง", "สำนักปลัด"],
         "เดือนที่ดำเนินการ": ["มี.ค. – พ.ค. 2568", "ต.ค. 2567, มี.ค. – พ.ค. 2568"]},
        {"หน่วยงานรับผิดชอบหลัก": ["กองการศึกษา", "สำนักปลัด"]},
        {"หน่วยงานรับผิดชอบหลัก": ["กองช่าง", "สำนักปลัด"], "เดือนที่ดำเนินการ": ["", "ต.ค. 2567"]},
    ]  # fmt: skip
    assert Project.objects.filter(unit=office).count() == 0


def test_confirming_saves_all_with_one_entry_each(sign_in, planner, confirm, at, three, office):
    before = LogEntry.objects.count()
    response = confirm(sign_in(planner), three, unit=office.pk, note="ย้ายงาน")
    entries = LogEntry.objects.filter(number__gt=before).order_by("number")

    assert (response.status_code, response.url) == (302, at("list"))
    assert told(response) == ["แก้ 3 รายการแล้ว"]
    assert [(e.action, e.object_label, e.reason) for e in entries] == [
        ("edit", item.name, "ย้ายงาน") for item in three
    ]
    for item in three:
        old = item.changed_at
        item.refresh_from_db()
        assert (item.unit, item.revision, item.changed_by) == (office, 2, planner)
        assert item.changed_at > old
    assert first_broken(planner.organization) is None
    assert [change["reason"] for change in changes_of(item)] == ["ย้ายงาน"]


def test_the_other_columns_stay_as_they_were(sign_in, planner, confirm, three, office):
    road = three[0]
    kept = ["name", "detail", "budget", "months", "order", "search", "sort", "strategy_id"]
    before = Project.objects.filter(pk=road.pk).values(*kept).get()
    confirm(sign_in(planner), three, unit=office.pk)

    assert Project.objects.filter(pk=road.pk).values(*kept).get() == before


@pytest.mark.parametrize(
    ("do", "months", "after"),
    [
        ("add", ["10", "3"], [10, 3, 4, 5]),
        ("remove", ["3", "9"], [4, 5]),
        ("replace", ["12"], [12]),
    ],
)
def test_months_are_added_removed_and_replaced(sign_in, planner, confirm, three, do, months, after):
    confirm(sign_in(planner), three[:1], months_do=do, months=months)
    three[0].refresh_from_db()

    assert three[0].month_numbers == after


def test_a_guideline_of_another_strategy_goes_and_it_is_told(
    sign_in, planner, at, confirm, three, maesai, strategy
):
    road = three[0]
    road.guideline = Guideline.objects.create(strategy=strategy, number=1, name="ถนน")
    road.save()
    other = Strategy.objects.create(organization=maesai, number=2, name="ด้านการศึกษา")
    client = sign_in(planner)
    preview = client.post(at("bulk_preview"), picked(three, strategy=other.pk)).context["preview"]
    confirm(client, three, strategy=other.pk)
    road.refresh_from_db()

    assert preview.guidelines_lost == 1
    assert preview.rows[0].changes["แนวทางการพัฒนา"] == ["1.1 ถนน", ""]
    assert (road.strategy, road.guideline) == (other, None)


def test_what_moves_to_another_heading_comes_last_there(sign_in, planner, confirm, three):
    other = Program.objects.exclude(pk=three[0].program_id).first()
    highest = max(item.order for item in three)
    confirm(sign_in(planner), three, program=other.pk)
    for item in three:
        item.refresh_from_db()

    assert [item.order for item in three] == [highest + 1, highest + 2, highest + 3]


def test_rows_that_stay_say_why(sign_in, planner, at, version, three, revision, at_stage, office):
    road, lesson, _ = three
    lesson.unit = office
    lesson.save()
    at_stage(Stage.ANNOUNCED)
    later = revision(Kind.CHANGE)
    road.refresh_from_db()
    cut = road.cancel_in(later, reason="งบไม่พอ", by=planner)
    lesson.refresh_from_db()
    same = lesson.replace_in(later, by=planner)
    address = at("bulk_preview", version="change-1")
    response = sign_in(planner).post(address, picked([cut, same], unit=office.pk))
    preview = response.context["preview"]

    assert [(row.item, row.reason) for row in preview.skipped] == [
        (cut, "เป็นรายการที่ตัดออกจากแผน"),
        (same, "เป็นค่านี้อยู่แล้ว"),
    ]
    assert preview.changing == []


def test_every_fault_is_named_at_once(sign_in, planner, at, three):
    data = picked(three, unit="999", months_do="add")
    response = sign_in(planner).post(at("bulk_preview"), data)

    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["months", "unit"]


def test_months_without_a_verb_and_nothing_at_all_are_asked_for(sign_in, planner, at, three):
    client = sign_in(planner)
    months = client.post(at("bulk_preview"), picked(three, months=["10"])).context["form"]
    nothing = client.post(at("bulk_preview"), picked(three, note="ก")).context["form"]

    assert months.errors == {"months_do": ["เลือกว่าจะเพิ่ม เอาออก หรือใช้แทนของเดิม"]}
    assert nothing.errors == {"__all__": ["เลือกค่าใหม่อย่างน้อย 1 ช่อง"]}


def test_another_towns_values_are_not_offered(sign_in, planner, at, three, takfa):
    theirs = Strategy.objects.create(organization=takfa, number=1, name="ของเมืองอื่น")
    data = picked(three, unit=takfa.units.first().pk, strategy=theirs.pk)
    errors = sign_in(planner).post(at("bulk_preview"), data).context["form"].errors

    assert sorted(errors) == ["strategy", "unit"]


# Meanwhile, twice, too late


def test_an_item_changed_meanwhile_is_shown_again(sign_in, planner, at, three, office):
    client = sign_in(planner)
    shown = client.post(at("bulk_preview"), picked(three, unit=office.pk))
    Project.objects.filter(pk=three[0].pk).update(revision=2)
    response = client.post(at("bulk_save"), hidden(shown))

    assert response.status_code == 409
    assert response.context["has_moved"]
    assert Project.objects.filter(unit=office).count() == 0
    assert client.post(at("bulk_save"), hidden(response)).status_code == 302


def test_a_second_click_changes_nothing(sign_in, planner, at, three, office):
    client = sign_in(planner)
    shown = client.post(at("bulk_preview"), picked(three, unit=office.pk))
    client.post(at("bulk_save"), hidden(shown))
    count = LogEntry.objects.count()
    response = client.post(at("bulk_save"), hidden(shown))

    assert response.status_code == 409
    assert response.context["preview"].changing == []
    assert LogEntry.objects.count() == count


@pytest.mark.parametrize("step", ["bulk", "bulk_preview", "bulk_save", "bulk_delete"])
def test_a_version_that_stopped_collecting_refuses(
    sign_in, planner, at, three, at_stage, office, step
):
    at_stage(Stage.DRAFTED)
    response = sign_in(planner).post(at(step), picked(three, unit=office.pk))

    assert told(response) == ["แผนอยู่ในขั้น “ร่างครบถ้วน” แก้รายการไม่ได้"]
    assert Project.objects.filter(unit=office).count() == 0


# Who


def test_staff_change_their_own_units_items_only(sign_in, unit_staff, at, confirm, three):
    client = sign_in(unit_staff)
    source = BudgetSource.objects.last()
    shown = client.post(at("bulk_preview"), picked(three, source=source.pk))
    confirm(client, three, source=source.pk)
    for item in three:
        item.refresh_from_db()

    assert [(row.item, row.reason) for row in shown.context["preview"].skipped] == [
        (three[1], "เป็นรายการของกองการศึกษา ท่านแก้ได้เฉพาะรายการของหน่วยงานท่าน")
    ]
    assert [item.source == source for item in three] == [True, False, True]


def test_staff_cannot_give_items_to_another_unit(sign_in, unit_staff, at, three, office):
    response = sign_in(unit_staff).post(at("bulk_preview"), picked(three, unit=office.pk))

    assert response.context["form"].errors == {"__all__": ["เลือกค่าใหม่อย่างน้อย 1 ช่อง"]}
    assert next(iter(response.context["form"].fields)) == "strategy"


@pytest.mark.parametrize("step", ["bulk", "bulk_preview", "bulk_save", "bulk_delete"])
@pytest.mark.parametrize("who", ["executive", "monitor", "committee_member", "admin"])
def test_readers_may_not(request, sign_in, at, three, who, step):
    member = request.getfixturevalue(who)

    assert sign_in(member).post(at(step), picked(three)).status_code == 403


# What it costs


@pytest.mark.parametrize("step", ["bulk", "bulk_preview"])
def test_pages_cost_the_same_whatever_was_chosen(sign_in, planner, at, add_project, office, step):
    client = sign_in(planner)
    few = [add_project()]
    many = [*few, add_project("ซ่อมถนน"), add_project("ขุดลอกคลอง")]
    client.post(at(step), picked(few, unit=office.pk))
    counts = []
    for items in (few, many):
        with CaptureQueriesContext(connection) as queries:
            client.post(at(step), picked(items, unit=office.pk))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_saving_costs_the_same_for_many(sign_in, planner, at, add_project, office):
    client = sign_in(planner)
    few = [add_project()]
    many = [add_project("ซ่อมถนน"), add_project("ขุดลอกคลอง"), add_project("วางท่อ")]
    counts = []
    for items in (few, many):
        shown = client.post(at("bulk_preview"), picked(items, unit=office.pk))
        with CaptureQueriesContext(connection) as queries:
            client.post(at("bulk_save"), hidden(shown))
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_and_one_form_wait_for_each_other(planner, at, three, maesai):
    """Neither is lost, and on PostgreSQL neither holds what the other needs."""
    statuses = []

    def sends(step):
        client = Client()
        client.force_login(planner.user, "allauth.account.auth_backends.AuthenticationBackend")
        for turn in range(8):
            statuses.append(step(client, turn))
        connection.close()

    def many(client, turn):
        do = "add" if turn % 2 == 0 else "remove"
        data = picked(three, months_do=do, months=["9"])
        return client.post(at("bulk_save"), hidden(client.post(at("bulk_preview"), data)))

    def one(client, turn):
        was = Project.objects.get(pk=three[0].pk).place
        data = {"0001-place": f"หมู่ที่ {turn + 10}", "0001-was": was}
        return client.post(at("cell", code="0001", field="place"), data)

    writers = [threading.Thread(target=sends, args=[step]) for step in (many, one)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    edits = LogEntry.objects.filter(action="edit", object_type="project")
    three[0].refresh_from_db()

    assert {response.status_code for response in statuses} <= {302, 409}
    assert len(statuses) == 16
    assert three[0].place == "หมู่ที่ 17"
    assert three[0].revision == 1 + edits.filter(object_id=str(three[0].pk)).count()
    assert first_broken(maesai) is None
