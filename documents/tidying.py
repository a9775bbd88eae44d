"""What is kept of printed papers, and what goes by rule.

Announced papers and the newest file of each paper and format stay, so no address the public has
ever dies. Of an older file the row stays with its hash; what came to nothing is forgotten.
"""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .models import Rendering
from .papers.registry import BOOK
from .part_store import PartStore

BOOKS = "books"
UNNAMED_FOR = timedelta(days=1)  # a file is on disk a moment before its row names it


@dataclass
class Tidied:
    """How much went, or would go."""

    files: int = 0
    rows: int = 0
    unnamed: int = 0
    parts: int = 0


def tidy(*, is_dry_run=False, now=None):
    """Remove what the rules no longer keep; return how much that is."""
    now = now or timezone.now()
    before = now - timedelta(days=settings.DOCUMENTS_KEPT_DAYS)
    old, forgotten, unnamed = outdated(before), came_to_nothing(before), unnamed_files(now)
    tidied = Tidied(len(old), forgotten.count(), len(unnamed))
    if not is_dry_run:
        for rendering in old:
            name = rendering.file.name
            Rendering.objects.filter(pk=rendering.pk).update(file="")
            default_storage.delete(name)
        forgotten.delete()
        for name in unnamed:
            default_storage.delete(name)
        tidied.parts = PartStore().sweep()
        DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    return tidied


def outdated(before):
    """Return finished renderings of before a moment that nobody needs any more."""
    finished = Rendering.objects.finished()
    same = {"paper": OuterRef("paper"), "format": OuterRef("format")}
    newer = finished.filter(**same, finished_at__gt=OuterRef("finished_at"))
    old = finished.filter(facts__isnull=True, finished_at__lt=before)
    of_versions = old.filter(Exists(newer.filter(version=OuterRef("version"))))
    newer_merged = newer.filter(plan=OuterRef("plan"), version__isnull=True).filter(
        Q(paper=BOOK) | Q(as_of=OuterRef("as_of"))  # a report of June does not replace that of May
    )
    merged = old.filter(Exists(newer_merged), version__isnull=True)
    books = finished.filter(version__isnull=True, paper=BOOK, format=Rendering.Format.PDF)
    public = published(books)
    return [*of_versions, *(each for each in merged if each.pk not in public)]


def published(merged):
    """Return the ids of the consolidated books that citizens get: the first after a notice."""
    merged = merged.order_by("plan", "as_of", "finished_at", "pk").select_related("plan")
    found = set()
    for plan, books in groupby(merged, key=lambda each: each.plan):
        notices = list(plan.versions.filter(announced_on__isnull=False).order_by("announced_on"))
        days = [each.announced_on for each in notices]
        periods = groupby(books, key=lambda each: sum(day <= each.as_of for day in days))
        found |= {next(of_period).pk for _, of_period in periods}
    return found


def came_to_nothing(before):
    """Keep what failed or was cancelled before a moment, and belongs to no announcement."""
    states = [Rendering.State.FAILED, Rendering.State.CANCELLED]
    return Rendering.objects.filter(state__in=states, finished_at__lt=before, facts__isnull=True)


def unnamed_files(now):
    """Return the names of files no row knows: the worker was killed before it wrote the row."""
    named = set(Rendering.objects.exclude(file="").values_list("file", flat=True))
    return [
        name
        for name in _files_below(BOOKS)
        if name not in named and default_storage.get_modified_time(name) < now - UNNAMED_FOR
    ]


def _files_below(folder):
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _files_below(f"{folder}/{name}")
