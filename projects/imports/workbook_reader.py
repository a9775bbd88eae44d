"""Excel workbooks (.xlsx) → sheets, in one pass over each part and without holding it. Pure.

openpyxl reads either formulas or their values, so it would need two passes and a copy in memory;
here a cell brings its value, whether it is a formula without one, and the colour behind it.
"""

import re
import zipfile
from typing import Any, BinaryIO

from .cell_styles import Styles, styles_of
from .drawings import Axis, shapes_of
from .packages import main_part, opened, related, stream, tree
from .sheets import (
    DAMAGED,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    NO_VALUE,
    NOT_A_DAY,
    UNPACKS_TOO_LARGE,
    BadCell,
    FileRefused,
    Merge,
    Sheet,
    check_merged,
    check_size,
)

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # a control character, as Excel writes it
RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
EMU = {"column": 9525 * 7, "row": 12_700}  # of one character of width, of one point of height
DEFAULT_WIDTH, DEFAULT_HEIGHT = 9.14, 15.0


def read_workbook(file: BinaryIO) -> list[Sheet]:
    """Return the visible sheets of a workbook; raise FileRefused where it cannot be trusted."""
    with opened(file) as archive:
        book = main_part(archive)
        parts = related(archive, book)
        strings, styles = _strings(archive, parts), styles_of(archive, parts)
        root = tree(archive, book)
        for properties in root.iterfind("{*}workbookPr"):
            styles.is_1904 = properties.get("date1904") in {"1", "true"}
        sheets, cells = [], 0
        for told in root.iterfind("{*}sheets/{*}sheet"):
            keys = [key for name, key in told.items() if name.endswith("}id")]
            kind, part = parts.get(keys[0] if keys else "", ("", ""))
            if kind != "worksheet" or told.get("state", "visible") != "visible":
                continue
            reader = _SheetReader(strings, styles, cells)
            stream(archive, part, reader.start, reader.end, reader.text)
            cells = reader.cells_read
            sheets.append(reader.sheet(told.get("name", ""), archive, part))
        return sheets


