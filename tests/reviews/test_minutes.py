"""The minutes: written between the record, printed in both formats, kept as they were signed."""

import datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from plans.workflow import StepRefused
from reviews.meeting_course import course_of
from reviews.minutes_paper import compose
from reviews.models import (
    AgendaItem,
    Attendance,
    Exemption,
    Interest,
    ItemDecision,
    Meeting,
    Resolution,
    SignedMinutes,
)
from tests.announcements.conftest import picture
from tests.reviews.test_pages import told


@pytest.fixture
def held(meeting, committee_round, codes, line, committee_member, executive, planner):
    """A meeting in which a stake was told, items were decided and a resolution was confirmed."""
    ways = {executive: Attendance.Way.PRESENT, committee_member: Attendance.Way.REPRESENTED}
    meeting.take_attendance(ways, {committee_member: "นางสมใจ ใจดี"}, by=planner)
    Interest.declare(
        committee_round, line=line, member=committee_member, reason="เจ้าของที่ดิน", by=planner
    )
    decided = {codes[0]: ("agree_with_changes", "ลดงบ")}
    ItemDecision.keep(meeting, committee_round, decided, rest=True, by=planner)
    Resolution.draft(
        committee_round, meeting=meeting, outcome="with_list", by=planner,
        changes=[(codes[0], "budget", "10000.00")],
    ).confirm(by=executive)  # fmt: skip
    AgendaItem.keep(meeting, "minutes", {4: "ที่ประชุมอภิปรายแล้ว"}, by=planner)
    return Meeting.objects.with_attendance().get(pk=meeting.pk)


def words_of(sheet):
    """Return every word of a sheet, block by block."""
    return [str(block) for block in sheet.blocks]


def count(sheet, words):
    return sum(text.count(words) for text in words_of(sheet))


def test_the_minutes_say_what_the_record_holds(held, committee_round, line, executive):
    sheet = compose(held)

    assert sheet.head.lines[1] == "ครั้งที่ ๑/๒๕๖๗" or sheet.head.lines[1] == "ครั้งที่ 1/2567"
    assert sheet.draft == ""
    for words in ("ผู้แทน: นางสมใจ ใจดี", "เจ้าของที่ดิน", "ลดงบ", "ที่ประชุมอภิปรายแล้ว"):
        assert count(sheet, words) == 1, words
    assert count(sheet, "รายการอื่นทั้งหมด เห็นชอบตามเสนอ") == 1
    assert count(sheet, committee_round.resolutions.get().short_code) == 1
    signers = [block.title for block in sheet.blocks if block.kind == "signature"]
    assert signers == ["ผู้จดรายงานการประชุม", "ผู้ตรวจรายงานการประชุม"]


def test_without_a_confirmed_resolution_they_are_a_draft(meeting):
    assert compose(meeting).draft == "ร่าง ยังไม่มีมติที่ยืนยันแล้ว"


def test_an_exemption_that_was_used_is_named(
    meeting, committee_round, planner, executive, committee_member
):
    committee_member.chairs, executive.chairs = "committee", ""
    executive.save()
    committee_member.save()
    committee_round.started_by = committee_member
    committee_round.save()
    Exemption.allow(
        committee_round.version, duty="confirm_own_round", member=committee_member,
        reason="มีเจ้าหน้าที่คนเดียว", by=executive,
    )  # fmt: skip
    Resolution.draft(committee_round, meeting=meeting, outcome="adopt", by=planner).confirm(
        by=committee_member
    )

    assert count(compose(meeting), "มีเจ้าหน้าที่คนเดียว") == 1


def test_the_minutes_in_both_formats(look, held, monitor):
    at = f"/maesai/meetings/{held.pk}/minutes"
    pdf = look(monitor, f"{at}.pdf")

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    assert text.count("วาระที่") == 5
    assert look(monitor, f"{at}.docx").content[:2] == b"PK"


def written(**more):
    return {"opened_at": "9.30", "closed_at": "11.45", "minute_taker": "นางสาวจด", **more}


