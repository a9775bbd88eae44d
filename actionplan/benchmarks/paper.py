"""The plan book of real items in several sizes, beside what else could print it, in one run.

Whole processes, each by itself; "warm" figures come from one process that goes on, as the worker
does. What is not installed here is left out.
"""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from . import towns, words
from .timing import cost

SIZES = (50, 200, 500)
HEAD = ["paper", "seconds", "CPU s", "× Word→PDF", "× naive", "peak MB", "pages", "KB"]
SECONDS = 60  # until a page server answers


def rows(sizes=SIZES):
    """Yield a row per way to print, for each size; then how much of the text comes out."""
    with towns.scratch(sizes) as (env, folder), served(env) as address:
        for size in sizes:
            yield from of_size(size, env, folder, address)
        for reader, share in words.found(folder):
            yield f"words the same in {reader}", f"{share:.1%}", *[""] * (len(HEAD) - 2)


def of_size(size, env, folder, address):
    """Yield what one size costs: other ways first, as ours is compared with them."""
    slug = towns.slug_of(size)
    docx, naive, ours = (folder / f"{slug}.{end}" for end in ("docx", "naive.pdf", "pdf"))
    cost(printing(slug, "docx", docx), env)
    office = office_of(docx, env, folder)
    plain = cost(python("-m", "actionplan.benchmarks.naive_paper", slug, naive), env)
    whole = cost(printing(slug, "pdf", ours), env)
    yield row(size, "first, whole process", whole.seconds, whole, office, plain, ours)
    warm = warm_figures(slug, env)
    for name in ("first", "one budget changed", "one name changed", "unchanged"):
        seconds, cpu = warm[name]
        compared = ratios(seconds, office, plain)
        yield f"{size:,} warm, {name}", f"{seconds:.3f}", f"{cpu:.2f}", *compared, "", "", ""
    yield row(size, "naive", plain.seconds, plain, office, plain, naive)
    if office:
        made = folder / "word" / f"{slug}.pdf"
        yield row(size, "Word→PDF", office.seconds, office, office, plain, made)
    if shutil.which("chromium"):
        target = folder / f"{slug}.chromium.pdf"
        browser = chromium(f"{address}/public/{slug}/{towns.YEAR}/print/", target, env)
        yield row(size, "Chromium, our print page", browser.seconds, browser, office, plain, target)


def row(size, name, seconds, spent, office, plain, path):
    pages, kilobytes = pages_of(path), path.stat().st_size // 1024
    compared = ratios(seconds, office, plain)
    name, figures = f"{size:,} {name}", (f"{seconds:.2f}", f"{spent.cpu:.2f}")
    return name, *figures, *compared, spent.peak, pages, kilobytes


def ratios(seconds, *others):
    return [f"{seconds / other.seconds:.2f}" if other else "" for other in others]


def python(*arguments):
    return [sys.executable, *map(str, arguments)]


def printing(slug, kind, target):
    plan = ("manage.py", "render_plan", slug, towns.YEAR)
    return python(*plan, "--format", kind, "--output", target)


def warm_figures(slug, env):
    command = python("-m", "actionplan.benchmarks.worker", slug)
    told = subprocess.run(
        command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=True
    )
    return json.loads(told.stdout.splitlines()[-1])


def office_of(docx, env, folder):
    """Return what LibreOffice takes for our DOCX, or None; its first start is not counted."""
    if not shutil.which("soffice"):
        return None
    command = [
        "soffice", "--headless", f"-env:UserInstallation=file://{folder}/office",
        "--convert-to", "pdf", "--outdir", str(folder / "word"), str(docx),
    ]  # fmt: skip
    if not (folder / "office").exists():
        cost(command, env)
    return cost(command, env)


def chromium(address, target, env):
    urllib.request.urlopen(address, timeout=SECONDS).read()  # the page itself is not measured
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    return cost(["chromium", *options, f"--print-to-pdf={target}", address], env)


@contextmanager
def served(env):
    """Yield the address of the public pages."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        python("manage.py", "runserver", "--noreload", place), cwd=settings.BASE_DIR, env=env,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://{place}/healthz")
        yield f"http://{place}"
    finally:
        server.terminate()
        server.wait()


def wait_for(address):
    until = time.monotonic() + SECONDS
    while True:
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            if time.monotonic() > until:
                raise RuntimeError(f"{address} did not answer") from None
            time.sleep(0.2)


def pages_of(path: Path):
    import pikepdf  # slow to import

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)
