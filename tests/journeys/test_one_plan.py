"""One plan, lived end to end by its people in a real browser, on a real list."""

from io import BytesIO

import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image

from announcements.models import Posting
from plans.models import PlanVersion
from plans.workflow import Stage
from progress.models import ProgressReport
from projects.models import Project
from thai.calendar import short_date

LIST = settings.BASE_DIR / "data" / "projects" / "nakhonsawan_city_2566_enacted.csv"
PLAN = "/nakhonsawan/plans/2566/original/"

pytestmark = pytest.mark.django_db(transaction=True)


def press(page, name):
    """Press a button, or follow a link that looks like one, in the page's content."""
    main = page.locator("main")
    button = main.get_by_role("button", name=name, exact=True)
    target = button if button.count() else main.get_by_role("link", name=name, exact=True)
    go(page, target.first)


def go(page, target):
    """Click what leads to another page and wait for that page."""
    with page.expect_navigation():
        target.click()


def stage():
    return PlanVersion.objects.get().stage


def photo():
    """A real JPEG, as a phone would send it."""
    data = BytesIO()
    Image.new("RGB", (1200, 900), "#88aa77").save(data, "JPEG")
    return {"name": "ป้าย.jpg", "mimeType": "image/jpeg", "buffer": data.getvalue()}


def test_one_plan_from_the_list_to_the_result(city, window_of, work_off, no_axe_faults):
    planner = window_of("planner")
    open_the_plan(planner, no_axe_faults)
    import_the_list(planner, no_axe_faults)
    add_an_item_and_mend_it(planner, no_axe_faults)
    support_committee_agrees(planner, window_of, no_axe_faults)
    committee_adopts(planner, window_of, no_axe_faults)
    executive_announces(window_of("mayor"), no_axe_faults)
    work_off()
    planner_posts(planner, no_axe_faults)
    citizen_reads(window_of(viewport={"width": 360, "height": 800}), no_axe_faults)
    unit_reports(window_of("staff", viewport={"width": 360, "height": 800}), no_axe_faults)


def open_the_plan(page, no_axe_faults):
    no_axe_faults(page)
    page.goto("/nakhonsawan/plans/")
    press(page, "เปิดฉบับใหม่")
    page.get_by_label("ปีงบประมาณ พ.ศ.").fill("๒๕๖๖")
    page.get_by_label("วันที่เกิดเหตุ").fill("15 ก.ย. 2565")
    no_axe_faults(page)
    press(page, "เปิดฉบับใหม่")
    page.wait_for_url(f"**{PLAN}")
    assert stage() == Stage.COLLECTING


def import_the_list(page, no_axe_faults):
    page.goto(f"{PLAN}imports/upload/")
    page.get_by_label("ไฟล์รายการ").set_input_files(LIST)
    page.get_by_label("เพิ่มยุทธศาสตร์ แนวทาง และหน่วยงานที่องค์กรยังไม่มี").check()
    for month in ("มกราคม", "กุมภาพันธ์", "มีนาคม"):
        page.get_by_label(month).check()
    no_axe_faults(page)
    press(page, "อ่านไฟล์และตรวจ")
    assert page.get_by_text("157,541,100.00").count() > 0
    assert Project.objects.count() == 0
    no_axe_faults(page)
    press(page, "ไปยืนยัน นำเข้า 102 แถว")
    press(page, "นำเข้า 102 แถวลงแผน")
    assert Project.objects.count() == 102
    no_axe_faults(page)


def add_an_item_and_mend_it(page, no_axe_faults):
    """A draft may lack things; readiness names them and leads to the field."""
    page.goto(f"{PLAN}items/")
    no_axe_faults(page)
    press(page, "เพิ่มโครงการ")
    page.get_by_label("ชื่อ").first.fill("ซ่อมแซมปั๊มน้ำหมู่ที่ ๓ บ้านท่าน้ำ")
    page.get_by_label("ยุทธศาสตร์").first.select_option(index=1)
    page.get_by_label("แผนงาน").first.select_option(label="แผนงานเคหะและชุมชน")
    page.get_by_label("หน่วยงานรับผิดชอบหลัก").select_option(label="สำนักช่าง")
    page.get_by_label("งบประมาณ").first.fill("๔๙๘,๐๐๐")
    no_axe_faults(page)
    press(page, "บันทึก")
    item = Project.objects.get(name__startswith="ซ่อมแซมปั๊มน้ำ")
    assert (item.budget, item.months, item.name) == (498000, 0, "ซ่อมแซมปั๊มน้ำหมู่ที่ ๓ บ้านท่าน้ำ")

    page.goto(f"{PLAN}readiness/")
    no_axe_faults(page)
    while page.locator("section[aria-labelledby=must] a").count():
        go(page, page.locator("section[aria-labelledby=must] a").first)
        page.get_by_label("มีนาคม").check()
        press(page, "บันทึก")
        page.goto(f"{PLAN}readiness/")
    item.refresh_from_db()
    assert item.month_numbers == [3]


def support_committee_agrees(planner, window_of, no_axe_faults):
    planner.goto(PLAN)
    no_axe_faults(planner)
    press(planner, "ส่งร่างให้คณะกรรมการสนับสนุนฯ")
    press(planner, "ส่งร่างให้คณะกรรมการสนับสนุนฯ")
    for name in ("support", "clerk"):
        page = window_of(name, viewport={"width": 360, "height": 800})
        page.goto(f"{PLAN}agreement/")
        no_axe_faults(page)
        press(page, "เห็นว่าร่างครบถ้วน")
    press(page, "สรุปผล")
    no_axe_faults(page)
    page.get_by_role("radio", name="เห็นว่าร่างครบถ้วน").check()
    press(page, "สรุปผล")
    assert stage() == Stage.DRAFTED


