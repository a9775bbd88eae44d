import pytest
from django.utils import timezone

from organizations.models import LogEntry, Member
from organizations.roles import Role
from plans.workflow import Stage, StepRefused
from reviews.models import Attendance, Meeting, Remark, Resolution
from tests.conftest import person

ADOPT, SEND_BACK = Resolution.Outcome.ADOPT, Resolution.Outcome.SEND_BACK


def refusal(step, *args, **kwargs):
    with pytest.raises(StepRefused) as refused:
        step(*args, **kwargs)
    return refused.value.reasons


def test_draft_names_the_content_and_waits(drafted, committee_round, reload):
    assert drafted.content_hash == committee_round.snapshot.sha256
    assert not drafted.is_confirmed
    assert reload(committee_round.version).stage == Stage.IN_REVIEW


def test_draft_twice_is_refused(drafted, committee_round, meeting, planner):
    reasons = refusal(Resolution.draft, committee_round, meeting=meeting, outcome=ADOPT, by=planner)

    assert reasons == ("ร่างมติแล้ว รอประธานยืนยัน",)


def test_draft_names_everything_that_is_missing(committee_round, planner, committee_member):
    Remark.make(committee_round, by=committee_member, body="ราคาสูง")

    reasons = refusal(
        Resolution.draft, committee_round, meeting=None, outcome=SEND_BACK, by=planner
    )

    assert reasons == (
        "ยังไม่บันทึกการประชุม",
        "ยังไม่ตอบความเห็น 1 ข้อ",
        "กรอกเหตุผลที่ส่งกลับ",
    )


def test_a_changed_draft_is_not_adopted_but_sent_back(
    committee_round, meeting, planner, executive, reload
):
    """An administrator renames a unit while the committee reads: the text is another now."""
    committee_round.organization.units.filter(name="กองช่าง").update(name="กองใหม่")

    reasons = refusal(Resolution.draft, committee_round, meeting=meeting, outcome=ADOPT, by=planner)
    assert reasons == ("เนื้อหาไม่ตรงกับที่ส่งเข้าที่ประชุม จึงเห็นชอบไม่ได้ แต่ส่งกลับได้",)

    drafted = Resolution.draft(
        committee_round, meeting=meeting, outcome=SEND_BACK, reasons="ชื่อหน่วยงาน", by=planner
    )
    drafted.confirm(by=executive)
    assert reload(committee_round.version).stage == Stage.COLLECTING


def test_no_quorum_no_resolution(committee_round, meeting, planner, seats):
    seats(4)
    ways = dict.fromkeys(committee_round.members(), Attendance.Way.ABSENT)
    meeting.take_attendance(ways, {}, by=planner)

    reasons = refusal(Resolution.draft, committee_round, meeting=meeting, outcome=ADOPT, by=planner)

    assert reasons == ("มา 0 จาก 4 ต้องมี 2 ยังไม่ครบองค์ประชุม จึงลงมติไม่ได้",)


def test_quorum_lost_before_the_confirmation_stops_it(drafted, executive, planner, seats):
    seats(4)
    ways = dict.fromkeys(drafted.round.members(), Attendance.Way.LEAVE)
    drafted.meeting.take_attendance(ways, {}, by=planner)

    assert refusal(drafted.confirm, by=executive) == (
        "มา 0 จาก 4 ต้องมี 2 ยังไม่ครบองค์ประชุม จึงลงมติไม่ได้",
    )


def test_a_meeting_that_no_longer_has_the_round_does_not_confirm(drafted, executive):
    drafted.meeting.rounds.clear()

    assert refusal(drafted.confirm, by=executive) == (f"{drafted.meeting} ไม่ได้พิจารณารอบนี้",)


def test_a_meeting_about_something_else_does_not_do(committee_round, meeting, planner, executive):
    other = Meeting.record(
        [], held_on=meeting.held_on, by=planner, attendance={executive: Attendance.Way.PRESENT}
    )

    reasons = refusal(Resolution.draft, committee_round, meeting=other, outcome=ADOPT, by=planner)

    assert reasons == (f"{other} ไม่ได้พิจารณารอบนี้",)


def test_the_chair_adopts(drafted, executive, reload):
    drafted.confirm(by=executive)

    assert reload(drafted.round.version).stage == Stage.APPROVED
    drafted.refresh_from_db()
    assert (drafted.confirmed_by, drafted.round.is_running) == (executive, False)
    entry = LogEntry.objects.filter(action="confirm").get()
    assert entry.member == executive


