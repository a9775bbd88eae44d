import pytest

from organizations.models import LogEntry, Member
from organizations.roles import Body
from plans.models import Procedure
from plans.workflow import Kind, Stage, StepRefused
from projects.canonical import hash_of
from reviews.models import ReviewRound


def test_start_puts_the_draft_before_the_support_committee(ready_version, planner, clerk):
    round = ReviewRound.start(ready_version, body=Body.SUPPORT_COMMITTEE, by=planner)

    assert (round.number, round.is_running) == (1, True)
    assert round.snapshot.sha256 == hash_of(ready_version)
    ready_version.refresh_from_db()
    assert ready_version.stage == Stage.COLLECTING
    entry = LogEntry.objects.filter(object_type="reviewround").get()
    assert (entry.action, entry.member) == ("start", planner)


def test_start_moves_a_drafted_version_into_review(at_stage, planner, executive):
    version = at_stage(Stage.DRAFTED)

    ReviewRound.start(version, body=Body.COMMITTEE, by=planner)

    version.refresh_from_db()
    assert version.stage == Stage.IN_REVIEW
    assert not version.is_editable


def test_start_twice_is_refused_with_what_runs(ready_version, planner, clerk):
    first = ReviewRound.start(ready_version, body=Body.SUPPORT_COMMITTEE, by=planner)

    with pytest.raises(StepRefused) as refused:
        ReviewRound.start(ready_version, body=Body.SUPPORT_COMMITTEE, by=planner)

    assert refused.value.reasons == (f"{first} เริ่มแล้วเมื่อ {first.started_on} และยังไม่สิ้นสุด",)
    assert ReviewRound.objects.count() == 1


def test_start_names_all_that_is_missing_at_once(version, add_project, planner):
    item = add_project(months=0)

    with pytest.raises(StepRefused) as refused:
        ReviewRound.start(version, body=Body.SUPPORT_COMMITTEE, by=planner)

    name = version.organization.support_committee
    months = f"{item.code} {item}: เลือกอย่างน้อย 1 เดือน"
    assert refused.value.reasons == (
        f"ยังไม่มีกรรมการใน{name} ให้ผู้ดูแลระบบเพิ่มสมาชิกก่อน",
        f"ยังไม่ได้กำหนดประธาน{name} ให้ผู้ดูแลระบบกำหนดก่อน",
        months,
    )
    assert list(refused.value.links) == [months]
    assert not ReviewRound.objects.exists()


def test_start_refuses_the_committee_before_support_agreed(ready_version, planner, executive):
    with pytest.raises(StepRefused) as refused:
        ReviewRound.start(ready_version, body=Body.COMMITTEE, by=planner)

    assert refused.value.reasons == ("แผนอยู่ในขั้น “กำลังรวบรวม”",)


@pytest.fixture
def older(ready_version):
    """The version under the flow without a development committee."""
    ready_version.procedure = Procedure.objects.order_by("in_force_on").first()
    ready_version.bodies = []
    ready_version.save()
    return ready_version


def test_older_procedure_has_no_development_committee(older, planner, clerk, executive):
    with pytest.raises(StepRefused) as refused:
        ReviewRound.start(older, body=Body.COMMITTEE, by=planner)

    name = older.organization.development_committee
    assert refused.value.reasons == (f"{older}ไม่ต้องผ่าน{name}",)
    round = ReviewRound.start(older, body=Body.SUPPORT_COMMITTEE, by=planner)
    assert round.is_running


@pytest.mark.parametrize("body", list(Body))
def test_a_correction_passes_no_committee(ready_version, planner, clerk, executive, body):
    ready_version.kind, ready_version.number = Kind.CORRECTION, 1
    ready_version.bodies = ready_version.procedure.route(Kind.CORRECTION)

    assert ReviewRound.obstacles(ready_version, body)[0] != []


def test_a_route_may_begin_with_the_development_committee(ready_version, planner, executive):
    ready_version.bodies = ["committee", "executive"]
    ready_version.save()

    ReviewRound.start(ready_version, body=Body.COMMITTEE, by=planner)

    ready_version.refresh_from_db()
    assert ready_version.stage == Stage.IN_REVIEW


def test_members_who_left_are_not_counted(support_round, supporter):
    Member.objects.filter(pk=supporter.pk).update(is_active=False)

    assert support_round.agreement().seats == 1
