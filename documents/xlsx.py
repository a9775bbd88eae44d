"""The plan book's forms as a workbook: numbers as numbers, months as marked columns."""

import re
from decimal import Decimal

from projects.schedule import FISCAL_ORDER
from thai.calendar import SHORT_MONTHS

from .archive import settled
from .form_layouts import EQUIPMENT, FORMS, OPTIONAL, PROJECTS, SUMMARY
from .form_tables import CANCELLED
from .paper import Paper

FONT = "TH Sarabun New"
MONTH_MARK = "↔"
CHECK = "ตรวจยอด"
MONEY, SHARE = "#,##0.00", "0.00"
THAI_DIGITS = "[$-D00041E]"  # tells Excel to show the number in Thai digits
PAPERS = {"A4": 9, "A3": 8}  # as the file format counts them
WIDTHS = {  # in letters
    "number": 8, "name": 46, "detail": 56, "budget": 17, "place": 22, "owner": 26, "source": 30,
    "months": 6, "code": 10, "title": 60, "count": 16, "count_share": 16, "amount": 20,
    "amount_share": 16, "units": 44,
}  # fmt: skip
AFTER = {"code": "รหัสรายการ", OPTIONAL: "แหล่งเงิน"}  # for those who go on with the file
FORMATS = {"budget": MONEY, "amount": MONEY, "count": "#,##0", "count_share": SHARE}
FORMATS["amount_share"] = SHARE
CHECK_WIDTHS = (44, 22, 22, 14)


def render(book):
    """Return the Paper of a book as .xlsx; the same bytes for the same content."""
    import openpyxl  # slow to import

    workbook = openpyxl.Workbook()
    workbook.properties.title = f"{book.title} {book.organization}"
    workbook.properties.creator = book.organization
    workbook.properties.language = "th-TH"
    workbook.remove(workbook.active)
    names = sheet_names(book.layout)
    _Sheet(workbook, names[SUMMARY], book, SUMMARY).summary()
    projects = _Sheet(workbook, names[PROJECTS], book, PROJECTS)
    projects.chapters(book.chapters)
    equipment = _Sheet(workbook, names[EQUIPMENT], book, EQUIPMENT)
    equipment.chapters(book.equipment)
    if book.cancelled:
        _Sheet(workbook, CANCELLED, book, PROJECTS, CANCELLED).items(book.cancelled)
    _Sheet(workbook, CHECK, book).check(projects.budgets + equipment.budgets)
    return Paper(settled(workbook.save), made_with={"openpyxl": openpyxl.__version__})


def sheet_names(layout):
    """Return {form: name of its sheet}: the mark without the signs that Excel refuses."""
    names, taken = {}, {CANCELLED, CHECK}
    for form in FORMS:
        mark = re.sub(r"[\[\]:*?/\\']", "-", layout.form(form).short_mark)[:28] or FORMS[form]
        names[form] = mark if mark not in taken else f"{mark} {len(names) + 1}"
        taken.add(names[form])
    return names


