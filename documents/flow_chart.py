"""The flow chart of the steps as a picture: boxes and arrows under the words of a table. Pure.

The words stay text of the page, so that they are searched, copied and read aloud in their order,
and broken where Thai breaks; the picture is drawn to the heights that the rows are given.
"""

import unicodedata
from dataclasses import dataclass
from math import ceil
from urllib.parse import quote

WHO, BETWEEN, WHAT = 52.0, 10.0, 98.0  # mm; the stylesheet gives the columns the same
WIDTH = WHO + BETWEEN + WHAT
DOWN = 6.0  # from box to box
LINE, EDGE = 5.6, 5.0  # of the words; above and below them together
LETTER, LOST = 2.15, 10.0  # a letter is at most so wide, and a line loses so much to its words
HEAD, HALF_HEAD = 2.0, 1.1


@dataclass(frozen=True)
class Row:
    """One step; `who` is empty where the box beside it goes on, `span` counts its table rows."""

    who: str
    span: int
    what: str
    height: float


def rows_of(steps: list[tuple[str, str]]) -> list[Row]:
    """Return the rows of (who, what); neighbours with the same actor share a box."""
    groups: list[tuple[str, list[str]]] = []
    for who, what in steps:
        if groups and groups[-1][0] == who:
            groups[-1][1].append(what)
        else:
            groups.append((who, [what]))
    rows = []
    for who, whats in groups:
        need = (_height(who, WHO) - (len(whats) - 1) * DOWN) / len(whats)
        for place, what in enumerate(whats):
            height = max(need, _height(what, WHAT))
            span = 0 if place else 2 * len(whats) - 1
            rows.append(Row("" if place else who, span, what, height))
    return rows


def _height(words: str, width: float) -> float:
    return _lines(words, width) * LINE + EDGE


def _lines(words: str, width: float) -> int:
    """Return how many lines words take at most; marks above and below take no width."""
    letters = sum(unicodedata.category(letter) != "Mn" for letter in words)
    return max(1, ceil(letters * LETTER / (width - LOST)))


def drawing(rows: list[Row]) -> str:
    """Return the picture of the boxes and arrows of some rows, in millimetres."""
    shapes, top = [], 0.0
    for place, row in enumerate(rows):
        if place:
            shapes.append(_down(WHO + BETWEEN + WHAT / 2, top - DOWN))
        if row.who:
            if place:
                shapes.append(_down(WHO / 2, top - DOWN))
            count = (row.span + 1) // 2
            group = sum(each.height for each in rows[place : place + count])
            shapes.append(_box(0, top, WHO, group + (count - 1) * DOWN))
        shapes.append(_box(WHO + BETWEEN, top, WHAT, row.height))
        shapes.append(_across(top + row.height / 2))
        top += row.height + DOWN
    height = top - DOWN if rows else 0
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}"'
        f' width="{WIDTH:g}mm" height="{height:g}mm" preserveAspectRatio="none">'
        f"{''.join(shapes)}</svg>"
    )


def _box(left: float, top: float, width: float, height: float) -> str:
    return (
        f'<rect x="{left + 0.15:g}" y="{top + 0.15:g}" width="{width - 0.3:g}"'
        f' height="{height - 0.3:g}" rx="1.5" fill="none" stroke="#000" stroke-width=".3"/>'
    )


def _across(y: float) -> str:
    left, right = WHO + 0.6, WHO + BETWEEN - 0.6
    return (
        f'<path d="M{left:g} {y - 0.15:g}H{right - HEAD:g}V{y - HALF_HEAD:g}L{right:g} {y:g}'
        f'L{right - HEAD:g} {y + HALF_HEAD:g}V{y + 0.15:g}H{left:g}z"/>'
    )


def _down(x: float, top: float) -> str:
    top, end = top + 0.6, top + DOWN - 0.6
    return (
        f'<path d="M{x - 0.15:g} {top:g}V{end - HEAD:g}H{x - HALF_HEAD:g}L{x:g} {end:g}'
        f'L{x + HALF_HEAD:g} {end - HEAD:g}H{x + 0.15:g}V{top:g}z"/>'
    )


def as_url(svg: str) -> str:
    return f'"data:image/svg+xml,{quote(svg)}"'


def rules(rows: list[Row]) -> str:
    """Return the style rules of the rows' heights."""
    return "\n".join(
        f".flow tr.f{place} td{{height:{row.height:g}mm}}" for place, row in enumerate(rows)
    )
