"""Items of an earlier plan as the start of the next: what is carried, moved, told, refused."""

import datetime
from decimal import Decimal

import pytest

from organizations.models import LogEntry
from plans.models import Guideline, PlanVersion
from plans.workflow import Stage, StepRefused
from projects.copying import Copying, Options, source_at, sources_for
from projects.findings import Rule
from projects.models import Equipment, EquipmentCategory, Project
from projects.outcomes import TELLERS, Outcome, outcomes_of, tells
from projects.readiness import findings
from projects.schedule import mask_of
from tests.factories import EquipmentFactory

TODAY = datetime.date(2024, 9, 20)


@pytest.fixture
def copying(version, earlier, planner):
    """A function that begins copying for a member."""

    def begin(by=planner):
        source = source_at(sources_for(version, by), "2567")
        return Copying(version, source, by, TODAY)

    return begin


def confirm(copying, *items, options=None, **kwargs):
    picks = [f"{item.line.code}.{item.revision}" for item in items]
    return copying.confirm(picks, options or Options(), by=copying.member, **kwargs)


def test_an_announced_plan_offers_what_is_in_force_first(version, earlier, planner):
    assert [source.key for source in sources_for(version, planner)] == ["2567/original"]
    PlanVersion.objects.filter(pk=earlier.pk).update(stage=Stage.ANNOUNCED, announced_on=TODAY)

    found = sources_for(version, planner)
    assert [source.key for source in found] == ["2567/consolidated", "2567/original"]
    assert source_at(found, "2567") == found[0]
    assert source_at(found, "2567/original") == found[1]
    assert source_at(found, "2566") is None


def test_a_copy_is_a_new_item_with_everything_of_the_old(
    copying, last_year, version, planner, maesai, strategy
):
    guideline = Guideline.objects.create(strategy=strategy, number=1, name="พัฒนาถนน")
    old = last_year(
        detail="ตาม พ.ร.บ. พ.ศ. 2562\nระหว่าง ต.ค. 66 – ม.ค. 67", guideline=guideline,
        target="ผู้ร่วมงาน 2567 คน", devplan_edition="พ.ศ. 2566 – 2570", kind="activity",
    )  # fmt: skip
    helper = maesai.units.get(name="สำนักปลัด")
    old.further_units.add(helper)
    (made,) = confirm(copying(), old)
    made = Project.objects.get(pk=made.pk)

    assert (made.version, made.copied_from, made.code) == (version, old.line, "0001")
    assert made.name == "จัดงานสงกรานต์ ประจำปี 2568"
    assert made.detail == "ตาม พ.ร.บ. พ.ศ. 2562\nระหว่าง ต.ค. 67 – ม.ค. 68"
    assert (made.target, made.devplan_edition) == ("ผู้ร่วมงาน 2567 คน", "พ.ศ. 2566 – 2570")
    for name in ("kind", "budget", "months", "unit", "program", "source", "strategy", "guideline",
                 "place", "devplan_page"):  # fmt: skip
        assert getattr(made, name) == getattr(old, name)
    assert list(made.further_units.all()) == [helper]
    assert (made.revision, made.changed_by, made.replaces) == (1, planner, None)
    old.refresh_from_db()
    assert old.name == "จัดงานสงกรานต์ ประจำปี 2567"


def test_each_copy_is_logged_with_its_origin_and_the_moved_years(copying, last_year):
    confirm(copying(), last_year(), last_year("ขุดลอกคลอง"))
    first, second = LogEntry.objects.filter(action="copy").order_by("number")

    assert first.changes == {
        "คัดลอกจาก": ["", "แผนปี 2567 ฉบับแรก รายการ 0001"],
        "ชื่อ": ["จัดงานสงกรานต์ ประจำปี 2567", "จัดงานสงกรานต์ ประจำปี 2568"],
    }
    assert list(second.changes) == ["คัดลอกจาก"]


def test_money_months_and_the_development_plan_may_be_emptied(copying, last_year):
    (made,) = confirm(copying(), last_year(), options=Options(False, False, False))

    assert (made.budget, made.months, made.devplan_page) == (None, 0, "")


def test_equipment_is_copied_with_its_category(copying, earlier, version):
    category = EquipmentCategory.objects.first()
    old = EquipmentFactory(version=earlier, name="เครื่องพิมพ์", category=category)
    confirm(copying(), old)
    made = Equipment.objects.get(version=version)

    assert (made.name, made.category) == ("เครื่องพิมพ์", category)


def test_what_is_no_longer_in_use_is_told_and_left_empty(copying, last_year, strategy, maesai):
    old = last_year()
    strategy.is_active = False
    strategy.save()
    maesai.units.filter(name="กองช่าง").update(is_active=False)
    begun = copying()
    (copy,) = begun.copies({"0001"})
    assert copy.notes == [
        "“1. ด้านโครงสร้างพื้นฐาน” เลิกใช้แล้ว จะเว้นว่างไว้ให้เลือกใหม่",
        "“กองช่าง” เลิกใช้แล้ว จะเว้นว่างไว้ให้เลือกใหม่",
    ]

    (made,) = confirm(begun, old)
    assert (made.strategy, made.guideline, made.unit) == (None, None, None)


