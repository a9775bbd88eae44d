"""The form of an item in a browser: last year's items, earlier wording, months, nothing lost."""

import datetime
from decimal import Decimal

import pytest

from organizations.models import Member
from plans.models import Plan, PlanVersion, Program
from plans.workflow import Kind, Trigger
from projects.models import Project
from tests.conftest import PASSWORD
from tests.factories import ProjectFactory

from .test_one_plan import press

ITEMS = "/nakhonsawan/plans/2567/original/items/"
PHONE = {"width": 360, "height": 740}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two_years(city):
    """Last year's plan with two items, and this year's, still empty."""
    for year in (2566, 2567):
        Plan.open(
            city, year, kind=Kind.ORIGINAL, trigger=Trigger.ANNUAL_BUDGET,
            trigger_on=datetime.date(year - 544, 9, 15),
            by=Member.objects.get(user__name="planner"),
        )  # fmt: skip
    version = PlanVersion.objects.get(plan__fiscal_year=2566)
    unit = city.units.get(name="สำนักช่าง")
    program = Program.objects.get(code="00310")
    for name in ("จัดงานสงกรานต์ ประจำปี 2566", "ซ่อมถนนที่ชำรุดตั้งแต่ปี 2566"):
        ProjectFactory(version=version, name=name, unit=unit, program=program,
                       budget=Decimal("50000.00"))  # fmt: skip
    return version


def test_a_plan_begins_with_last_years_items(two_years, window_of, no_axe_faults):
    page = window_of("planner")
    page.goto(ITEMS)
    no_axe_faults(page)
    press(page, "เริ่มจากแผนปี 2566")
    no_axe_faults(page)
    press(page, "ตรวจรายการที่เลือก")
    no_axe_faults(page)
    page.get_by_label("เลือกทั้งหมดที่แสดง").check()
    press(page, "ตรวจรายการที่เลือก")
    no_axe_faults(page)
    assert page.locator("del").all_text_contents() == ["เดิม 2566"]
    assert page.locator("ins").all_text_contents() == ["ใหม่ 2567"]
    press(page, "คัดลอกรายการที่เลือกไว้")
    made = Project.objects.exclude(version=two_years).order_by("order")
    assert [item.name for item in made] == [
        "จัดงานสงกรานต์ ประจำปี 2567", "ซ่อมถนนที่ชำรุดตั้งแต่ปี 2566"
    ]  # fmt: skip


@pytest.mark.parametrize("size", [None, PHONE])
def test_typing_is_helped_and_never_lost(two_years, window_of, no_axe_faults, size):
    page = window_of("planner", viewport=size) if size else window_of("planner")
    page.goto(f"{ITEMS}add/")
    page.get_by_label("ชื่อโครงการ").press_sequentially("สงกรานต์")
    page.get_by_role("button", name="จัดงานสงกรานต์ ประจำปี 2567").click()
    assert page.get_by_label("แผนงาน").input_value() == ""
    page.get_by_role("button", name="เติม 2 ช่องที่ยังว่าง").click()
    program = page.get_by_label("แผนงาน")
    assert program.locator("option:checked").inner_text() == "แผนงานอุตสาหกรรมและการโยธา"
    page.get_by_label("ตุลาคม").check()
    page.get_by_label("มีนาคม").click(modifiers=["Shift"])
    assert "เลือก 6 เดือน: ต.ค. – ธ.ค. 2566, ม.ค. – มี.ค. 2567" in page.inner_text("main")
    no_axe_faults(page)

    page.context.clear_cookies(name="sessionid")
    press(page, "บันทึก")
    sign_in_again(page)
    page.get_by_role("button", name="ใส่สิ่งที่พิมพ์ไว้กลับ").click()
    no_axe_faults(page)
    press(page, "บันทึก")
    made = Project.objects.exclude(version=two_years).get()
    assert (made.name, len(made.month_numbers)) == ("จัดงานสงกรานต์ ประจำปี 2567", 6)
    page.goto(f"{ITEMS}add/")
    assert page.get_by_role("button", name="ใส่สิ่งที่พิมพ์ไว้กลับ").count() == 0


def test_a_session_that_ends_on_the_way_through_the_list(two_years, window_of):
    page = window_of("planner")
    page.goto(f"{ITEMS.replace('2567', '2566')}?q=2566")
    page.get_by_role("link", name="ซ่อมถนน").click()
    press(page, "แก้รายการนี้")
    page.get_by_label("หมายเหตุ").fill("ตรวจแล้ว")
    page.context.clear_cookies(name="sessionid")
    press(page, "บันทึกและไปรายการถัดไป")
    sign_in_again(page)
    page.get_by_role("button", name="ใส่สิ่งที่พิมพ์ไว้กลับ").click()
    press(page, "บันทึกและไปรายการถัดไป")
    assert Project.objects.get(name__startswith="ซ่อม").note == "ตรวจแล้ว"
    assert page.url.endswith("/items/?q=2566")


def sign_in_again(page):
    page.get_by_label("อีเมล").fill("planner@nakhonsawan.example")
    page.get_by_label("รหัสผ่าน", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.wait_for_url("**/items/**")