def _strings(archive: zipfile.ZipFile, parts: dict[str, tuple[str, str]]) -> list[str]:
    """Return the texts that cells share; how they are read aloud (rPh) is left out."""
    found: list[str] = []
    state = {"text": "", "reads": False, "aloud": False}

    def start(tag: str, _: dict[str, str]) -> None:
        if tag == "si":
            state["text"] = ""
        elif tag == "t":
            state["reads"] = not state["aloud"]
        elif tag == "rPh":
            state["aloud"] = True

    def end(tag: str) -> None:
        if tag == "t":
            state["reads"] = False
        elif tag == "rPh":
            state["aloud"] = False
        elif tag == "si":
            found.append(_unescaped(str(state["text"])))

    def text(data: str) -> None:
        if state["reads"]:
            state["text"] = f"{state['text']}{data}"

    for kind, part in parts.values():
        if kind == "sharedStrings":
            stream(archive, part, start, end, text)
    return found


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _SheetReader:
    """What the tags of one worksheet tell, as they come by."""

    def __init__(self, strings: list[str], styles: Styles, cells_read: int) -> None:
        self.strings, self.styles, self.cells_read = strings, styles, cells_read
        self.rows: list[list[Any]] = []
        self.fills: dict[int, dict[int, str]] = {}
        self.merged: list[Merge] = []
        self.widths: dict[int, float] = {}
        self.heights: dict[int, float] = {}
        self.width, self.height = DEFAULT_WIDTH, DEFAULT_HEIGHT
        self.row = self.column = -1
        self.values: dict[int, Any] = {}
        self.reads = False
        self.letters: dict[str, int] = {}
        self._begin({})

    def _begin(self, attributes: dict[str, str]) -> None:
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.value: str | None = None
        self.formula: str | None = None
        self.into = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self.cells_read += 1
            if self.cells_read > MAX_CELLS:
                raise FileRefused(UNPACKS_TOO_LARGE)
            reference = attributes.get("r")
            self.column = self._column(reference) if reference else self.column + 1
            self._begin(attributes)
        elif tag in {"v", "f", "t"}:
            self.into, self.reads = tag, True
            if tag == "f":
                self.formula = ""
            elif self.value is None:
                self.value = ""
        elif tag == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column, self.values = -1, {}
            if "ht" in attributes:
                self.heights[self.row] = float(attributes["ht"])
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and "width" in attributes:
            first, last = int(attributes["min"]), int(attributes["max"])
            for column in range(first - 1, min(last, MAX_COLUMNS * 2)):
                self.widths[column] = float(attributes["width"])
        elif tag == "sheetFormatPr":
            self.width = float(attributes.get("defaultColWidth", DEFAULT_WIDTH))
            self.height = float(attributes.get("defaultRowHeight", DEFAULT_HEIGHT))

    def text(self, data: str) -> None:
        if not self.reads:
            return
        if self.into == "f":
            self.formula = f"{self.formula}{data}"
        else:
            self.value = f"{self.value}{data}"

    def end(self, tag: str) -> None:
        if tag == "c":
            if self.value is not None or self.formula is not None:
                value = self._value()
                if value is not None:
                    self.values[self.column] = value
            if colour := self.styles.fills.get(self.style):
                self.fills.setdefault(self.row, {})[self.column] = colour
        elif tag in {"v", "f", "t"}:
            self.reads = False
        elif tag == "row" and self.values:
            if self.row < len(self.rows) or min(self.values) < 0:
                raise FileRefused(DAMAGED)  # rows out of order would stand under other numbers
            width = max(self.values) + 1
            check_size(self.row + 1, width)
            self.rows.extend([] for _ in range(self.row - len(self.rows)))
            line: list[Any] = [None] * width
            for column, value in self.values.items():
                line[column] = value
            self.rows.append(line)

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        if letters not in self.letters:
            number = 0
            for letter in letters[:3].upper():
                number = number * 26 + ord(letter) - 64
            self.letters[letters] = number - 1
        return self.letters[letters]

    def _merge(self, reference: str) -> None:
        ends = RANGE.findall(reference)
        if len(ends) == 2:
            (left, top), (right, bottom) = ends
            self.merged.append(
                (int(top), self._column(left) + 1, int(bottom), self._column(right) + 1)
            )

    def _value(self) -> Any:
        """Return what a cell holds; a BadCell where that cannot be trusted."""
        kind, told = self.kind, self.value
        if told is None or (not told and kind != "str" and self.formula is not None):
            return BadCell(f"={self.formula}", NO_VALUE) if self.formula is not None else None
        if kind == "s":
            told = self.strings[int(told)]
        elif kind == "e":
            return BadCell(told, f"ช่องนี้เป็นข้อผิดพลาดของ Excel ({told}) พิมพ์ค่าแทน")
        elif kind == "b":
            return told.strip() in {"1", "true"}
        elif kind == "n":
            return self._number(told.strip())
        elif kind == "d":
            return told[:10]
        else:
            told = _unescaped(told)
        if told.startswith("#") and told in ERRORS:
            return BadCell(told, f"ช่องนี้เป็นข้อผิดพลาดของ Excel ({told}) พิมพ์ค่าแทน")
        return told if told.strip() else None

    def _number(self, told: str) -> Any:
        if not told:
            return None
        if self.style in self.styles.days:
            try:
                return self.styles.day(float(told))
            except (ValueError, OverflowError):
                return BadCell(told, NOT_A_DAY)
        return int(told) if told.lstrip("-").isdecimal() else float(told)

    def sheet(self, name: str, archive: zipfile.ZipFile, part: str) -> Sheet:
        """Return what was read, with what is drawn over it."""
        columns = Axis({c: w * EMU["column"] for c, w in self.widths.items()},
                       self.width * EMU["column"])  # fmt: skip
        rows = Axis({r: h * EMU["row"] for r, h in self.heights.items()}, self.height * EMU["row"])
        shapes, unread = [], False
        for kind, drawing in related(archive, part).values():
            if kind == "drawing" and drawing in archive.namelist():
                found, lacks = shapes_of(tree(archive, drawing), columns, rows)
                shapes += found
                unread = unread or lacks
        merged = check_merged(self.merged, len(self.rows))
        fills = {row: colours for row, colours in self.fills.items() if row < MAX_ROWS}
        return Sheet(name, self.rows, merged, unread, fills, shapes)


ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
