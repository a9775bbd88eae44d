from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.utils import timezone

from announcements.models import Announcement, Posting, PostingEvidence
from documents.models import Rendering
from documents.papers.notice_paper import NOTICE
from organizations.roles import Body
from plans.models import Plan, PlanVersion
from plans.workflow import Kind, Stage, StepRefused, Trigger
from projects.models import Project

from .conftest import ANNOUNCED_ON


def refusal(version, executive, **written):
    with pytest.raises(StepRefused) as refused:
        Announcement.publish(version, **written, by=executive)
    return refused.value.reasons


def test_publishing_moves_freezes_and_asks_for_the_book(approved, written, executive):
    announcement = Announcement.publish(approved, **written, by=executive)

    approved.refresh_from_db()
    assert (approved.stage, approved.announced_on) == (Stage.ANNOUNCED, ANNOUNCED_ON)
    assert announcement.full_number == "1/2567"
    assert announcement.snapshot.sha256 == Announcement.resolution_of(approved).content_hash
    assert announcement.book.version == approved
    assert announcement.book.format == Rendering.Format.PDF
    assert announcement.notice.paper == NOTICE
    assert announcement.notice.format == Rendering.Format.PDF
    assert announcement.notice.facts == announcement.book.facts
    assert str(announcement) == "ประกาศใช้แผนปี 2568 ฉบับแรก"


def test_publishing_is_logged_with_day_number_and_hash(announced, maesai):
    entry = maesai.log_entries.get(action="announce")

    assert entry.actor == "นายexecutive"
    assert entry.changes == {
        "ประกาศ ณ วันที่": ["", "8 ตุลาคม 2567"],
        "เลขที่ประกาศ": ["", "1/2567"],
        "ผู้ลงนาม": ["", "นายสมชาย ใจดี นายกองค์การบริหารส่วนตำบลแม่ใส"],
        "รหัสยืนยันเนื้อหา": ["", announced.snapshot.sha256],
    }


def test_publishing_twice_is_refused(announced, written, executive):
    assert refusal(announced.version, executive, **written)[0] == "แผนฉบับนี้ประกาศใช้แล้ว"
    assert Announcement.objects.count() == 1


def test_two_clicks_at_once_announce_once(approved, written, executive):
    second = PlanVersion.objects.with_plan().get(pk=approved.pk)
    Announcement.publish(approved, **written, by=executive)

    assert refusal(second, executive, **{**written, "number": 2}) == (
        "มีผู้ดำเนินการกับแผนฉบับนี้ไปก่อนแล้ว",
    )
    assert Announcement.objects.count() == 1


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.DRAFTED, Stage.IN_REVIEW])
def test_an_earlier_stage_is_refused(at_stage, written, executive, stage):
    version = at_stage(stage)

    assert refusal(version, executive, **written) == (
        f"แผนอยู่ในขั้น “{stage.label}” ยังไม่ถึงขั้นประกาศใช้",
    )


def test_every_reason_is_named_at_once(approved, executive):
    Project.objects.filter(version=approved).update(months=0)
    tomorrow = timezone.localdate() + timedelta(days=1)

    reasons = refusal(
        approved, executive, announced_on=tomorrow, number=0, signer=" ", signer_title=""
    )

    assert reasons[-5:] == (
        "เนื้อหาเปลี่ยนไปหลังจากมีมติ ต้องเสนอพิจารณาใหม่",
        "วันที่ประกาศต้องไม่เป็นวันในอนาคต",
        "เลขที่ประกาศต้องเป็น 1 ถึง 9999",
        "กรอกชื่อผู้ลงนาม",
        "กรอกตำแหน่งผู้ลงนาม",
    )
    assert len(reasons) == 7  # two items without a month besides


def test_content_changed_after_the_resolution_is_refused(approved, written, executive):
    Project.objects.filter(version=approved).update(place="หมู่ที่ 9")

    assert refusal(approved, executive, **written) == ("เนื้อหาเปลี่ยนไปหลังจากมีมติ ต้องเสนอพิจารณาใหม่",)


def test_a_version_without_a_confirmed_resolution_is_refused(at_stage, written, executive):
    version = at_stage(Stage.APPROVED)

    assert refusal(version, executive, **written) == ("ยังไม่มีมติเห็นชอบที่ยืนยันแล้ว",)


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (None, ("กรอกวันที่ประกาศ",)),
        (
            date(2024, 9, 15),
            (
                "วันที่ประกาศต้องไม่ก่อนเหตุที่ต้องจัดทำ (16 ก.ย. 2567)",
                "วันที่ประกาศต้องไม่ก่อนวันมีมติ (7 ต.ค. 2567)",
            ),
        ),
        (date(2024, 10, 6), ("วันที่ประกาศต้องไม่ก่อนวันมีมติ (7 ต.ค. 2567)",)),
    ],
)
def test_a_day_out_of_order_is_refused(approved, written, executive, day, reasons):
    assert refusal(approved, executive, **{**written, "announced_on": day}) == reasons


