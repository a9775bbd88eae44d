"""The forms as each printer has written them, read back: the same shape whatever the file.

An item is (number, name, detail, budget, place, owner, months); texts without spaces and in
Arabic digits, amounts as Decimal, months as the mask of projects.schedule.
"""

import io
import re
from dataclasses import dataclass, field
from decimal import Decimal

import docx
import lxml.html
import openpyxl

from documents import excel
from documents.form_layouts import EQUIPMENT, PROJECTS, SUMMARY
from documents.form_tables import CANCELLED
from projects.schedule import spelled
from thai.numerals import to_arabic_digits

from .tagged import TaggedPdf

TEXTS = ("name", "detail", "place", "owner")
NUMBERS = ("count", "count_share", "amount", "amount_share")
MONTHS = 12


@dataclass
class Table:
    items: list = field(default_factory=list)
    count: int = 0
    amount: Decimal | None = None


@dataclass
class Content:
    """ผด.01 as (title, numbers), and the tables of the other forms in their order."""

    summary: list
    tables: list


def plain(text):
    text = re.sub(
        r"[\s\u200b\u00a0\u2060]", "", to_arabic_digits("" if text is None else str(text))
    )
    return "" if text == "-" else text


def number(text):
    """Return an amount, None for what is printed as "-"."""
    found = plain(text).replace(",", "")
    return Decimal(found).quantize(Decimal("0.01")) if found else None


def in_book(book):
    """Return what the book itself holds."""
    groups = [g for chapter in book.chapters + book.equipment for g in chapter.groups]
    cancelled = [Table([_item(row) for row in book.cancelled], len(book.cancelled))]
    return Content(
        [
            (plain(row.title), *[_shown(key, getattr(row, key)) for key in NUMBERS])
            for row in book.summary
        ],
        [
            Table([_item(row) for row in group.rows], group.sum.count, number(group.sum.amount))
            for group in groups
        ]
        + (cancelled if book.cancelled else []),
    )


def _shown(key, value):
    """Return a number of ผด.01 as it is shown; a share may be 0.00, nothing else is."""
    if value in {None, "-"} or (value == 0 and key in {"count", "amount"}):
        return None
    return number(repr(value) if isinstance(value, float) else value)


def _item(row):
    texts = {key: plain(getattr(row, key)) for key in TEXTS}
    return (row.number, *texts.values(), number(row.budget or None), row.months)


class GridReader:
    """Reads tables that are lists of rows, a cell repeated for every column it spans."""

    def __init__(self, book):
        self.book, self.layout = book, book.layout
        self.masks = {plain(spelled(row.months, book.fiscal_year)): row.months for row in book.rows}

    def read(self, grids):
        summary, tables = [], []
        for grid in grids:
            heads = [plain(cell) for cell in grid[0]]
            if heads == [plain(column.text) for column in self.layout.summary.columns]:
                summary += self._summary(grid[1:])
            else:
                for name in (PROJECTS, EQUIPMENT):
                    form = self.layout.form(name)
                    keys = [column.key for column in form.columns for _ in range(column.span)]
                    if len(heads) == form.width and plain(form.columns[1].text) == heads[1]:
                        self._table(grid[2:], keys, tables)
                        break
        done = [table for table in tables if table.amount is not None or table.count]
        return Content(summary, done)

    def _summary(self, grid):
        keys = [column.key for column in self.layout.summary.columns]
        rows = []
        for cells in grid:
            found = dict(zip(keys, cells, strict=True))
            is_heading = len(set(cells)) == 1
            numbers = [None if is_heading else number(found[key]) for key in NUMBERS]
            rows.append((plain(cells[0]), *numbers))
        return rows

    def _table(self, grid, keys, tables):
        """Read one table, or the part of it that stands on one page."""
        if not tables or tables[-1].count:
            tables.append(Table())
        table = tables[-1]
        for cells in grid:
            first = plain(cells[0])
            if first.startswith("รวม"):
                table.count = int(re.search("[0-9,]+", first)[0].replace(",", ""))
                table.amount = number(cells[keys.index("budget")])
                continue
            found = dict(zip(reversed(keys), reversed(cells), strict=True))
            place = int(re.match("[0-9]+", first)[0])
            texts = [plain(found[key]) for key in TEXTS]
            months = [cell for key, cell in zip(keys, cells, strict=True) if key == "months"]
            item = (place, *texts, number(found["budget"]), self.mask(months))
            if table.items and table.items[-1][0] == place:
                table.items[-1] = _joined(table.items[-1], item)
            else:
                table.items.append(item)

    def mask(self, cells):
        """Return the months of twelve cells: of their words, or of those that hold any."""
        words = {plain(cell) for cell in cells}
        if len(words) == 1 and len(set(self.masks) & words) == 1:
            return self.masks[words.pop()]
        if words == {"ยังไม่ระบุเดือน"}:
            return 0
        return sum(1 << place for place, cell in enumerate(cells) if plain(cell))


def _joined(begun, rest):
    """Return one item of the two parts of a row that goes on on the next page."""
    texts = [a if a == b else a + b for a, b in zip(begun[1:5], rest[1:5], strict=True)]
    return (begun[0], *texts, begun[5] or rest[5], begun[6] | rest[6])


def in_word(book, data):
    tables = docx.Document(io.BytesIO(data)).tables
    grids = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    return GridReader(book).read(grids)


def in_pdf(book, data):
    """Return what a screen reader finds in the structure of the file."""
    grids = [
        [[cell.text for cell in row for _ in range(cell.columns)] for row in table]
        for table in TaggedPdf(data).tables()
    ]
    return GridReader(book).read(grids)


def in_page(book, html):
    grids = [
        [
            [cell.text_content() for cell in row for _ in range(int(cell.get("colspan", 1)))]
            for row in table.iter("tr")
        ]
        for table in lxml.html.fromstring(html).iter("table")
    ]
    return GridReader(book).read(grids)


def in_excel(book, data):
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    names, layout = excel.sheet_names(book.layout), book.layout
    keys = [column.key for column in layout.summary.columns]
    summary = []
    for cells in workbook[names[SUMMARY]].iter_rows(min_row=6, values_only=True):
        if len(summary) < len(book.summary):
            found = dict(zip(keys, cells, strict=False))
            numbers = [_shown(key, found[key]) for key in NUMBERS]
            summary.append((plain(found["title"]), *numbers))
    tables = []
    for name in (PROJECTS, EQUIPMENT):
        keys = [c.key for c in layout.form(name).columns for _ in range(c.span)]
        tables += _excel_tables(workbook[names[name]], keys)
    if book.cancelled:
        keys = [c.key for c in layout.projects.columns for _ in range(c.span)]
        tables += _excel_tables(workbook[CANCELLED], keys)
    return Content(summary, tables)


def _excel_amount(value):
    return None if value in {None, 0} else number(repr(value))


def _excel_tables(sheet, keys):
    tables, items = [], []
    for cells in sheet.iter_rows(values_only=True):
        found = dict(zip(reversed(keys), reversed(cells[: len(keys)]), strict=True))
        if isinstance(found["number"], int):
            marks = [bool(c) for key, c in zip(keys, cells, strict=False) if key == "months"]
            mask = sum(1 << place for place, mark in enumerate(marks) if mark)
            texts = [plain(found[key]) for key in TEXTS]
            items.append((found["number"], *texts, _excel_amount(found["budget"]), mask))
        elif found["number"] == "รวม" and items:
            tables.append(Table(items, found["name"], _excel_amount(found["budget"])))
            items = []
    return tables