def test_the_chair_sends_back_with_the_reasons(
    committee_round, meeting, planner, executive, reload
):
    resolution = Resolution.draft(
        committee_round, meeting=meeting, outcome=SEND_BACK, reasons="ทบทวนราคา", by=planner
    )
    resolution.confirm(by=executive)

    version = reload(committee_round.version)
    assert version.stage == Stage.COLLECTING
    assert version.stage_changes.last().reasons == "ทบทวนราคา"


def test_confirming_twice_is_refused(drafted, executive):
    drafted.confirm(by=executive)

    assert refusal(drafted.confirm, by=executive) == ("มตินี้ยืนยันแล้ว",)


def test_a_member_who_does_not_chair_cannot_confirm(drafted, committee_member, executive):
    assert refusal(drafted.confirm, by=committee_member) == (
        f"ผู้ยืนยันได้คือประธาน{drafted.round.body_name}: {executive}",
    )


def test_the_chair_of_another_body_cannot_confirm(drafted, clerk, executive):
    assert refusal(drafted.confirm, by=clerk) == (
        f"ผู้ยืนยันได้คือประธาน{drafted.round.body_name}: {executive}",
    )


def test_nobody_resolves_alone(committee_round, meeting, planner, executive):
    """The planner of a small town chairs too: someone else must confirm."""
    Member.objects.filter(pk=planner.pk).update(chairs="committee")
    planner.refresh_from_db()
    drafted = Resolution.draft(committee_round, meeting=meeting, outcome=ADOPT, by=planner)

    assert refusal(drafted.confirm, by=planner) == (
        f"ผู้ร่างมติยืนยันมติเองไม่ได้ ผู้ยืนยันได้คือ {executive}",
        f"ผู้ส่งร่างยืนยันมติไม่ได้ ผู้ยืนยันได้คือ {executive}",
    )


def test_who_started_the_round_does_not_confirm(committee_round, meeting, maesai, executive):
    second = person(maesai, "second", Role.PLANNER)
    starter = committee_round.started_by
    starter.chairs = "committee"
    starter.save()
    drafted = Resolution.draft(committee_round, meeting=meeting, outcome=ADOPT, by=second)

    assert refusal(drafted.confirm, by=starter) == (f"ผู้ส่งร่างยืนยันมติไม่ได้ ผู้ยืนยันได้คือ {executive}",)


def test_draft_is_refused_where_nobody_could_confirm(committee_round, meeting, planner, executive):
    executive.chairs = ""
    executive.save()

    reasons = refusal(Resolution.draft, committee_round, meeting=meeting, outcome=ADOPT, by=planner)

    assert reasons == ("ยังไม่มีประธานที่ยืนยันมติได้ นอกจากผู้ร่างและผู้ส่งร่าง ผู้บริหารอนุญาตเป็นกรณีพิเศษได้",)


def test_one_satang_after_the_draft_refuses_the_confirmation(drafted, executive, reload):
    drafted.round.version.project_items.filter(budget=30000).update(budget="30000.01")

    assert refusal(drafted.confirm, by=executive) == (
        "เนื้อหาเปลี่ยนไปหลังร่างมติ จึงยืนยันไม่ได้ ให้ถอนร่างมติแล้วส่งกลับให้แก้",
    )
    assert reload(drafted.round.version).stage == Stage.IN_REVIEW


def test_withdraw_takes_a_draft_back_to_write_it_anew(drafted, meeting, planner):
    drafted_id = drafted.pk
    drafted.withdraw(by=planner)

    assert not Resolution.objects.filter(pk=drafted_id).exists()
    again = Resolution.draft(drafted.round, meeting=meeting, outcome=ADOPT, by=planner)
    assert again.pk is not None


def test_a_confirmed_resolution_is_not_withdrawn(drafted, executive, planner):
    drafted.confirm(by=executive)

    assert refusal(drafted.withdraw, by=planner) == ("มตินี้ยืนยันหรือถอนไปแล้ว",)


def test_a_withdrawn_draft_is_not_confirmed(drafted, executive, planner):
    same = Resolution.objects.get(pk=drafted.pk)
    same.withdraw(by=planner)

    assert refusal(drafted.confirm, by=executive) == ("ร่างมตินี้ถูกถอนแล้ว",)


def test_a_meeting_before_the_sending_is_said(drafted, planner, executive):
    assert drafted.is_met_before_sending

    drafted.meeting.held_on = timezone.localdate(drafted.round.started_at)
    assert not drafted.is_met_before_sending
