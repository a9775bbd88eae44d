"""ผด.01: every number a formula over the sheets of items, every share of the grand total."""

from ..form_layouts import SUMMARY
from ..form_tables import EQUIPMENT_IN_SUMMARY
from ..rounding import note_on_shares
from . import styles
from .item_sheet import OTHERS, OWN
from .measure import amount_width, height_of
from .sheet import Sheet, characters

LOOKS = {  # (of a row, of a row of sums)
    "count": (styles.COUNT, styles.SUM_COUNT),
    "amount": (styles.MONEY, styles.SUM_MONEY),
    "count_share": (styles.SHARE, styles.SUM_SHARE),
    "amount_share": (styles.SHARE, styles.SUM_SHARE),
}
WORDS = (styles.TEXT, styles.SUM_TEXT)
NUMBERS = ("count", "amount")
NO_SHARE = "-"
OUTSIDE = "outside"  # equipment that the form does not count


class SummarySheet(Sheet):
    """The summary of a book, once its sheets of items are written."""

    def __init__(self, workbook, name, book, projects, equipment):
        self.keys = [column.key for column in book.layout.summary.columns]
        sizes = characters(book.layout, SUMMARY, shows_satang=book.figures.shows_satang)
        sizes["amount"] = max(sizes["amount"], amount_width(book.totals.all))
        super().__init__(workbook, name, book, [sizes[key] for key in self.keys])
        self.projects, self.equipment = projects, equipment
        form = book.layout.summary
        self.titles(form, form.title, len(self.keys))
        self.head([column.text for column in form.columns])
        self.sheet.print_title_rows = f"{self.row - 1}:{self.row - 1}"
        self.sheet.freeze_panes = f"B{self.row}"
        self._rows(book.summary)
        if note := note_on_shares(book.summary):
            self.line(book.figures.table(note), styles.NOTE, len(self.keys))
        self.sheet.print_area = f"A1:{self.letter(len(self.keys))}{self.row - 1}"

    def cell(self, key, row):
        return f"{self.letter(self.keys.index(key) + 1)}{row}"

    def _rows(self, rows):
        self._word_sizes = [self.sizes[self.keys.index(key)] for key in ("title", "units")]
        self.total_row = self.row + next(
            place for place, row in enumerate(rows) if row.kind == "total"
        )
        self.program_rows, self.sum_rows, first = [], [], self.row
        groups, parts = iter(self.projects.groups), iter((OWN, OTHERS, OUTSIDE))
        is_equipment = False
        for row in rows:
            if row.kind == "heading":
                is_equipment, first = row.title == EQUIPMENT_IN_SUMMARY, self.row + 1
                self._heading(row.title, styles.SUM_TEXT)
            elif row.kind == "guideline":
                self._heading(row.title, styles.TEXT)
            elif row.kind == "program":
                self.program_rows.append(self.row)
                self._program(row, groups, is_equipment=is_equipment)
            elif row.kind == "sum":
                self.sum_rows.append(self.row)
                self._numbers(row, self._added(first, self.row - 1))
            elif row.kind == "total":
                self._numbers(row, self._totals())
            else:
                self._part(row, next(parts))

    def _heading(self, text, style):
        self.frame(style, len(self.keys))
        self.line(text, style, len(self.keys))

    def _program(self, row, groups, *, is_equipment):
        """Write a แผนงาน: it is one table of ผด.02, or one of each category of equipment."""
        if not is_equipment:
            return self._numbers(row, references(self.projects, [next(groups)[1]]))
        program = row.title.partition(" ")[2]
        found = [cells for name, cells in self.equipment.groups if name == program]
        return self._numbers(row, references(self.equipment, found))

    def _added(self, first, last):
        return {key: f"SUM({self.cell(key, first)}:{self.cell(key, last)})" for key in NUMBERS}

    def _totals(self):
        return {
            key: "+".join(self.cell(key, row) for row in self.sum_rows) or "0" for key in NUMBERS
        }

    def _part(self, row, part):
        if part == OUTSIDE:
            total = references(self.equipment, [self.equipment.total])
            return self._numbers(row, total, has_shares=False)
        sheets = [self.projects]
        if self.book.layout.equipment_in_summary == "inside":
            sheets.append(self.equipment)
        return self._numbers(row, money_of(part, sheets))

    def _numbers(self, row, formulas, *, has_shares=True):
        """Write a row of numbers by its formulas; the shares are of the grand total's cell."""
        is_sum = row.kind in {"sum", "total"}
        shares = {"count_share": "count", "amount_share": "amount"} if has_shares else {}
        for place, key in enumerate(self.keys, start=1):
            style, value = LOOKS.get(key, WORDS)[is_sum], getattr(row, key)
            if key in formulas:
                self.formula(place, formulas[key], value, style)
            elif key in shares:
                value = NO_SHARE if value is None else value
                self.formula(place, self._share(shares[key]), value, style)
            else:
                self.put(place, value or None, style)
        self.end_row(height_of(zip((row.title, row.units), self._word_sizes, strict=True)))

    def _share(self, key):
        part, whole = self.cell(key, self.row), self.cell(key, f"${self.total_row}")
        return f'IF({part}=0,"{NO_SHARE}",ROUND({part}*100/{whole},2))'

    def shares_added(self, key):
        """Return the formula of what the shares of all แผนงาน add up to."""
        letter = self.letter(self.keys.index(key) + 1)
        cells = ",".join(self.reference(f"{letter}{row}") for row in self.program_rows)
        return f"SUM({cells})" if cells else "0"


def references(sheet, found):
    """Return {count, amount}: formulas that fetch the sums of another sheet."""
    return {
        key: "+".join(sheet.reference(getattr(cells, key)) for cells in found) for key in NUMBERS
    }


def money_of(whose, sheets):
    """Return {count, amount}: formulas that add up one kind of money, item by item."""
    counts = [f'COUNTIFS({sheet.column("money")},"{whose}")' for sheet in sheets]
    amounts = [
        f'SUMIFS({sheet.column("budget")},{sheet.column("money")},"{whose}")' for sheet in sheets
    ]
    return {"count": "+".join(counts), "amount": "+".join(amounts)}
