"""The plan book from the button to the file: watched, cancelled, asked for again, taken."""

import datetime
import hashlib

import pytest

from documents.models import Rendering
from organizations.models import Member, Unit
from plans.models import Plan, Program, Strategy
from plans.workflow import Kind, Trigger
from projects.models import BudgetSource, Line, Project
from tests.documents.workers import worker

from .test_one_plan import press

ITEMS = 320  # enough that a worker is seen at work
DOCUMENTS = "/nakhonsawan/plans/2566/original/documents/"
PHONE = {"width": 360, "height": 740}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def full_plan(city, settings, tmp_path):
    """The year's plan, collecting, with a few hundred items of many programs."""
    settings.MEDIA_ROOT = tmp_path
    version = Plan.open(
        city, 2566, kind=Kind.ORIGINAL, trigger=Trigger.ANNUAL_BUDGET,
        trigger_on=datetime.date(2022, 9, 15), by=Member.objects.get(user__name="planner"),
    )  # fmt: skip
    strategy = Strategy.objects.create(organization=city, number=1, name="ด้านโครงสร้างพื้นฐาน")
    programs, unit = list(Program.objects.all()), Unit.objects.filter(organization=city).first()
    lines = Line.objects.bulk_create(
        Line(plan=version.plan, code=f"{number:04d}") for number in range(1, ITEMS + 1)
    )
    Project.objects.bulk_create(
        Project(
            version=version, line=line, order=order, name=f"ก่อสร้างถนนสายที่ {order}",
            detail="ผิวจราจรกว้าง 4 เมตร ยาว 200 เมตร", budget=498_000, months=7, place="หมู่ที่ 3",
            strategy=strategy, program=programs[order % len(programs)], unit=unit,
            source=BudgetSource.objects.first(),
        )
        for order, line in enumerate(lines, start=1)
    )  # fmt: skip
    return version


def has_no_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE])
def test_the_book_is_watched_cancelled_and_taken(full_plan, window_of, no_axe_faults, viewport):
    page = window_of("planner", viewport=viewport)

    def look():
        no_axe_faults(page)
        assert has_no_sideways_scroll(page)

    page.goto(DOCUMENTS)
    look()
    press(page, "จัดทำ PDF เล่มแผน")
    assert page.get_by_text("เป็นงานถัดไป").count() == 1
    look()
    with worker():
        page.locator("progress[max]").wait_for(timeout=60_000)
        look()
        press(page, "ยกเลิกการจัดทำ")
        assert page.get_by_text("ยกเลิกการจัดทำแล้ว").count() == 1
        look()
        press(page, "จัดทำอีกครั้ง")
        opens = page.get_by_role("link", name="เปิดเล่มแผน")
        opens.wait_for(timeout=60_000)
        look()
    book = page.request.get(opens.get_attribute("href")).body()
    assert book[:5] == b"%PDF-"
    assert page.get_by_text(hashlib.sha256(book).hexdigest()).count() == 1
    page.goto(DOCUMENTS)
    assert page.get_by_text("ตรงกับข้อมูลปัจจุบัน").count() == 1
    look()
    press(page, "ดูตัวอย่างเฉพาะส่วน")
    look()
    first = page.locator("table a").first.get_attribute("href")
    assert page.request.get(first).body()[:5] == b"%PDF-"


def test_without_scripts_the_page_asks_again_by_itself(full_plan, window_of):
    page = window_of("planner", java_script_enabled=False)
    page.goto(DOCUMENTS)
    press(page, "จัดทำ Word เล่มแผน")

    assert page.locator('meta[http-equiv="refresh"]').get_attribute("content") == "3"
    Rendering.objects.get().make()
    page.reload()
    assert page.locator('meta[http-equiv="refresh"]').count() == 0
    assert page.get_by_role("link", name="ดาวน์โหลด").count() == 1
