"""Where an item stands in the plan: under which heading, and in which place there."""


def place_of(item):
    """Return what decides under which heading an item stands."""
    category = getattr(item, "category_id", None)
    return (item.is_equipment, item.strategy_id, item.guideline_id, item.program_id, category)
