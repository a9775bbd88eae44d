"""Money sources and equipment categories: the national lists an item chooses from."""

from organizations.standards import loader, rows, upsert

from .models import BudgetSource, EquipmentCategory


@loader
def load_sources():
    count = upsert(
        BudgetSource,
        ["key"],
        (
            {
                "key": row["key"],
                "origin_class": row["origin_class"],
                "name": row["name_th"],
                "order": order,
            }
            for order, row in enumerate(rows("budget_sources.csv"))
        ),
    )
    return "budget sources", count


@loader
def load_categories():
    count = upsert(
        EquipmentCategory,
        ["key"],
        (
            {
                "key": row["key"],
                "order": int(row["sort"]),
                "name": row["name_th"],
                "aliases": row["aliases_th"],
            }
            for row in rows("equipment_categories.csv")
        ),
    )
    return "equipment categories", count
