"""One module for each noun: the national lists, the items, what is kept beside them."""

from .items import Change, Equipment, Line, PlanItem, Project, hold_open
from .records import AcceptedFinding, Import, Snapshot
from .sources import OTHERS_MONEY, BudgetSource, EquipmentCategory, OriginClass

__all__ = [
    "OTHERS_MONEY",
    "AcceptedFinding",
    "BudgetSource",
    "Change",
    "Equipment",
    "EquipmentCategory",
    "Import",
    "Line",
    "OriginClass",
    "PlanItem",
    "Project",
    "Snapshot",
    "hold_open",
]
