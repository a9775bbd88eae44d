"""Readiness: every rule finds its fault, and nothing else; acceptances; the command."""

import datetime
import json
import time
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from plans.models import Strategy
from plans.workflow import Kind, StepRefused
from projects.amending import items_of
from projects.findings import Level, Rule
from projects.models import AcceptedFinding, BudgetSource, Change, Project
from projects.readiness import about, counts_of, findings, next_after, problems, seen_by
from projects.schedule import mask_of
from tests.factories import EquipmentFactory

TODAY = datetime.date(2024, 10, 1)  # the first day of the plan's year


def rules_of(version, item=None):
    """Return the rules found, of one item or of the version as a whole."""
    found = findings(version, today=TODAY)
    return [f.code for f in found if (f.item == item if item else f.item is None)]


@pytest.fixture
def every_unit_has_work(version, add_project):
    """Another item that takes all units, so that only the item under test is found wanting."""
    other = add_project("เลี้ยงอาหารกลางวัน", place="โรงเรียน")
    other.further_units.set(version.organization.units.all())
    return other


def test_a_complete_item_has_no_findings(version, add_project, every_unit_has_work):
    add_project()

    assert findings(version, today=TODAY) == []


def test_an_empty_version_has_one_finding(version):
    assert problems(version)[0] == ["ยังไม่มีรายการในแผนฉบับนี้"]


MUST = [
    ({"strategy": None}, Rule.NO_STRATEGY, "strategy"),
    ({"program": None}, Rule.NO_PROGRAM, "program"),
    ({"unit": None}, Rule.NO_UNIT, "unit"),
    ({"months": 0}, Rule.NO_MONTHS, "months"),
    ({"budget": None}, Rule.NO_BUDGET, "budget"),
    ({"place": "หมู่ที่ 3 ताल"}, Rule.FOREIGN_LETTERS, "place"),
]
SHOULD = [
    ({"place": ""}, Rule.NO_PLACE, "place"),
    ({"detail": ""}, Rule.NO_DETAIL, "detail"),
    ({"devplan_page": ""}, Rule.NO_DEVPLAN, "devplan_edition"),
    ({"name": "จัดงานสงกรานต์ ปี ๒๕๖๗"}, Rule.OTHER_YEAR, "name"),
    ({"detail": "งบประมาณ 500,000 บาท"}, Rule.OTHER_AMOUNT, "detail"),
    ({"agency": "กรมทางหลวง"}, Rule.AGENCY_OWN_MONEY, "source"),
]


@pytest.mark.parametrize(("fields", "rule", "field"), [*MUST, *SHOULD])
def test_one_fault_is_one_finding_at_its_field(
    version, add_project, every_unit_has_work, fields, rule, field
):
    item = add_project(**fields)
    found = findings(version, today=TODAY)
    must_rules = [rule for _, rule, _ in MUST]

    assert [(f.item, f.code, f.field) for f in found] == [(item, rule, field)]
    assert found[0].is_must == (rule in must_rules)
    address = f"/maesai/plans/2568/original/items/{item.code}/edit/?from={rule}#id_{field}"
    assert found[0].url == address


def test_a_name_of_nothing_is_found(version, add_project):
    item = add_project()
    item.name = " "

    assert next(f.code for f in findings(version, [item], TODAY)) == Rule.NO_NAME


def test_money_is_needed_unless_none_is_used(version, add_project, every_unit_has_work):
    free = BudgetSource.objects.filter(origin_class="3.3").first()
    without = add_project("ประชุมหมู่บ้าน", source=free, budget=None)
    with_money = add_project("อบรมจิตอาสา", source=free, budget=Decimal("10.00"))
    with_zero = add_project("ทำความสะอาดวัด", source=free, budget=Decimal("0.00"))

    assert rules_of(version, without) == []
    assert rules_of(version, with_money) == [Rule.NEEDLESS_BUDGET]
    assert rules_of(version, with_zero) == [Rule.NEEDLESS_BUDGET]


def test_others_money_names_its_agency(version, add_project, every_unit_has_work):
    others = BudgetSource.objects.filter(origin_class="3.4").first()
    item = add_project(source=others)

    assert rules_of(version, item) == [Rule.OTHERS_MONEY_NO_AGENCY]


def test_the_later_of_two_equal_items_must_go(version, add_project):
    first, second = add_project(), add_project()
    found = [f for f in findings(version, today=TODAY) if f.is_must]

    assert [(f.item, f.code, f.others) for f in found] == [(second, Rule.EXACT_DUPLICATE, (first,))]
    assert [f.message for f in about(found, first)] == ["ซ้ำกันทุกช่อง กับรายการ 0002"]


def test_items_of_other_further_units_are_not_equal(version, add_project, maesai):
    add_project().further_units.add(maesai.units.get(name="กองการศึกษา"))
    add_project()

    assert [f for f in findings(version, today=TODAY) if f.code == Rule.EXACT_DUPLICATE] == []


