"""The same content gives the same bytes: in every process, on both databases, in any order."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from documents import book_json
from documents.papers.registry import BOOK, PAPERS
from documents.plan_book import compose
from plans.models import PlanVersion
from projects.models import Line, Project

ELSEWHERE = (  # a hash seed, a time zone, a language, a folder: none of them may be seen
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Bangkok", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONUTF8": "1"},
)
PRINT = """
import json, sys
sys.path.insert(0, sys.argv[1])
import django
django.setup()
from documents import book_json
from documents.papers.registry import BOOK, PAPERS
book = book_json.loaded(sys.stdin.read())
told = {"content": book.content_hash, "renderer": "weasyprint" in sys.modules}
printers = PAPERS[BOOK].printers.items()
print(json.dumps(told | {name: printer(book).sha256 for name, printer in printers}))
"""
COMPOSE = """
import sys
import django
django.setup()
from django.core.management import call_command
from documents import book_json
from documents.plan_book import compose
from plans.models import PlanVersion
call_command("migrate", verbosity=0)
call_command("loaddata", sys.argv[1], verbosity=0)
print(book_json.dumped(compose(PlanVersion.objects.with_plan().get())))
"""


def run(program, *args, cwd=settings.BASE_DIR, text="", **environment):
    """Run a program in a process of its own; return what it prints."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **environment}
    done = subprocess.run(
        [sys.executable, "-c", program, *args], input=text, capture_output=True, text=True,
        cwd=cwd, env=env, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_processes_that_have_nothing_in_common_print_the_same_bytes(short_book, tmp_path):
    text = book_json.dumped(short_book)
    one, other = (
        json.loads(run(PRINT, str(settings.BASE_DIR), cwd=folder, text=text, **environment))
        for folder, environment in zip((settings.BASE_DIR, tmp_path), ELSEWHERE, strict=True)
    )
    printers = PAPERS[BOOK].printers.items()
    here = {name: printer(short_book).sha256 for name, printer in printers}

    assert one == other == {"content": short_book.content_hash, "renderer": False, **here}


def test_the_order_of_insertion_and_the_keys_of_rows_leave_no_trace(ready_version, add_project):
    for number in range(5):
        add_project(f"ถนนสาย {number}", order=100 + number)
    before = compose(ready_version)
    rows = list(Project.objects.order_by("-pk").select_related("line"))
    Project.objects.all().delete()
    Line.objects.all().delete()
    for row in rows:
        code, row.pk, row.line = row.line.code, None, None
        row.line = Line.objects.create(plan=ready_version.plan, code=code)
        row.save(force_insert=True)

    again = compose(PlanVersion.objects.with_plan().get(pk=ready_version.pk))
    assert again == before
    assert again.content_hash == before.content_hash


@pytest.mark.skipif(connection.vendor == "sqlite", reason="compares the other database with SQLite")
def test_both_databases_hold_the_same_book(real_list, tmp_path):
    rows = tmp_path / "rows.json"
    call_command(
        "dumpdata", output=str(rows), verbosity=0,
        exclude=["contenttypes", "auth.permission", "sessions", "admin.logentry"],
    )  # fmt: skip

    there = run(COMPOSE, str(rows), TEST_DATABASE="sqlite", TMPDIR=str(tmp_path))
    here = book_json.dumped(compose(PlanVersion.objects.with_plan().get()))
    assert there.rstrip("\n") == here