@pytest.mark.parametrize("name", ["ซ่อมถนนที่ชำรุดตั้งแต่ปี 2567", "งานกาชาด ครั้งที่ 2/2567"])
def test_a_year_that_may_be_right_is_left_told_and_found(copying, last_year, version, name):
    old = last_year(name)
    begun = copying()
    (copy,) = begun.copies({"0001"})
    assert copy.notes == ["ยังมีปี 2567 ใน" + "ชื่อ ตรวจหลังคัดลอก"]

    confirm(begun, old)
    found = [finding.value for finding in findings(version) if finding.code == Rule.OTHER_YEAR]
    assert found == ["2567"]


def test_years_stay_where_that_was_chosen(copying, last_year, version):
    confirm(copying(), last_year(), unmoved={"0001"})

    assert Project.objects.get(version=version).name == "จัดงานสงกรานต์ ประจำปี 2567"


def test_lines_with_moved_years_are_shown_alone(copying, last_year):
    last_year("อบรม", detail="บรรทัดหนึ่ง\nปี 2567 และ ม.ค. 67\nบรรทัดสาม")
    (copy,) = copying().copies({"0001"})

    assert [text.lines for text in copy.moved] == [
        [[("ปี ", "ปี "), ("2567", "2568"), (" และ ม.ค. ", " และ ม.ค. "), ("67", "68"), ("", "")]]
    ]


def test_nothing_chosen_is_refused(copying, earlier):
    with pytest.raises(StepRefused) as refused:
        confirm(copying())

    assert refused.value.reasons == ("เลือกอย่างน้อย 1 รายการที่จะคัดลอก",)


def test_a_second_click_is_refused_in_words(copying, last_year, version):
    old = last_year()
    confirm(copying(), old)
    with pytest.raises(StepRefused) as refused:
        confirm(copying(), old)

    assert refused.value.reasons == ("คัดลอกรายการ 0001 เข้าแผนนี้ไปแล้ว จึงไม่ทำซ้ำ",)
    assert Project.objects.filter(version=version).count() == 1


def test_who_was_told_of_an_earlier_copy_may_copy_again(copying, last_year, version):
    old = last_year()
    confirm(copying(), old)
    (copy,) = copying().copies({"0001"})
    assert copy.notes == ["มีสำเนาของรายการนี้ในแผนนี้แล้ว"]

    confirm(copying(), old, told_again={"0001"})
    assert Project.objects.filter(version=version).count() == 2


def test_an_item_that_changed_since_it_was_shown_is_refused(copying, last_year):
    old = last_year()
    Project.objects.filter(pk=old.pk).update(revision=2)
    with pytest.raises(StepRefused) as refused:
        confirm(copying(), old)

    assert refused.value.reasons == (
        "รายการ 0001 ของแผนปี 2567 ฉบับแรก (กำลังรวบรวม)เปลี่ยนไปหลังท่านเปิดหน้านี้ ให้ตรวจอีกครั้ง",
    )


def test_a_version_that_moved_on_takes_no_copies(copying, last_year, version):
    old = last_year()
    begun = copying()
    PlanVersion.objects.filter(pk=version.pk).update(stage=Stage.DRAFTED)
    with pytest.raises(StepRefused) as refused:
        confirm(begun, old)

    assert refused.value.reasons == ("แผนอยู่ในขั้น “ร่างครบถ้วน” เพิ่มรายการไม่ได้",)


def test_staff_copy_their_own_units_items_only(copying, last_year, unit_staff, maesai):
    own = last_year()
    theirs = last_year("อบรม", unit=maesai.units.get(name="สำนักปลัด"))
    begun = copying(unit_staff)
    assert [item.pk for item in begun.items] == [own.pk]

    with pytest.raises(StepRefused):
        confirm(begun, theirs)


def test_cancelled_items_are_not_offered(copying, last_year, earlier):
    old = last_year()
    Project.objects.filter(pk=old.pk).update(change="cancel", replaces=old)

    assert copying().items == []


def test_copies_follow_what_is_there_with_the_next_codes(copying, last_year, add_project):
    add_project("มีอยู่แล้ว", order=7)
    made = confirm(copying(), last_year(), last_year("ขุดลอกคลอง"))

    assert [(item.line.code, item.order) for item in made] == [("0002", 8), ("0003", 9)]
    assert made[0].search == Project.objects.get(pk=made[0].pk).search != ""


def test_copying_costs_the_same_for_one_and_three(
    copying, last_year, django_assert_max_num_queries
):
    items = [last_year(f"งาน {number} ปี 2567", months=mask_of([1])) for number in range(4)]
    with django_assert_max_num_queries(40) as first:
        confirm(copying(), items[0])
    with django_assert_max_num_queries(len(first)):
        confirm(copying(), *items[1:])


def test_what_higher_apps_know_of_the_items_is_gathered(version):
    known = {"0001": Outcome("ดำเนินการแล้วเสร็จ", Decimal("98.50"))}
    tells(teller := lambda plan, today: known)

    try:
        assert outcomes_of(version.plan, TODAY)["0001"] == known["0001"]
    finally:
        TELLERS.remove(teller)
