"""Calling a meeting: its day, its agenda, its notice on paper, by mail and in calendars."""

import datetime
from io import BytesIO

import pytest
from django.utils import timezone
from icalendar import Calendar

from organizations.models import Member
from organizations.roles import Body
from plans.workflow import StepRefused
from projects.models import AcceptedFinding
from reviews.agenda import agenda_of
from reviews.meeting_course import course_of
from reviews.meeting_mail import reasons_not_to_tell, tell
from reviews.models import AgendaItem, Attendance, Meeting, Remark, Verdict
from reviews.overview_parts import meetings_to_come
from tests.reviews.test_pages import told
from thai.calendar import to_be

DAYS = datetime.timedelta(days=7)
NINE = datetime.time(9, 30)


@pytest.fixture
def soon():
    return timezone.localdate() + DAYS


@pytest.fixture
def called(committee_round, planner, soon):
    return Meeting.summon(
        [committee_round], held_on=soon, held_at=NINE, place="ห้องประชุม", by=planner,
        body=Body.COMMITTEE,
    )  # fmt: skip


def test_a_called_meeting_knows_its_seats_and_comes_next(called, planner):
    assert (called.number, called.call, called.seats, called.quorum) == (1, 1, 2, 1)
    assert [s.state for s in course_of(called, planner).stretches] == ["now"] + ["todo"] * 4
    entry = called.organization.log_entries.get(action="summon")
    assert entry.changes == {"กำหนดประชุม": ["", called.when]}


def test_a_call_needs_a_day_to_come_a_time_and_a_place(committee_round, planner, maesai):
    with pytest.raises(StepRefused) as refused:
        Meeting.summon(
            [committee_round], held_on=datetime.date(2024, 10, 3), held_at=None, place=" ",
            by=planner, body=Body.SUPPORT_COMMITTEE,
        )  # fmt: skip

    assert refused.value.reasons == (
        "เรียกประชุมได้ตั้งแต่วันนี้เป็นต้นไป การประชุมที่ผ่านแล้วให้บันทึกการประชุม",
        "กรอกเวลา",
        "กรอกสถานที่ประชุม",
        f"ยังไม่มีกรรมการใน{maesai.support_committee or Body.SUPPORT_COMMITTEE.label}",
    )
    assert not Meeting.objects.exists()


def test_the_agenda_is_built_from_what_waits(
    called, committee_round, line, executive, committee_member, planner
):
    Verdict.give(
        committee_round, by=committee_member, choice="disagree", reason="ราคาสูง", line=line
    )
    Remark.make(committee_round, by=executive, body="ขอดูแบบ")
    AcceptedFinding.objects.create(
        version=committee_round.version, line=line, code="x", value="ไม่มีเดือน",
        reason="รอผู้รับจ้าง", by=planner,
    )  # fmt: skip

    agenda = agenda_of(called)

    assert [item.number for item in agenda] == [1, 2, 3, 4, 5]
    assert [item.lines for item in agenda if item.number != 4] == ["ไม่มี"] * 4
    lines = agenda[3].lines.splitlines()
    assert lines[0] == f"4.1 {committee_round.version} รอบที่ 1"
    assert lines[2:] == [
        "- รายการที่กรรมการให้ปรับปรุงหรือไม่เห็นชอบ 1 รายการ",
        f"- {line.code} {committee_round.table.place_of(line.code).item.name} (ไม่เห็นชอบ: ราคาสูง)",
        "- ความเห็นที่ยังไม่มีคำตอบ 1 ข้อ",
        "- ความเห็นต่อทั้งร่าง: ขอดูแบบ",
        "- ข้อควรตรวจที่รับทราบพร้อมเหตุผล 1 ข้อ",
        f"- {line.code} ไม่มีเดือน เหตุผล: รอผู้รับจ้าง",
    ]


