"""The twelve month cells of an item: one cell per unbroken run, its months above an arrow. Pure.

The arrow is made of letters, so that whoever splits or joins the cells in Word can retype it; no
drawing has to be dragged along. The years stand in the head of the columns.
"""

from functools import cache

from projects.schedule import FISCAL_ORDER, runs_of
from thai.calendar import SHORT_MONTHS

from .styles import ARROW, ARROW_SIZE, MONTH, TABLE_CENTERED
from .tables import Cell

POINT = 25.4 / 72  # millimetres
LETTER = ARROW_SIZE * POINT  # the width of every letter of an arrow, in the style of arrows
EMPTY = Cell("", MONTH, is_tight=True)


@cache
def month_cells(mask: int, width: float, words_for_none: str) -> tuple[Cell, ...]:
    """Return the cells of a set of months; `width` is that of one month in millimetres."""
    if not mask:
        return (Cell(words_for_none, TABLE_CENTERED, span=12, is_middle=True),)
    cells, place = [], 0
    for first, last in runs_of(mask):
        cells += [EMPTY] * (first - place)
        length = last - first + 1
        drawn = ((arrow(length * width), ARROW),)
        cells.append(Cell(words(first, last), MONTH, length, below=drawn, is_tight=True))
        place = last + 1
    return (*cells, *[EMPTY] * (12 - place))


def words(first: int, last: int) -> str:
    """Return a run of months in words: "ต.ค. – ธ.ค."."""
    begin, end = SHORT_MONTHS[FISCAL_ORDER[first]], SHORT_MONTHS[FISCAL_ORDER[last]]
    return begin if first == last else f"{begin} – {end}"


def arrow(width: float) -> str:
    """Return an arrow with two heads that fills so many millimetres.

    >>> arrow(21)
    '←—————→'
    """
    letters = int(width / LETTER)
    return f"←{'—' * (letters - 2)}→" if letters > 2 else "↔"
