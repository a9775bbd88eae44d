"""Tables of a Word document (.docx) → sheets, with the paragraphs above each. Pure."""

from typing import Any, BinaryIO

from .docx_drawings import edges_of, shapes_in
from .packages import local, main_part, opened, tree
from .sheets import (
    MAX_CELLS,
    NO_TABLE,
    UNPACKS_TOO_LARGE,
    FileRefused,
    Merge,
    Shape,
    Sheet,
    check_merged,
    check_size,
    trimmed,
)

WHITE = {"auto", "FFFFFF", "ffffff"}
LINES_ABOVE = 12  # paragraphs that may be titles or headings of the table below them


def read_document(file: BinaryIO) -> list[Sheet]:
    """Return the tables of a document as sheets "ตารางที่ 1", … with their merged cells and fills."""
    with opened(file) as archive:
        root = tree(archive, main_part(archive))
        sheets: list[Sheet] = []
        above: list[str] = []
        cells = 0
        for block in _blocks(root.find("{*}body")):
            if local(block) == "p":
                if text := _text(block).strip():
                    above.append(text)
                continue
            sheet = _sheet(block, f"ตารางที่ {len(sheets) + 1}")
            sheet.above, above = above[-LINES_ABOVE:], []
            sheet.follows = bool(sheets)
            cells += sum(len(row) for row in sheet.rows)
            if cells > MAX_CELLS:
                raise FileRefused(UNPACKS_TOO_LARGE)
            sheets.append(sheet)
    if not sheets:
        raise FileRefused(NO_TABLE)
    return sheets


def _blocks(parent: Any) -> list[Any]:
    """Return the paragraphs and tables below an element, out of what only wraps them."""
    found = []
    for one in parent if parent is not None else []:
        name = local(one)
        if name in {"p", "tbl"}:
            found.append(one)
        elif name in {"sdt", "sdtContent", "customXml", "ins"}:
            found += _blocks(one)
    return found


def _inside(parent: Any, name: str) -> list[Any]:
    """Return the rows of a table or the cells of a row, out of what only wraps them."""
    found = []
    for one in parent:
        if local(one) == name:
            found.append(one)
        elif local(one) in {"sdt", "sdtContent", "customXml", "ins"}:
            found += _inside(one, name)
    return found


def _sheet(table: Any, name: str) -> Sheet:
    rows: list[list[Any]] = []
    fills: dict[int, dict[int, str]] = {}
    merged: list[Merge] = []
    above: dict[int, Merge] = {}  # column → the range that may go on below
    widest = 0
    shapes: list[Shape] = []
    has_drawings, edges = False, edges_of(table)
    for number, line in enumerate(_inside(table, "tr"), start=1):
        if line.find("{*}trPr/{*}del") is not None:  # struck out while changes were tracked
            rows.append([])
            continue
        before = line.find("{*}trPr/{*}gridBefore")
        row: list[Any] = [None] * (_number(before) if before is not None else 0)
        ranges: dict[int, Merge] = {}
        for cell in _inside(line, "tc"):
            column, width = len(row), max(1, _number(cell.find("{*}tcPr/{*}gridSpan")))
            check_size(number, column + width)
            down = cell.find("{*}tcPr/{*}vMerge")
            goes_on = down is not None and _value(down) != "restart" and column in above
            if goes_on:
                top, left, _, right = above[column]
                ranges[column] = (top, left, number, right)
                row += [None] * width
            else:
                ranges[column] = (number, column + 1, number, column + width)
                row += [_content(cell), *[None] * (width - 1)]
                if column in above:
                    merged.append(above[column])
            drawn, lacks = shapes_in(cell, number - 1, column, edges)
            shapes += drawn
            has_drawings = has_drawings or lacks
            if colour := _colour(cell):
                for filled in range(column, column + width):
                    fills.setdefault(number - 1, {})[filled] = colour
        merged += [one for column, one in above.items() if column not in ranges]
        above, widest = ranges, max(widest, len(row))
        rows.append(trimmed(row))
    merged += above.values()
    merged = [one for one in merged if one[0] != one[2] or one[1] != one[3]]
    merged = check_merged(merged, len(rows))
    return Sheet(name, rows, merged, has_drawings, fills, shapes, width=widest)


def _number(element: Any) -> int:
    value = _value(element) if element is not None else ""
    return min(int(value), 10_000) if value.isdecimal() else 0


def _value(element: Any) -> str:
    return next((str(v) for name, v in element.items() if name.rpartition("}")[2] == "val"), "")


def _content(cell: Any) -> str | None:
    """Return the text of a cell, a table inside it line by line; None for an empty one."""
    lines = [_text(one) for one in cell.iter("{*}p")]
    text = "\n".join(lines)
    return text if text.strip() else None


def _text(paragraph: Any) -> str:
    """Return the text of a paragraph as it is printed: without struck out words and codes."""
    words = []
    for one in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen"):
        if local(one) == "t":
            if not _is_in(one, "txbxContent", paragraph):
                words.append(one.text or "")
        elif local(one.getparent()) == "r":
            words.append({"tab": "\t", "noBreakHyphen": "-"}.get(local(one), "\n"))
    return "".join(words)


def _is_in(one: Any, name: str, end: Any) -> bool:
    """Say whether an element stands in another kind of element, below an end."""
    while one is not None and one is not end:
        if local(one) == name:
            return True
        one = one.getparent()
    return False


def _colour(cell: Any) -> str:
    shade = cell.find("{*}tcPr/{*}shd")
    if shade is None:
        return ""
    told = {name.rpartition("}")[2]: value for name, value in shade.items()}
    return "" if told.get("fill", "auto") in WHITE else f"rgb {told['fill']}"
