"""Take the items of a version out as a workbook, and remember what they said."""

from plans.models import Guideline, Program, Strategy

from ..models import BudgetSource, EquipmentCategory, Export, Project
from .columns import NAMED
from .content import content_of, items_to_edit


def take_out(version, *, by, codes=None):
    """Return the Export of what the items say now; the same content goes out under one key.

    With `codes`, only of these items; nothing is said of the others when the workbook comes back.
    """
    items = items_to_edit(version)
    content = content_of(i for i in items if codes is None or i.code in codes)
    last = Export.objects.filter(version=version, by=by).first()
    if last is None or last.content != content:
        last = Export.objects.create(version=version, content=content, by=by)
    # A database may keep the parts of JSON in an order of its own; the workbook has the plan's.
    last.version, last.content = version, content
    return last


def choices_of(export):
    """Return {column: the names to offer}: those in use, and those the items already have."""
    organization = export.version.organization
    lists = {
        "kind": Project.ItemKind.labels,
        "category": EquipmentCategory.objects.all(),
        "strategy": Strategy.objects.filter(organization=organization, is_active=True),
        "guideline": Guideline.objects.filter(strategy__organization=organization)
        .select_related("strategy").order_by("strategy__number", "number"),
        "program": Program.objects.all(),
        "source": BudgetSource.objects.all(),
        "unit": organization.units.filter(is_active=True),
    }  # fmt: skip
    offered = {name: [str(one) for one in lists[name]] for name in NAMED if name in lists}
    for words in export.content.values():
        for name in offered.keys() - {"kind"}:
            if name in words and words[name] not in offered[name]:
                offered[name].append(words[name])
    return offered