def test_the_former_meetings_minutes_are_to_be_certified(meeting, called):
    assert agenda_of(called)[1].lines == f"รายงานการ{meeting} เมื่อวันที่ 3 ตุลาคม 2567"


def test_own_lines_stay_when_more_waits(called, planner, committee_round, executive):
    AgendaItem.keep(called, "lines", {4: "เรื่องเดียว"}, by=planner)
    Remark.make(committee_round, by=executive, body="ขอดูแบบ")

    assert agenda_of(called)[3].lines == "เรื่องเดียว"
    entry = called.organization.log_entries.get(action="write")
    assert entry.changes == {"วาระที่ 4 เรื่องเพื่อพิจารณา": ["", "เรื่องเดียว"]}


def test_an_agenda_rests_once_somebody_came(meeting, planner):
    with pytest.raises(StepRefused) as refused:
        AgendaItem.keep(meeting, "lines", {4: "เรื่องใหม่"}, by=planner)

    assert refused.value.reasons == ("บันทึกผู้มาประชุมแล้ว แก้ระเบียบวาระไม่ได้",)


def test_each_member_is_told_once_for_each_day(called, planner, soon, mailoutbox):
    assert tell(called, by=planner) == (2, 0)
    with pytest.raises(StepRefused) as refused:
        tell(called, by=planner)
    assert refused.value.reasons == ("ส่งหนังสือเชิญถึงกรรมการทุกคนแล้ว",)
    assert len(mailoutbox) == 2
    assert called.agenda_items.count() == 5

    called.move(held_on=soon + DAYS, held_at=NINE, place="ห้องประชุม", by=planner)
    assert tell(called, by=planner) == (2, 0)

    assert [mail.subject.split("]")[1].split("คณะ")[0] for mail in mailoutbox] == [
        " เชิญประชุม", " เชิญประชุม", " เปลี่ยนกำหนดประชุม", " เปลี่ยนกำหนดประชุม",
    ]  # fmt: skip
    assert mailoutbox[0].attachments[0].filename == "meeting.ics"
    assert called.organization.log_entries.filter(action="tell members").count() == 2


def test_setting_the_same_day_again_changes_nothing(called, planner, soon):
    called.move(held_on=soon, held_at=NINE, place="ห้องประชุม", by=planner)

    assert Meeting.objects.get().call == 1


def test_a_meeting_that_came_together_is_not_moved(called, planner, soon, executive):
    Meeting.objects.update(held_on=timezone.localdate())
    called.refresh_from_db()
    called.take_attendance({executive: Attendance.Way.PRESENT}, {}, by=planner)

    with pytest.raises(StepRefused) as refused:
        called.move(held_on=soon, held_at=NINE, place="ที่ใหม่", by=planner)

    assert refused.value.reasons == ("บันทึกผู้มาประชุมแล้ว เลื่อนการประชุมไม่ได้",)


def test_a_meeting_moved_into_another_year_is_numbered_there(called, planner, soon):
    Meeting.objects.filter(pk=called.pk).update(number=7)
    day = datetime.date(soon.year + 1, 1, 8)

    called.move(held_on=day, held_at=NINE, place="ห้องประชุม", by=planner)

    assert (called.number, called.year) == (1, to_be(day.year))


