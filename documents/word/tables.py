"""Tables of a Word file: repeated heads, rows that stay whole, cells over several columns. Pure."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from .markup import (
    attribute,
    bookmark,
    bookmark_name,
    ordered,
    paragraph_properties,
    plain,
    run_properties,
    twips,
    value,
)
from .styles import LISTED, TABLE_TEXT

HEAD_FILL, SUM_FILL = "EEEEEE", "F4F4F4"
BOX = "".join(
    f'<w:{edge} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
    for edge in ("top", "left", "bottom", "right")
)
NO_EDGES = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'


class Cell(NamedTuple):
    """One cell: its words in a style of paragraphs, and further paragraphs below them."""

    text: str = ""
    style: str = TABLE_TEXT
    span: int = 1  # columns
    merge: str = ""  # "start" of a cell over several rows, "on" below it
    fill: str = ""
    is_bold: bool = False
    below: tuple[tuple[str, str], ...] = ()  # (text, style)
    is_boxed: bool = False
    is_middle: bool = False  # between the top and the bottom of its row
    is_tight: bool = False  # no room at the left and right edge
    anchor: str = ""
    points: float = 0  # where the size of its style is too large


class Row(NamedTuple):
    cells: Sequence[Cell]
    keeps_next: bool = False  # stays on the page of the row below
    may_split: bool = False
    height: float = 0  # millimetres at least


class Marks:
    """The bookmarks of one document, numbered; of two with one name Word would drop one."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def around(self, anchor: str, content: str) -> str:
        name = bookmark_name(anchor)
        if not anchor or name in self.names:
            return content
        self.names.add(name)
        return bookmark(name, len(self.names), content)


def table(
    widths: Sequence[float],
    rows: Iterable[Row],
    *,
    marks: Marks,
    head: Iterable[Row] = (),
    style: str = LISTED,
    caption: str = "",
) -> str:
    """Return a table; the rows of `head` are repeated on every page. Widths are millimetres."""
    grid = [twips(width) for width in widths]
    properties = {
        "tblStyle": value("tblStyle", style),
        "tblW": f'<w:tblW w:w="{sum(grid)}" w:type="dxa"/>',
        "tblInd": '<w:tblInd w:w="0" w:type="dxa"/>',
        "tblLayout": '<w:tblLayout w:type="fixed"/>',
        "tblLook": '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>',
        "tblCaption": f"<w:tblCaption w:val={attribute(caption)}/>" if caption else "",
    }
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    heads = [_row(row, grid, marks, is_head=True) for row in head]
    body = [_row(row, grid, marks) for row in rows]
    return (
        f"<w:tbl>{ordered('tblPr', properties)}<w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(heads)}{''.join(body)}</w:tbl>"
    )


def _row(row: Row, grid: Sequence[int], marks: Marks, is_head: bool = False) -> str:
    height = f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>' if row.height else ""
    properties = {
        "cantSplit": "" if row.may_split else "<w:cantSplit/>",
        "trHeight": height,
        "tblHeader": "<w:tblHeader/>" if is_head else "",
    }
    cells, place = [], 0
    for cell in row.cells:
        width = sum(grid[place : place + cell.span])
        place += cell.span
        cells.append(_cell(cell, width, marks, row.keeps_next or is_head))
    return f"<w:tr>{ordered('trPr', properties)}{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int, marks: Marks, keeps_next: bool) -> str:
    properties = {"tcW": f'<w:tcW w:w="{width}" w:type="dxa"/>'}
    if cell.span > 1:
        properties["gridSpan"] = value("gridSpan", cell.span)
    if cell.merge:
        properties["vMerge"] = (
            value("vMerge", "restart") if cell.merge == "start" else "<w:vMerge/>"
        )
    if cell.is_boxed:
        properties["tcBorders"] = f"<w:tcBorders>{BOX}</w:tcBorders>"
    if cell.fill:
        properties["shd"] = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>'
    if cell.is_tight:
        properties["tcMar"] = NO_EDGES
    if cell.is_middle:
        properties["vAlign"] = value("vAlign", "center")
    lines = "".join(
        _line(text, style, keeps_next, cell, cell.anchor if place == 0 else "", marks)
        for place, (text, style) in enumerate(((cell.text, cell.style), *cell.below))
    )
    return f"<w:tc>{ordered('tcPr', properties)}{lines}</w:tc>"


def _line(text: str, style: str, keeps_next: bool, cell: Cell, anchor: str, marks: Marks) -> str:
    look = _look(cell.is_bold, cell.points)
    words = f"<w:r>{look}{plain(text)}</w:r>" if text else ""
    return f"<w:p>{_shape(style, keeps_next)}{marks.around(anchor, words)}</w:p>"


@cache
def _look(is_bold: bool, points: float) -> str:
    return ordered("rPr", run_properties(is_bold=is_bold, points=points))


@cache  # thousands of cells look alike
def _shape(style: str, keeps_next: bool) -> str:
    return ordered("pPr", paragraph_properties(style=style, keeps_next=keeps_next))
