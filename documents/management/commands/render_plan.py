import re
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from documents.canonical_text import text_of_consolidated, text_of_version
from documents.models import Rendering
from documents.paper import Paper, PrintFault
from documents.papers.registry import BOOK, PAPERS
from documents.plan_book import compose, compose_consolidated
from documents.texts import TextFault
from plans.models import Plan, PlanVersion
from plans.workflow import Kind

CONSOLIDATED, JSON = "consolidated", "json"
REVISIONS = "|".join(kind for kind in Kind.values if kind != Kind.ORIGINAL)
VERSION = re.compile(rf"{CONSOLIDATED}|{Kind.ORIGINAL}|({REVISIONS})-[1-9][0-9]*")


class Command(BaseCommand):
    help = "Write the plan book of a year to a file; json is the canonical content."

    def create_parser(self, *args, **kwargs):
        # Django's own --version would print Django's.
        return super().create_parser(*args, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("year", type=int, help="fiscal year, B.E.")
        parser.add_argument(
            "--version",
            type=version_slug,
            default=str(Kind.ORIGINAL),
            help="original, addition-1, change-1, correction-1 … or consolidated (as of today)",
        )
        parser.add_argument("--format", choices=[*Rendering.Format.values, JSON], required=True)
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *args, slug, year, version, format, output, **options):
        plan = Plan.objects.filter(organization__slug=slug, fiscal_year=year)
        plan = plan.select_related("organization__type").first()
        if plan is None:
            raise CommandError(f"ไม่พบแผนปี {year} ของ {slug}")
        started = time.monotonic()
        try:
            paper = printed(plan, version, format)
            output.write_bytes(paper.data)
        except (TextFault, PrintFault, LookupError) as fault:
            raise CommandError("\n".join(fault.args)) from fault
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ {output} ไม่ได้: {error.strerror}") from error
        pages = f" {paper.pages} pages" if paper.pages else ""
        seconds = time.monotonic() - started
        self.stdout.write(
            f"{output}{pages} {len(paper.data)} bytes {seconds:.1f} s sha256 {paper.sha256}"
        )


def version_slug(text):
    if not VERSION.fullmatch(text):
        raise ValueError(text)
    return text


def printed(plan, slug, format):
    """Return the Paper of a version of a plan, or of all of it as of today."""
    if slug == CONSOLIDATED:
        today = timezone.localdate()
        if format == JSON:
            return Paper(text_of_consolidated(plan, today).encode())
        return PAPERS[BOOK].printers[format](compose_consolidated(plan, today))
    kind, _, number = slug.partition("-")
    found = PlanVersion.objects.with_plan().filter(plan=plan, kind=kind, number=int(number or 0))
    version = found.first()
    if version is None:
        raise LookupError(f"แผนปี {plan.fiscal_year} ไม่มีฉบับ {slug}")
    if format == JSON:
        return Paper(text_of_version(version).encode())
    return PAPERS[BOOK].printers[format](compose(version, facts=Rendering.facts_of(version)))
