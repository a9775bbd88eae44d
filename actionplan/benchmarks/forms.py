"""Hints beside the form among 2,000 items, and items of last year copied; nothing here stays."""

import time
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from organizations.models import Member
from organizations.roles import Role
from projects.amending import items_of
from projects.copying import Copying, Options, source_at, sources_for
from projects.suggestions import alike, wordings

from .items import FIRST_YEAR, fill, median, opened
from .pages import version_measured

HEAD = ["form and copying", "ms", "× baseline"]
TYPED = {"detail": "", "place": "", "budget": Decimal(500_000)}


def rows():
    """Yield a row per hint and per copying; the baseline is reading a version of 2,000 items."""
    demo = version_measured()
    with transaction.atomic():
        version = opened(demo, FIRST_YEAR)
        fill(version, list(items_of(demo)))
        baseline, _ = median(lambda: items_of(version))
        yield "items_of 2,000 (baseline)", f"{baseline:.0f}", "1.0"
        for text in ("ถนน", "ก่อสร้างถนนคอนกรีตเสริมเหล็ก", "ยานอวกาศ"):
            ms, found = median(lambda text=text: wordings(version, "name", text))
            yield f"wording for “{text}”: {len(found)}", f"{ms:.0f}", f"{ms / baseline:.2f}"
        typed = {"name": "ก่อสร้างถนน คสล. หมู่ที่ 3", **TYPED}
        ms, found = median(lambda: alike(version, typed))
        yield f"likely doubles: {len(found)}", f"{ms:.0f}", f"{ms / baseline:.2f}"
        for name, work in copying(demo, opened(demo, demo.fiscal_year + 5)):
            began = time.perf_counter()
            count = work()
            ms = (time.perf_counter() - began) * 1000
            yield f"{name} {count} items", f"{ms:.0f}", f"{ms / baseline:.2f}"
        transaction.set_rollback(True)


def copying(demo, version):
    """Yield what looking at all items of the demo's plan costs, and copying them."""
    planner = Member.objects.filter(
        organization=demo.organization, role_rows__role=Role.PLANNER
    ).first()
    source = source_at(sources_for(version, planner), str(demo.fiscal_year))
    begun = Copying(version, source, planner, timezone.localdate())
    copies = begun.copies({item.line.code for item in begun.items})
    picks = [one.pick for one in copies]
    yield "years moved in", lambda: len(begun.copies({item.line.code for item in begun.items}))
    yield "copied, each logged", lambda: len(begun.confirm(picks, Options(), by=planner))
