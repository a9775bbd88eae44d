"""A planning office's day with its list: Excel in, many at once, Excel out and back."""

import datetime
import io

import openpyxl
import pytest

from organizations.models import Member
from plans.models import Plan
from plans.workflow import Kind, Trigger
from projects.models import Project
from projects.schedule import FISCAL_ORDER
from thai.calendar import SHORT_MONTHS

from .test_one_plan import go, press

PLAN = "/nakhonsawan/plans/2566/original/"
PHONE = {"width": 360, "height": 740}
HEADER = ["ที่", "โครงการ", "รายละเอียด", "งบประมาณ (บาท)", "สถานที่", "หน่วยงานที่รับผิดชอบ"]
MONTHS = [SHORT_MONTHS[month] for month in FISCAL_ORDER]
ITEMS = [
    ("ก่อสร้างถนน คสล. หมู่ที่ 3 บ้านท่าน้ำ", "กว้าง 4 ม. ยาว 200 ม.", "๔๙๘,๐๐๐", "หมู่ที่ 3", "สำนักช่าง", (5, 6)),
    ("ก่อสร้างถนน คสล. หมู่ที่ 8 บ้านดอน", "กว้าง 4 ม. ยาว 180 ม.", "1.5 ล้าน", "หมู่ที่ 8", "สำนักช่าง", (7,)),
    ("ซ่อมแซมปั๊มน้ำประปา", "เปลี่ยนมอเตอร์", "725,760.-", "สถานีสูบน้ำ", "สำนักช่าง", (0, 1, 2)),
    ("ขุดลอกคลองไส้ไก่", "ยาว 2,000 ม.", "สี่แสน", "หมู่ที่ 1", "สำนักช่าง", (3,)),
]  # fmt: skip

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def collecting(city):
    """The year's plan, open for collecting."""
    return Plan.open(
        city, 2566, kind=Kind.ORIGINAL, trigger=Trigger.ANNUAL_BUDGET,
        trigger_on=datetime.date(2022, 9, 15), by=Member.objects.get(user__name="planner"),
    )  # fmt: skip


