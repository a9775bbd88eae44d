"""A sheet of items: one head, the groups below each other, a sum under each of them."""

from dataclasses import dataclass
from decimal import Decimal

from projects.schedule import FISCAL_ORDER
from thai.calendar import SHORT_MONTHS

from . import styles
from .measure import LINE, PADDING, amount_width, height_of, rows_over
from .sheet import Sheet, characters

MONTH_MARK = "↔"
OWN, OTHERS = "หน่วยงานเอง", "หน่วยงานภายนอก"
# What the sums and those who go on with the file need, beside what is printed.
AFTER = {"code": "รหัสรายการ", "source": "แหล่งเงิน", "money": "เงินของ"}
AFTER_WIDTHS = {"code": 12, "source": 22, "money": 18}
LOOKS = {
    "number": styles.NUMBER, "name": styles.TEXT, "detail": styles.TEXT, "budget": styles.MONEY,
    "place": styles.CENTRED, "owner": styles.CENTRED, "source": styles.CENTRED,
    "code": styles.CODE, "money": styles.CENTRED,
}  # fmt: skip
ALL, TOTAL = "รวม", "รวมทั้งสิ้น"
FIRST_YEAR_MONTHS = 3


@dataclass(frozen=True)
class SumCells:
    """Where a sum stands: the addresses of its count and of its amount."""

    count: str
    amount: str


