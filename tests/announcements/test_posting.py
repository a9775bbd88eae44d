from datetime import date, time, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from announcements.models import Posting, PostingEvidence
from plans.workflow import StepRefused

from .conftest import POSTED_ON, picture


def refusal(announced, planner, files, **seen):
    with pytest.raises(StepRefused) as refused:
        Posting.record(announced, **seen, files=files, by=planner)
    assert Posting.objects.count() == 0
    assert PostingEvidence.objects.count() == 0
    return refused.value.reasons


def test_a_posting_is_kept_with_its_proof(announced, seen, photo, planner):
    data = picture()

    posting = Posting.record(announced, **seen, files=[photo(data=data)], by=planner)

    proof = posting.evidence.get()
    assert posting.removable_from == date(2024, 11, 15)
    assert proof.file.read() == data
    assert proof.file_name == "ป้ายหน้าสำนักงาน.jpg"
    assert timezone.localtime(proof.taken_at).isoformat() == "2024-10-15T09:30:00+07:00"
    assert proof.is_doubtful is False


def test_the_public_copy_on_disk_has_no_metadata(posted):
    proof = posted.evidence.get()

    with Image.open(BytesIO(proof.public_copy.read())) as copy:
        assert dict(copy.getexif()) == {}
        assert copy.size == (800, 1600)


def test_a_posting_is_logged(posted, maesai):
    entry = maesai.log_entries.get(action="post")

    assert entry.changes == {
        "วันที่ปิดประกาศ": ["", "15 ตุลาคม 2567"],
        "ภาพและเอกสาร": ["", "1 ไฟล์"],
    }


def test_every_reason_is_named_at_once(announced, planner):
    text = SimpleUploadedFile("ภาพ.jpg", b"not a picture")

    reasons = refusal(
        announced, planner, [text], place=" ", posted_by="", posted_on=date(2024, 10, 7)
    )

    assert reasons == (
        "กรอกสถานที่ปิดประกาศ",
        "กรอกชื่อผู้ปิดประกาศ",
        "วันที่ปิดประกาศต้องไม่ก่อนวันประกาศ (8 ต.ค. 2567)",
        "อ่านไฟล์ “ภาพ.jpg” ไม่ได้ ใช้ภาพ JPEG, PNG, WebP หรือ PDF ที่เปิดดูได้",
    )


def test_a_posting_without_proof_is_none(announced, planner, seen):
    assert refusal(announced, planner, [], **seen) == ("ต้องมีภาพถ่ายหรือเอกสารสแกนอย่างน้อย 1 ไฟล์",)


def test_a_posting_in_the_future_is_refused(announced, planner, seen, photo):
    tomorrow = timezone.localdate() + timedelta(days=1)
    later = {**seen, "posted_on": tomorrow, "late_reason": "น้ำท่วม"}

    assert refusal(announced, planner, [photo()], **later) == ("วันที่ปิดประกาศต้องไม่เป็นวันในอนาคต",)


def test_a_late_posting_needs_its_reason(announced, planner, seen, photo):
    late = {**seen, "posted_on": date(2024, 10, 25)}

    assert refusal(announced, planner, [photo()], **late) == (
        "ปิดประกาศเกินกำหนด 2 วัน กรอกเหตุที่ปิดประกาศเกินกำหนด",
    )
    posting = Posting.record(
        announced, **late, late_reason="น้ำท่วมสำนักงาน", files=[photo()], by=planner
    )
    assert posting.late_reason == "น้ำท่วมสำนักงาน"


def test_a_posting_on_the_last_day_is_in_time(announced, planner, seen, photo):
    kept = {**seen, "posted_on": date(2024, 10, 23), "posted_at": time(9, 30)}

    assert Posting.record(announced, **kept, files=[photo()], by=planner).late_reason == ""


def test_one_place_is_posted_once(posted, planner, seen, photo):
    with pytest.raises(StepRefused) as refused:
        Posting.record(posted.announcement, **seen, files=[photo()], by=planner)

    assert refused.value.reasons == ("บันทึกการปิดประกาศที่นี่แล้ว เพิ่มภาพถ่ายในรายการเดิมได้",)


def test_the_same_photo_twice_is_kept_once(announced, planner, seen, photo):
    data = picture()

    posting = Posting.record(
        announced, **seen, files=[photo(data=data), photo(data=data)], by=planner
    )

    assert posting.evidence.count() == 1


def test_a_photo_of_another_day_is_kept_with_a_doubt(announced, planner, seen, photo):
    old = photo(taken="2024:10:10 08:00:00")

    proof = Posting.record(announced, **seen, files=[old], by=planner).evidence.get()

    assert (proof.days_off, proof.is_doubtful) == (5, True)


def test_further_photos_are_added(posted, photo, planner):
    posted.add_evidence([photo("สอง.jpg", colour="red")], by=planner)

    assert [proof.file_name for proof in posted.evidence.all()] == ["ป้ายหน้าสำนักงาน.jpg", "สอง.jpg"]


def test_a_photo_already_there_is_refused_with_the_rest(posted, photo, planner):
    same, other = photo("อีกครั้ง.jpg"), photo("ใหม่.jpg", colour="red")

    with pytest.raises(StepRefused) as refused:
        posted.add_evidence([same, other], by=planner)

    assert refused.value.reasons == ("มีไฟล์ “อีกครั้ง.jpg” อยู่แล้ว",)
    assert posted.evidence.count() == 1


@pytest.mark.parametrize("days", [0, 29, 30])
def test_a_posting_stays_up_its_thirty_days(posted, planner, days):
    with pytest.raises(StepRefused) as refused:
        posted.take_down(POSTED_ON + timedelta(days=days), by_name="นายดี", by=planner)

    assert refused.value.reasons == ("ต้องปิดประกาศให้ครบ 30 วัน ปลดได้ตั้งแต่ 15 พฤศจิกายน 2567",)
    posted.refresh_from_db()
    assert posted.is_up


def test_a_posting_comes_down_on_day_thirty_one(posted, planner):
    posted.take_down(date(2024, 11, 15), by_name="นายดี", by=planner)

    posted.refresh_from_db()
    assert (posted.removed_on, posted.removed_by) == (date(2024, 11, 15), "นายดี")


def test_taking_down_names_every_reason(posted, planner):
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(StepRefused) as refused:
        posted.take_down(tomorrow, by_name=" ", by=planner)

    assert refused.value.reasons == ("วันที่ปลดประกาศต้องไม่เป็นวันในอนาคต", "กรอกชื่อผู้ปลดประกาศ")


def test_taking_down_twice_is_refused(posted, planner):
    posted.take_down(date(2024, 11, 15), by_name="นายดี", by=planner)

    with pytest.raises(StepRefused) as refused:
        posted.take_down(date(2024, 11, 16), by_name="นายดี", by=planner)

    assert refused.value.reasons == ("บันทึกการปลดประกาศที่นี่แล้ว",)
