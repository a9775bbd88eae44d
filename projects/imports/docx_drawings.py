"""Arrows and lines drawn over the cells of a Word table, placed on columns and rows. Pure.

A drawing hangs on a paragraph of one cell, at a distance from that cell's left edge; so the row is
known, and the width of the columns tells which months it reaches over.
"""

import re
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import Any

from .packages import local
from .sheets import Shape

TWIP, POINT = 635, 12_700  # in EMU, the measure of drawings
MARGIN = 108 * TWIP  # inside a cell, unless a table says otherwise
NEAR = 60 * POINT  # a drawing further up or down may stand on another row
BESIDE = {"column", "character"}  # what a distance is from, for which the cell is known
STYLE = re.compile(r"(margin-left|margin-top|left|top|width|height):(-?[0-9.]+)(pt|in|cm|mm|px)?")
UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, None: 0.75, "": 0.75}
Frame = tuple[float, float, float]  # from the left, down, how wide; in EMU


def edges_of(table: Any) -> list[float]:
    """Return where the columns of a table begin and the last one ends, in EMU."""
    widths = []
    for column in table.iterfind("{*}tblGrid/{*}gridCol"):
        told = next((v for name, v in column.items() if name.rpartition("}")[2] == "w"), "0")
        widths.append(float(told) * TWIP)
    return list(accumulate(widths, initial=0.0))


def shapes_in(cell: Any, row: int, column: int, edges: list[float]) -> tuple[list[Shape], bool]:
    """Return what is drawn from a cell, and whether something of it could not be placed."""
    found: list[Shape] = []
    lacks = False
    for drawing in cell.iter("{*}drawing", "{*}pict"):
        if any(local(above) == "Fallback" for above in drawing.iterancestors()):
            continue  # the same drawing once more, for older programs
        try:
            frame = _frame(drawing)
        except ValueError:  # a distance that is no number
            frame = None
        if frame is None or abs(frame[1]) > NEAR or column + 1 >= len(edges):
            lacks = True
            continue
        left = edges[column] + MARGIN + frame[0]
        begin, end = _place(edges, left), _place(edges, left + frame[2])
        found.append(Shape(begin, row + 0.5, end, row + 0.5))
    return found, lacks


def _place(edges: list[float], distance: float) -> float:
    """Return the column at a distance, with the part of it as a fraction."""
    number = min(max(bisect_right(edges, distance) - 1, 0), len(edges) - 2)
    begin, end = list(pairwise(edges))[number]
    return number + min(max((distance - begin) / ((end - begin) or 1), 0.0), 1.0)


def _frame(drawing: Any) -> Frame | None:
    """Return where a drawing stands from its cell; None where that is not told."""
    if local(drawing) == "pict":
        return _old_frame(drawing)
    anchor = drawing.find("{*}anchor")
    if anchor is None:
        return None
    across, down = anchor.find("{*}positionH"), anchor.find("{*}positionV")
    size = anchor.find("{*}extent")
    if across is None or down is None or size is None or across.get("relativeFrom") not in BESIDE:
        return None
    left, top = across.findtext("{*}posOffset"), down.findtext("{*}posOffset")
    if left is None or top is None or down.get("relativeFrom") not in {"paragraph", "line"}:
        return None
    return float(left), float(top), float(size.get("cx", 0))


def _old_frame(picture: Any) -> Frame | None:
    """Return the frame of a drawing as Word kept it before 2010."""
    for shape in picture:
        if local(shape) == "line" and shape.get("from") and shape.get("to"):
            ends = [[_points(side) for side in shape.get(end).split(",")] for end in ("from", "to")]
            (left, top), (right, _) = ends
            return min(left, right) * POINT, top * POINT, abs(right - left) * POINT
        told = {name: float(size) * UNITS[unit] for name, size, unit in
                STYLE.findall(shape.get("style", "").replace(" ", ""))}  # fmt: skip
        if "width" in told and "margin-left" in told:
            left, top = told["margin-left"], told.get("margin-top", 0.0)
            return left * POINT, top * POINT, told["width"] * POINT
    return None


def _points(text: str) -> float:
    found = re.fullmatch(r"\s*(-?[0-9.]+)(pt|in|cm|mm|px)?\s*", text)
    if not found:
        raise ValueError(text)
    return float(found[1]) * UNITS[found[2]]
