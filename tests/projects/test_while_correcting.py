"""While a resolution's list is carried out items may change, but none may come in."""

import datetime

import pytest
from django.urls import reverse

from plans.models import PlanVersion
from plans.workflow import Kind, Stage, StepRefused
from projects.amending import begin_item, consolidated, items_of
from projects.models import AgencyInvitation, Project, hold_collecting

CLOSED = ("แผนอยู่ในขั้น “อยู่ระหว่างพิจารณา” เพิ่มรายการไม่ได้",)


def correct(version):
    PlanVersion.objects.filter(pk=version.pk).update(stage=Stage.IN_REVIEW, is_correcting=True)
    version.refresh_from_db()
    return version


def refusal(step, *args, **kwargs):
    with pytest.raises(StepRefused) as refused:
        step(*args, **kwargs)
    return refused.value.reasons


def at(name, version, *more):
    return reverse(f"projects:{name}", args=[*version.address, *more])


@pytest.mark.parametrize("who", ["planner", "unit_staff"])
def test_nobody_adds_an_item(version, add_project, who, request, sign_in):
    member = request.getfixturevalue(who)
    add_project()
    version, client = correct(version), sign_in(member)

    assert refusal(begin_item, version, "project", by=member) == CLOSED
    assert refusal(hold_collecting, version) == CLOSED
    assert client.get(at("list", version)).context["may_add"] is False
    client.post(at("add", version), {"name": "ขุดบ่อ"})
    assert [item.name for item in Project.objects.filter(version=version)] == [
        item.name for item in items_of(version)
    ]
    assert len(items_of(version)) == 1


def test_a_revision_takes_no_further_items_of_the_plan(
    version, add_project, at_stage, revision, unit_staff, planner, sign_in
):
    at_stage(Stage.ANNOUNCED, datetime.date(2024, 10, 8))
    change = revision(Kind.CHANGE)
    item = consolidated(change.plan, datetime.date(2025, 2, 3))[0]
    correct(change)

    assert refusal(item.replace_in, change, by=planner) == CLOSED
    assert refusal(item.cancel_in, change, reason="ซ้ำ", by=planner) == CLOSED
    assert sign_in(unit_staff).get(at("pick", change)).status_code == 404


def test_the_links_of_agencies_stay_shut(version, planner):
    last_day = datetime.date.today() + datetime.timedelta(days=30)
    invitation = AgencyInvitation.send(
        version, agency="แขวงทางหลวงชนบท", last_day=last_day, by=planner
    )
    assert invitation.reasons_against == []

    correct(version)

    town = version.organization.full_name
    invitation.version.refresh_from_db()
    assert invitation.reasons_against == [f"{town}ปิดรับรายการสำหรับ{version}แล้ว"]
    assert refusal(invitation.hold) == (f"{town}ปิดรับรายการสำหรับ{version}แล้ว",)
