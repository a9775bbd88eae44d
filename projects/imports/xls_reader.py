"""Old Excel workbooks (.xls) → sheets, through xlrd. Pure."""

import struct
from collections.abc import Iterator
from typing import Any

from .sheets import (
    DAMAGED,
    HAS_MACROS,
    MAX_CELLS,
    MAX_ROWS,
    NOT_A_DAY,
    NOT_A_TABLE,
    OLD_DOC,
    PROTECTED,
    UNPACKS_TOO_LARGE,
    BadCell,
    FileRefused,
    Shape,
    Sheet,
    check_merged,
    check_size,
    trimmed,
)

NO_COLOURS = {1, 9, 65}  # white as a colour, and as what the system paints behind
SHEET_BEGINS, SHEET_ENDS, DRAWING, CONTINUED = 0x0809, 0x000A, 0x00EC, 0x003C
WORKSHEET = 0x0010
SHAPE, SHAPE_KIND, ANCHOR = 0xF004, 0xF00A, 0xF010
PARTS = (1024, 256, 1024, 256)  # of a column, of a row
NO_MARKS = {0, 201, 202}  # the frame of a group, a button of a filter, the box of a comment


def read_old_workbook(data: bytes) -> list[Sheet]:
    """Return the visible sheets of an old workbook; raise FileRefused where it cannot be read."""
    _check(data)
    import xlrd  # slow to import

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=_Silence())
        drawn = list(_drawings(data))
        sheets, cells = [], 0
        for number, sheet in enumerate(book.sheets()):
            if sheet.visibility:
                continue
            cells += sheet.nrows * sheet.ncols
            if cells > MAX_CELLS:
                raise FileRefused(UNPACKS_TOO_LARGE)
            shapes = drawn[number] if number < len(drawn) else []
            sheets.append(_sheet(book, sheet, shapes))
        return sheets
    except FileRefused:
        raise
    except Exception as error:  # a damaged file raises whatever its reader happens to meet
        if "encrypted" in str(error):
            raise FileRefused(PROTECTED) from error
        raise FileRefused(DAMAGED) from error


class _Silence:
    """Where the remarks of the reader go."""

    def write(self, _: str) -> None:
        """Keep nothing."""


def _check(data: bytes) -> None:
    """Refuse the other things that begin like an old workbook, by the names of their parts."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise FileRefused(PROTECTED)
    if has("WordDocument"):
        raise FileRefused(OLD_DOC)
    if has("_VBA_PROJECT_CUR"):
        raise FileRefused(HAS_MACROS)
    if not has("Workbook") and not has("Book"):
        raise FileRefused(NOT_A_TABLE if b"R\0o\0o\0t\0" in data else DAMAGED)


def _sheet(book: Any, sheet: Any, shapes: list[Shape]) -> Sheet:
    rows: list[list[Any]] = []
    fills: dict[int, dict[int, str]] = {}
    for number in range(sheet.nrows):
        row: list[Any] = []
        for column in range(sheet.row_len(number)):
            cell = sheet.cell(number, column)
            row.append(_value(book, cell))
            if colour := _colour(book, cell.xf_index):
                fills.setdefault(number, {})[column] = colour
        rows.append(trimmed(row))
        check_size(0, len(rows[-1]))
    while rows and not rows[-1]:
        rows.pop()
    check_size(len(rows), 0)
    merged = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    fills = {number: colours for number, colours in fills.items() if number < MAX_ROWS}
    return Sheet(sheet.name, rows, check_merged(merged, len(rows)), fills=fills, shapes=shapes)


def _value(book: Any, cell: Any) -> Any:
    import xlrd  # slow to import

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return cell.value if cell.value.strip() else None
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        whole = cell.value.is_integer() and abs(cell.value) < 10**15
        return int(cell.value) if whole else cell.value
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError, xlrd.xldate.XLDateError):
            return BadCell(str(cell.value), NOT_A_DAY)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        shown = xlrd.error_text_from_code.get(cell.value, "#N/A")
        return BadCell(shown, f"ช่องนี้เป็นข้อผิดพลาดของ Excel ({shown}) พิมพ์ค่าแทน")
    return None


def _colour(book: Any, style: int | None) -> str:
    if style is None:
        return ""
    background = book.xf_list[style].background
    if not background.fill_pattern:
        return ""
    colour = background.pattern_colour_index
    if background.fill_pattern == 1 and colour in NO_COLOURS:
        return ""
    return f"pattern {background.fill_pattern} indexed {colour}"


def _drawings(data: bytes) -> Iterator[list[Shape]]:
    """Yield what is drawn on each worksheet, in their order."""
    from xlrd.compdoc import CompDoc  # slow to import

    document = CompDoc(data, logfile=_Silence())
    stream = document.get_named_stream("Workbook") or document.get_named_stream("Book")
    drawn, depth, is_sheet, last, place = b"", 0, False, 0, 0
    while stream and place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + size]
        place += 4 + size
        if kind == SHEET_BEGINS:
            depth += 1
            if depth == 1:
                is_sheet, drawn = body[2:4] == struct.pack("<H", WORKSHEET), b""
        elif kind == SHEET_ENDS and depth:
            depth -= 1
            if depth == 0 and is_sheet:
                yield _shapes(drawn)
        elif kind == DRAWING or (kind == CONTINUED and last == DRAWING):
            drawn += body
            kind = DRAWING
        last = kind


def _shapes(drawn: bytes) -> list[Shape]:
    """Return where the shapes of one sheet are anchored."""
    found = []
    kind, place = 0, 0
    while place + 8 <= len(drawn):
        head, record, size = struct.unpack_from("<HHL", drawn, place)
        place += 8
        if record == SHAPE_KIND:
            kind = head >> 4
        elif record == ANCHOR and size >= 18 and kind not in NO_MARKS:
            found.append(_placed(struct.unpack_from("<8H", drawn, place + 2)))
        if head & 0xF != 0xF:  # the next record is inside a container, else behind this one
            place += size
    return found


def _placed(corners: tuple[int, ...]) -> Shape:
    """Return the place of an anchor: column, part of it, row, part of it, and so again."""
    sides = [
        cell + min(part / whole, 0.999)
        for cell, part, whole in zip(corners[::2], corners[1::2], PARTS, strict=True)
    ]
    return Shape(*sides)
