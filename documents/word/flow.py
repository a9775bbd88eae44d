"""The flow chart of the steps as a table: boxes of cells, arrows between them. Pure.

Words and boxes can be changed like those of any table; a drawing could not be by many.
"""

from collections.abc import Sequence

from ..flow_chart import BETWEEN, DOWN, WHAT, WHO
from ..flow_chart import Row as Step
from .styles import FLOW_ARROW, FLOW_WHAT, FLOW_WHO
from .tables import Cell, Row

WIDTHS = (WHO, BETWEEN, WHAT)
DOWNWARD = Cell("↓", FLOW_ARROW, is_middle=True, is_tight=True)
ACROSS = Cell("→", FLOW_ARROW, is_middle=True, is_tight=True)


def flow_rows(steps: Sequence[Step]) -> list[Row]:
    """Return the rows of the table of some steps, a low one with arrows between each two."""
    rows = []
    for place, step in enumerate(steps):
        is_last = place == len(steps) - 1
        if place:
            beside = DOWNWARD if step.who else Cell("", FLOW_WHO, merge="on", is_boxed=True)
            rows.append(Row([beside, Cell("", FLOW_ARROW), DOWNWARD], True, height=DOWN))
        who = Cell(
            step.who, FLOW_WHO, merge="" if step.who else "on", is_boxed=True, is_middle=True
        )
        if step.span > 1:
            who = who._replace(merge="start")
        what = Cell(step.what, FLOW_WHAT, is_boxed=True, is_middle=True)
        rows.append(Row([who, ACROSS, what], not is_last, height=step.height))
    return rows