def office_list():
    """Return a ผด.02 as offices keep it: titles, two header rows, headings, a total, one fault."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "ผด.02"
    sheet.append(["แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2566"])
    sheet.append(["เทศบาลนครนครสวรรค์"])
    sheet.append([*HEADER, "พ.ศ. 2565", "", "", "พ.ศ. 2566"])
    sheet.append([""] * len(HEADER) + MONTHS)
    sheet.merge_cells("G3:I3")
    sheet.merge_cells("J3:R3")
    for column in "ABCDEF":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.append(["1. ยุทธศาสตร์ด้านโครงสร้างพื้นฐาน"])
    sheet.append(["1.1 แผนงานอุตสาหกรรมและการโยธา"])
    for number, (name, detail, budget, place, unit, months) in enumerate(ITEMS, start=1):
        marks = ["←→" if month in months else None for month in range(12)]
        sheet.append([number, name, detail, budget, place, unit, *marks])
    sheet.append(["", "รวม 4 โครงการ", "", "=SUM(D7:D10)"])
    return sent(book, "แผน 2566.xlsx")


def sent(book, name):
    target = io.BytesIO()
    book.save(target)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": name, "mimeType": kind, "buffer": target.getvalue()}


def test_a_day_in_the_registry(collecting, window_of, no_axe_faults):
    planner = window_of("planner")
    bring_the_good_rows(planner, no_axe_faults)
    take_the_import_back(planner, no_axe_faults)
    bring_the_good_rows(planner, no_axe_faults)
    change_many_at_once(planner, no_axe_faults)
    change_one_in_place(planner, no_axe_faults)
    taken_out = take_the_workbook_out(planner)
    meanwhile_somebody_else(window_of("staff", viewport=PHONE), no_axe_faults)
    bring_it_back(planner, taken_out, no_axe_faults)
    read_on_a_phone(window_of("planner", viewport=PHONE), no_axe_faults)


def upload(page, file):
    page.goto(f"{PLAN}imports/upload/")
    page.get_by_label("ไฟล์รายการ").set_input_files(file)
    press(page, "อ่านไฟล์และตรวจ")


def bring_the_good_rows(page, no_axe_faults):
    """The faulty row is named with its cell; the others may come without it."""
    upload(page, office_list())
    no_axe_faults(page)
    assert page.get_by_text("“สี่แสน”").count() > 0
    assert page.get_by_text("D10").count() > 0
    assert Project.objects.count() == 0
    press(page, "ไปยืนยัน นำเข้า 3 แถว")
    no_axe_faults(page)
    assert page.get_by_text("ไม่นำเข้า 1 แถว").count() > 0
    press(page, "นำเข้า 3 แถวลงแผน")
    no_axe_faults(page)
    found = {item.name: (item.budget, item.month_numbers) for item in Project.objects.all()}
    assert found == {
        ITEMS[0][0]: (498_000, [3, 4]),
        ITEMS[1][0]: (1_500_000, [5]),
        ITEMS[2][0]: (725_760, [10, 11, 12]),
    }


def take_the_import_back(page, no_axe_faults):
    press(page, "ถอนการนำเข้าทั้งชุด")
    no_axe_faults(page)
    go(page, page.locator("main form button").last)
    assert Project.objects.count() == 0
    no_axe_faults(page)


def change_many_at_once(page, no_axe_faults):
    page.goto(f"{PLAN}items/?q=ถนน")
    no_axe_faults(page)
    page.locator("#pick-all").check()
    press(page, "แก้พร้อมกัน")
    no_axe_faults(page)
    page.get_by_label("แหล่งเงิน").select_option(label="งบประมาณรายจ่ายประจำปี")
    press(page, "ดูก่อนบันทึก")
    no_axe_faults(page)
    press(page, "แก้ 2 รายการ")
    assert Project.objects.filter(source__key="annual_budget").count() == 2


def change_one_in_place(page, no_axe_faults):
    page.goto(f"{PLAN}items/?q=ปั๊มน้ำ")
    cell = page.locator("td[data-l^=งบประมาณ]")
    cell.get_by_role("link").click()
    cell.get_by_role("textbox").fill("๗๐๐,๐๐๐")
    no_axe_faults(page)
    cell.get_by_role("textbox").press("Enter")
    cell.get_by_role("textbox").wait_for(state="detached")
    assert Project.objects.get(name=ITEMS[2][0]).budget == 700_000


def take_the_workbook_out(page):
    page.goto(f"{PLAN}items/")
    with page.expect_download() as download:
        page.locator("main").get_by_role("link", name="ส่งออก Excel", exact=True).click()
    return download.value.path().read_bytes()


def meanwhile_somebody_else(page, no_axe_faults):
    """On a phone, a unit changes what the workbook changes too."""
    page.goto(f"{PLAN}items/?q=หมู่ที่ 3")
    no_axe_faults(page)
    go(page, page.get_by_role("link", name=ITEMS[0][0]))
    press(page, "แก้รายการนี้")
    page.get_by_label("งบประมาณ").first.fill("490,000")
    press(page, "บันทึก")


def bring_it_back(page, taken_out, no_axe_faults):
    """Two cells changed in the file, one of them by the unit as well: that one is asked."""
    book = openpyxl.load_workbook(io.BytesIO(taken_out))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == 498_000:
                    cell.value = 480_000
                elif cell.value == "สถานีสูบน้ำ":
                    cell.value = "สถานีสูบน้ำ หมู่ที่ 2"
    upload(page, sent(book, "กลับมา.xlsx"))
    no_axe_faults(page)
    assert Project.objects.get(name=ITEMS[0][0]).budget == 490_000
    page.get_by_role("radio", name="480,000.00").check()
    press(page, "บันทึกที่เลือก")
    no_axe_faults(page)
    go(page, page.locator("main a.btn-primary", has_text="ไปยืนยัน"))
    no_axe_faults(page)
    press(page, "บันทึกลงแผน")
    assert Project.objects.get(name=ITEMS[0][0]).budget == 480_000
    assert Project.objects.get(name=ITEMS[2][0]).place == "สถานีสูบน้ำ หมู่ที่ 2"
    no_axe_faults(page)


def read_on_a_phone(page, no_axe_faults):
    for path in ("items/", "readiness/", "overlaps/", "imports/", "items/views/", "items/copy/"):
        page.goto(f"{PLAN}{path}")
        no_axe_faults(page)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, page.url
