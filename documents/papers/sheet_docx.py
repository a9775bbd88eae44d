"""A sheet as a Word file, to be worked on by hand."""

from dataclasses import dataclass

from django.core.files.storage import default_storage

from ..word.document import Document
from ..word.sections import Section
from ..word.styles import (
    BOXED,
    CENTERED,
    DATED,
    FORM_LINE,
    LISTED,
    NOTICE_RULE,
    NOTICE_SUBJECT,
    PROSE,
    SECTION_END,
    SMALL,
    TABLE_CENTERED,
    TABLE_HEAD,
    TABLE_MONEY,
    TABLE_TEXT,
)
from ..word.tables import HEAD_FILL, SUM_FILL, Cell
from ..word.tables import Row as WordRow
from .sheet import UPRIGHT_MARGINS, Align, Row, RowKind, Sheet, Table

SEAL_HEIGHT = 30.0  # millimetres
PLACE_OF_SEAL = 90.0  # points of space, as high as a seal
TERM = 0.27  # of the width, for the terms of facts
LOOKS = {Align.LEFT: TABLE_TEXT, Align.CENTER: TABLE_CENTERED, Align.RIGHT: TABLE_MONEY}
FILLS = {RowKind.SUM: SUM_FILL, RowKind.TOTAL: HEAD_FILL}


@dataclass(frozen=True)
class SheetSection(Section):
    sides: tuple[float, float, float, float] = UPRIGHT_MARGINS

    @property
    def margins(self):
        return self.sides


def render(sheet: Sheet):
    """Return the Paper of a sheet."""
    document = Document(sheet.title, sheet.author, is_thai=sheet.has_thai_digits)
    document.new_section(
        SheetSection(
            is_landscape=sheet.is_across,
            sides=sheet.margins,
            head=(sheet.title if sheet.is_long else "", ""),
            foot=sheet.draft,
            is_numbered=sheet.is_long,
        )
    )
    writer = _Writer(document, sheet)
    writer.head()
    for number, stretch in enumerate(sheet.stretches):
        if number:
            document.paragraph("", SECTION_END, starts_page=True)
        for block in stretch:
            getattr(writer, block.kind)(block)
    return document.save()


class _Writer:
    """Writes the blocks of one sheet; a method is named as the kind of its block."""

    def __init__(self, document, sheet):
        self.document, self.sheet = document, sheet

    def head(self):
        document, head, lead = self.document, self.sheet.head, None
        if head.seal:
            with default_storage.open(head.seal) as file:
                document.picture(file.read(), f"ตรา{self.sheet.author}", height=SEAL_HEIGHT)
        elif head.keeps_place_of_seal:
            lead = PLACE_OF_SEAL
        for line in head.lines:
            document.paragraph(line, FORM_LINE, before=lead)
            lead = None
        if head.number:
            document.paragraph(head.number, CENTERED)
        if head.subject:
            document.paragraph(head.subject, NOTICE_SUBJECT)
        if head.has_rule:
            document.paragraph("", NOTICE_RULE)

    def prose(self, block):
        self.document.paragraph(block.text, PROSE)

    def title(self, block):
        self.document.heading(block.text, 3)

    def entry(self, block):
        self.document.entries([(block.mark, block.text)])

    def note(self, block):
        self.document.paragraph(block.text, SMALL)

    def dated(self, block):
        self.document.paragraph(block.text, DATED)

    def signature(self, block):
        lines = (f"({block.name})", block.title, block.acting_for)
        self.document.signature([line for line in lines if line])

    def figures(self, block):
        cells = [
            Cell(each.label, below=((f"{each.value} {each.unit}".strip(), TABLE_HEAD),))
            for each in block.figures
        ]
        width = self.sheet.width / len(cells)
        self.document.table([width] * len(cells), [WordRow(cells)])

    def facts(self, block):
        rows = [WordRow([Cell(term, is_bold=True), Cell(words)]) for term, words in block.pairs]
        term = self.sheet.width * TERM
        self.document.table([term, self.sheet.width - term], rows, style=BOXED)

    def table(self, block):
        widths = [column.width for column in block.columns]
        rows = [_row(row, block) for row in block.rows]
        self.document.table(widths, rows, head=_heads(block), style=LISTED)


def _row(row: Row, table: Table):
    if row.kind == RowKind.GROUP:
        cell = Cell(str(row.cells[0]), span=len(table.columns), fill=SUM_FILL, is_bold=True)
        return WordRow([cell], keeps_next=True)
    fill = FILLS.get(row.kind, "")
    cells = [
        Cell(str(text), LOOKS[column.align], fill=fill, is_bold=bool(fill))
        for column, text in zip(table.columns, row.cells, strict=True)
    ]
    return WordRow(cells)


def _heads(table: Table):
    """Return one row of heads, or two where neighbours share an upper one."""
    if not table.has_upper_heads:
        return [WordRow([_head(column.head) for column in table.columns])]
    upper = [
        _head(words, span=span, merge="" if has_lower else "start")
        for words, span, has_lower in table.heads
    ]
    lower = [
        _head(column.head) if column.over else _head("", merge="on") for column in table.columns
    ]
    return [WordRow(upper), WordRow(lower)]


def _head(words, **shape):
    return Cell(words, TABLE_HEAD, fill=HEAD_FILL, is_middle=True, is_bold=True, **shape)
