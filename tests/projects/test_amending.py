"""Items across versions: codes, the consolidated plan, replacing and cancelling."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from organizations.models import LogEntry, Member
from plans.models import PlanVersion
from plans.workflow import Kind, Stage, StepRefused
from projects.amending import consolidated, items_of, new_line
from projects.models import Change, Project

ANNOUNCED = datetime.date(2024, 10, 8)
LATER = datetime.date(2025, 2, 3)


@pytest.fixture
def change(version, add_project, at_stage, revision):
    """A change of the plan that collects, over an announced plan of two items."""
    at_stage(Stage.ANNOUNCED, ANNOUNCED)
    return revision(Kind.CHANGE)


@pytest.fixture
def in_force(change):
    return consolidated(change.plan, LATER)


def announce(version, on):
    PlanVersion.objects.filter(pk=version.pk).update(stage=Stage.ANNOUNCED, announced_on=on)


def test_codes_count_up_without_gaps(version):
    assert [new_line(version.plan).code for _ in range(3)] == ["0001", "0002", "0003"]


def test_codes_go_on_past_four_digits(version):
    version.plan.lines.create(code="9999")

    assert [new_line(version.plan).code for _ in range(2)] == ["10000", "10001"]


def test_a_replacement_is_a_copy_under_the_same_code(change, in_force, planner):
    old = in_force[0]
    old.further_units.set(change.organization.units.all()[:1])
    twin = old.replace_in(change, by=planner)

    assert (twin.line, twin.replaces, twin.change) == (old.line, old, Change.REPLACE)
    assert (twin.name, twin.budget, twin.months, twin.version) == (
        old.name, old.budget, old.months, change
    )  # fmt: skip
    assert [str(unit) for unit in twin.further_units.all()] == ["สำนักปลัด"]
    assert LogEntry.objects.filter(action="replace").count() == 1


def test_the_plan_changes_on_the_day_the_revision_is_announced(change, in_force, planner):
    road, course = in_force
    twin = road.replace_in(change, by=planner)
    Project.objects.filter(pk=twin.pk).update(budget=Decimal("600000.00"))
    course.cancel_in(change, reason="ไม่ได้รับจัดสรรงบ", by=planner)
    announce(change, LATER)

    before = consolidated(change.plan, LATER - datetime.timedelta(days=1))
    assert [item.budget for item in before] == [Decimal("498000.00"), Decimal("30000.00")]
    assert [item.budget for item in consolidated(change.plan, LATER)] == [Decimal("600000.00")]
    assert consolidated(change.plan, ANNOUNCED - datetime.timedelta(days=1)) == []


def test_a_cancelled_row_keeps_its_reason(change, in_force, planner):
    row = in_force[0].cancel_in(change, reason="ไม่ได้รับจัดสรรงบ", by=planner)

    assert (row.change, row.note) == (Change.CANCEL, "ไม่ได้รับจัดสรรงบ")
    assert LogEntry.objects.get(action="cancel").reason == "ไม่ได้รับจัดสรรงบ"


def test_the_second_time_is_refused(change, in_force, planner):
    in_force[0].replace_in(change, by=planner)

    with pytest.raises(StepRefused) as refused:
        in_force[0].cancel_in(change, reason="ซ้ำ", by=planner)
    assert refused.value.reasons == ("รายการ 0001 อยู่ในฉบับนี้แล้ว",)


def test_what_is_not_in_force_is_not_replaced(change, in_force, planner, revision):
    old = in_force[0]
    old.replace_in(change, by=planner)
    announce(change, LATER)
    correction = revision(Kind.CORRECTION)

    with pytest.raises(StepRefused) as refused:
        old.replace_in(correction, by=planner)
    assert refused.value.reasons == ("รายการ 0001 ไม่ใช่รายการที่ใช้อยู่ในแผนปีนี้",)


def test_a_first_plan_replaces_nothing(ready_version, planner):
    with pytest.raises(StepRefused) as refused:
        items_of(ready_version)[0].replace_in(ready_version, by=planner)
    assert refused.value.reasons == (
        "ฉบับแรกมีแต่รายการใหม่ ให้เปิดฉบับเปลี่ยนแปลงหรือแก้ไข",
        "รายการ 0001 ไม่ใช่รายการที่ใช้อยู่ในแผนปีนี้",
        "รายการ 0001 อยู่ในฉบับนี้แล้ว",
    )


def test_cancelling_needs_a_reason(change, in_force, planner):
    with pytest.raises(StepRefused) as refused:
        in_force[0].cancel_in(change, reason="  ", by=planner)
    assert refused.value.reasons == ("กรอกเหตุผลที่ตัดรายการออก",)


def test_nothing_changes_once_the_revision_moved_on(change, in_force, planner):
    PlanVersion.objects.filter(pk=change.pk).update(stage=Stage.DRAFTED)

    with pytest.raises(StepRefused) as refused:
        in_force[0].replace_in(change, by=planner)
    assert refused.value.reasons == ("แผนอยู่ในขั้น “ร่างครบถ้วน” เพิ่มรายการไม่ได้",)


def test_an_item_is_not_removed_once_its_version_moved_on(ready_version, planner):
    item = items_of(ready_version)[0]
    PlanVersion.objects.filter(pk=ready_version.pk).update(stage=Stage.DRAFTED)

    with pytest.raises(StepRefused):
        item.remove(by=planner)
    assert Project.objects.count() == 2


# Pages


def address(version, name, **kwargs):
    slug, year, slot = version.address
    given = {"organization": slug, "year": year, "version": slot, **kwargs}
    return reverse(f"projects:{name}", kwargs=given)


def test_items_are_picked_from_the_plan_in_force(sign_in, planner, change, in_force):
    client = sign_in(planner)
    page = client.get(address(change, "pick"), {"q": "ถนน"})
    assert [item.code for item in page.context["items"]] == ["0001"]

    response = client.post(address(change, "replace", code="0001"))

    assert response.url == address(change, "edit", code="0001")
    assert client.get(response.url).status_code == 200
    assert client.get(address(change, "pick")).context["taken"] == {in_force[0].line_id}


def test_cancelling_asks_for_the_reason_on_its_page(sign_in, planner, change, in_force):
    client = sign_in(planner)
    assert client.get(address(change, "cancel", code="0002")).status_code == 200
    client.post(address(change, "cancel", code="0002"), {"reason": "ไม่ได้รับจัดสรรงบ"})

    assert [(i.code, i.change) for i in items_of(change)] == [("0002", Change.CANCEL)]
    assert client.get(address(change, "edit", code="0002")).status_code == 404
    assert client.post(address(change, "delete", code="0002")).status_code == 302
    assert items_of(change) == []


def test_staff_pick_only_their_own_units_items(sign_in, unit_staff, change, in_force, maesai):
    Project.objects.filter(line__code="0002").update(unit=maesai.units.get(name="สำนักปลัด"))
    client = sign_in(unit_staff)

    assert [i.code for i in client.get(address(change, "pick")).context["items"]] == ["0001"]
    assert client.post(address(change, "replace", code="0002")).status_code == 404


def test_staff_without_a_unit_pick_nothing(sign_in, unit_staff, change, in_force):
    Project.objects.filter(pk=in_force[0].pk).update(unit=None)
    Member.objects.filter(pk=unit_staff.pk).update(unit=None)

    assert sign_in(unit_staff).get(address(change, "pick")).context["items"] == []


@pytest.mark.parametrize("name", ["pick", "replace", "cancel"])
def test_who_may_pick(sign_in, client, monitor, outsider, change, in_force, name):
    where = address(change, name, **({} if name == "pick" else {"code": "0001"}))
    call = "post" if name == "replace" else "get"

    assert getattr(client, call)(where).status_code == 302
    assert getattr(sign_in(monitor), call)(where).status_code == 403
    assert getattr(sign_in(outsider), call)(where).status_code == 404


def test_a_first_plan_has_nothing_to_pick_from(sign_in, planner, at, ready_version):
    assert sign_in(planner).get(at("pick")).status_code == 404
