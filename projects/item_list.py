"""The list of a version's items as its page shows it: filtered, sorted, headed, paged, summed."""

from dataclasses import dataclass, field
from itertools import groupby

from django.core.paginator import Page, Paginator

from .amending import items_of
from .filters import PAGE_SIZES, ItemFilter
from .readiness import findings, open_findings
from .totals import Totals, totals_of


@dataclass
class Row:
    item: object
    must: int = 0
    should: int = 0

    @property
    def must_words(self):
        return f"{self.must:,}"

    @property
    def should_words(self):
        return f"{self.should:,}"


@dataclass
class ItemList:
    """What the list page shows; `total` counts all of the version, `totals` what was found."""

    filter: ItemFilter
    total: int
    totals: Totals
    page: Page
    groups: list = field(default_factory=list)  # (heading, rows); one without a heading if sorted


def list_items(version, data):
    """Return the ItemList of a version for the filter in an address."""
    items = items_of(version)
    found = {}
    for finding in open_findings(findings(version, items)):
        if finding.item:
            found.setdefault(finding.item.line_id, []).append(finding)
    asked = ItemFilter(data, items)
    chosen = asked.chosen(found)
    size = asked.cleaned_data["size"] if asked.is_valid() else PAGE_SIZES[0]
    page = Paginator(chosen, size).get_page(data.get("page"))
    rows = [_row(item, found.get(item.line_id, [])) for item in page]
    is_official = asked.is_valid() and asked.cleaned_data["sort"] in ("", "official")
    groups = groupby(rows, key=lambda row: heading(row.item) if is_official else ())
    return ItemList(
        asked, len(items), totals_of(chosen), page, [(head, list(rows)) for head, rows in groups]
    )


def _row(item, found):
    must = sum(finding.is_must for finding in found)
    return Row(item, must, len(found) - must)


def heading(item):
    """Return the lines under which an item stands in the plan."""
    program = str(item.program) if item.program_id else "ยังไม่เลือกแผนงาน"
    if item.is_equipment:
        return ("ครุภัณฑ์", str(item.category or "ยังไม่เลือกประเภทครุภัณฑ์"), program)
    strategy = item.strategy.heading if item.strategy_id else "ยังไม่เลือกยุทธศาสตร์"
    guideline = [f"แนวทางที่ {item.guideline}"] if item.guideline_id else []
    return (strategy, *guideline, program)
