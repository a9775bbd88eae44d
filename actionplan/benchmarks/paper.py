"""The plan book of the demo's 289 items, each paper made by a process of its own."""

import sys
import tempfile
from pathlib import Path

from . import timing
from .pages import SLUG, YEAR, version_measured

EMPTY_PAPER = "from weasyprint import HTML; HTML(string='<p>ก').write_pdf({path!r})"
HEAD = ["paper", "seconds", "× one line", "peak MB", "pages", "KB"]


def rows():
    """Yield a row per paper."""
    version_measured()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.pdf"
        baseline, peak = timing.process([sys.executable, "-c", EMPTY_PAPER.format(path=str(path))])
        yield "one line (baseline)", f"{baseline:.2f}", "1.0", peak, 1, kilobytes(path)
        for kind in ("pdf", "docx", "xlsx"):
            path = Path(folder) / f"plan.{kind}"
            command = [sys.executable, "manage.py", "render_plan", SLUG, str(YEAR)]
            seconds, peak = timing.process([*command, "--format", kind, "--output", str(path)])
            pages = pages_of(path) if kind == "pdf" else ""
            ratio = f"{seconds / baseline:.1f}"
            yield f"book of 289, {kind}", f"{seconds:.2f}", ratio, peak, pages, kilobytes(path)


def kilobytes(path):
    return path.stat().st_size // 1024


def pages_of(path):
    import pikepdf  # slow to import

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)
