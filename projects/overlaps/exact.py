"""Items that say the same in every field. Pure."""


def exact_duplicates(items):
    """Return {line id of a later item: the first item that says the same in every field}."""
    first, found = {}, {}
    for item in items:
        content = (
            item.kind, item.search, item.budget, item.source_id, item.strategy_id,
            item.guideline_id, item.program_id, item.unit_id, item.months, item.target, item.note,
            item.devplan_edition, item.devplan_page, item.devplan_item,
            getattr(item, "category_id", None),
            frozenset(unit.pk for unit in item.further_units.all()),
        )  # fmt: skip
        if content in first:
            found[item.line_id] = first[content]
        else:
            first[content] = item
    return found