def test_a_mail_that_does_not_leave_can_be_sent_again(called, planner, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert tell(called, by=planner) == (0, 2)

    assert reasons_not_to_tell(called) == []
    assert called.organization.log_entries.filter(action="notice undelivered").count() == 1


def test_who_has_no_address_is_not_mailed(called, planner, executive):
    Member.objects.get(pk=executive.pk).user.__class__.objects.filter(pk=executive.user_id).update(
        email=""
    )

    assert tell(called, by=planner) == (1, 0)


def event_of(response):
    return Calendar.from_ical(response.content).walk("VEVENT")[0]


def test_the_calendar_file_keeps_one_event_when_the_day_moves(
    look, called, planner, committee_member, soon
):
    path = f"/maesai/meetings/{called.pk}/meeting.ics"
    first = event_of(look(committee_member, path))
    called.move(held_on=soon + DAYS, held_at=NINE, place="ห้องใหญ่", by=planner)
    second = event_of(look(committee_member, path))

    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (0, 1)
    assert first["dtstart"].dt.isoformat() == f"{soon}T09:30:00+07:00"
    assert first["dtstart"].params["TZID"] == "Asia/Bangkok"


def test_call_write_and_tell_through_the_pages(
    send, look, committee_round, planner, soon, executive, mailoutbox
):
    data = {"number": 1, "held_on": f"{soon:%d/%m/}{soon.year + 543}", "held_at": "13.00"}
    data |= {"place": "ศาลา", "rounds": [committee_round.pk]}
    response = send(planner, "/maesai/meetings/call/committee/", **data)
    assert told(response) == ["เรียกประชุมแล้ว ขั้นต่อไป ตรวจระเบียบวาระแล้วส่งหนังสือเชิญ"]
    at = f"/maesai/meetings/{Meeting.objects.get().pk}/"

    lines = {f"item_{n}": f"ข้อ {n}" for n in range(1, 6)}
    assert told(send(planner, f"{at}agenda/", **lines)) == ["บันทึกระเบียบวาระแล้ว"]
    assert len(look(planner, f"{at}tell/confirm/").context["members"]) == 2
    assert told(send(planner, f"{at}tell/")) == ["ส่งหนังสือเชิญทางอีเมลแล้ว 2 คน"]
    assert len(mailoutbox) == 2

    page = look(executive, at)
    assert [item.lines for item in page.context["agenda"]] == list(lines.values())
    assert page.context["course"].now.waiting == "ถึงวันประชุมแล้วบันทึกผู้เข้าประชุมได้"
    assert look(planner, f"{at}edit/").url == f"{at}move/"
    data |= {"place": "ศาลาใหม่"}
    assert len(told(send(planner, f"{at}move/", **data))) == 1
    assert Meeting.objects.get().call == 2


def test_the_faults_of_a_call_all_at_once(send, committee_round, planner):
    data = {"number": 1, "held_on": "3/10/2567", "held_at": "", "place": ""}
    response = send(planner, "/maesai/meetings/call/committee/", **data)

    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["held_at", "held_on", "place"]


def test_only_bodies_that_sit_are_called(look, planner):
    assert look(planner, "/maesai/meetings/call/executive/").status_code == 404
    assert look(planner, "/maesai/meetings/call/support_committee/").status_code == 200


@pytest.mark.parametrize("path", ["call/committee/", "{pk}/agenda/", "{pk}/tell/confirm/"])
def test_only_the_planner_calls(look, called, committee_member, path):
    path = f"/maesai/meetings/{path.format(pk=called.pk)}"

    assert look(committee_member, path).status_code == 403


def test_the_notice_is_a_letter_and_an_agenda(look, called, committee_member):
    from pypdf import PdfReader

    response = look(committee_member, f"/maesai/meetings/{called.pk}/notice.pdf")

    pages = PdfReader(BytesIO(response.content)).pages
    assert len(pages) == 2
    assert pages[0].extract_text().count("หนังสือเชิญประชุม") >= 1
    assert pages[1].extract_text().count("วาระที่") == 5
    word = look(committee_member, f"/maesai/meetings/{called.pk}/notice.docx")
    assert word.content[:2] == b"PK"


def test_a_member_finds_the_meeting_on_their_desk(called, committee_member, planner, soon):
    today = timezone.localdate()
    tasks = list(meetings_to_come(committee_member, today))

    assert [(task.title, task.due_on) for task in tasks] == [(f"เข้า{called}", soon)]
    assert list(meetings_to_come(planner, today)) == []
    assert list(meetings_to_come(committee_member, soon + DAYS)) == []
