"""The preview of long lists against the least it could cost; nothing made here stays."""

import io
import sys
import tempfile
import time
from pathlib import Path

from django.db import transaction

from projects.amending import items_of, last_code, last_order
from projects.imports.options import Options
from projects.imports.saving import read
from projects.models import Line, Project
from projects.schedule import POSITION

from . import timing
from .pages import SLUG, YEAR, version_measured

HEAD = ["imports", "seconds", "× baseline", "peak MB", "rows", "KB"]
SIZE, OFFICE = 10_000, 300
LABELS = ["ลำดับที่", "โครงการ", "รายละเอียดของกิจกรรม", "งบประมาณ (บาท)", "สถานที่ดำเนินการ",
          "หน่วยงานรับผิดชอบหลัก"]  # fmt: skip
MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.",
          "ส.ค.", "ก.ย."]  # fmt: skip


def rows():
    """Yield the baseline, then the previews of 10,000 and of 300 rows."""
    version = version_measured()
    items = [item for item in items_of(version) if not item.is_equipment]
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large.xlsx", Path(folder) / "office.xlsx"
        large.write_bytes(workbook(items, SIZE))
        small.write_bytes(workbook(items, OFFICE))
        bare, _ = timed(read_bare, large)
        insert, _ = timed(insert_as_many, version, items)
        baseline = bare + insert
        yield "read with openpyxl", f"{bare:.2f}", "", "", SIZE, size(large)
        yield "insert as many projects", f"{insert:.2f}", "", "", SIZE, ""
        yield "both (baseline)", f"{baseline:.2f}", "1.0", "", SIZE, ""
        for path in (large, small):
            seconds, reading = timed(preview, version, path)
            peak = peak_of(path)
            ratio = f"{seconds / baseline:.1f}"
            yield "preview", f"{seconds:.2f}", ratio, peak, len(reading.rows), size(path)


def timed(function, *args):
    began = time.perf_counter()
    result = function(*args)
    return time.perf_counter() - began, result


def size(path):
    return path.stat().st_size // 1024


def workbook(items, count):
    """Return a ผด.02 with a heading of a program where it changes, and a mark in each month."""
    from openpyxl import Workbook  # slow to import

    book = Workbook(write_only=True)
    sheet = book.create_sheet("ผด.02")
    sheet.append(["แผนการดำเนินงาน"])
    sheet.append([*LABELS, *MONTHS])
    program = None
    for number in range(count):
        item = items[number * len(items) // count]
        if item.program_id != program:
            program = item.program_id
            sheet.append([str(item.strategy)] if item.strategy else [])
            sheet.append([str(item.program)])
        marks = ["x" if item.months >> place & 1 else None for place in POSITION.values()]
        sheet.append(
            [number + 1, f"{item.name} ครั้งที่ {number + 1}", item.detail, item.budget, item.place,
             str(item.unit), *marks]
        )  # fmt: skip
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def read_bare(path):
    """Read every cell and do nothing with it."""
    from openpyxl import load_workbook  # slow to import

    book = load_workbook(path, data_only=True)
    return sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))


@transaction.atomic
def insert_as_many(version, items):
    """Write as many projects as the list has rows, and take them back."""
    code, order = last_code(version.plan), last_order(version)
    lines = Line.objects.bulk_create(
        Line(plan=version.plan, code=f"{code + place:04d}") for place in range(1, SIZE + 1)
    )
    made = []
    for place, line in enumerate(lines):
        item = items[place % len(items)]
        made.append(Project(
            version=version, line=line, order=order + place, name=f"{item.name} {place}",
            detail=item.detail, budget=item.budget, place=item.place, unit=item.unit,
            months=item.months, strategy=item.strategy, program=item.program,
        ))  # fmt: skip
    Project.objects.bulk_create(made)
    transaction.set_rollback(True)


def preview(version, path):
    with path.open("rb") as file:
        return read(version, file, path.name, Options(create_missing=True))


def peak_of(path):
    """Return the most memory that a process takes to preview a list."""
    command = [sys.executable, "manage.py", "import_projects", str(path), "--organization", SLUG]
    _, peak = timing.process([*command, "--year", str(YEAR), "--dry-run", "--create-missing"])
    return peak
