"""What two people do, and the named exceptions the executive allows where a town is too small."""

import pytest
from django.urls import reverse

from organizations.models import LogEntry
from organizations.roles import Body, Role
from plans.models import PlanVersion
from plans.workflow import Stage, StepRefused
from reviews.models import Duty, Exemption, Resolution, ReviewRound
from tests.conftest import person

ADOPT = Resolution.Outcome.ADOPT
OWN_ROUND, OWN_DRAFT = Duty.CONFIRM_OWN_ROUND, Duty.CONFIRM_OWN_DRAFT


def refusal(step, *args, **kwargs):
    with pytest.raises(StepRefused) as refused:
        step(*args, **kwargs)
    return refused.value.reasons


@pytest.fixture
def only_clerk(maesai, clerk):
    """The clerk of a very small town: chairs the support committee and makes the plan as well."""
    clerk.role_rows.create(role=Role.PLANNER)
    return clerk


@pytest.fixture
def own_round(ready_version, only_clerk, supporter, agree):
    """A round that the chair sent: enough members find the draft complete."""
    round = ReviewRound.start(ready_version, body=Body.SUPPORT_COMMITTEE, by=only_clerk)
    agree(round, supporter)
    return round


def allow(version, member, by, duty=OWN_ROUND, reason="มีเจ้าหน้าที่คนเดียว"):
    return Exemption.allow(version, duty=duty, member=member, reason=reason, by=by)


def test_who_sent_the_draft_does_not_conclude_alone(own_round, only_clerk):
    assert refusal(Resolution.conclude, own_round, outcome=ADOPT, by=only_clerk) == (
        "ผู้ส่งร่างยืนยันมติไม่ได้ ผู้ยืนยันได้คือ ยังไม่มี",
    )


def test_under_an_exemption_it_is_done_and_marked(own_round, only_clerk, executive):
    exemption = allow(own_round.version, only_clerk, executive)

    resolution = Resolution.conclude(own_round, outcome=ADOPT, by=only_clerk)

    exemption.refresh_from_db()
    assert (resolution.is_exception, exemption.used_at is not None) == (True, True)
    assert PlanVersion.objects.get(pk=own_round.version_id).stage == Stage.DRAFTED
    logged = LogEntry.objects.filter(is_exception=True).values_list("action", "object_type")
    assert sorted(logged) == [("confirm", "resolution"), ("exempt", "exemption")]


def test_an_exemption_holds_for_one_version_one_member_one_duty(own_round, only_clerk, executive):
    allow(own_round.version, only_clerk, executive, duty=OWN_DRAFT)

    assert own_round.lacking(only_clerk) == [OWN_ROUND]
    assert own_round.confirmers() == []


def test_a_resolution_confirmed_by_two_people_is_no_exception(drafted, executive):
    drafted.confirm(by=executive)

    assert drafted.is_exception is False


def test_every_reason_at_once(version, planner):
    assert refusal(allow, version, planner, planner, reason=" ") == (
        "ผู้อนุญาตได้คือผู้บริหาร",
        "อนุญาตตนเองไม่ได้",
        f"{planner} ไม่ได้เป็นประธานคณะที่แผนฉบับนี้ต้องผ่าน",
        "กรอกเหตุผล",
    )


def test_twice_is_refused_until_it_is_withdrawn(version, clerk, executive):
    first = allow(version, clerk, executive)
    assert refusal(allow, version, clerk, executive) == (f"อนุญาตให้ {clerk} {OWN_ROUND.label}ไว้แล้ว",)

    first.withdraw(by=executive)
    allow(version, clerk, executive)

    assert refusal(first.withdraw, by=executive) == ("ถอนข้อยกเว้นนี้ไปแล้ว",)
    assert version.exemptions.in_force().count() == 1


def test_what_was_used_is_not_withdrawn(own_round, only_clerk, executive):
    exemption = allow(own_round.version, only_clerk, executive)
    Resolution.conclude(own_round, outcome=ADOPT, by=only_clerk)

    assert refusal(exemption.withdraw, by=executive) == ("ใช้ข้อยกเว้นนี้ไปแล้ว จึงถอนไม่ได้",)


def test_an_announced_plan_needs_none(at_stage, clerk, executive):
    version = at_stage(Stage.ANNOUNCED)

    assert refusal(allow, version, clerk, executive) == ("แผนฉบับนี้ประกาศใช้แล้ว",)


# Pages


def at(name, version, *more):
    return reverse(f"reviews:{name}", args=[*version.address, *more])


def test_the_executive_allows_on_the_page(own_round, only_clerk, executive, sign_in):
    version, client = own_round.version, sign_in(executive)
    assert client.get(at("exemptions", version)).context["form"] is not None

    data = {"member": only_clerk.pk, "duty": OWN_ROUND, "reason": "มีคนเดียว"}
    answer = client.post(at("allow_exemption", version), data)

    assert answer.url == at("exemptions", version)
    shown = client.get(at("exemptions", version)).content.decode()
    assert shown.count("ถอนข้อยกเว้นของ") == 1
    overview = client.get(version.get_absolute_url()).content.decode()
    assert overview.count("อนุญาตไว้ 1 กรณี") == 1

    client.post(at("withdraw_exemption", version, version.exemptions.get().pk))
    assert version.exemptions.in_force().count() == 0


def test_faults_stand_at_their_places(version, executive, sign_in):
    answer = sign_in(executive).post(at("allow_exemption", version), {})

    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["duty", "member", "reason"]


def test_others_read_but_do_not_allow(version, planner, clerk, sign_in):
    client = sign_in(planner)

    assert client.get(at("exemptions", version)).context["form"] is None
    assert client.post(at("allow_exemption", version)).status_code == 403


def test_of_another_town_nobody_can_be_chosen(version, takfa, executive, sign_in):
    stranger = person(takfa, "chair", Role.COMMITTEE, chairs=Body.COMMITTEE)
    data = {"member": stranger.pk, "duty": OWN_ROUND, "reason": "ลอง"}

    answer = sign_in(executive).post(at("allow_exemption", version), data)

    assert list(answer.context["form"].errors) == ["member"]
