"""The executive brief on paper: what it says, and that it is one page."""

from datetime import date
from decimal import Decimal

import pytest

from announcements.brief import since_last_version, since_last_year
from announcements.brief_paper import BRIEF
from announcements.models import Announcement
from documents.papers.registry import PAPERS
from documents.papers.sheet import Facts, FigureBand, Table, Title
from organizations.models import DigitStyle
from plans.models import Plan, PlanVersion, Strategy
from plans.workflow import Kind, Trigger
from projects.amending import items_of
from projects.models import BudgetSource, Change
from reviews.models import Remark, ReviewRound
from tests.documents.test_sheet import pages_of
from thai.numerals import to_arabic_digits

TODAY = date(2024, 10, 8)


def sheet_of(version):
    return PAPERS[BRIEF].compose(version)


def pairs_of(sheet):
    (facts,) = [block for block in sheet.blocks if isinstance(block, Facts)]
    return dict(facts.pairs)


def tables_of(sheet):
    return [block for block in sheet.blocks if isinstance(block, Table)]


@pytest.fixture
def others_money(approved, add_project):
    """A project that the electricity authority pays for."""
    source = next(each for each in BudgetSource.objects.all() if each.is_others_money)
    return add_project("ปักเสาไฟฟ้า", source=source, budget=Decimal("1000000.00"))


def test_own_and_others_money_never_meet(approved, others_money):
    approved.organization.digit_style = DigitStyle.ARABIC
    approved.organization.save()

    sheet = sheet_of(approved)

    (band,) = [block for block in sheet.blocks if isinstance(block, FigureBand)]
    assert [(each.value, each.unit) for each in band.figures] == [
        ("3", "รายการ"),
        ("528,000", "บาท (2 รายการ)"),
        ("1,000,000", "บาท (1 รายการ)"),
    ]
    strategies, sources, largest = tables_of(sheet)
    assert strategies.rows[-1].cells == ("รวม", "3", "528,000", "1,000,000")
    assert sources.rows[-1].cells == ("รวม", "3", "528,000", "1,000,000")
    assert [row.cells[2] for row in largest.rows] == ["ภายนอก", "หน่วยงานเอง", "หน่วยงานเอง"]


def test_remarks_and_the_resolution_are_told(approved, planner, executive):
    round = ReviewRound.objects.get(version=approved)
    Remark.objects.create(round=round, body="แก้ชื่อ", by=executive)

    pairs = pairs_of(sheet_of(approved))

    assert pairs["ความเห็น"] == "๑ ข้อ ตอบแล้ว ๐ ข้อ ยังไม่ตอบ ๑ ข้อ"
    assert pairs["มติเห็นชอบ"] == "ยืนยันเมื่อ ๗ ตุลาคม ๒๕๖๗"
    assert pairs["ต่างจากที่เสนอกรรมการ"] == "ไม่มี"
    assert "ยังประกาศใช้ไม่ได้ เพราะ" not in pairs


def test_an_announced_version_says_since_when(announced):
    pairs = pairs_of(sheet_of(announced.version))

    assert pairs["ประกาศใช้แล้ว"] == "เมื่อวันที่ ๘ ตุลาคม ๒๕๖๗"
    assert "ยังประกาศใช้ไม่ได้ เพราะ" not in pairs


def test_what_blocks_it_is_told(ready_version):
    pairs = pairs_of(sheet_of(ready_version))

    reasons = Announcement.blockers(ready_version)
    assert len(pairs["ยังประกาศใช้ไม่ได้ เพราะ"].splitlines()) == len(reasons)


def test_a_first_plan_is_compared_with_last_year(announced, planner, strategy, program):
    plan = Plan.open(
        announced.organization, 2569, kind=Kind.ORIGINAL, trigger=Trigger.ANNUAL_BUDGET,
        trigger_on=date(2025, 9, 16), by=planner,
    )  # fmt: skip
    version = PlanVersion.objects.with_plan().get(pk=plan.pk)

    step = since_last_year(version, [], date(2025, 10, 1))

    assert (step.before.count, step.before.own) == (2, Decimal("528000.00"))
    assert (step.after.count, step.counts) == (0, [])
    assert since_last_version(version, [], TODAY) is None
    titles = [block.text for block in sheet_of(version).blocks if isinstance(block, Title)]
    assert titles[0] == "เทียบกับแผนปี ๒๕๖๘"


def test_a_revision_is_compared_with_what_is_in_force(announced, planner, add_project):
    opened = Plan.open(
        announced.organization, 2568, kind=Kind.ADDITION, trigger=Trigger.SUPPLEMENTARY_BUDGET,
        trigger_on=date(2024, 12, 2), by=planner,
    )  # fmt: skip
    version = PlanVersion.objects.with_plan().get(pk=opened.pk)
    add_project("ขุดลอกคลอง", version=version, budget=Decimal("100000.00"))

    step = since_last_version(version, items_of(version), date(2024, 12, 9))

    assert (step.before.count, step.after.count) == (2, 3)
    assert step.after.own - step.before.own == Decimal("100000.00")
    assert step.counts == [(Change.ADD.label, 1), (Change.REPLACE.label, 0), ("ตัดออก", 0)]


@pytest.mark.parametrize("style", DigitStyle.values)
def test_it_is_one_page(approved, others_money, style):
    town = approved.organization
    town.digit_style, town.full_name = style, "องค์การบริหารส่วนตำบล" + "ท่าวังตาลบึงนาราง" * 7
    town.save()

    sheet = sheet_of(approved)

    assert PAPERS[BRIEF].printers["pdf"](sheet).pages == 1
    assert PAPERS[BRIEF].printers["pdf"](sheet).data == PAPERS[BRIEF].printers["pdf"](sheet).data
    assert PAPERS[BRIEF].printers["docx"](sheet).data[:2] == b"PK"


def test_what_does_not_fit_goes_on_to_further_pages(approved, add_project, maesai):
    for number in range(2, 22):
        name = f"ด้านที่ {number} " + "พัฒนาคุณภาพชีวิตและสิ่งแวดล้อมอย่างยั่งยืน" * 3
        strategy = Strategy.objects.create(organization=maesai, number=number, name=name)
        add_project(f"งานที่ {number} " + "ก่อสร้างถนน" * 40, strategy=strategy)

    paper = PAPERS[BRIEF].printers["pdf"](sheet_of(approved))

    pages = pages_of(paper.data)
    numbers = [f"หน้า {n} จาก {len(pages)}" for n in range(1, len(pages) + 1)]
    assert len(pages) == paper.pages > 1
    assert [to_arabic_digits(page).count(n) for page, n in zip(pages, numbers, strict=True)] == [
        1
    ] * len(pages)
    rest = to_arabic_digits("".join(pages)).replace(" ", "")
    assert [number for number in range(2, 22) if f"ด้านที่{number}" not in rest] == []
