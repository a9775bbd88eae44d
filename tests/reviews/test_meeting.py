import datetime

import pytest

from organizations.models import Member
from plans.workflow import StepRefused
from reviews.models import Attendance, Meeting
from reviews.quorum import needed

Way = Attendance.Way
DAY = datetime.date(2024, 10, 3)


@pytest.mark.parametrize(
    ("seats", "percent", "quorum"),
    [(24, 50, 12), (23, 50, 12), (25, 50, 13), (3, 67, 3), (1, 1, 1), (0, 50, 1)],
)
def test_needed_is_the_part_or_more(seats, percent, quorum):
    assert needed(seats, percent) == quorum


def test_record_numbers_and_counts(meeting):
    assert (meeting.number, meeting.year, meeting.seats, meeting.quorum) == (1, 2567, 2, 1)
    assert meeting.quorum_words == "มา 2 จาก 2 ต้องมี 1 ครบองค์ประชุม"
    assert meeting.obstacles() == []


@pytest.mark.parametrize(("came", "has_quorum"), [(1, False), (2, True)])
def test_exactly_half_is_a_quorum(committee_round, planner, seats, came, has_quorum):
    seats(4)
    members = list(committee_round.members())
    ways = dict.fromkeys(members, Way.ABSENT) | dict.fromkeys(members[:came], Way.PRESENT)

    meeting = Meeting.record([committee_round], held_on=DAY, by=planner, attendance=ways)

    assert meeting.has_quorum is has_quorum


def test_a_representative_counts_and_has_a_name(
    committee_round, planner, executive, committee_member
):
    ways = {executive: Way.LEAVE, committee_member: Way.REPRESENTED}

    with pytest.raises(StepRefused) as refused:
        Meeting.record([committee_round], held_on=DAY, by=planner, attendance=ways)
    assert refused.value.reasons == (f"กรอกชื่อผู้แทนของ {committee_member}",)
    assert not Meeting.objects.exists()

    meeting = Meeting.record(
        [committee_round],
        held_on=DAY,
        by=planner,
        attendance=ways,
        representatives={committee_member: "นางสมใจ ใจดี"},
    )
    assert (meeting.attended, meeting.has_quorum) == (1, True)


def test_who_left_early_does_not_count_and_left_at_a_time(
    committee_round, planner, executive, committee_member
):
    ways = {executive: Way.LEFT, committee_member: Way.PRESENT}
    with pytest.raises(StepRefused) as refused:
        Meeting.record([committee_round], held_on=DAY, by=planner, attendance=ways)
    assert refused.value.reasons == (f"กรอกเวลาที่ {executive} กลับ",)

    left = {executive: datetime.time(11, 15)}
    meeting = Meeting.record([committee_round], held_on=DAY, by=planner, attendance=ways, left=left)
    assert (meeting.attended, meeting.has_quorum) == (1, True)
    assert str(meeting.attendances.get(member=executive)) == "มาแล้วกลับก่อน เวลา 11.15 น."


def test_the_support_committee_meets_too(support_round, planner, send, look, clerk, supporter):
    page = look(planner, "/maesai/meetings/add/support_committee/")
    assert page.context["form"].quorum == 1
    data = {"number": "1", "held_on": "3/10/2567", "rounds": [support_round.pk]}
    data |= {f"way_{clerk.pk}": "left", f"left_{clerk.pk}": "๑๑.๓๐ น."}
    send(planner, "/maesai/meetings/add/support_committee/", **data)

    meeting = Meeting.objects.get()
    assert (meeting.body, meeting.seats, meeting.attended) == ("support_committee", 2, 0)


def test_a_time_of_leaving_is_asked_for_once(committee_round, planner, executive, send):
    data = {"number": "1", "held_on": "3/10/2567", f"way_{executive.pk}": "left"}
    response = send(planner, "/maesai/meetings/add/", **data)

    at = f"left_{executive.pk}"
    assert response.context["form"].errors == {at: [f"กรอกเวลาที่ {executive} กลับ"]}
    response = send(planner, "/maesai/meetings/add/", **data, **{at: "สาย"})
    assert response.context["form"].errors == {at: ["พิมพ์เวลาแบบ 9.30 หรือ 13:00"]}


def test_a_number_is_given_once_a_year(meeting, committee_round, planner):
    with pytest.raises(StepRefused) as refused:
        Meeting.record([committee_round], held_on=DAY, by=planner, number=1)

    assert refused.value.reasons == ("มีการประชุมครั้งที่ 1/2567 อยู่แล้ว",)
    assert Meeting.record([committee_round], held_on=DAY, by=planner).number == 2


def test_the_future_has_no_attendance(committee_round, planner, executive):
    day = datetime.date.today() + datetime.timedelta(days=9)

    with pytest.raises(StepRefused) as refused:
        Meeting.record(
            [committee_round], held_on=day, by=planner, attendance={executive: Way.PRESENT}
        )

    assert refused.value.reasons == ("บันทึกผู้มาประชุมได้ตั้งแต่วันประชุม",)


def test_whom_nothing_is_noted_of_holds_the_resolution_up(committee_round, planner, executive):
    meeting = Meeting.record(
        [committee_round], held_on=DAY, by=planner, attendance={executive: Way.PRESENT}
    )

    assert meeting.obstacles() == ["ยังไม่บันทึกการเข้าประชุมของกรรมการ 1 คน"]


def test_who_joins_later_changes_no_past_quorum(meeting, seats):
    seats(9)

    assert Meeting.objects.get().quorum_words == "มา 2 จาก 2 ต้องมี 1 ครบองค์ประชุม"


def test_attendance_is_kept_of_who_left_since(meeting, planner, executive, committee_member):
    Member.objects.filter(pk=committee_member.pk).update(is_active=False)
    ways = {executive: Way.PRESENT, committee_member: Way.LEAVE}

    meeting.take_attendance(ways, {}, by=planner)

    assert [(a.member, a.way) for a in meeting.attendances.all()] == [
        (executive, Way.PRESENT),
        (committee_member, Way.LEAVE),
    ]


def test_a_confirmed_resolution_seals_the_meeting(drafted, executive, planner):
    drafted.confirm(by=executive)

    with pytest.raises(StepRefused) as refused:
        drafted.meeting.take_attendance({executive: Way.ABSENT}, {}, by=planner)

    assert refused.value.reasons == ("มติของการประชุมนี้ยืนยันแล้ว แก้บันทึกไม่ได้อีก",)
    assert not Meeting.objects.editable_by(planner).exists()


def test_taking_a_round_out_of_a_meeting_is_logged(meeting, committee_round, planner, sign_in):
    data = {"number": 1, "held_on": "3/10/2567"}
    response = sign_in(planner).post(f"/maesai/meetings/{meeting.pk}/edit/", data)

    assert response.status_code == 302
    entry = meeting.organization.log_entries.get(action="edit", object_type="meeting")
    assert entry.changes == {"เรื่องที่พิจารณา": [str(committee_round), ""]}
