"""A meeting from its call to its minutes, on a phone without scripts; the live count with them."""

from django.utils import timezone

from reviews.models import Meeting
from tests.announcements.conftest import picture
from thai.calendar import short_date

PHONE = {"viewport": {"width": 360, "height": 800}}


def press(page, name):
    page.locator("main").get_by_role("button", name=name).last.click()
    page.wait_for_load_state()


def go(page, name):
    page.locator("main").get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def test_a_meeting_on_a_phone(window_of, no_axe_faults):
    phone = window_of("planner", java_script_enabled=False, **PHONE)
    phone.goto("/nakhonsawan/meetings/call/committee/")
    phone.get_by_label("วันที่ประชุม").fill(short_date(timezone.localdate()))
    phone.get_by_label("สถานที่ประชุม").fill("ห้องประชุม 1")
    press(phone, "เรียกประชุม")
    meeting = Meeting.objects.get()
    go(phone, "ส่งหนังสือเชิญทางอีเมล")
    press(phone, "ส่งหนังสือเชิญ 2 คน")
    assert meeting.notices.count() == 2

    go(phone, "บันทึกผู้เข้าประชุม")
    for radio in phone.get_by_role("radio", name="มา", exact=True).all():
        radio.check()
    press(phone, "บันทึก")
    assert phone.get_by_text("มา 2 จาก 2 ต้องมี 1 ครบองค์ประชุม").count() >= 1

    go(phone, "เขียนรายงานการประชุม")
    phone.get_by_label("วาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ").fill("ประธานกล่าวต้อนรับ")
    press(phone, "บันทึกรายงานการประชุม")
    go(phone, "แนบรายงานที่ลงนามแล้ว")
    scan = {"name": "scan.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    phone.get_by_label("รายงานที่ลงนามแล้ว").set_input_files(scan)
    press(phone, "แนบไฟล์")
    assert phone.get_by_text("ครบทุกขั้นแล้ว").count() == 1
    assert meeting.scans.count() == 1
    width = "document.documentElement.scrollWidth"
    desk = window_of("planner", **PHONE)
    desk.goto(meeting.get_absolute_url())
    no_axe_faults(desk)
    assert desk.evaluate(width) == 360


def test_the_quorum_is_counted_while_it_is_ticked(window_of):
    page = window_of("planner")
    page.goto("/nakhonsawan/meetings/add/")
    told = page.locator("[data-quorum]")
    assert told.inner_text() == "มา 0 จาก 2 ต้องมี 1 ยังไม่ครบองค์ประชุม"

    page.get_by_role("radio", name="มา", exact=True).first.check()
    assert told.inner_text() == "มา 1 จาก 2 ต้องมี 1 ครบองค์ประชุม"
    page.get_by_role("radio", name="มาแล้วกลับก่อน").first.check()
    assert told.inner_text() == "มา 0 จาก 2 ต้องมี 1 ยังไม่ครบองค์ประชุม"
