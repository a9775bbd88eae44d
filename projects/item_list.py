"""The list of a version's items as its page shows it: filtered, sorted, headed, paged, summed."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator

from .columns import ALWAYS, COLUMNS, USUAL, Column, columns_of
from .filters import LONGEST, ItemFilter, tidy
from .kept_findings import Standing, standings
from .models import Equipment, Project
from .outlines import outlines_of
from .totals import Totals, totals_of

READY = Standing()
ON_PAPER = 2000  # rows


@dataclass(frozen=True)
class Head:
    """A column's head: where its sort link leads, and how the list is sorted by it now."""

    column: Column
    url: str = ""
    aria: str = ""


@dataclass(frozen=True)
class Row:
    item: object
    standing: Standing = READY

    @property
    def must_words(self):
        return f"ต้องแก้ {self.standing.must:,}"

    @property
    def should_words(self):
        return f"ควรตรวจ {self.standing.should:,}"


@dataclass
class ItemList:
    """What the list page shows; `total` counts all of the version, `totals` what was found."""

    filter: ItemFilter
    columns: list
    has_ticks: bool
    page: Page
    totals: Totals
    groups: list  # (heading, rows); one without a heading if sorted

    @property
    def total(self):
        return len(self.filter.rows)

    @property
    def count(self):
        """How many rows were found; those that end a line are among them, their money is not."""
        return self.page.paginator.count

    @property
    def page_totals(self):
        return totals_of(self.page)

    @property
    def heads(self):
        return [head_of(column, self.filter) for column in self.columns]

    @property
    def shown(self):
        """Return {column: True} of the columns, as templates ask."""
        return {column.key: True for column in self.columns}

    @property
    def column_choices(self):
        """Return [(column, is shown)] of those a member may do without."""
        others = [column for column in COLUMNS if column.key != ALWAYS]
        return [(column, column in self.columns) for column in others]

    @property
    def is_wide(self):
        """Say whether the columns need more room than a page has."""
        return len(self.columns) > len(USUAL)

    @property
    def width(self):
        return len(self.columns) + self.has_ticks

    @property
    def before_budget(self):
        """How many columns stand before the budget, whose sums stand at the foot."""
        keys = [column.key for column in self.columns]
        return keys.index("budget") + self.has_ticks

    @property
    def after_budget(self):
        return self.width - self.before_budget - 1

    @property
    def query(self):
        """What finds these rows in this order, for links and forms."""
        return query_of(self.filter.data, *self.filter.applied, "sort")

    @property
    def cleared(self):
        """Return the address that shows all items, ordered and laid out as now."""
        return f"?{query_of(self.filter.data, 'sort', 'size', 'col')}"

    @property
    def view_query(self):
        """All that a saved view keeps."""
        return query_of(self.filter.data, *self.filter.applied, "sort", "size", "col")


def list_items(version, data, columns=(), has_ticks=False):
    """Return the ItemList of a version for the filter in an address."""
    asked = filter_of(version, data, standings(version))
    return listed(version, asked, asked.size_asked, columns, has_ticks)


def listed_on_paper(version, data, columns=()):
    """Return the ItemList with all that was found on one page."""
    return listed(version, filter_of(version, data, standings(version)), ON_PAPER, columns)


def listed(version, asked, size, columns, has_ticks=False):
    """Return the page of an ItemFilter with its rows loaded."""
    chosen = asked.chosen()
    page = Paginator(chosen, size).get_page(asked.data.get("page"))
    groups = grouped_rows(version, list(page), asked)
    return ItemList(asked, columns_of(columns), has_ticks, page, totals_of(chosen), groups)


def found_codes(version, data):
    """Return the public codes that the filter of an address finds, in its order.

    A filter at fault finds nothing here: what is done to many must not be done to all by mistake.
    """
    found = standings(version) if data.get("finding") else {}
    asked = filter_of(version, data, found)
    return [] if asked.errors else [row.code for row in asked.chosen()]


def filter_of(version, data, found):
    """Return the ItemFilter of an address over a version's items."""
    text = data.get("q", "")
    rows = outlines_of(version, text if len(text) <= LONGEST else "")
    imports = imports_of(version)
    return ItemFilter(data, rows, found, imports, brought_by(version, imports, data.get("brought")))


def imports_of(version):
    """Return [(pk, file name, when)] of the imports that stand, the last first."""
    kept = version.imports.filter(saved_at__isnull=False, undone_at__isnull=True)
    return list(kept.values_list("pk", "file_name", "saved_at"))


def brought_by(version, imports, asked):
    """Return the public codes of the items that an import made or changed."""
    if not asked or asked not in {str(pk) for pk, *_ in imports}:
        return frozenset()
    effects = version.imports.values_list("effects", flat=True).get(pk=asked)
    return frozenset(effect["code"] for effect in effects if "code" in effect)


def grouped_rows(version, outlines, asked):
    """Return [(heading, rows)] of some outlines, loaded; one heading-less group when sorted."""
    items = loaded(version, outlines)
    rows = [Row(item, asked.standings.get(item.line_id, READY)) for item in items]
    is_official = asked.sort_key == "official"
    groups = groupby(rows, key=lambda row: heading(row.item) if is_official else ())
    return [(head, list(rows)) for head, rows in groups]


def loaded(version, outlines):
    """Return the items of some outlines with what a row shows, in their order (2 queries)."""
    found = {}
    for model in (Project, Equipment):
        is_ours = model is Equipment
        pks = [row.pk for row in outlines if row.is_equipment == is_ours]
        rows = model.objects.filter(version=version, pk__in=pks).with_labels()
        for item in rows.select_related("category") if is_ours else rows:
            item.version = version  # spares a join, and lets months_text know the year
            found[item.line_id] = item
    return [found[row.line_id] for row in outlines if row.line_id in found]


def head_of(column, asked):
    """Return the Head of a column: its link asks for the order after the one it shows."""
    if not column.sorts:
        return Head(column)
    keys = [key for key, _ in column.sorts]
    aria = dict(column.sorts).get(asked.sort_key, "")
    following = keys[(keys.index(asked.sort_key) + 1) % len(keys)] if aria else keys[0]
    address = asked.data.copy()
    address.pop("page", None)
    address["sort"] = following
    return Head(column, f"?{tidy(address)}", aria)


def query_of(data, *names):
    """Return the query of an address with some of its fields only."""
    kept = data.copy()
    for name in set(kept) - set(names):
        del kept[name]
    return tidy(kept)


def heading(item):
    """Return the lines under which an item stands in the plan."""
    program = str(item.program) if item.program_id else "ยังไม่เลือกแผนงาน"
    if item.is_equipment:
        return ("ครุภัณฑ์", str(item.category or "ยังไม่เลือกประเภทครุภัณฑ์"), program)
    strategy = item.strategy.heading if item.strategy_id else "ยังไม่เลือกยุทธศาสตร์"
    guideline = [f"แนวทางที่ {item.guideline}"] if item.guideline_id else []
    return (strategy, *guideline, program)
