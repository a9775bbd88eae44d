"""Import a list into a version: the same reading and the same refusal as the page."""

import json
import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.http import Http404

from plans.models import PlanVersion
from plans.workflow import StepRefused
from projects.imports.options import Options
from projects.imports.saving import import_file, read
from projects.imports.table_reader import FileRefused
from projects.imports.workbook import annotated
from projects.schedule import mask_of, span


def months(text):
    """Return the mask of "10-9" or "10,11,3"; argparse turns a ValueError into exit 2."""
    try:
        if told := re.fullmatch(r"(\d+)-(\d+)", text):
            return span(int(told[1]), int(told[2]))
        return mask_of(int(month) for month in text.split(","))
    except KeyError as error:
        raise ValueError(f"no month {error}") from error


class Command(BaseCommand):
    help = (
        "Import a list (xlsx, xls, csv, docx) into a version that collects: all of it or nothing."
    )

    def create_parser(self, *args, **kwargs):
        # --version is ours here: which version of the plan, not of Django
        return super().create_parser(*args, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--organization", required=True, help="slug")
        parser.add_argument("--year", type=int, required=True, help="fiscal year, B.E.")
        parser.add_argument("--version", default="original", help="original, addition-1, …")
        parser.add_argument("--sheet", default="", help="read only this sheet")
        parser.add_argument("--months", type=months, default=0, help="for rows without: 10-9, 3,4")
        parser.add_argument("--create-missing", action="store_true")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--errors", type=Path, help="workbook with the faults marked")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, file, **given):
        version = self.version_of(given["organization"], given["year"], given["version"])
        options = Options(given["months"], given["create_missing"], given["sheet"])
        try:
            with file.open("rb") as stream:
                reading = read(version, stream, file.name, options)
                if given["errors"]:
                    given["errors"].write_bytes(annotated(stream, file.name, reading))
                is_saved = self.import_all(reading, stream, file.name, given["dry_run"])
        except OSError as error:
            raise CommandError(f"เปิดไฟล์ {file} ไม่ได้: {error.strerror}") from error
        except FileRefused as error:
            raise CommandError(str(error)) from error
        self.tell(reading, file.name, is_saved, given["json"])
        if reading.must:
            raise CommandError("\n".join(sentence(fault) for fault in reading.must))

    def version_of(self, slug, year, version):
        towns = PlanVersion.objects.filter(plan__organization__slug=slug)
        try:
            return towns.get_at(year, version)
        except Http404:
            raise CommandError(f"ไม่พบแผนของ {slug} ปี {year} ฉบับ {version}") from None

    def import_all(self, reading, stream, name, is_dry_run):
        """Save when it may be saved; a file that brings nothing new is done already."""
        if is_dry_run or reading.must or not reading.number_to_save:
            return False
        try:
            import_file(reading.version, stream, name, reading.options)
        except StepRefused as refused:
            raise CommandError("\n".join(refused.reasons)) from refused
        return True

    def tell(self, reading, name, is_saved, is_json):
        if is_json:
            answer = {
                "file": name,
                "rows": [row.as_json() for row in reading.rows],
                "counts": reading.counts,
                "faults": [
                    {"sheet": f.sheet, "row": f.row, "column": f.column, "message": f.message,
                     "level": f.level}
                    for f in reading.faults
                ],
                "saved": is_saved,
            }  # fmt: skip
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
            return
        for status, count in reading.counts.items():
            self.stdout.write(f"{status}: {count}")
        for message, rows in reading.notes:
            self.stdout.write(f"ควรตรวจ {len(rows)} แถว: {message}")
        self.stdout.write("saved" if is_saved else "nothing saved")


def sentence(fault):
    """Return a fault with where it stands: sheet, row, column."""
    where = f"{fault.sheet} แถว {fault.row} คอลัมน์ {fault.column}"
    return (
        f"{where} “{fault.value}”: {fault.message}" if fault.value else f"{where}: {fault.message}"
    )