@pytest.mark.parametrize(
    ("name", "place", "is_near"),
    [
        ("ก่อสร้าง ถนนคอนกรีตเสริมเหล็ก หมู่ที่ ๓", "", True),
        ("ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 8", "", False),
        ("ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3", "หมู่ที่ 3 ซอย 2", True),
        ("ก่อสร้างถนน คสล. ม.๓", "หมู่ที่ 3", True),
        ("ก่อสร้างถนนคอนกรีตเสริมเหล็กสายใน หมู่ที่ 3", "หมู่ที่ 3", True),
        ("ขุดลอกคลองส่งน้ำ หมู่ที่ 3", "หมู่ที่ 3", False),
    ],
)
def test_likeness_looks_at_letters_numbers_and_place(version, add_project, name, place, is_near):
    add_project()
    item = add_project(name, place=place, detail="รายละเอียดอื่น")

    assert (Rule.NEAR_DUPLICATE in rules_of(version, item)) == is_near


def test_many_likenesses_are_named_by_the_first_three(version, add_project):
    for number in range(5):
        item = add_project(f"ก่อสร้างถนน คสล. หมู่ที่ 3{' ' * number}", detail=str(number))
    [found] = [f for f in findings(version, today=TODAY) if f.item == item and f.others]

    assert found.message == "อาจซ้ำกับรายการ 0001, 0002, 0003 และอีก 1 รายการ"
    assert (len(found.others), len(found.why)) == (4, 3)


def test_a_first_plan_is_asked_for_every_unit_and_strategy(version, maesai, add_project):
    add_project()
    Strategy.objects.create(organization=maesai, number=2, name="ด้านการศึกษา")
    found = [f for f in findings(version, today=TODAY) if f.item is None]

    assert [(f.code, f.value) for f in found] == [
        (Rule.UNIT_WITHOUT_ITEMS, "สำนักปลัด"),
        (Rule.UNIT_WITHOUT_ITEMS, "กองการศึกษา"),
        (Rule.STRATEGY_WITHOUT_ITEMS, "2. ด้านการศึกษา"),
    ]


def test_a_revision_is_not_asked_for_every_unit(version, add_project, revision):
    addition = revision(Kind.ADDITION)
    add_project(version=addition)

    assert rules_of(addition) == []


def test_months_that_are_over_are_pointed_out(version, add_project, every_unit_has_work):
    item = add_project("ลอยกระทง", months=mask_of([10, 11]))
    last, next_day = datetime.date(2024, 11, 30), datetime.date(2024, 12, 1)

    assert [f.code for f in findings(version, today=last) if f.item == item] == []
    assert [f.code for f in findings(version, today=next_day) if f.item == item] == [
        Rule.MONTHS_PAST
    ]


def test_equipment_is_checked_alike(version, every_unit_has_work):
    item = EquipmentFactory(version=version, name="เครื่องทำน้ำเย็น")

    assert rules_of(version, item)[:5] == [
        Rule.NO_STRATEGY, Rule.NO_PROGRAM, Rule.NO_UNIT, Rule.NO_MONTHS, Rule.NO_BUDGET
    ]  # fmt: skip


def test_cancelled_rows_are_not_checked(version, add_project, revision):
    old = add_project()
    later = revision(Kind.CHANGE)
    add_project(version=later, line=old.line, change=Change.CANCEL, replaces=old, months=0)

    assert findings(later, today=TODAY) == []


def test_problems_are_one_linked_sentence_each(version, add_project):
    item = add_project(months=0, unit=None)
    reasons, links = problems(version)

    assert reasons == [
        f"{item.code} {item.name}: เลือกหน่วยงานรับผิดชอบหลัก",
        f"{item.code} {item.name}: เลือกอย่างน้อย 1 เดือน",
    ]
    assert list(links) == reasons


def test_readers_get_links_that_work_for_them(version, add_project, monitor, unit_staff, planner):
    theirs = add_project(months=0, unit=version.organization.units.get(name="สำนักปลัด"))
    own = add_project("ขุดลอกคลอง", months=0)

    def edits(member):
        return [f.item for f in seen_by(findings(version), member) if f.is_must and "edit" in f.url]

    assert edits(monitor) == []
    assert edits(unit_staff) == [own]
    assert edits(planner) == [theirs, own]


def test_next_goes_through_a_rule_then_on_to_the_next(version, add_project):
    first = add_project(months=0)
    second = add_project("ขุดลอกคลอง", months=0, place="")
    items = items_of(version)
    found = [f for f in findings(version, items, TODAY) if f.item]

    assert next_after(found, items, first, Rule.NO_MONTHS).item == second
    assert next_after(found, items, second, Rule.NO_MONTHS).item == first
    assert next_after([f for f in found if f.item == first], items, first, "no_months") is None


