"""How much a workbook would become in memory, told before a library holds all of it. Pure.

A few letters can ask for a cell in every place of a sheet: the library makes one for each place of
a merged range or a linked one, also in hidden sheets that are not read.
"""

from typing import BinaryIO

from .packages import main_part, opened, related, stream
from .sheets import MAX_CELLS

SPREADING = {"mergeCell", "hyperlink"}


def is_light(file: BinaryIO) -> bool:
    """Say whether the cells of a workbook, told or spread, are not more than one may have."""
    cells = 0

    def count(tag: str, attributes: dict[str, str]) -> None:
        nonlocal cells
        if tag == "c":
            cells += 1
        elif tag in SPREADING and ":" in attributes.get("ref", ""):
            cells += _places(attributes["ref"])

    file.seek(0)
    with opened(file) as archive:
        for kind, part in related(archive, main_part(archive)).values():
            if kind == "worksheet":
                stream(archive, part, count, lambda tag: None, lambda text: None)
    return cells <= MAX_CELLS


def _places(reference: str) -> int:
    """Return how many places a range covers; one that nobody can read, more than there may be."""
    from openpyxl.utils.cell import range_boundaries  # slow to import

    try:
        left, top, right, bottom = map(int, range_boundaries(reference))
    except (TypeError, ValueError):
        return MAX_CELLS + 1
    return (right - left + 1) * (bottom - top + 1)
