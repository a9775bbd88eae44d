"""The real lists of 289 and 548 items, as rows made in bulk; other things that papers meet."""

import csv
import dataclasses
from decimal import Decimal

import pytest
from django.conf import settings

from documents import makers
from documents.plan_book import compose
from organizations.models import Unit
from plans.models import Guideline, Program, ProgramAlias, Strategy
from projects.models import BudgetSource, Equipment, EquipmentCategory, Line, Project
from projects.schedule import mask_of
from tests import factories
from thai.text import repair

LISTS = settings.BASE_DIR / "data" / "projects"
MONTHS = ([10, 11, 12], [1, 2, 3], [10], [12, 1, 3], [4, 5, 6, 7, 8, 9], [11, 2, 5, 8], [9])
PLACES = ("หมู่ที่ 3 บ้านท่าวังตาล", "", "ชุมชนสะพานดำ", "ถนนสวรรค์วิถี (ตลอดสาย)")


@pytest.fixture
def real_list(version, source):
    """The version with the 289 items of เทศบาลนครนครสวรรค์ 2568; months are the test's own."""
    rows = rows_of("nakhonsawan_city_2568_planned.csv")
    add_projects(version, rows, source=source, money=lambda row: Decimal(row["budget_baht"]))
    return version


@pytest.fixture
def short_book(real_list):
    """The book of the real list, of every program the first rows: enough for two processes."""
    book = compose(real_list)
    chapters = [
        dataclasses.replace(
            chapter,
            groups=[dataclasses.replace(group, rows=group.rows[:6]) for group in chapter.groups],
        )
        for chapter in book.chapters
    ]
    return dataclasses.replace(book, chapters=chapters)


@pytest.fixture
def another_renderer(monkeypatch):
    """A function after which other packages count as those that print."""

    def come():
        monkeypatch.setattr(makers, "PACKAGES", (*makers.PACKAGES, "django"))
        makers.made_with.cache_clear()

    yield come
    makers.made_with.cache_clear()


@pytest.fixture
def development_list(version, source):
    """The version with the 548 items of its development plan, and the city's equipment.

    Those not planned for 2568 have no budget; months and places are the test's own.
    """
    rows = rows_of("nakhonsawan_city_devplan_2566_2570.csv")
    add_projects(version, rows, source=source, money=money_of_2568, places=PLACES)
    rows = rows_of("nakhonsawan_city_equipment_2566_2570.csv")
    add_equipment(version, rows, source=source)
    return version


def rows_of(name):
    with (LISTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def money_of_2568(row):
    return Decimal(row["plan_2568"]) if row["plan_2568"] else None


def add_projects(version, rows, *, source, money, places=("",)):
    town = version.organization
    programs = {a.name: a.program for a in ProgramAlias.objects.select_related("program")}
    programs |= {program.name: program for program in Program.objects.all()}
    strategies, units = {}, {}
    for row in rows:
        number, name = row["strategy"].split(". ", 1)
        if row["strategy"] not in strategies:
            strategies[row["strategy"]] = Strategy.objects.create(
                organization=town, number=int(number) + 10, name=name
            )
        if row["unit"] and row["unit"] not in units:
            units[row["unit"]] = Unit.objects.create(organization=town, name=row["unit"])
    Project.objects.bulk_create(
        Project(
            version=version,
            line=line,
            order=order,
            name=row["project_name"],
            detail=row["activity_detail"],
            budget=money(row),
            strategy=strategies[row["strategy"]],
            program=programs[repair(row["program"])],
            unit=units.get(row["unit"]),
            source=source,
            place=places[order % len(places)],
            months=mask_of(MONTHS[order % len(MONTHS)]),
        )
        for order, (row, line) in enumerate(zip(rows, lines_for(version, rows), strict=True))
    )


def add_equipment(version, rows, *, source):
    programs = {program.name: program for program in Program.objects.all()}
    categories = list(EquipmentCategory.objects.all())
    Equipment.objects.bulk_create(
        Equipment(
            version=version,
            line=line,
            order=order,
            name=row["item"],
            detail=row["equipment_type"],
            budget=money_of_2568(row),
            category=categories[order % len(categories)],
            program=programs.get(f"แผนงาน{row['program']}"),
            source=source,
            months=mask_of(MONTHS[order % len(MONTHS)]),
        )
        for order, (row, line) in enumerate(zip(rows, lines_for(version, rows), strict=True))
    )


def lines_for(version, rows):
    """Return as many new lines, with the codes after those the plan has."""
    first = version.plan.lines.count() + 1
    return Line.objects.bulk_create(
        Line(plan=version.plan, code=f"{number:04d}") for number in range(first, first + len(rows))
    )


@pytest.fixture
def mixed(version, add_project, strategy, program, source):
    """A version of all that can be special: satang, no budget, others' money, equipment."""
    others = BudgetSource.objects.get(key="other_agency")
    second = Program.objects.get(code="00220")
    guideline = Guideline.objects.create(strategy=strategy, number=1, name="แนวทางคมนาคม")
    for amount in ("0.01", "0.10", "999999999999.99"):
        add_project(f"งาน {amount}", budget=Decimal(amount))
    add_project("งานไม่ใช้งบ", budget=None, source=BudgetSource.objects.get(key="no_budget"))
    add_project("งานแนวทาง", budget=Decimal("1000.25"), guideline=guideline, program=second)
    add_project(
        "งานของแขวง", budget=Decimal("3.33"), source=others, agency="แขวงทางหลวง", unit=None
    )
    for name, category, of in (
        ("รถบรรทุกน้ำ", "vehicle", program), ("เครื่องพิมพ์", "computer", second),
        ("เก้าอี้", "office", program),
    ):  # fmt: skip
        factories.EquipmentFactory(
            version=version, name=name, budget=Decimal("9000.50"), program=of, source=source,
            category=EquipmentCategory.objects.get(key=category),
        )  # fmt: skip
    return version
