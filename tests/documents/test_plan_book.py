from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from documents.figures import Figures, share_of
from documents.models import SectionText
from documents.notice import NoticeFacts
from documents.plan_book import compose, compose_consolidated
from organizations.models import DigitStyle, Unit
from organizations.roles import Body
from plans.models import PlanVersion, Procedure, Program, Strategy
from plans.workflow import Kind, Stage
from projects.models import BudgetSource, EquipmentCategory
from projects.schedule import mask_of
from tests import factories

FACTS = NoticeFacts(
    announced_on=date(2024, 10, 8),
    signer="นายสมชาย ใจดี",
    title="รองนายกองค์การบริหารส่วนตำบลแม่ใส",
    acting_for="รักษาราชการแทนนายกองค์การบริหารส่วนตำบลแม่ใส",
    number=12,
)


@pytest.fixture
def arabic(version):
    version.organization.digit_style = DigitStyle.ARABIC
    version.organization.save()
    return version


def summary_of(book):
    return [
        (row.kind, row.title, row.count, row.count_share, row.amount, row.amount_share)
        for row in book.summary
    ]


def test_the_summary_takes_percentages_of_the_grand_total(arabic, add_project, maesai):
    other = Strategy.objects.create(organization=maesai, number=2, name="ยุทธศาสตร์ด้านสังคม")
    add_project(budget=Decimal("100.00"))
    add_project(budget=Decimal("100.00"), strategy=other)
    add_project(
        budget=Decimal("100.00"),
        strategy=other,
        source=BudgetSource.objects.filter(origin_class="3.4").first(),
        agency="กรมทางหลวงชนบท",
    )

    third, two_thirds = Decimal("33.33"), Decimal("66.67")
    assert summary_of(compose(arabic)) == [
        ("heading", "1. ยุทธศาสตร์ด้านโครงสร้างพื้นฐาน", 0, None, Decimal(0), None),
        ("program", "1.1 แผนงานอุตสาหกรรมและการโยธา", 1, third, Decimal(100), third),
        ("sum", "รวม", 1, third, Decimal(100), third),
        ("heading", "2. ยุทธศาสตร์ด้านสังคม", 0, None, Decimal(0), None),
        ("program", "2.1 แผนงานอุตสาหกรรมและการโยธา", 2, two_thirds, Decimal(200), two_thirds),
        ("sum", "รวม", 2, two_thirds, Decimal(200), two_thirds),
        ("total", "รวมทั้งสิ้น", 3, Decimal(100), Decimal(300), Decimal(100)),
        ("part", "ในจำนวนนี้ งบของหน่วยงานเอง", 2, two_thirds, Decimal(200), two_thirds),
        ("part", "ในจำนวนนี้ งบของหน่วยงานภายนอก", 1, third, Decimal(100), third),
    ]  # fmt: skip


def test_nothing_has_no_percentage():
    assert share_of(0, 0) is None
    assert share_of(Decimal(0), Decimal(100)) is None
    assert Figures(DigitStyle.ARABIC).share(None) == "-"
    assert Figures(DigitStyle.ARABIC).share(share_of(7, 7)) == "100.00"


def test_each_program_of_a_strategy_is_a_table_that_counts_from_one(arabic, add_project):
    education = Program.objects.get(name="แผนงานการศึกษา")
    add_project("ถนน 1")
    add_project("โรงเรียน", program=education)
    add_project("ถนน 2")

    (chapter,) = compose(arabic).chapters

    assert [
        (group.title, [(row.number, row.name) for row in group.rows]) for group in chapter.groups
    ] == [
        ("1.1 แผนงานการศึกษา", [(1, "โรงเรียน")]),
        ("1.2 แผนงานอุตสาหกรรมและการโยธา", [(1, "ถนน 1"), (2, "ถนน 2")]),
    ]


