"""The list of items in a browser: cells by keyboard, many at once, the order of a heading."""

import datetime
import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from organizations.models import Member
from plans.models import Plan, Program
from plans.workflow import Kind, Trigger
from projects.amending import items_of
from projects.models import Project
from tests.factories import ProjectFactory

from .test_one_plan import press

ITEMS = "/nakhonsawan/plans/2567/original/items/"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def version(city):
    """A plan that collects, with four items under one heading."""
    version = Plan.open(
        city, 2567, kind=Kind.ORIGINAL, trigger=Trigger.ANNUAL_BUDGET,
        trigger_on=datetime.date(2023, 9, 15), by=Member.objects.get(user__name="planner"),
    )  # fmt: skip
    unit = city.units.get(name="สำนักช่าง")
    program = Program.objects.get(code="00310")
    for name in ("ถนน", "สะพาน", "ท่อ", "ฝาย"):
        ProjectFactory(version=version, name=name, unit=unit, program=program,
                       budget=Decimal("50000.00"))  # fmt: skip
    return version


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_cell_is_edited_by_keyboard(version, window_of, no_axe_faults, size):
    page = window_of("planner", viewport=size)
    page.goto(ITEMS)
    link, field = page.locator("#cell-0002-budget"), page.locator("#id_0002-budget")
    page.get_by_label("เลือก 0002").check()
    link.click()
    expect(field).to_be_focused()
    no_axe_faults(page)
    field.fill("สี่แสน")
    field.press("Enter")
    expect(page.locator("[data-cell]")).to_contain_text("งบประมาณต้องเป็นตัวเลข")
    expect(field).to_be_focused()
    field.fill("๔๐๐,๐๐๐")
    field.press("Enter")
    expect(link).to_be_focused()
    expect(page.locator("#found-count")).to_contain_text("550,000.00")
    expect(page.locator("#found-sums")).to_contain_text("550,000.00")
    expect(page.get_by_label("เลือก 0002")).to_be_checked()

    link.click()
    expect(field).to_be_focused()  # until then its buttons are not wired up
    field.fill("1")
    field.press("Escape")
    expect(link).to_be_focused()
    assert Project.objects.get(name="สะพาน").budget == Decimal("400000")


@pytest.mark.parametrize("is_scripted", [True, False], ids=["script", "no-script"])
def test_many_are_changed_and_removed(version, window_of, no_axe_faults, is_scripted):
    page = window_of("planner", java_script_enabled=is_scripted)
    page.goto(ITEMS)
    page.get_by_label("เลือกทั้ง 4 รายการที่พบ").check()
    press(page, "แก้พร้อมกัน")
    if is_scripted:
        no_axe_faults(page)
    page.get_by_label("หน่วยงานรับผิดชอบหลัก").select_option("สำนักปลัดเทศบาล")
    page.get_by_label("เพิ่มเดือนเหล่านี้").check()
    page.get_by_label("ตุลาคม").check(force=True)
    press(page, "ดูก่อนบันทึก")
    if is_scripted:
        no_axe_faults(page)
    press(page, "แก้ 4 รายการ")
    assert "แก้ 4 รายการแล้ว" in page.inner_text("main")
    assert {item.months_text for item in items_of(version)} == {"ต.ค. 2566"}

    page.get_by_label("เลือก 0004").check()
    page.locator("button[name=do][value=delete]").click()
    press(page, "ลบ 1 รายการ")
    assert "ลบ 1 รายการแล้ว" in page.inner_text("main")
    assert [item.name for item in items_of(version)] == ["ถนน", "สะพาน", "ท่อ"]


@pytest.mark.parametrize("is_scripted", [True, False], ids=["script", "no-script"])
def test_a_heading_is_put_in_order(version, window_of, no_axe_faults, is_scripted):
    page = window_of("planner", java_script_enabled=is_scripted)
    page.goto(ITEMS)
    page.get_by_role("link", name=re.compile("ในหัวข้อนี้")).click()
    page.get_by_role("button", name="เลื่อน 0001 ลง").click()
    expect(page.get_by_text("ลำดับเปลี่ยนแล้ว ยังไม่ได้บันทึก")).to_be_visible()
    if is_scripted:
        rows = page.locator("[data-order] tr")
        rows.nth(3).drag_to(rows.nth(0), target_position={"x": 5, "y": 2})
        no_axe_faults(page)
    else:
        page.get_by_label("ลำดับของ 0004").fill("1")
    press(page, "บันทึกลำดับ")

    assert "จัดลำดับ 4 รายการแล้ว" in page.inner_text("main")
    assert [item.name for item in items_of(version)] == ["ฝาย", "สะพาน", "ถนน", "ท่อ"]
