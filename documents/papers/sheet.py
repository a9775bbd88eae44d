"""What a paper of a few pages says, as plain data: every text is final, digits included. Pure.

A paper is one function that returns a Sheet; the printers know blocks, not papers.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import ClassVar

from thai.numerals import to_thai_digits

from ..makers import made_with

DRAWING = 4  # raise it when a printer draws the same sheet differently
A4 = (210.0, 297.0)
# Millimetres: upper, right, lower, left.
UPRIGHT_MARGINS = (25.0, 20.0, 20.0, 30.0)  # of official letters
ACROSS_MARGINS = (18.0, 12.0, 15.0, 12.0)


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class RowKind(StrEnum):
    PLAIN = "plain"
    GROUP = "group"  # a heading over the rows that follow: its one cell spans the table
    SUM = "sum"
    TOTAL = "total"


@dataclass(frozen=True)
class Head:
    """What stands over a paper, centred; `seal` is the name of the stored file."""

    lines: tuple[str, ...]
    number: str = ""
    subject: str = ""
    seal: str = ""
    keeps_place_of_seal: bool = False  # an emblem is put there by hand where there is no seal
    has_rule: bool = False


@dataclass(frozen=True)
class Block:
    """Something in the body of a sheet; `kind` is what printers know it by."""

    kind: ClassVar[str] = ""


@dataclass(frozen=True)
class Prose(Block):
    kind: ClassVar[str] = "prose"
    text: str


@dataclass(frozen=True)
class Title(Block):
    """A heading; it is a bookmark of the file as well."""

    kind: ClassVar[str] = "title"
    text: str


@dataclass(frozen=True)
class Entry(Block):
    """One entry of a list with its mark, "1." or "•"."""

    kind: ClassVar[str] = "entry"
    mark: str
    text: str


@dataclass(frozen=True)
class Note(Block):
    """A small line: what a table counts, where figures come from."""

    kind: ClassVar[str] = "note"
    text: str


@dataclass(frozen=True)
class Dated(Block):
    kind: ClassVar[str] = "dated"
    text: str


@dataclass(frozen=True)
class Figure:
    label: str
    value: str
    unit: str = ""


@dataclass(frozen=True)
class FigureBand(Block):
    """The few figures a paper is about, side by side."""

    kind: ClassVar[str] = "figures"
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Facts(Block):
    """Pairs of a term and what is so."""

    kind: ClassVar[str] = "facts"
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    head: str
    width: float  # millimetres
    align: Align = Align.LEFT
    over: str = ""  # neighbours with the same words share a head above theirs


@dataclass(frozen=True)
class Picture:
    """A drawing in a cell, square; its words are for who cannot see it, and for Word."""

    drawing: str  # SVG as the press lets it in: data:image/svg+xml,…
    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Row:
    cells: tuple[str | Picture, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True)
class Table(Block):
    """A table whose heads are repeated on every page."""

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def lines(self) -> Iterator[tuple[str, list[tuple[str, str | Picture]]]]:
        """Yield (classes, [(how it is set, words)]) of the rows; the last before a sum says so."""
        looks = [column.align.value for column in self.columns]
        following = [*(row.kind for row in self.rows[1:]), RowKind.PLAIN]
        for row, after in zip(self.rows, following, strict=True):
            is_last = row.kind == RowKind.PLAIN and after in {RowKind.SUM, RowKind.TOTAL}
            cells = list(zip(looks, row.cells, strict=row.kind != RowKind.GROUP))
            yield "last" if is_last else row.kind.value, cells

    @property
    def has_upper_heads(self) -> bool:
        return any(column.over for column in self.columns)

    @property
    def heads(self) -> Iterator[tuple[str, int, bool]]:
        """Yield (words, columns, whether further heads stand below) of the upper row."""
        place = 0
        while place < len(self.columns):
            column, first = self.columns[place], place
            place += 1
            while column.over and place < len(self.columns):
                if self.columns[place].over != column.over:
                    break
                place += 1
            yield column.over or column.head, place - first, bool(column.over)


@dataclass(frozen=True)
class Signature(Block):
    """A place to sign, who signs, in which capacity, and for whom when acting."""

    kind: ClassVar[str] = "signature"
    name: str
    title: str
    acting_for: str = ""


@dataclass(frozen=True)
class PageBreak(Block):
    kind: ClassVar[str] = "break"


@dataclass(frozen=True)
class Sheet:
    """One paper; `look` names a style sheet of its own, laid over that of all sheets."""

    title: str  # of the file, and at the head of its later pages
    author: str  # the organization
    head: Head
    blocks: tuple[Block, ...]
    has_thai_digits: bool  # of the page numbers; all other digits are written already
    draft: str = ""  # at the foot of every page
    is_across: bool = False
    margins: tuple[float, float, float, float] = UPRIGHT_MARGINS
    is_long: bool = False  # more than a page, as a rule: where pages end only Word itself knows
    look: str = ""
    draws: int = DRAWING

    @property
    def size(self) -> tuple[float, float]:
        """Return how wide and high a page is."""
        return A4[::-1] if self.is_across else A4

    @property
    def width(self) -> float:
        """Return how wide the text is."""
        return self.size[0] - self.margins[1] - self.margins[3]

    def page_line(self, page: int, pages: int) -> str:
        """Return the number at the foot of a page; a paper of one page has none."""
        text = f"หน้า {page} จาก {pages}" if pages > 1 else ""
        return to_thai_digits(text) if self.has_thai_digits else text

    @property
    def stretches(self) -> list[list[Block]]:
        """Return the blocks from one page break to the next."""
        found: list[list[Block]] = [[]]
        for block in self.blocks:
            if isinstance(block, PageBreak):
                found.append([])
            else:
                found[-1].append(block)
        return [stretch for stretch in found if stretch] or [[]]


def hash_of(sheet: Sheet) -> str:
    """Return the SHA-256 of everything that is printed, and of what prints it."""
    told = [made_with(), [block.kind for block in sheet.blocks], asdict(sheet)]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
