from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents import pdf
from documents.models import PrintedBook, Rendering
from documents.papers.registry import BOOK
from documents.plan_book import printed_with
from plans.models import PlanVersion
from plans.workflow import Kind

from .render_plan import version_slug


class Command(BaseCommand):
    help = (
        "Print an announced book again from its kept content; say whether the bytes are the same."
    )

    def create_parser(self, *args, **kwargs):
        # Django's own --version would print Django's.
        return super().create_parser(*args, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("year", type=int, help="fiscal year, B.E.")
        parser.add_argument(
            "--version", type=version_slug, default=str(Kind.ORIGINAL),
            help="original, addition-1, change-1, correction-1 …",
        )  # fmt: skip
        parser.add_argument("--output", type=Path, help="where to write the book printed again")

    def handle(self, *args, slug, year, version, output, **options):
        rendering = announced(slug, year, version)
        kept = PrintedBook.objects.filter(rendering=rendering).first()
        if kept is None:
            self.stderr.write("ไม่ได้เก็บเนื้อหาไว้เมื่อประกาศ จัดทำจากข้อมูลปัจจุบันแทน")
        paper = pdf.render(kept.book if kept else rendering.compose())
        if output:
            output.write_bytes(paper.data)
        self.stdout.write(f"ประกาศไว้ sha256 {rendering.sha256}")
        self.stdout.write(f"จัดทำใหม่ sha256 {paper.sha256}")
        if paper.sha256 != rendering.sha256:
            reasons = differences(rendering.made_with, printed_with())
            raise CommandError("ไม่ตรงกับเล่มที่ประกาศ " + "; ".join(reasons or ["เนื้อหาต่างกัน"]))
        self.stdout.write("ตรงกับเล่มที่ประกาศทุกไบต์")


def announced(slug, year, version):
    """Return the Rendering that a version was announced with."""
    kind, _, number = version.partition("-")
    found = PlanVersion.objects.filter(
        plan__organization__slug=slug, plan__fiscal_year=year, kind=kind, number=int(number or 0)
    ).first()
    rendering = found and Rendering.objects.announced_as(found, Rendering.Format.PDF, BOOK)
    if not rendering:
        raise CommandError(f"ไม่พบเล่ม PDF ที่ประกาศของแผนปี {year} ฉบับ {version} ของ {slug}")
    return rendering


def differences(then, now):
    """Return "weasyprint 70.0 → 71.0" of everything that prints otherwise than it did."""
    return [
        f"{name} {then.get(name)} → {now.get(name)}"
        for name in sorted({*then, *now})
        if then.get(name) != now.get(name)
    ]
