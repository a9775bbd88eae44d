"""Print the pairs of works that may be one: of a year's plan, or of a list against it."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from organizations.models import Organization
from plans.models import PlanVersion
from projects.imports.options import Options
from projects.imports.saving import read
from projects.imports.table_reader import FileRefused
from projects.overlaps.comparing import Work, pairs
from projects.overlaps.works import works_of_year


class Command(BaseCommand):
    help = "Find works that may be the same; with --file, rows of a list against the plan too."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("year", type=int, help="fiscal year, B.E.")
        parser.add_argument("--file", type=Path, help="a list the import can read")
        parser.add_argument("--json", action="store_true")

    def handle(self, slug, year, **options):
        version = version_of(slug, year)
        plan = works_of_year(version)
        told = told_apart(version)
        rows = rows_of(version, options["file"]) if options["file"] else []
        found = pairs(rows, plan) if rows else pairs(plan)
        found = [pair for pair in found if lines_of(pair) not in told]
        if options["json"]:
            content = {"pairs": [as_json(pair) for pair in found]}
            self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2))
            return
        for pair in found:
            why = ", ".join([*pair.why, *(f"ต่าง{words}" for words in pair.differs)])
            self.stdout.write(f"{pair.score:.2f} {named(pair.a)} = {named(pair.b)} ({why})")
        self.stdout.write(f"พบ {len(found)} คู่ที่อาจซ้ำ")


def version_of(slug, year):
    """Return the year's newest version, or end with exit 2."""
    if not Organization.objects.filter(slug=slug).exists():
        raise CommandError(f"ไม่พบองค์กร {slug}", returncode=2)
    versions = PlanVersion.objects.with_plan().filter(plan__organization__slug=slug)
    version = versions.filter(plan__fiscal_year=year).order_by("opened_at", "pk").last()
    if version is None:
        raise CommandError(f"ไม่พบแผนปี {year} ของ {slug}", returncode=2)
    return version


def rows_of(version, file):
    """Return the rows of a list as works; a key is (sheet, row)."""
    try:
        with file.open("rb") as stream:
            reading = read(version, stream, file.name, Options())
    except OSError as error:
        raise CommandError(f"เปิดไฟล์ {file} ไม่ได้: {error.strerror}") from error
    except FileRefused as error:
        raise CommandError(str(error)) from error
    return [work_of(row, version.fiscal_year) for row in reading.rows if row.name]


def work_of(row, year):
    detail, place = (row.values.get(name) or row.source.text(name) for name in ("detail", "place"))
    unit = str(row.unit or "")
    return Work((row.sheet, row.number), row.name, detail, place, unit, row.budget, year)


def told_apart(version):
    """Return the pairs of lines somebody has told apart."""
    told = version.organization.distinctions.values_list("one_id", "other_id")
    return {frozenset(lines) for lines in told}


def lines_of(pair):
    """Return the lines of a pair of items; a row of a file has none."""
    keys = [work.key for work in (pair.a, pair.b)]
    return frozenset(key[1] for key in keys if len(key) == 3)


def as_json(pair):
    return {
        "a": place_of(pair.a),
        "b": place_of(pair.b),
        "score": pair.score,
        "why": list(pair.why),
        "differs": list(pair.differs),
    }


def place_of(work):
    """Return where a work stands: the row of the file, or the item's public code."""
    if len(work.key) == 2:
        sheet, row = work.key
        return {"row": row, "sheet": sheet, "name": work.name}
    return {"code": work.key[2], "name": work.name}


def named(work):
    return f"{' '.join(str(part) for part in list(place_of(work).values())[:-1])} {work.name}"
