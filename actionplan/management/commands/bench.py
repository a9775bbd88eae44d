import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations.models import Member
from organizations.roles import Role
from plans.models import PlanVersion

RUNS = 15
SLUG, YEAR = "nakhonsawan", 2568
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
EMPTY_PAPER = "from weasyprint import HTML; HTML(string='<p>ก').write_pdf({path!r})"


class Command(BaseCommand):
    help = "Measure pages and paper on the demo's 289 items; ratios are to a baseline of this run."

    def handle(self, *args, **options):
        version = PlanVersion.objects.filter(
            plan__organization__slug=SLUG, plan__fiscal_year=YEAR, kind="original"
        ).first()
        if version is None:
            raise CommandError("Load the demo first: manage.py load_demo")
        self.table(
            ["page", "ms", "× /healthz", "queries", "bytes", "compressed"], self.pages(version)
        )
        self.table(["paper", "seconds", "× one line", "peak MB", "pages", "KB"], self.papers())

    def table(self, head, rows):
        rows = [head, *([str(cell) for cell in row] for row in rows)]
        widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
        for row in rows:
            cells = [row[0].ljust(widths[0])]
            cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
            self.stdout.write("  ".join(cells))
        self.stdout.write("")

    def pages(self, version):
        """Yield a row per page: server time is the median of warm runs in this process."""
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        planner = Member.objects.filter(
            organization__slug=SLUG, role_rows__role=Role.PLANNER
        ).first()
        signed_in = Client()
        signed_in.force_login(planner.user, backend=BACKEND)
        baseline, *_ = self.measure(Client(), reverse("healthz"))
        pages = [
            ("plan, public", Client(), reverse("public:plan", args=[SLUG, YEAR])),
            ("version, member", signed_in, version.get_absolute_url()),
            ("items, member", signed_in, reverse("projects:list", args=version.address)),
            ("readiness, member", signed_in, reverse("projects:readiness", args=version.address)),
        ]
        yield "/healthz", f"{baseline:.1f}", "1.0", 1, 2, ""
        for name, client, url in pages:
            ms, queries, size, packed = self.measure(client, url)
            yield name, f"{ms:.0f}", f"{ms / baseline:.1f}", queries, size, packed

    def measure(self, client, url):
        times = []
        for _ in range(RUNS + 1):
            began = time.perf_counter()
            response = client.get(url)
            body = response.getvalue()
            times.append((time.perf_counter() - began) * 1000)
        if response.status_code != 200:
            raise CommandError(f"{url}: {response.status_code}")
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return statistics.median(times[1:]), len(captured), len(body), len(gzip.compress(body))

    def papers(self):
        """Yield a row per paper, each made by a process of its own."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "empty.pdf"
            baseline, peak = run([sys.executable, "-c", EMPTY_PAPER.format(path=str(path))])
            yield "one line (baseline)", f"{baseline:.2f}", "1.0", peak, 1, kilobytes(path)
            for kind in ("pdf", "docx", "xlsx"):
                path = Path(folder) / f"plan.{kind}"
                command = [sys.executable, "manage.py", "render_plan", SLUG, str(YEAR)]
                seconds, peak = run([*command, "--format", kind, "--output", str(path)])
                pages = pages_of(path) if kind == "pdf" else ""
                ratio = f"{seconds / baseline:.1f}"
                yield f"book of 289, {kind}", f"{seconds:.2f}", ratio, peak, pages, kilobytes(path)


def run(command):
    """Return (wall seconds, peak MB) of a process; its own, not its parents'."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise CommandError(f"{' '.join(command)} failed")
    return time.perf_counter() - began, usage.ru_maxrss // 1024


def kilobytes(path):
    return path.stat().st_size // 1024


def pages_of(path):
    import pikepdf  # slow to import

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)
