"""Which bodies a version passes: the procedure's, or what the organization chose for revisions."""

import datetime

import pytest
from django.urls import reverse

from organizations.roles import Body
from plans.models import Plan, Procedure, RouteChoice
from plans.workflow import Kind, Stage, StepRefused, Trigger

SUPPORT, COMMITTEE, EXECUTIVE = Body.SUPPORT_COMMITTEE, Body.COMMITTEE, Body.EXECUTIVE


@pytest.fixture
def page(maesai):
    return reverse("plans:routes", args=[maesai.slug])


@pytest.fixture
def procedure(version):
    return version.procedure


def opened(plan, kind, planner):
    return Plan.open(
        plan.organization, plan.fiscal_year, kind=kind, trigger=Trigger.SUPPLEMENTARY_BUDGET,
        trigger_on=datetime.date(2025, 3, 3), by=planner,
    )  # fmt: skip


def test_a_revision_follows_the_organizations_choice(at_stage, planner, admin):
    plan = at_stage(Stage.ANNOUNCED).plan
    procedure = plan.versions.get().procedure
    RouteChoice.choose(
        plan.organization, procedure, Kind.ADDITION, [COMMITTEE, EXECUTIVE], by=admin
    )

    added = opened(plan, Kind.ADDITION, planner)

    assert added.route == [COMMITTEE, EXECUTIVE]
    assert added.stages == [Stage.COLLECTING, Stage.IN_REVIEW, Stage.APPROVED, Stage.ANNOUNCED]
    assert opened(plan, Kind.CHANGE, planner).route == [SUPPORT, COMMITTEE, EXECUTIVE]


def test_an_opened_version_keeps_its_route(at_stage, planner, admin):
    plan = at_stage(Stage.ANNOUNCED).plan
    procedure = plan.versions.get().procedure
    added = opened(plan, Kind.ADDITION, planner)

    RouteChoice.choose(plan.organization, procedure, Kind.ADDITION, [EXECUTIVE], by=admin)

    added.refresh_from_db()
    assert added.route == [SUPPORT, COMMITTEE, EXECUTIVE]


def test_a_new_procedure_leaves_running_versions_untouched(ready_version):
    before = ready_version.route
    Procedure.objects.create(
        in_force_on=datetime.date(2024, 1, 1), name="ฉบับใหม่",
        routes={kind: [EXECUTIVE] for kind in Kind},
    )  # fmt: skip

    ready_version.refresh_from_db()
    assert ready_version.route == before
    assert ready_version.procedure.name != "ฉบับใหม่"


def test_the_first_plan_and_corrections_follow_the_regulation(maesai, procedure, admin):
    for kind in (Kind.ORIGINAL, Kind.CORRECTION):
        with pytest.raises(StepRefused) as refused:
            RouteChoice.choose(maesai, procedure, kind, [COMMITTEE, EXECUTIVE], by=admin)
        assert refused.value.reasons == (f"ฉบับ{kind.label}ผ่านเส้นทางนี้ไม่ได้ตามระเบียบ",)


def test_a_choice_the_procedure_of_now_does_not_know_is_not_followed(maesai, procedure, admin):
    RouteChoice.choose(maesai, procedure, Kind.CHANGE, [COMMITTEE, EXECUTIVE], by=admin)
    older = Procedure(routes={kind: [SUPPORT, EXECUTIVE] for kind in Kind}, free_kinds=["change"])

    assert RouteChoice.route_of(maesai, older, Kind.CHANGE) == [SUPPORT, EXECUTIVE]


def test_the_administrator_chooses_on_a_page(page, version, maesai, admin, sign_in):
    client = sign_in(admin)
    shown = client.get(page)
    assert shown.status_code == 200
    assert shown.content.decode().count("(ตามระเบียบ)") == 2

    answer = client.post(
        page, {"addition": "committee executive", "change": f"{SUPPORT} {COMMITTEE} {EXECUTIVE}"}
    )

    assert answer.status_code == 302
    choice = RouteChoice.objects.get()
    assert (choice.kind, choice.bodies, choice.chosen_by) == (
        Kind.ADDITION, [COMMITTEE, EXECUTIVE], admin,
    )  # fmt: skip
    before, after = maesai.log_entries.first().changes["เส้นทาง"]
    assert after == "คณะกรรมการพัฒนาท้องถิ่น → ผู้บริหารท้องถิ่น"
    assert before == f"{SUPPORT.label} → {after}"


def test_choosing_the_same_twice_logs_once(maesai, procedure, admin):
    for _ in range(2):
        RouteChoice.choose(maesai, procedure, Kind.CHANGE, [EXECUTIVE], by=admin)

    assert maesai.log_entries.filter(object_type="routechoice").count() == 1


def test_a_route_that_is_not_offered_is_a_fault_at_its_place(page, version, admin, sign_in):
    answer = sign_in(admin).post(page, {"addition": "executive committee", "change": ""})

    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["addition", "change"]


def test_walls(page, version, planner, outsider, client, sign_in):
    assert client.get(page).status_code == 302
    assert sign_in(planner).get(page).status_code == 403
    assert sign_in(outsider).get(page).status_code == 404


def test_a_number_may_be_chosen_but_not_twice(at_stage, planner, sign_in):
    plan = at_stage(Stage.ANNOUNCED).plan
    data = {
        "fiscal_year": plan.fiscal_year, "kind": "addition", "trigger": "supplementary_budget",
        "trigger_on": "3/3/2568", "number": "๓",
    }  # fmt: skip
    client, page = sign_in(planner), reverse("plans:open", args=[plan.organization.slug])

    assert client.post(page, data).status_code == 302
    assert plan.versions.get(kind=Kind.ADDITION).number == 3
    assert plan.next_number(Kind.ADDITION) == 4
    client.post(page, data)
    assert plan.versions.filter(kind=Kind.ADDITION).count() == 1
