"""The list of items: pages of 2,000 of them, the search over 50,000; nothing made here stays."""

import copy
import datetime
import statistics
import time

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from plans.models import Plan, PlanVersion
from plans.workflow import Kind, Trigger
from projects.amending import items_of
from projects.models import Line, Project
from projects.outlines import matching

from . import timing
from .pages import planner_signed_in, version_measured

HEAD = ["items", "ms", "× baseline", "queries", "bytes", "compressed"]
SIZE, YEARS, FIRST_YEAR = 2_000, 25, 2610  # years no demo has a plan of
WORDS = {"common": "ถนน คอนกรีต", "rare": "สาย 1999", "none": "ยานอวกาศ"}


def rows():
    """Yield a row per page and per search; a baseline stands before each kind."""
    demo = version_measured()
    with transaction.atomic():
        versions = [opened(demo, FIRST_YEAR + number) for number in range(YEARS)]
        fill(versions[0], list(items_of(demo)))
        analyze()
        yield from pages(demo, versions[0])
        for version in versions[1:]:
            copy_items(versions[0], version)
        analyze()
        ours = Project.objects.filter(version__plan__organization=demo.organization)
        yield from searches("all years", ours)
        Project.objects.filter(version__in=versions).update(version=versions[0])
        analyze()
        yield from searches("one version", Project.objects.filter(version=versions[0]))
        transaction.set_rollback(True)


def pages(demo, version):
    """Yield what the list costs, warm, and once after a change."""
    client = planner_signed_in(version.organization)
    baseline, *_ = timing.page(Client(), reverse("healthz"))
    yield "/healthz (baseline)", f"{baseline:.1f}", "1.0", 1, 2, ""
    small, large = (reverse("projects:list", args=one.address) for one in (demo, version))
    for name, url in [
        ("list of 289", small),
        ("list of 2,000", large),
        ("list of 2,000, last page", f"{large}?page=40"),
        ("list of 2,000, searched and sorted", f"{large}?q=ถนน&sort=name"),
        ("list of 2,000, 200 rows", f"{large}?size=200"),
    ]:
        ms, queries, size, packed = timing.page(client, url)
        yield name, f"{ms:.0f}", f"{ms / baseline:.1f}", queries, size, packed
    Project.objects.filter(version=version, order=1).update(revision=2)
    began = time.perf_counter()
    client.get(large)
    ms = (time.perf_counter() - began) * 1000
    yield "list of 2,000, first after a change", f"{ms:.0f}", f"{ms / baseline:.1f}", "", "", ""


def searches(where, items):
    """Yield what finding the ids of some words costs, beside reading as many ids."""
    items = items.order_by()  # only which they are; the list sorts what it found
    baseline, count = median(lambda: len(items.values_list("pk")))
    yield f"{count:,} ids of {where} (baseline)", f"{baseline:.1f}", "1.0", 1, "", ""
    for name, words in WORDS.items():
        ms, found = median(lambda words=words: len(items.filter(matching(words)).values_list("pk")))
        yield f"  search, {name}: {found:,}", f"{ms:.1f}", f"{ms / baseline:.1f}", 1, "", ""


def median(work):
    """Return (median ms of warm runs, what the work returned)."""
    times = []
    for _ in range(timing.RUNS + 1):
        began = time.perf_counter()
        result = work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times[1:]), result


def opened(demo, year):
    """Return a new first version of a year's plan of the demo's town."""
    plan = Plan.objects.create(organization=demo.organization, fiscal_year=year)
    made = PlanVersion.objects.create(
        plan=plan, kind=Kind.ORIGINAL, procedure=demo.procedure, trigger=Trigger.ANNUAL_BUDGET,
        trigger_on=datetime.date(2025, 9, 16),
    )  # fmt: skip
    return PlanVersion.objects.with_plan().get(pk=made.pk)


def fill(version, models):
    """Make items like those of the demo, each with a name of its own."""
    models = [item for item in models if not item.is_equipment]
    lines = [Line(plan=version.plan, code=f"{number:04d}") for number in range(1, SIZE + 1)]
    items = []
    for number, line in enumerate(Line.objects.bulk_create(lines), start=1):
        item = copy.copy(models[number % len(models)])
        item.pk, item.version, item.line, item.order = None, version, line, number
        item.name = f"{item.name} สาย {number}"
        items.append(item)
    Project.objects.bulk_create(items, batch_size=500)


def copy_items(source, target):
    """Copy a version's projects to another year's inside the database, which is quick."""
    Line.objects.bulk_create(
        Line(plan=target.plan, code=f"{number:04d}") for number in range(1, SIZE + 1)
    )
    kept = [
        field.column for field in Project._meta.concrete_fields
        if field.name not in {"id", "version", "line"}
    ]  # fmt: skip
    columns = ", ".join(f'"{name}"' for name in kept)
    values = ", ".join(f'item."{name}"' for name in kept)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO projects_project (version_id, line_id, {columns})"
            f" SELECT %s, new.id, {values} FROM projects_project item"
            " JOIN projects_line old ON old.id = item.line_id"
            " JOIN projects_line new ON new.code = old.code AND new.plan_id = %s"
            " WHERE item.version_id = %s",
            [target.pk, target.plan_id, source.pk],
        )


def analyze():
    """Let the database know how much there is now, as it would find out by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