def test_equipment_has_its_own_form_by_category(arabic, program, source):
    for category in ("vehicle", "office"):
        factories.EquipmentFactory(
            version=arabic,
            name=f"ของ {category}",
            category=EquipmentCategory.objects.get(key=category),
            program=program,
            source=source,
            budget=Decimal("5000.00"),
        )

    book = compose(arabic)

    assert book.chapters == []
    assert [chapter.title for chapter in book.equipment] == [
        "1. ประเภทครุภัณฑ์สำนักงาน",
        "2. ประเภทครุภัณฑ์ยานพาหนะและขนส่ง",
    ]
    assert book.equipment[0].groups[0].title == "1.1 แผนงานอุตสาหกรรมและการโยธา"
    assert summary_of(book)[0][1] == "ครุภัณฑ์ที่ไม่ได้ดำเนินการตามโครงการพัฒนาท้องถิ่น"


def test_owners_are_the_unit_and_those_who_help(arabic, add_project, maesai):
    project = add_project()
    project.further_units.add(Unit.objects.get(organization=maesai, name="สำนักปลัด"))

    assert compose(arabic).rows[0].owner == "กองช่าง / สำนักปลัด"


def test_an_empty_version_is_a_book_of_nothing(arabic):
    book = compose(arabic)

    assert book.chapters == book.equipment == book.cancelled == []
    assert summary_of(book) == [
        ("total", "รวมทั้งสิ้น", 0, None, Decimal(0), None),
        ("part", "ในจำนวนนี้ งบของหน่วยงานเอง", 0, None, Decimal(0), None),
        ("part", "ในจำนวนนี้ งบของหน่วยงานภายนอก", 0, None, Decimal(0), None),
    ]


def test_a_cancelled_item_is_listed_and_counts_for_nothing(arabic, add_project):
    old = add_project("ถนนเดิม")
    add_project("ถนนใหม่", budget=Decimal("10.00"))
    old.replaces, old.change = old, "cancel"
    old.save()

    book = compose(arabic)

    assert [row.name for row in book.cancelled] == ["ถนนเดิม"]
    assert [row.name for row in book.rows] == ["ถนนใหม่"]
    assert book.totals.all == Decimal("10.00")


def test_a_draft_notice_has_dots_but_every_year(arabic):
    notice = compose(arabic).notice

    assert notice.dated == "ประกาศ ณ วันที่ ........ เดือน ........................ พ.ศ. 2567"
    assert notice.title == arabic.organization.executive_title
    assert notice.number == notice.acting_for == ""


def test_a_signed_notice_tells_what_is_recorded(arabic, planner):
    PlanVersion.objects.filter(pk=arabic.pk).update(
        stage=Stage.ANNOUNCED, announced_on="2024-10-08"
    )
    version = PlanVersion.objects.with_plan().get(pk=arabic.pk)

    notice = compose(version, facts=replace(FACTS, considered_on=date(2024, 10, 1))).notice

    assert notice.heading == "ประกาศองค์การบริหารส่วนตำบลแม่ใส"
    assert notice.number == "เลขที่ 12/2567"
    assert notice.subject == "เรื่อง ประกาศใช้แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568"
    assert notice.dated == "ประกาศ ณ วันที่ 8 เดือน ตุลาคม พ.ศ. 2567"
    assert notice.acting_for == "รักษาราชการแทนนายกองค์การบริหารส่วนตำบลแม่ใส"
    assert notice.blocks[0].text == (
        "ตามที่องค์การบริหารส่วนตำบลแม่ใสได้ประกาศใช้ข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. 2568"
        " เมื่อวันที่ 16 กันยายน พ.ศ. 2567"
        f" และ{version.organization.development_committee}ได้พิจารณาเห็นชอบแล้ว"
        " เมื่อวันที่ 1 ตุลาคม พ.ศ. 2567 นั้น"
    )


def test_facts_survive_being_kept_as_json():
    facts = replace(FACTS, considered_on=date(2024, 10, 1))

    assert NoticeFacts.from_json(facts.to_json()) == facts


