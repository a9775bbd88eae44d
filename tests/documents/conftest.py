"""The real list of 289 items, as rows made in bulk, and a small town's book."""

import csv
from decimal import Decimal

import pytest
from django.conf import settings

from organizations.models import Unit
from plans.models import Program, ProgramAlias, Strategy
from projects.models import Line, Project
from projects.schedule import mask_of
from thai.text import repair

LIST = settings.BASE_DIR / "data" / "projects" / "nakhonsawan_city_2568_planned.csv"
MONTHS = ([10, 11, 12], [1, 2, 3], [10], [12, 1, 3], [4, 5, 6, 7, 8, 9], [11, 2, 5, 8], [9])


@pytest.fixture
def real_list(version, source):
    """The version with the 289 items of เทศบาลนครนครสวรรค์ 2568; months are the test's own."""
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
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
        if row["unit"] not in units:
            units[row["unit"]] = Unit.objects.create(organization=town, name=row["unit"])
    lines = Line.objects.bulk_create(
        Line(plan=version.plan, code=f"{number:04d}") for number in range(1, len(rows) + 1)
    )
    Project.objects.bulk_create(
        Project(
            version=version,
            line=line,
            order=order,
            name=row["project_name"],
            detail=row["activity_detail"],
            budget=Decimal(row["budget_baht"]),
            strategy=strategies[row["strategy"]],
            program=programs[repair(row["program"])],
            unit=units[row["unit"]],
            source=source,
            months=mask_of(MONTHS[order % len(MONTHS)]),
        )
        for order, (row, line) in enumerate(zip(rows, lines, strict=True))
    )
    return version
