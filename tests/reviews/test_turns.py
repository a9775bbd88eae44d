"""Whose turn it is, on the version's page and on the desk."""

import datetime

import pytest

from organizations.desk import desk_of
from plans.models import Procedure
from plans.overview import overview_of, tabs_for
from plans.workflow import Kind, Stage
from reviews.models import Remark, Resolution, Verdict
from reviews.overview_parts import drafts_to_send, reviewing, rounds_at_the_desk
from reviews.turns import before_round, turn_in

TODAY = datetime.date(2024, 10, 3)


def labels(given):
    return [step.label for step in given.steps]


def test_the_planner_sends_a_ready_draft(ready_version, planner, clerk, supporter):
    assert labels(before_round(ready_version, planner)) == ["ส่งร่างให้คณะกรรมการสนับสนุนฯ"]
    waiting = before_round(ready_version, supporter)
    name = ready_version.organization.support_committee
    assert waiting.waiting == [f"รอเจ้าหน้าที่วิเคราะห์นโยบายและแผนส่งร่างให้{name}"]


def test_no_step_that_would_fail(version, add_project, planner, clerk):
    add_project(months=0)

    given = before_round(version, planner)

    assert (given.steps, given.blockers) == ([], [])  # readiness has its own line


def test_what_only_an_administrator_can_mend_is_a_blocker(ready_version, planner):
    assert len(before_round(ready_version, planner).blockers) == 2


def test_the_drafted_version_goes_to_the_meeting(at_stage, planner, executive):
    version = at_stage(Stage.DRAFTED)

    assert labels(before_round(version, planner)) == ["ส่งร่างเข้าที่ประชุม"]
    assert [task.title for task in drafts_to_send(planner, TODAY)] == ["ส่งร่างเข้าที่ประชุม"]


def test_the_older_procedure_goes_to_the_executive(at_stage, planner, executive):
    version = at_stage(Stage.DRAFTED)
    version.procedure, version.bodies = Procedure.objects.order_by("in_force_on").first(), []
    version.save()

    assert before_round(version, planner).steps == []
    assert list(drafts_to_send(planner, TODAY)) == []


def test_a_correction_has_no_tab_of_review(ready_version, planner):
    shown = [tab.label for tab in tabs_for(ready_version, planner)]
    ready_version.kind, ready_version.bodies = Kind.CORRECTION, []

    assert shown.count("พิจารณา") == 1
    assert [tab.label for tab in tabs_for(ready_version, planner)].count("พิจารณา") == 0
    assert before_round(ready_version, planner).steps == []


def test_support_members_answer_then_the_chair_concludes(
    support_round, supporter, clerk, planner, agree
):
    answer = "อ่านร่างแล้วตอบว่าครบถ้วนหรือไม่"
    assert labels(turn_in(support_round, supporter)) == [answer]
    assert labels(turn_in(support_round, clerk)) == [answer]

    agree(support_round, supporter)

    assert labels(turn_in(support_round, supporter)) == []
    assert labels(turn_in(support_round, clerk)) == ["สรุปผลความครบถ้วนของร่าง", answer]
    assert turn_in(support_round, planner).waiting == [
        f"รอ{support_round.body_name}ตอบและประธานสรุปผล ตั้งแต่ {support_round.started_on}"
        " เห็นว่าครบถ้วนแล้ว 1 จาก 2 คน ต้องมี 1 คน"
    ]


def test_the_planner_answers_remarks_first(support_round, supporter, planner):
    Remark.make(support_round, by=supporter, body="ขาดหน้า")

    blockers = turn_in(support_round, planner).blockers
    assert [blocker.sentence for blocker in blockers] == ["ยังไม่ตอบความเห็น 1 ข้อ"]


def test_members_read_and_the_planner_meets(committee_round, committee_member, planner, monitor):
    assert labels(turn_in(committee_round, committee_member)) == ["พิจารณารายการ ให้ผลแล้ว 0 จาก 2"]
    assert labels(turn_in(committee_round, planner)) == ["เรียกประชุม", "บันทึกการประชุมที่ผ่านแล้ว"]
    assert turn_in(committee_round, monitor).waiting == [
        f"รอ{committee_round.body_name}พิจารณา ตั้งแต่ {committee_round.started_on}"
    ]

    Verdict.give_rest(committee_round, by=committee_member)
    assert labels(turn_in(committee_round, committee_member)) == []


def test_after_the_meeting_the_planner_drafts(committee_round, meeting, planner, committee_member):
    assert labels(turn_in(committee_round, planner)) == ["ร่างมติ"]

    Remark.make(committee_round, by=committee_member, body="ราคาสูง")

    given = turn_in(committee_round, planner)
    assert (given.steps, [b.sentence for b in given.blockers]) == ([], ["ยังไม่ตอบความเห็น 1 ข้อ"])


def test_the_chair_confirms_what_was_drafted(drafted, executive, planner):
    assert labels(turn_in(drafted.round, executive)) == ["ยืนยันมติ “เห็นชอบ”"]
    assert len(turn_in(drafted.round, planner).waiting) == 1


def test_the_desk_has_the_members_turn_and_the_planners_waiting(support_round, supporter, planner):
    assert [task.title for task in rounds_at_the_desk(supporter, TODAY)] == [
        "อ่านร่างแล้วตอบว่าครบถ้วนหรือไม่"
    ]
    assert [task.waits_for for task in rounds_at_the_desk(planner, TODAY)] == [
        support_round.body_name
    ]
    assert desk_of(supporter, TODAY).to_do != []


def test_the_desk_shows_no_other_town(support_round, outsider, admin):
    assert list(rounds_at_the_desk(outsider, TODAY)) == []
    assert list(rounds_at_the_desk(admin, TODAY)) == []


def test_the_version_page_lists_the_rounds(support_round, clerk, planner):
    Resolution.conclude(support_round, outcome="send_back", by=clerk, reasons="ขาดงานกองช่าง")

    given = reviewing(support_round.version, planner, TODAY)

    assert [part.template for part in given.parts] == ["reviews/_overview.html"]
    assert labels(given) == ["ส่งร่างให้คณะกรรมการสนับสนุนฯ"]
    whole = overview_of(support_round.version, planner, TODAY)
    assert [part.order for part in whole.parts] == sorted(part.order for part in whole.parts)


@pytest.mark.parametrize("role", ["planner", "supporter", "clerk", "executive", "monitor"])
def test_the_version_page_opens_for_every_role(request, sign_in, support_round, role):
    client = sign_in(request.getfixturevalue(role))

    assert client.get(support_round.version.get_absolute_url()).status_code == 200