def test_the_flow_chart_follows_the_versions_own_procedure(version):
    older = Procedure.objects.order_by("in_force_on").first()
    book = compose(version)
    version.procedure, version.bodies = older, older.route(version.kind)

    assert [step.who for step in book.flow] == [
        version.organization.support_committee,
        version.organization.support_committee,
        version.organization.development_committee,
        version.organization.executive_title,
        version.organization.full_name,
    ]
    assert older.route(Kind.ORIGINAL) == [Body.SUPPORT_COMMITTEE, Body.EXECUTIVE]
    assert [step.who for step in compose(version).flow] == [
        version.organization.support_committee,
        version.organization.support_committee,
        version.organization.executive_title,
        version.organization.full_name,
    ]
    assert "ภายในสิบห้าวันนับแต่วันที่ประกาศ" in book.flow[-1].what
    assert "อย่างน้อยสามสิบวัน" in book.flow[-1].what


def test_an_own_text_replaces_the_default(arabic):
    SectionText.objects.create(
        organization=arabic.organization, key="preface", body="ปี {fiscal_year} ของเรา"
    )

    assert [block.text for block in compose(arabic).preface.blocks] == ["ปี 2568 ของเรา"]


@pytest.mark.parametrize(
    ("style", "title", "heading", "number"),
    [
        (DigitStyle.THAI, "๒๕๖๘", "๑.", "๔๙๘,๐๐๐"),
        (DigitStyle.MIXED, "๒๕๖๘", "1.", "498,000"),
        (DigitStyle.ARABIC, "2568", "1.", "498,000"),
    ],
)
def test_the_three_styles_of_digits(version, add_project, style, title, heading, number):
    version.organization.digit_style = style
    add_project("ถนนสาย 3")

    book = compose(version)

    assert book.title == f"แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. {title}"
    assert book.chapters[0].title == f"{heading} ยุทธศาสตร์ด้านโครงสร้างพื้นฐาน"
    assert book.figures.money(book.rows[0].budget) == number
    assert book.rows[0].name == "ถนนสาย 3"


def test_one_amount_with_satang_gives_all_of_them_two_places(version, add_project):
    add_project(budget=Decimal("10.50"))
    add_project(budget=Decimal("1000.00"))
    figures = replace(compose(version).figures, style=DigitStyle.ARABIC)

    assert figures.money(Decimal("1000.00")) == "1,000.00"


def test_the_consolidated_book_takes_the_newest_of_each_line(at_stage, planner):
    version = at_stage(Stage.ANNOUNCED)
    old = version.project_items.get(name="อบรมอาชีพผู้สูงอายุ")
    revision = version.plan.versions.create(
        kind=Kind.CHANGE, number=1, procedure=version.procedure, trigger="executive_order",
        trigger_on=date(2025, 1, 6), stage=Stage.ANNOUNCED, announced_on=date(2025, 1, 20),
    )  # fmt: skip
    factories.ProjectFactory(
        version=revision, line=old.line, change="replace", replaces=old, name="อบรมอาชีพ",
        strategy=old.strategy, program=old.program, months=mask_of([4]), budget=Decimal("1.00"),
    )  # fmt: skip

    before = compose_consolidated(version.plan, date(2025, 1, 19))
    after = compose_consolidated(version.plan, date(2025, 1, 20))

    assert {row.name for row in before.rows} == {
        "ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3",
        "อบรมอาชีพผู้สูงอายุ",
    }
    assert {row.name for row in after.rows} == {"ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3", "อบรมอาชีพ"}
    assert after.notice is None
    assert [block.text for block in after.merged] == [
        "ฉบับแรก ประกาศใช้เมื่อวันที่ ๘ ตุลาคม ๒๕๖๗",
        "เปลี่ยนแปลง ครั้งที่ ๑ ประกาศใช้เมื่อวันที่ ๒๐ มกราคม ๒๕๖๘",
    ]


def test_composing_costs_the_same_queries_for_one_and_three_items(
    version, add_project, django_assert_num_queries
):
    def fresh():
        return PlanVersion.objects.with_plan().get(pk=version.pk)

    add_project()
    with django_assert_num_queries(10):
        compose(fresh())
    add_project()
    add_project()
    with django_assert_num_queries(10):
        compose(fresh())
