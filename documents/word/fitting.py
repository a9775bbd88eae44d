"""The size at which an amount stays on one line: Word would part it between two digits. Pure."""

from .styles import TABLE_POINTS

DIGIT, MARK = 0.46, 0.18  # em, of the boldest and widest; a comma or point
EDGES = 2.4  # millimetres of a cell that hold no letters
SMALLEST = 6.0
POINT = 25.4 / 72  # millimetres


def fitting(amount: str, width: float) -> float:
    """Return the points for an amount in a column of so many millimetres; 0 where it just fits.

    >>> fitting("9,999,999", 24), fitting("99,999,999,999,999.99", 27)
    (0, 8.0)
    """
    ems = sum(MARK if letter in ",." else DIGIT for letter in amount)
    points = (width - EDGES) / POINT / max(ems, DIGIT)
    return 0 if points >= TABLE_POINTS else max(SMALLEST, int(points * 2) / 2)