# Accepting


@pytest.fixture
def without_place(version, add_project, every_unit_has_work):
    add_project(detail="งบประมาณ 500,000 บาท")
    return findings(version, today=TODAY)


def test_an_accepted_finding_stands_apart_until_its_value_changes(version, planner, without_place):
    assert AcceptedFinding.accept(version, without_place, reason="รวมค่าออกแบบ", by=planner) == 1
    found = findings(version, today=TODAY)
    assert counts_of(found) == {"must": 0, "should": 0}
    assert found[0].accepted.reason == "รวมค่าออกแบบ"

    Project.objects.filter(detail__startswith="งบ").update(detail="งบประมาณ 600,000 บาท")

    assert counts_of(findings(version, today=TODAY)) == {"must": 0, "should": 1}


def test_accepting_twice_keeps_the_later_reason(version, planner, without_place):
    AcceptedFinding.accept(version, without_place, reason="เหตุผลแรก", by=planner)
    AcceptedFinding.accept(version, without_place, reason="เหตุผลหลัง", by=planner)

    assert [row.reason for row in version.accepted_findings.all()] == ["เหตุผลหลัง"]


def test_accepting_is_logged_with_its_reason(version, planner, maesai, without_place):
    AcceptedFinding.accept(version, without_place, reason="รวมค่าออกแบบ", by=planner)
    entry = maesai.log_entries.first()

    assert (entry.action, entry.reason) == ("accept", "รวมค่าออกแบบ")


def test_accepting_refuses_with_every_reason(version, planner, add_project):
    add_project(months=0)
    must = [f for f in findings(version) if f.level == Level.MUST]

    with pytest.raises(StepRefused) as refused:
        AcceptedFinding.accept(version, must, reason=" ", by=planner)
    assert refused.value.reasons == ("กรอกเหตุผลที่รับทราบ", "ข้อที่ต้องแก้รับทราบแทนการแก้ไม่ได้")

    with pytest.raises(StepRefused) as refused:
        AcceptedFinding.accept(version, [], reason="", by=planner)
    assert refused.value.reasons == ("เลือกข้อควรตรวจอย่างน้อย 1 ข้อ", "กรอกเหตุผลที่รับทราบ")


def test_findings_of_the_whole_version_are_accepted_one_by_one(version, planner, add_project):
    add_project()
    found = [f for f in findings(version, today=TODAY) if f.item is None]
    AcceptedFinding.accept(version, found[:1], reason="หน่วยงานใหม่", by=planner)

    left = [f.value for f in findings(version, today=TODAY) if f.is_open]
    assert left == [f.value for f in found[1:]]


# The command and its cost


def check(*args):
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command("check_plan", *args, stdout=out, stderr=err)
    except SystemExit as ended:
        code = ended.code
    return code, out.getvalue(), err.getvalue()


def test_check_plan_ends_well_when_nothing_blocks(ready_version):
    code, out, err = check("maesai", "2568")

    assert (code, err) == (0, "")
    assert out.endswith("ต้องแก้ 0 ข้อ ควรตรวจ 4 ข้อ\n")


def test_check_plan_tells_what_blocks_on_stderr(version, add_project):
    item = add_project(months=0)
    code, out, err = check("maesai", "2568", "--version", "original", "--json")

    assert code == 1
    assert err == f"{item.code} {item.name}: เลือกอย่างน้อย 1 เดือน\n"
    content = json.loads(out)
    assert content["counts"] == {"must": 1, "should": 2}
    assert content["findings"][0] == {
        "level": "must", "code": "no_months", "item": "0001", "field": "months",
        "message": "เลือกอย่างน้อย 1 เดือน", "value": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "args", [("nowhere", "2568"), ("maesai", "2570"), ("maesai", "2568", "--version", "change-7")]
)
def test_check_plan_refuses_what_does_not_exist(version, args):
    with pytest.raises(CommandError) as refused:
        call_command("check_plan", *args)
    assert refused.value.returncode == 2


def test_queries_do_not_grow_with_the_items(
    version, add_project, django_assert_max_num_queries, every_unit_has_work
):
    def cost():
        findings(version)  # compares the texts that are new, and keeps what it found
        with django_assert_max_num_queries(10):
            findings(version)

    cost()
    for number in range(3):
        add_project(f"ซ่อมถนนสาย {number}")
    cost()


def test_three_hundred_items_once_compared_take_less_than_a_second(version, add_project):
    for number in range(300):
        add_project(f"ก่อสร้างถนนคอนกรีตเสริมเหล็ก สายที่ {number % 20} {'ก' * (number % 7)}")
    items = items_of(version)
    findings(version, items)
    before = time.perf_counter()
    findings(version, items)

    assert time.perf_counter() - before < 1
