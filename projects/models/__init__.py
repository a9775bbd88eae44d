"""One module for each noun: the national lists, the items, what is kept beside them."""

from .agencies import AgencyInvitation
from .choices import SavedView
from .collecting import UnitDone, UnitReminder
from .exchange import Export
from .importing import ColumnMapping, RememberedName
from .items import (
    Change,
    Equipment,
    Line,
    PlanItem,
    Project,
    hold_collecting,
    hold_open,
    remove_items,
)
from .overlaps import Distinction, KeptFindings
from .proposals import Proposal
from .records import AcceptedFinding, Import, Snapshot
from .sources import OTHERS_MONEY, BudgetSource, EquipmentCategory, OriginClass

__all__ = [
    "OTHERS_MONEY",
    "AcceptedFinding",
    "AgencyInvitation",
    "BudgetSource",
    "Change",
    "ColumnMapping",
    "Distinction",
    "Equipment",
    "EquipmentCategory",
    "Export",
    "Import",
    "KeptFindings",
    "Line",
    "OriginClass",
    "PlanItem",
    "Project",
    "Proposal",
    "RememberedName",
    "SavedView",
    "Snapshot",
    "UnitDone",
    "UnitReminder",
    "hold_collecting",
    "hold_open",
    "remove_items",
]
