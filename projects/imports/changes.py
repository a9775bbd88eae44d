"""What a row of a file says against an item of the version: the same, a repetition, a change."""

from organizations.audit import shown
from thai.baht import format_money
from thai.numerals import to_arabic_digits

from ..models import Project
from ..schedule import spelled
from .rows import Row

COMPARED = [  # what a file may say of an item; `kind` and `note` have rules of their own
    "name", "detail", "place", "agency", "target", "devplan_edition", "devplan_page",
    "devplan_item", "budget", "months", "strategy", "guideline", "program", "category", "source",
    "unit",
]  # fmt: skip


def same(one, other):
    """Say whether two values are alike; a book printed in Thai digits comes back as it was."""
    if isinstance(one, str) and isinstance(other, str):
        return to_arabic_digits(one) == to_arabic_digits(other)
    return one == other


def name_key(item):
    return item.search.split("\n")[0]


def saying(one, key):
    """Return what makes two items exact duplicates, of a Row or of a PlanItem."""
    value = one.values.get if isinstance(one, Row) else lambda name: getattr(one, name)
    texts = tuple(to_arabic_digits(value(name) or "") for name in ("detail", "place"))
    unit = value("unit")
    return one.is_equipment, key, texts, value("budget"), unit and str(unit), value("months")


def told(row, item):
    """Yield (field, value) of what a row says otherwise; an empty cell clears nothing."""
    for name in COMPARED:
        value = row.values.get(name)
        if value is None or value == "" or (name == "category" and not item.is_equipment):
            continue
        if name == "months" and (not value or (row.are_months_chosen and item.months)):
            continue
        if not same(getattr(item, name), value):
            yield name, value


def changes(row, item):
    """Return {Thai label: [before, after]} of what a row would change."""
    found = {}
    for name, value in told(row, item):
        label = str(item._meta.get_field(name).verbose_name)
        found[label] = [words(item, name, getattr(item, name)), words(item, name, value)]
    said_kind = row.values.get("kind")
    if said_kind and said_kind != item.kind:
        found["ประเภท"] = [item.get_kind_display(), Project.ItemKind(said_kind).label]
    if note := missing_note(row, item):
        found["หมายเหตุ"] = [item.note, note]
    further = row.values.get("further_units")
    before, after = (
        ", ".join(sorted(str(unit) for unit in units))
        for units in (item.further_units.all(), further or [])
    )
    if further and before != after:
        found["หน่วยงานร่วม"] = [before, after]
    return found


def words(item, name, value):
    """Return a value as the log and the preview show it."""
    if name == "months":
        return spelled(value, item.version.fiscal_year)
    field = item._meta.get_field(name)
    return format_money(value) if name == "budget" else shown(field, value)


def missing_note(row, item):
    """Return the note with the file's lines added, or "" when it has them all."""
    there = item.note.split("\n")
    known = {to_arabic_digits(line) for line in ["", *there]}
    told_here = row.values["note"].split("\n")
    lacking = [line for line in told_here if to_arabic_digits(line) not in known]
    return "\n".join([*filter(None, there), *lacking]) if lacking else ""
