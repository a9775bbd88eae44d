"""One module for each noun of a plan: its lists, its procedure, the year, the versions."""

from .lists import Guideline, Program, ProgramAlias, Strategy
from .plans import Plan
from .procedures import Procedure
from .routes import RouteChoice
from .versions import DeadlineExtension, PlanVersion, StageChange

__all__ = [
    "DeadlineExtension",
    "Guideline",
    "Plan",
    "PlanVersion",
    "Procedure",
    "Program",
    "ProgramAlias",
    "RouteChoice",
    "StageChange",
    "Strategy",
]
