"""Books of any items at all: totals right, no exception, no row lost, whatever prints them.

Items are made in memory, so that many books are composed; only a few are printed.
"""

import csv
import io
import json
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from documents.attachments import attachments_of
from documents.figures import share_of
from documents.form_layouts import OLDER, STANDARD
from documents.plan_book import compose
from organizations.models import DigitStyle, Unit
from plans.models import Guideline, Program, Strategy
from projects.amending import in_official_order
from projects.models import (
    BudgetSource,
    Change,
    Equipment,
    EquipmentCategory,
    Line,
    Project,
)
from projects.schedule import ALL_MONTHS, mask_of
from thai.text import repair

from .test_same_content import check

WORDS = (
    "ซื้อ", "ปั๊มน้ำ", "ผู้สูงอายุ", "ก่อสร้างถนนคอนกรีตเสริมเหล็ก", "บำนาญ", "ฎีกา", "กตัญญู", "หมู่ที่ 3",
    "อบต.", "ท่าวังตาล", "1,250 ตารางเมตร", "(ระยะที่ ๒)", "ฯลฯ", "ต่าง ๆ", "Wi-Fi", "COVID-19",
    "<b>", "&amp;", '"อัญประกาศ"', "=1+1", "https://example.org/a/very/long/address?with=query",
)  # fmt: skip
LONGEST = ("การพัฒนาศักยภาพกลุ่มสตรีและผู้สูงอายุในพื้นที่" * 20)[:447]
MOST = Decimal("999999999999.99")  # the fourteen digits the field takes
LAYOUTS = [
    STANDARD,
    OLDER,
    STANDARD.adjusted({"grouping": "guideline", "numbering": "chapter"}),
    STANDARD.adjusted({"equipment_in_summary": "outside", "numbering": "form", "paper": "A3"}),
]

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join),
    st.sampled_from([LONGEST, "ก", f"{LONGEST[:60]}\n\n{LONGEST[:200]}"]),
)
wild_texts = st.text(max_size=60).map(repair)
money = st.one_of(
    st.none(),
    st.sampled_from([Decimal("0.00"), Decimal("0.01"), MOST]),
    st.decimals(0, MOST, places=2),
    st.integers(1, 9_000).map(
        lambda thousands: Decimal(thousands * 1000).quantize(Decimal("1.00"))
    ),
)
months = st.one_of(
    st.sampled_from([0, ALL_MONTHS, mask_of([10, 12, 1, 5]), mask_of([9])]),
    st.integers(0, ALL_MONTHS),
)


def things(words):
    """Return what makes one item: plain values, places in lists where it points elsewhere."""
    return st.fixed_dictionaries(
        {
            "is_equipment": st.booleans(),
            "name": words.filter(bool),
            "detail": st.one_of(st.just(""), words),
            "place": st.one_of(st.just(""), words),
            "agency": st.sampled_from(["", "", "กรมทางหลวงชนบท"]),
            "budget": money,
            "months": months,
            "change": st.sampled_from([Change.ADD, Change.ADD, Change.REPLACE, Change.CANCEL]),
            "strategy": st.sampled_from([None, 0, 1, 2]),
            "guideline": st.sampled_from([None, 0, 1]),
            "program": st.one_of(st.none(), st.integers(0, 11)),
            "source": st.one_of(st.none(), st.integers(0, 20)),
            "category": st.one_of(st.none(), st.integers(0, 5)),
            "unit": st.sampled_from([None, 0, 1, 2]),
            "further": st.lists(st.integers(0, 2), max_size=2, unique=True),
        }
    )


@pytest.fixture
def made(version):
    """A function that makes the items of a version, in official order, none of them saved."""
    town = version.organization
    strategies = [
        Strategy.objects.create(organization=town, number=number, name=name)
        for number, name in ((1, "ด้านโครงสร้างพื้นฐาน"), (2, "ยุทธศาสตร์ด้านสังคม"), (5, LONGEST[:90]))
    ]
    guidelines = {
        each: [
            Guideline.objects.create(strategy=each, number=number, name=f"แนวทาง {number}")
            for number in (1, 2)
        ]
        for each in strategies
    }
    programs, sources = list(Program.objects.all()), list(BudgetSource.objects.all())
    categories = list(EquipmentCategory.objects.all())
    units = list(Unit.objects.filter(organization=town))

    def pick(rows, place):
        return None if place is None else rows[place % len(rows)]

    def make(number, told):
        strategy = pick(strategies, told["strategy"])
        shared = {
            "pk": number, "version": version, "order": number,
            "line": Line(pk=number, plan=version.plan, code=f"{number:04d}"),
            "program": pick(programs, told["program"]), "source": pick(sources, told["source"]),
            "unit": pick(units, told["unit"]), "strategy": strategy,
            "guideline": strategy and pick(guidelines[strategy], told["guideline"]),
            **{key: told[key] for key in ("name", "detail", "place", "agency", "budget", "months")},
            "change": told["change"],
        }  # fmt: skip
        if told["is_equipment"]:
            item = Equipment(**shared, category=pick(categories, told["category"]))
        else:
            item = Project(**shared)
        further = [units[place % len(units)] for place in told["further"]]
        item._prefetched_objects_cache = {"further_units": further}
        return item

    return lambda items: in_official_order(make(*each) for each in enumerate(items, start=1))