class ItemSheet(Sheet):
    """ผด.02, ผด.02/1, or what a revision takes out."""

    def __init__(self, workbook, name, book, kind, *, largest, title=""):
        self.form, self.figures = book.layout.form(kind), book.figures
        self.columns = [
            (column.key, head) for column in self.form.columns for head in self._heads(column)
        ]
        self.printed = len(self.columns)
        printed = {key for key, _ in self.columns}
        self.columns += [(key, head) for key, head in AFTER.items() if key not in printed]
        self.keys = [key for key, _ in self.columns]
        shows_satang = book.figures.shows_satang
        sizes = AFTER_WIDTHS | characters(book.layout, kind, shows_satang=shows_satang)
        sizes["budget"] = max(sizes["budget"], amount_width(largest))
        super().__init__(workbook, name, book, [sizes[key] for key in self.keys])
        self.groups = []  # (name of the group without its number, SumCells)
        self.total = None
        self.titles(self.form, title or self.form.title, self.printed)
        self._head()

    def _heads(self, column):
        if column.key != "months":
            return [column.text]
        return [SHORT_MONTHS[month] for month in FISCAL_ORDER]

    def place_of(self, key):
        """Return the place of a column, from 1; of the first of the months."""
        return self.keys.index(key) + 1

    def _head(self):
        """Write the head of two rows: the years over their months, every other label over both."""
        upper, lower, months = self.row, self.row + 1, self.place_of("months")
        is_month = [key == "months" for key in self.keys]
        heads = [head for _, head in self.columns]
        pairs = list(zip(heads, is_month, strict=True))
        self.head([None if month else head for head, month in pairs])
        self.head([head if month else None for head, month in pairs])
        over_both = self.sheet.row_dimensions[upper].height
        for row in (upper, lower):
            self.sheet.row_dimensions[row].height = max(over_both / 2, LINE + PADDING)
        sheet, year, second = self.sheet, self.book.fiscal_year, months + FIRST_YEAR_MONTHS
        for place in range(months, months + len(FISCAL_ORDER)):
            sheet.cell(lower, place).style = styles.MONTH_HEAD
        for first, last, number in ((months, second - 1, year - 1), (second, months + 11, year)):
            sheet.cell(upper, first).value = self.figures.table(f"พ.ศ. {number}")
            self.merge(upper, upper, first, last)
        for place, month in enumerate(is_month, start=1):
            if not month:
                self.merge(upper, lower, place, place)
        sheet.print_title_rows = f"{upper}:{lower}"
        sheet.freeze_panes = f"{self.letter(self.place_of('name') + 1)}{self.row}"
        self.first = self.row

    def chapters(self, chapters, empty):
        """Write the groups of every chapter and the sums of all; fold by chapter and by group."""
        from openpyxl.worksheet.pagebreak import Break  # slow to import

        sums, count, amount = [], 0, Decimal(0)
        for chapter in chapters:
            if sums:
                self.sheet.row_breaks.append(Break(id=self.row - 1))
            sums.append(self._chapter(chapter))
            count += sum(group.sum.count for group in chapter.groups)
            amount += sum(group.sum.amount for group in chapter.groups)
        if not chapters:
            self.line(empty, styles.GROUP, self.printed)
        self.total = self._sum(
            TOTAL,
            "+".join(cells.count for cells in sums) or "0",
            count,
            "+".join(cells.amount for cells in sums) or "0",
            amount,
        )
        self.finish()

    def _chapter(self, chapter):
        self.line(chapter.title, styles.CHAPTER, self.printed)
        first, sums = self.row, []
        for group in chapter.groups:
            if group.heading:
                self.line(group.heading, styles.CHAPTER, self.printed)
            self.line(group.title, styles.GROUP, self.printed)
            start = self.row
            sums.append(self.items(group.rows, group.sum))
            self._fold(start, self.row - 2, 2)
            self.groups.append((group.title.partition(" ")[2], sums[-1]))
        self._fold(first, self.row - 1, 1)
        return self._sum(
            chapter.title,
            "+".join(cells.count for cells in sums),
            sum(group.sum.count for group in chapter.groups),
            "+".join(cells.amount for cells in sums),
            sum(group.sum.amount for group in chapter.groups),
        )

    def _fold(self, first, last, level):
        for row in range(first, last + 1):
            dimension = self.sheet.row_dimensions[row]
            dimension.outlineLevel = max(dimension.outlineLevel, level)

    def items(self, rows, total=None):
        """Write rows and the sum under them; without one only how many they are."""
        first = self.row
        for row in rows:
            self._item(row)
        numbers, money = self.letter(self.place_of("number")), self.letter(self.place_of("budget"))
        last = self.row - 1
        return self._sum(
            None,
            f"COUNT({numbers}{first}:{numbers}{last})",
            len(rows),
            total and f"SUM({money}{first}:{money}{last})",
            total and total.amount,
        )

    def _item(self, row):
        values = [getattr(row, key, None) for key in self.keys]
        texts = zip(values, self.sizes, strict=True)
        height = height_of((text, size) for text, size in texts if isinstance(text, str))
        first, month = self.row, 0
        for place, (key, value) in enumerate(zip(self.keys, values, strict=True), start=1):
            if key == "months":
                self.put(place, MONTH_MARK if row.months >> month & 1 else None, styles.MONTH)
                month += 1
            elif key == "money":
                self.put(place, OTHERS if row.is_others else OWN, LOOKS[key])
            else:
                self.put(place, value, LOOKS[key])
        # No row may be higher than a spreadsheet allows: a long text is laid over several.
        for part in rows_over(height):
            if self.row > first:
                for place, key in enumerate(self.keys, start=1):
                    self.put(place, None, LOOKS.get(key, styles.MONTH))
            self.end_row(part)
        if self.row > first + 1:
            for place in range(1, len(self.keys) + 1):
                self.merge(first, self.row - 1, place, place)

    def _sum(self, of, count_formula, count, amount_formula, amount):
        """Write a row of sums, `of` says of what; return where its numbers stand."""
        self.put(self.place_of("number"), ALL, styles.SUM_TEXT)
        count_cell = self.formula(self.place_of("name"), count_formula, count, styles.SUM_ITEMS)
        amount_cell, after = "", self.place_of("budget") + 1
        if amount_formula:
            amount_cell = self.formula(after - 1, amount_formula, amount, styles.SUM_MONEY)
        room = sum(self.sizes[after - 1 : self.printed])
        if of and room:
            # Behind the money: whoever reads the file back knows a sum by what is before it.
            self.put(after, of, styles.SUM_TEXT)
            self.merge(self.row, self.row, after, self.printed)
        self.frame(styles.SUM_TEXT, self.printed)
        self.end_row(height_of([(of or "", room)]))
        return SumCells(count_cell, amount_cell)

    def finish(self):
        """Set what depends on every row: the shade of the months, the choices, what prints."""
        from openpyxl.formatting.rule import FormulaRule  # slow to import
        from openpyxl.styles import PatternFill

        months, last = self.place_of("months"), max(self.row - 1, self.first)
        corner = f"{self.letter(months)}{self.first}"
        self.sheet.conditional_formatting.add(
            f"{corner}:{self.letter(months + 11)}{last}",
            FormulaRule(
                formula=[f"LEN(TRIM({corner}))>0"],
                fill=PatternFill(bgColor=styles.MONTH_FILL, fill_type="solid"),
            ),
        )
        self._choices(last)
        self.sheet.print_area = f"A1:{self.letter(self.printed)}{last}"
        self.sheet.sheet_format.outlineLevelRow = 2

    def _choices(self, last):
        """Let only the two words stand that the sums look for."""
        from openpyxl.worksheet.datavalidation import DataValidation  # slow to import

        words = DataValidation(type="list", formula1=f'"{OWN},{OTHERS}"', allow_blank=True)
        words.showErrorMessage, words.error = True, f"เลือก “{OWN}” หรือ “{OTHERS}”"
        letter = self.letter(self.place_of("money"))
        words.add(f"{letter}{self.first}:{letter}{last}")
        self.sheet.add_data_validation(words)

    def column(self, key):
        """Return the cells of a column from the first item to the last sum, for other sheets."""
        letter = self.letter(self.place_of(key))
        return self.reference(f"${letter}${self.first}:${letter}${max(self.row - 1, self.first)}")
