"""What an item says, in the words of the workbook: the three sides of a merge speak them."""

from thai.baht import format_money

from ..amending import items_of
from ..schedule import FISCAL_ORDER, POSITION
from .columns import MARK, MONTHS

TEXTS = (
    "name", "detail", "target", "agency", "place", "devplan_edition", "devplan_page",
    "devplan_item", "note",
)  # fmt: skip
LISTED = ("strategy", "guideline", "program", "source", "unit")


def words_of(item):
    """Return {column: text} of what an item says; what it leaves empty is not there."""
    words = {name: getattr(item, name) for name in TEXTS}
    words["kind"] = item.get_kind_display()
    if item.is_equipment:
        words["category"] = str(item.category) if item.category_id else ""
    for name in LISTED:
        words[name] = str(getattr(item, name)) if getattr(item, f"{name}_id") else ""
    words["further_units"] = names_of(item.further_units.all())
    words["budget"] = "" if item.budget is None else format_money(item.budget)
    for name, number in MONTHS.items():
        words[name] = MARK if item.months >> POSITION[number] & 1 else ""
    return {name: text for name, text in words.items() if text}


def names_of(units):
    return ", ".join(sorted(str(unit) for unit in units))


def items_to_edit(version):
    """Return the items that a workbook holds: those taken out of the plan only end their line."""
    return [item for item in items_of(version) if not item.is_cancelled]


def content_of(items):
    """Return what a workbook of these items says, for the day it comes back."""
    return {item.code: words_of(item) for item in items}


def mask_with(mask, changes):
    """Return the months after {column: is in}."""
    for name, is_in in changes.items():
        bit = 1 << FISCAL_ORDER.index(MONTHS[name])
        mask = mask | bit if is_in else mask & ~bit
    return mask