def test_write_the_minutes(send, look, meeting, planner):
    path = f"/maesai/meetings/{meeting.pk}/minutes/"
    assert told(send(planner, path, **written(item_1="ไม่มี", item_4="เห็นด้วย"))) == [
        "บันทึกรายงานการประชุมแล้ว"
    ]

    found = Meeting.objects.get()
    assert (found.opened_at, found.minute_taker) == (datetime.time(9, 30), "นางสาวจด")
    assert [item.minutes for item in found.agenda_items.all()] == ["ไม่มี", "", "", "เห็นด้วย", ""]
    entry = found.organization.log_entries.filter(action="write").get()
    assert entry.changes["วาระที่ 4 เรื่องเพื่อพิจารณา"] == ["", "เห็นด้วย"]


def test_a_meeting_ends_after_it_began(send, meeting, planner):
    response = send(planner, f"/maesai/meetings/{meeting.pk}/minutes/", **written(closed_at="9.00"))

    assert response.status_code == 422
    assert response.context["form"].errors == {"closed_at": ["เวลาเลิกประชุมต้องอยู่หลังเวลาเริ่มประชุม"]}


def scan(data=None, name="../รายงาน.jpg"):
    return SimpleUploadedFile(name, data or picture(), content_type="text/html")


def test_a_signed_scan_is_kept_by_its_content_and_served_safely(
    send, look, held, planner, monitor, outsider
):
    at = f"/maesai/meetings/{held.pk}/"
    assert told(send(planner, f"{at}scans/add/", file=scan())) == ["แนบรายงานที่ลงนามแล้ว"]

    kept = SignedMinutes.objects.get()
    assert kept.content_type == "image/jpeg"
    assert len(kept.sha256) == 64
    response = look(monitor, f"{at}scans/{kept.pk}/")
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(response.streaming_content) == picture()
    assert look(outsider, f"{at}scans/{kept.pk}/").status_code == 404
    assert look(planner, f"{at}minutes/").status_code == 404
    assert look(planner, at).context["course"].now is None


def test_scans_are_added_never_deleted_and_never_twice(held, planner):
    first = SignedMinutes.add(held, scan(), by=planner)
    with pytest.raises(StepRefused) as refused:
        SignedMinutes.add(held, scan(), by=planner)
    assert refused.value.reasons == (f"มีไฟล์ “{first.file_name}” อยู่แล้ว",)

    SignedMinutes.add(held, scan(picture(form="PNG")), by=planner)
    for delete in (first.delete, held.scans.all().delete):
        with pytest.raises(TypeError):
            delete()
    assert held.scans.count() == 2


def test_what_is_no_scan_is_refused_in_words(send, held, planner):
    path = f"/maesai/meetings/{held.pk}/scans/add/"
    response = send(planner, path, file=scan(b"<script>alert(1)</script>", "a.pdf"))

    assert response.status_code == 422
    assert len(response.context["form"].errors["file"]) == 1
    assert not SignedMinutes.objects.exists()


def test_minutes_rest_once_a_signed_scan_lies_beside_them(held, planner):
    SignedMinutes.add(held, scan(), by=planner)

    with pytest.raises(StepRefused) as refused:
        AgendaItem.keep(held, "minutes", {1: "ใหม่"}, by=planner)

    assert refused.value.reasons == ("แนบรายงานที่ลงนามแล้ว แก้รายงานการประชุมไม่ได้",)


def test_nothing_is_signed_of_a_meeting_to_which_nobody_came(committee_round, planner):
    empty = Meeting.record([committee_round], held_on=datetime.date(2024, 10, 3), by=planner)

    with pytest.raises(StepRefused) as refused:
        SignedMinutes.add(empty, scan(), by=planner)

    assert refused.value.reasons == ("ยังไม่บันทึกผู้มาประชุม จึงยังไม่มีรายงานให้ลงนาม",)


@pytest.mark.parametrize("path", ["minutes/", "scans/add/"])
def test_only_the_planner_writes_the_minutes(look, held, committee_member, path):
    assert look(committee_member, f"/maesai/meetings/{held.pk}/{path}").status_code == 403


def test_the_course_leads_from_the_call_to_the_minutes(held, planner):
    assert course_of(held, planner).now.label == "รายงานการประชุม"
    assert [s.state for s in course_of(held, planner).stretches] == ["done"] * 4 + ["now"]
