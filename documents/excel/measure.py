"""How many lines a text takes in a column, and how wide a column must be. Pure.

A spreadsheet keeps the height of a row in the file: Excel and LibreOffice show what is written
there until somebody edits the row. The widths below are those of the TH Sarabun family, of which
Laksaman is the free one, in figures of the font, as a column's width is counted.
"""

import math
from collections.abc import Iterable, Iterator

from thai.numerals import to_thai_digits

LINE, PADDING = 23.2, 4.0  # points of 14 pt Laksaman, marks above and below the letters included
TALLEST = 400.0  # points; Excel refuses a row of more than 409
SLACK = 3.2  # figures of a line that stay empty because a word no longer fits, on average
BOLD = 1.08
WIDER = 1.06  # of most letters
_WIDTHS = {
    0.0: "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a"
    "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d",
    0.5: ".,:;'()[]|!ilIjft/\"",
    0.6: "เ -",
    0.66: "โใไ",
    0.9: "งธรวะาำฐ",
    1.0: "0123456789",
    1.12: "มภฤฆฦ",
    1.19: "ทนบปพฟหษฎฏฑฬ",
    1.24: "๐๑๒๓๔๕๖๗๘๙",
    1.46: "ฌญฒณ",
    1.6: "mMwW",
}  # fmt: skip
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def width_of(text: str) -> float:
    """Return how wide a text is on one line."""
    return sum(_WIDTH_OF.get(letter, WIDER) for letter in text)


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes at most in a column of a width."""
    room = max(width - SLACK, 1.0)
    return sum(max(1, math.ceil(width_of(line) / room)) for line in text.split("\n"))


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row of (text, width of its column)."""
    return LINE * max((lines_of(text, width) for text, width in texts), default=1) + PADDING


def rows_over(height: float) -> Iterator[float]:
    """Yield the heights of the rows that a text is laid over: whole lines, none over TALLEST.

    A page then ends between two lines of a long text, not through one.
    """
    whole_lines = LINE * (TALLEST // LINE)
    while height > TALLEST:
        yield whole_lines
        height -= whole_lines
    yield height


def amount_width(amount: object) -> float:
    """Return the width an amount needs in bold figures of either script, never shown as ####."""
    return width_of(to_thai_digits(f"{amount:,.2f}")) * BOLD + 3.5
