"""A version full of real rows, and a workbook of it that somebody edits."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from plans.models import Guideline, Program
from projects.exchange.columns import EQUIPMENT, PROJECTS, columns_of
from projects.exchange.taking_out import choices_of, take_out
from projects.exchange.workbook import FIRST_ROW, render
from projects.imports.options import Options
from projects.imports.saving import start
from projects.models import BudgetSource, Equipment, Line, Project
from projects.schedule import mask_of

LISTS = Path(__file__).resolve().parents[3] / "data" / "projects"
YEARS = ("nakhonsawan_city_2568_planned.csv", "nakhonsawan_city_2567_planned.csv")


def real_rows():
    for name in YEARS:
        with (LISTS / name).open(encoding="utf-8-sig") as file:
            yield from csv.DictReader(file)


def fill(version, strategy, count, first=1):
    """Give a version as many real projects, by two queries."""
    programs = {program.name: program for program in Program.objects.all()}
    source = BudgetSource.objects.get(key="annual_budget")
    units = list(version.organization.units.all())
    rows = list(real_rows())
    lines = Line.objects.bulk_create(
        Line(plan=version.plan, code=f"{first + place:04d}") for place in range(count)
    )
    Project.objects.bulk_create(
        Project(
            version=version, line=line, order=place, name=row["project_name"],
            detail=row["activity_detail"], place=row["place"], strategy=strategy, source=source,
            budget=Decimal(row["budget_baht"]) if row["budget_baht"] else None,
            program=programs.get(row["program"]), unit=units[place % len(units)],
            months=mask_of([10, 11, 12] if place % 2 else [3, 4]),
        )
        for place, line in enumerate(lines)
        for row in [rows[place % len(rows)]]
    )  # fmt: skip


@pytest.fixture
def real_items(version, strategy):
    """A function that gives the version as many real projects."""
    return lambda count, first=1: fill(version, strategy, count, first)


@pytest.fixture
def guideline(strategy):
    return Guideline.objects.create(strategy=strategy, number=1, name="ถนนและท่อระบายน้ำ")


@pytest.fixture
def equipment(version, program, source):
    line = Line.objects.create(plan=version.plan, code="0900")
    unit = version.organization.units.first()
    return Equipment.objects.create(
        version=version, line=line, name="เครื่องคอมพิวเตอร์", program=program, source=source,
        unit=unit, budget=Decimal("22000.00"), months=mask_of([1]),
    )  # fmt: skip


class Book:
    """The exported workbook on somebody's desk."""

    def __init__(self, content):
        self.book = load_workbook(io.BytesIO(content))
        self.places = {
            self.book[title].cell(row, 1).value: (title, row)
            for title in (PROJECTS, EQUIPMENT)
            for row in range(FIRST_ROW, self.book[title].max_row + 1)
        }

    def cell(self, code, name):
        title, row = self.places[code]
        return self.at(row, name, title)

    def at(self, row, name, title=PROJECTS):
        names = [column.name for column in columns_of(title)]
        return self.book[title].cell(row, names.index(name) + 1)

    def free_row(self, title=PROJECTS):
        sheet = self.book[title]
        rows = range(FIRST_ROW, sheet.max_row + 1)
        return next(row for row in rows if not any(c.value for c in sheet[row]))

    @property
    def content(self):
        output = io.BytesIO()
        self.book.save(output)
        return output.getvalue()

    def upload(self, name="items.xlsx"):
        return SimpleUploadedFile(name, self.content)


@pytest.fixture
def out(version, planner):
    """A function that takes the items out and returns the workbook."""

    def taken(by=None):
        export = take_out(version, by=by or planner)
        return Book(render(export, choices_of(export)))

    return taken


@pytest.fixture
def back(version, planner):
    """A function that brings a workbook back and returns the attempt."""

    def brought(book, name="items.xlsx"):
        file = book.upload(name)
        return start(version, file, name, Options(), by=planner)

    return brought
