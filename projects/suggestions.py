"""What the organization wrote before, and what it has already: offered while an item is typed."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from thai.text import search_key

from .models import Change, Distinction, Equipment, Project
from .overlaps.comparing import Work, likely
from .overlaps.works import works_of_year
from .years import moved

FIELDS = ("name", "detail", "place", "agency")  # in the order of the stored search key
FILLED = ("strategy", "program", "unit", "source")  # from the item whose name is chosen
SHORTEST = 2  # letters of a search key
READ = 300  # of the newest hits: enough to know what is usual
SHOWN = {"name": 6, "detail": 3, "place": 6, "agency": 6}  # details are long
ALIKE = 3


@dataclass
class Wording:
    """A text used before, as it reads in this year's plan."""

    text: str
    year: int  # of the newest plan that has it
    count: int = 1
    fills: dict = field(default_factory=dict)  # field → value, of the newest item with this name

    @property
    def first_line(self):
        return self.text.partition("\n")[0]

    @property
    def further_lines(self):
        return self.text.count("\n")


def wordings(version, name, typed):
    """Return the Wordings of a field that hold what was typed, the most used first (2 queries).

    All years and versions of the organization are asked; a text's years move to this plan's.
    """
    key = search_key(typed)
    if len(key) < SHORTEST:
        return []
    found, newest, lines = {}, {}, defaultdict(set)
    for row in _hits(version.organization, name, key):
        year = row["version__plan__fiscal_year"]
        text = moved(row[name], year, version.fiscal_year)
        known = found.setdefault(text, Wording(text, year))
        if year >= known.year:
            known.year, newest[text] = year, row
        lines[text].add(row["line_id"])
        known.count = len(lines[text])
    ranked = sorted(found.values(), key=lambda one: (-one.count, -one.year))
    others = (one for one in ranked if search_key(one.text) != key)
    shown = list(islice(others, SHOWN[name]))
    for one in shown if name == "name" else []:
        one.fills = _fills(newest[one.text], version)
    return shown


def _hits(organization, name, key):
    """Yield the newest rows whose field holds a key."""
    place = FIELDS.index(name)
    for model in (Project, Equipment):
        is_hit = GreaterThan(StrIndex("search", Value(key)), 0)  # twice as fast as LIKE
        rows = model.objects.filter(is_hit, version__plan__organization=organization)
        rows = rows.exclude(change=Change.CANCEL).order_by("-version_id")
        columns = {"line_id", "search", "version__plan__fiscal_year", "detail", name}
        columns |= {f"{one}_id" for one in FILLED} | {"strategy__is_active", "unit__is_active"}
        for row in rows.values(*columns)[:READ]:
            if key in row["search"].split("\n")[place]:
                yield row


def _fills(row, version):
    """Return what an item with a chosen name would fill in: only what is still in use."""
    fills = {one: row[f"{one}_id"] for one in FILLED if row[f"{one}_id"]}
    for one in ("strategy", "unit"):
        if not row[f"{one}__is_active"]:
            fills.pop(one, None)
    if row["detail"]:
        year = row["version__plan__fiscal_year"]
        fills["detail"] = moved(row["detail"], year, version.fiscal_year)
    return fills


def alike(version, typed, line=None):
    """Return the Pairs of what is typed with items of this year's plan (3 queries).

    `typed` has name, detail, place and budget; `line` is the item's own, never its double. What
    somebody told apart from it is not named again.
    """
    if len(search_key(typed["name"])) < SHORTEST:
        return []
    passed = _told_apart(line) if line else set()
    works = [work for work in works_of_year(version) if work.key[1] not in passed]
    return likely(Work(None, **typed, year=version.fiscal_year), works, limit=ALIKE)


def _told_apart(line):
    """Return the ids of a line and of those it was told apart from."""
    rows = Distinction.objects.filter(Q(one=line) | Q(other=line)).values_list("one", "other")
    return {line.pk}.union(*rows)