def test_the_meeting_tells_the_day_of_the_resolution(approved, written, executive, planner):
    resolution = Announcement.resolution_of(approved)
    resolution.meeting = planner.organization.meetings.create(
        body=Body.COMMITTEE,
        number=1,
        year=2567,
        held_on=date(2024, 10, 9),
        recorded_by=planner,
    )
    resolution.save()

    assert refusal(approved, executive, **written) == ("วันที่ประกาศต้องไม่ก่อนวันมีมติ (9 ต.ค. 2567)",)


def test_a_number_is_given_once_a_year(announced, planner, executive, written, maesai):
    version = correction_of(announced, planner)

    assert refusal(version, executive, **written) == ("มีประกาศเลขที่ 1/2567 แล้ว เลขถัดไปคือ 2/2567",)
    assert Announcement.next_number(maesai, 2567) == 2
    assert Announcement.next_number(maesai, 2568) == 1


def test_an_announcement_needs_no_number(approved, written, executive):
    announcement = Announcement.publish(approved, **{**written, "number": None}, by=executive)

    assert announcement.full_number == ""


def correction_of(announced, planner):
    """Open a correction that changes the place of the first item."""
    version = Plan.open(
        announced.organization,
        2568,
        kind=Kind.CORRECTION,
        trigger=Trigger.EXECUTIVE_ORDER,
        trigger_on=date(2024, 10, 1),
        by=planner,
    )
    version = PlanVersion.objects.with_plan().get(pk=version.pk)
    item = Project.objects.filter(version=announced.version).first()
    twin = item.replace_in(version, by=planner)
    twin.place = "หมู่ที่ 4"
    twin.save()
    return version


def test_a_correction_goes_from_the_executive_alone(announced, planner, executive, written):
    version = correction_of(announced, planner)
    later = {**written, "announced_on": date(2024, 11, 1), "number": None}

    announcement = Announcement.publish(version, **later, by=executive)

    assert announcement.version.is_announced
    merged = Rendering.objects.get(version=None)
    assert (merged.plan, merged.as_of) == (version.plan, date(2024, 11, 1))


def test_a_revision_is_not_announced_before_what_stands(announced, planner, executive, written):
    version = correction_of(announced, planner)
    earlier = {**written, "announced_on": date(2024, 10, 7), "number": None}

    assert refusal(version, executive, **earlier) == (
        "วันที่ประกาศต้องไม่ก่อนฉบับที่ประกาศไปแล้ว (8 ต.ค. 2567)",
    )


def test_the_facts_for_the_paper_name_the_day_of_the_resolution(announced):
    facts = announced.facts

    assert (facts.number, facts.year, facts.considered_on) == (1, 2567, date(2024, 10, 7))


def test_sending_back_returns_to_collecting_with_reasons(approved, executive, maesai):
    Announcement.send_back(approved, reasons=["ปรับงบถนน", " ", "เพิ่มหมู่ 4"], by=executive)

    approved.refresh_from_db()
    assert approved.stage == Stage.COLLECTING
    assert approved.stage_changes.last().reasons == "ปรับงบถนน\nเพิ่มหมู่ 4"


def test_sending_back_needs_a_reason(approved, executive):
    with pytest.raises(StepRefused) as refused:
        Announcement.send_back(approved, reasons=["  "], by=executive)

    assert refused.value.reasons == ("กรอกเหตุผลที่ส่งกลับ",)


def test_an_announced_version_is_not_sent_back(announced, executive):
    with pytest.raises(StepRefused) as refused:
        Announcement.send_back(announced.version, reasons=["ผิด"], by=executive)

    assert refused.value.reasons == ("แผนอยู่ในขั้น “ประกาศใช้แล้ว” ส่งกลับจากขั้นนี้ไม่ได้",)


def test_what_was_announced_and_posted_cannot_be_deleted(posted):
    for record in (posted.announcement, posted, posted.evidence.get()):
        with pytest.raises(TypeError):
            record.delete()
    for model in (Announcement, Posting):
        with pytest.raises(TypeError):
            model.objects.all().delete()


def test_the_admin_offers_nothing_of_it():
    for model in (Announcement, Posting, PostingEvidence):
        assert not admin.site.is_registered(model)


def test_a_failed_book_is_asked_for_again_and_a_made_one_stays(announced, executive):
    first = announced.book
    announced.ask_for_papers(executive)
    assert announced.book == first

    first.state = Rendering.State.FAILED
    first.save()
    notice = announced.notice
    announced.ask_for_papers(executive)

    assert announced.book != first
    assert announced.notice == notice


def test_an_announcement_of_before_gets_its_notice(announced, executive):
    announced.notice = None
    assert announced.is_unprinted

    book = announced.book
    announced.ask_for_papers(executive)

    announced.refresh_from_db()
    assert (announced.book, announced.notice.paper) == (book, NOTICE)
    assert not announced.is_unprinted