AT_RANDOM = {
    "deadline": None,
    "derandomize": True,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


@settings(max_examples=120, **AT_RANDOM)
@given(
    told=st.lists(things(st.one_of(texts, wild_texts)), max_size=25),
    layout=st.sampled_from(LAYOUTS),
    digits=st.sampled_from(DigitStyle.values),
)
def test_totals_are_right_and_no_item_is_lost(made, version, told, layout, digits):
    items = made(told)
    book = compose(version, items=items, layout=layout.adjusted({"digits": digits}))

    kept = [item for item in items if item.change != Change.CANCEL]
    assert Counter(row.code for row in book.rows) == Counter(item.line.code for item in kept)
    assert [row.code for row in book.cancelled] == [
        item.line.code for item in items if item.change == Change.CANCEL
    ]
    own = sum(item.budget or 0 for item in kept if not is_others(item))
    other = sum(item.budget or 0 for item in kept if is_others(item))
    assert (book.totals.own, book.totals.other, book.totals.all) == (own, other, own + other)
    assert book.totals.count == len(kept)
    groups_add_up(book, kept)
    numbers_run(book, layout)
    the_summary_adds_up(book, kept, layout)
    machines_get_the_same(book, items)
    assert compose(version, items=items, layout=book.layout).content_hash == book.content_hash


def is_others(item):
    return bool(item.source and item.source.is_others_money)


def groups_add_up(book, kept):
    money_of = {item.line.code: item.budget or 0 for item in kept}
    for chapter in book.chapters + book.equipment:
        for group in chapter.groups:
            assert group.rows != []
            assert group.sum.count == len(group.rows)
            assert group.sum.amount == sum(money_of[row.code] for row in group.rows)
    codes = {item.line.code for item in kept if item.is_equipment}
    of_equipment = [row for each in book.equipment for group in each.groups for row in group.rows]
    assert {row.code for row in of_equipment} == codes


def numbers_run(book, layout):
    for chapters in (book.chapters, book.equipment):
        groups = [[row.number for row in g.rows] for chapter in chapters for g in chapter.groups]
        by_chapter = [
            [row.number for g in chapter.groups for row in g.rows] for chapter in chapters
        ]
        whole = [[number for group in groups for number in group]]
        runs = {"table": groups, "chapter": by_chapter, "form": whole}
        for run in runs[layout.numbering]:
            assert run == list(range(1, len(run) + 1))


def the_summary_adds_up(book, kept, layout):
    is_inside = layout.equipment_in_summary == "inside"
    counted = [item for item in kept if is_inside or not item.is_equipment]
    whole = sum(item.budget or 0 for item in counted)
    by_kind = {
        kind: [row for row in book.summary if row.kind == kind]
        for kind in ("program", "sum", "total", "part")
    }
    (total,) = by_kind["total"]
    assert (total.count, total.amount) == (len(counted), whole)
    for kind in ("program", "sum"):
        assert sum(row.count for row in by_kind[kind]) == total.count
        assert sum(row.amount for row in by_kind[kind]) == total.amount
    own, other = by_kind["part"][:2]
    assert (own.count + other.count, own.amount + other.amount) == (total.count, total.amount)
    for row in book.summary:
        if row.kind in {"program", "sum", "total"}:
            assert row.count_share == share_of(row.count, total.count)
            assert row.amount_share == share_of(row.amount, total.amount)
    shares = [row.amount_share or 0 for row in by_kind["program"]]
    if whole:
        assert abs(sum(shares) - 100) <= Decimal("0.005") * len(shares)


def machines_get_the_same(book, items):
    table, plan = (each.data.decode("utf-8-sig") for each in attachments_of(book))
    content = json.loads(plan)
    assert [item["code"] for item in content["items"]] == [item.line.code for item in items]
    assert content["totals"]["all"] == f"{book.totals.all:.2f}"
    lines = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [line["code"] for line in lines] == [item.line.code for item in items]
    assert [line["budget"] for line in lines] == [
        "" if item.budget is None else f"{item.budget:.2f}" for item in items
    ]


@settings(max_examples=4, phases=[Phase.generate], **AT_RANDOM)  # to make it smaller is slow
@given(
    told=st.lists(things(texts), max_size=9),
    layout=st.sampled_from(LAYOUTS),
    digits=st.sampled_from(DigitStyle.values),
)
def test_every_printer_prints_every_row(made, version, told, layout, digits):
    check(compose(version, items=made(told), layout=layout.adjusted({"digits": digits})))
