"""An outside agency on a phone: from the planner's link to the answer it reads."""

import datetime

import pytest

from organizations.models import Member
from plans.models import Plan
from plans.workflow import Kind, Trigger
from projects.models import Project, Proposal

from .test_one_plan import press

PLAN = "/nakhonsawan/plans/2566/original/"
PHONE = {"width": 360, "height": 740}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def collecting(city):
    """The year's plan, open for collecting."""
    return Plan.open(
        city, 2566, kind=Kind.ORIGINAL, trigger=Trigger.ANNUAL_BUDGET,
        trigger_on=datetime.date(2022, 9, 15), by=Member.objects.get(user__name="planner"),
    )  # fmt: skip


def test_an_agency_sends_its_projects_and_reads_the_answer(collecting, window_of, no_axe_faults):
    planner = window_of("planner")
    link = invite(planner, no_axe_faults)
    agency = window_of(viewport=PHONE)
    send_two(agency, link, no_axe_faults)
    decide(planner, no_axe_faults)
    read_the_answer(agency, link, no_axe_faults)


def invite(page, no_axe_faults):
    page.goto(f"{PLAN}agencies/")
    no_axe_faults(page)
    page.get_by_label("ชื่อหน่วยงานภายนอก").fill("แขวงทางหลวงนครสวรรค์")
    press(page, "ออกลิงก์")
    no_axe_faults(page)
    return page.get_by_label("ลิงก์สำหรับหน่วยงาน").input_value()


def send_two(page, link, no_axe_faults):
    page.goto(link)
    no_axe_faults(page)
    press(page, "บันทึก")
    no_axe_faults(page)
    page.get_by_label("ชื่อโครงการ").fill("ขยายทางหลวงหมายเลข ๑")
    page.get_by_label("งบประมาณ").fill("๔๙๘,๐๐๐")
    page.get_by_label("มีนาคม").check()
    press(page, "บันทึกและเพิ่มอีก")
    assert page.get_by_label("ชื่อโครงการ").input_value() == ""
    page.get_by_label("ชื่อโครงการ").fill("ติดตั้งไฟสัญญาณจราจร")
    press(page, "บันทึก")
    no_axe_faults(page)
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]
    assert sorted(Proposal.objects.values_list("name", "budget", "months")) == [
        ("ขยายทางหลวงหมายเลข ๑", 498000, 1 << 5), ("ติดตั้งไฟสัญญาณจราจร", None, 0),
    ]  # fmt: skip


def decide(page, no_axe_faults):
    page.goto(f"{PLAN}proposals/")
    no_axe_faults(page)
    page.get_by_role("link", name="ขยายทางหลวงหมายเลข ๑").first.click()
    no_axe_faults(page)
    press(page, "รับเป็นรายการใหม่")
    page.get_by_role("link", name="ติดตั้งไฟสัญญาณจราจร").first.click()
    press(page, "ไม่รับรายการนี้")
    no_axe_faults(page)
    page.get_by_label("เหตุผลที่ไม่รับ").fill("ทำเสร็จแล้วในปีก่อน")
    press(page, "ไม่รับรายการนี้")
    assert Project.objects.get().agency == "แขวงทางหลวงนครสวรรค์"


def read_the_answer(page, link, no_axe_faults):
    page.goto(link)
    assert page.get_by_text("รับเข้าแผนแล้ว (รหัส 0001)").count() == 1
    assert page.get_by_text("เหตุผล: ทำเสร็จแล้วในปีก่อน").count() == 1
    press(page, "ดูใบรับ")
    no_axe_faults(page)