def committee_adopts(planner, window_of, no_axe_faults):
    planner.goto(PLAN)
    press(planner, "ส่งร่างเข้าที่ประชุม")
    press(planner, "ส่งร่างเข้าที่ประชุม")
    assert stage() == Stage.IN_REVIEW

    headman = window_of("headman", viewport={"width": 360, "height": 800})
    headman.goto(f"{PLAN}review/")
    no_axe_faults(headman)
    press(headman, "เริ่มอ่าน")
    no_axe_faults(headman)
    go(headman, headman.get_by_role("link", name="ให้ความเห็นต่อรายการนี้"))
    headman.get_by_label("ความเห็น").last.fill("ขอให้ทำช่วงหน้าแล้ง")
    press(headman, "บันทึกความเห็น")
    headman.goto(f"{PLAN}review/")
    press(headman, "เริ่มอ่าน")
    press(headman, "เห็นชอบ")
    headman.goto(f"{PLAN}review/")
    go(headman, headman.get_by_role("link", name="เห็นชอบรายการที่เหลือ 102 รายการ"))
    no_axe_faults(headman)
    go(headman, headman.locator("main form button").last)

    planner.goto(f"{PLAN}review/remarks/")
    go(planner, planner.get_by_role("link", name="ตอบความเห็น").first)
    planner.get_by_label("คำตอบ").fill("รับไปปรับช่วงเวลาแล้ว")
    press(planner, "บันทึกคำตอบ")
    planner.goto("/nakhonsawan/meetings/add/")
    today = timezone.localdate()
    planner.get_by_label("วันที่ประชุม").fill(short_date(today))
    for radio in planner.get_by_role("radio", name="มา", exact=True).all():
        radio.check()
    no_axe_faults(planner)
    press(planner, "บันทึก")
    planner.goto(f"{PLAN}resolution/draft/")
    planner.get_by_role("radio", name="เห็นชอบ", exact=True).check()
    no_axe_faults(planner)
    press(planner, "ร่างมติ")

    mayor = window_of("mayor")
    mayor.goto(f"{PLAN}resolution/")
    press(mayor, "ยืนยันมติ")
    no_axe_faults(mayor)
    press(mayor, "ยืนยันมติ")
    assert stage() == Stage.APPROVED


def executive_announces(page, no_axe_faults):
    page.goto(PLAN)
    press(page, "ประกาศใช้แผน")
    no_axe_faults(page)
    press(page, "ประกาศใช้แผน")
    no_axe_faults(page)
    press(page, "ประกาศใช้แผน")
    assert stage() == Stage.ANNOUNCED
    no_axe_faults(page)


def planner_posts(page, no_axe_faults):
    page.goto(PLAN)
    press(page, "บันทึกการปิดประกาศ")
    page.get_by_label("สถานที่ปิดประกาศ").fill("ป้ายประกาศหน้าสำนักงาน")
    page.get_by_label("ถ่ายภาพที่ป้าย").set_input_files(photo())
    no_axe_faults(page)
    press(page, "บันทึกการปิดประกาศ")
    assert Posting.objects.get().evidence.count() == 1
    no_axe_faults(page)


def citizen_reads(page, no_axe_faults):
    page.goto("/")
    no_axe_faults(page)
    page.get_by_label("ชื่อ อปท. อำเภอ หรือจังหวัด").fill("ทน.นครสวรรค์")
    press(page, "ค้นหา")
    go(page, page.get_by_role("link", name="เทศบาลนครนครสวรรค์").first)
    no_axe_faults(page)
    page.goto("/public/nakhonsawan/2566/")
    assert page.get_by_text("103").count() > 0
    no_axe_faults(page)
    page.get_by_role("searchbox").fill("ปั๊มน้ำหมู่ที่3")
    press(page, "ค้นหา")
    go(page, page.get_by_role("link", name="ซ่อมแซมปั๊มน้ำหมู่ที่ ๓ บ้านท่าน้ำ"))
    no_axe_faults(page)
    page.goto("/public/nakhonsawan/2566/")
    link = page.get_by_role("link", name="PDF").first.get_attribute("href")
    book = page.request.get(link)
    assert book.headers["content-type"] == "application/pdf"
    assert book.body()[:5] == b"%PDF-"
    assert page.context.cookies() == []


def unit_reports(page, no_axe_faults):
    page.goto("/nakhonsawan/results/2566/")
    no_axe_faults(page)
    go(page, page.get_by_role("link", name="ซ่อมแซมปั๊มน้ำหมู่ที่ ๓ บ้านท่าน้ำ").first)
    page.get_by_label("ดำเนินการแล้วเสร็จ").check()
    page.get_by_label("เบิกจ่ายแล้ว").fill("490,000")
    no_axe_faults(page)
    press(page, "บันทึกและไปรายการถัดไป")
    report = ProgressReport.objects.get()
    assert (report.status, report.line.disbursements.get().disbursed) == ("completed", 490000)
    page.goto("/nakhonsawan/results/2566/summary/")
    no_axe_faults(page)
    assert page.get_by_text("490,000.00").count() > 0