class _Sheet:
    """One sheet, written from the top down."""

    def __init__(self, workbook, name, book, form=None, title=""):
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # slow to import

        self.sheet = workbook.create_sheet(name)
        self.book, self.figures, self.row = book, book.figures, 1
        self.budgets = []  # the ranges of item amounts, for the check
        self.plain, self.bold = Font(name=FONT, size=14), Font(name=FONT, size=14, bold=True)
        line = Side(style="thin")
        self.border = Border(left=line, right=line, top=line, bottom=line)
        self.shade = PatternFill("solid", start_color="FFEEEEEE")
        self.top = Alignment(vertical="top", wrap_text=True)
        self.middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self.digits = THAI_DIGITS if self.figures.is_thai_in_tables else ""
        self.form = form and book.layout.form(form)
        self.columns = self._columns()  # (key, head), every month one
        sizes = [WIDTHS[key] for key, _ in self.columns] or CHECK_WIDTHS
        for place, width in enumerate(sizes, start=1):
            letter = self.sheet.cell(1, place).column_letter
            self.sheet.column_dimensions[letter].width = width
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.paperSize = PAPERS[book.layout.paper]
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        if self.form:
            self.titles(self.form.mark, title or self.form.title, len(self.columns))

    def _columns(self):
        """Return (key, head) of the columns; a form of items has two more for who goes on."""
        columns, year = [], self.book.fiscal_year
        for column in self.form.columns if self.form else ():
            if column.key != "months":
                columns.append((column.key, column.text))
                continue
            for place, month in enumerate(FISCAL_ORDER):
                head = f"{SHORT_MONTHS[month]} {year - 1 if place < 3 else year}"
                columns.append(("months", self.figures.table(head)))
        keys = {key for key, _ in columns}
        if "months" in keys:
            columns += [(key, head) for key, head in AFTER.items() if key not in keys]
        return columns

    def place_of(self, key):
        """Return the place of a column, from 1."""
        return next(place for place, (each, _) in enumerate(self.columns, start=1) if each == key)

    def put(self, column, value, *, is_bold=False, form="", align=None, is_framed=True):
        cell = self.sheet.cell(self.row, column)
        cell.value = value
        if isinstance(value, str):
            # A name may begin with "="; it stays text and is never run as a formula.
            cell.data_type = "s"
        cell.font, cell.alignment = (self.bold if is_bold else self.plain), (align or self.top)
        if is_framed:
            cell.border = self.border
        if form:
            cell.number_format = f"{self.digits}{form}"
        return cell

    def titles(self, mark, title, columns):
        for text in (mark, title, self.book.title, self.book.organization):
            self.put(1, self.figures.prose(text), is_bold=True, align=self.middle, is_framed=False)
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=1, end_column=columns
            )
            self.row += 1
        self.row += 1

    def header(self, names):
        for column, name in enumerate(names, start=1):
            self.put(column, name, is_bold=True, align=self.middle).fill = self.shade
        self.row += 1

    def summary(self):
        self.header(head for _, head in self.columns)
        self.sheet.print_title_rows = f"{self.row - 1}:{self.row - 1}"
        self.sheet.freeze_panes = f"B{self.row}"
        for row in self.book.summary:
            is_bold = row.kind not in {"program", "part"}
            self.put(1, row.title, is_bold=is_bold)
            for place, (key, _) in enumerate(self.columns, start=1):
                if place > 1 and row.kind not in {"heading", "guideline"}:
                    bold = is_bold and key != "units"
                    self.put(place, getattr(row, key), is_bold=bold, form=FORMATS.get(key, ""))
            self.row += 1

    def chapters(self, chapters):
        for chapter in chapters:
            self.line(chapter.title)
            for group in chapter.groups:
                if group.heading:
                    self.line(group.heading)
                self.line(group.title)
                self.items(group.rows, group.sum)
                self.row += 1

    def line(self, text):
        self.put(1, text, is_bold=True, is_framed=False).alignment = None
        self.row += 1

    def items(self, rows, total=None):
        self.header(head for _, head in self.columns)
        first, budget = self.row, self.place_of("budget")
        for row in rows:
            self.item(row)
        letter = self.sheet.cell(first, budget).column_letter
        self.budgets.append(f"'{self.sheet.title}'!${letter}${first}:${letter}${self.row - 1}")
        if total:
            self.put(1, "รวม", is_bold=True)
            self.put(2 if budget > 2 else 3, total.count, is_bold=True, form="#,##0")
            self.put(budget, total.amount, is_bold=True, form=MONEY)
            self.row += 1

    def item(self, row):
        month = 0
        for place, (key, _) in enumerate(self.columns, start=1):
            if key == "months":
                mark = MONTH_MARK if row.months >> month & 1 else ""
                self.put(place, mark, align=self.middle)
                month += 1
            else:
                self.put(place, getattr(row, key), form=FORMATS.get(key, ""))
        self.row += 1

    def check(self, ranges):
        """Compare the total of the plan with what the sheets add up to, in Excel itself."""
        self.header(["ยอด", "ยอดของแผน", "ผลบวกของรายการในแฟ้มนี้", "ผลตรวจ"])
        self.put(1, "งบประมาณรวมทุกรายการ (บาท)")
        self.put(2, self.book.totals.all or Decimal(0), form=MONEY)
        self.put(3, None, form=MONEY).value = f"={'+'.join(f'SUM({r})' for r in ranges) or 0}"
        verdict = f'=IF(ROUND(B{self.row}-C{self.row},2)=0,"ตรงกัน","ไม่ตรงกัน")'
        self.put(4, None).value = verdict
        self.row += 1
        self.put(1, "จำนวนรายการ")
        self.put(2, self.book.totals.count, form="#,##0")
