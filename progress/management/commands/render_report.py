from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from documents.paper import PrintFault
from plans.models import Plan
from progress.ledger import announced, result_of
from progress.report_paper import printer_of
from progress.result_files import json_of, xlsx_of
from progress.rounds import cut_off_fault, last_cut_off
from thai.calendar import date_argument

PRINTERS = {
    "pdf": printer_of("pdf"), "docx": printer_of("docx"), "xlsx": xlsx_of, "json": json_of,
}  # fmt: skip


class Command(BaseCommand):
    help = "Write the result report of a year by a day to a file."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("year", type=int, help="fiscal year, B.E.")
        parser.add_argument("--until", type=date_argument, metavar="YYYY-MM-DD")
        parser.add_argument("--format", choices=[*PRINTERS], required=True)
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *args, slug, year, until, format, output, **options):
        plans = Plan.objects.filter(organization__slug=slug, fiscal_year=year)
        plan = announced(plans).select_related("organization").first()
        if plan is None:
            raise CommandError(f"ไม่พบแผนปี {year} ของ {slug} ที่ประกาศใช้แล้ว")
        today = timezone.localdate()
        until = until or last_cut_off(year, today)
        if fault := cut_off_fault(year, until, today):
            raise CommandError(fault)
        try:
            data = PRINTERS[format](plan, result_of(plan, until))
        except PrintFault as fault:
            raise CommandError("\n".join(fault.args)) from fault
        try:
            size = output.write_bytes(data)
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ {output} ไม่ได้: {error.strerror}") from error
        self.stdout.write(f"{output} {size} bytes")
