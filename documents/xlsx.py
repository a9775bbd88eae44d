"""The plan book's forms as a workbook: numbers as numbers, months as marked columns."""

from decimal import Decimal

from projects.schedule import FISCAL_ORDER
from thai.calendar import SHORT_MONTHS

from .archive import settled
from .paper import Paper
from .plan_book import CANCELLED, FORM_01, FORM_02, FORM_02_1

FONT = "TH Sarabun New"
MONTH_MARK = "↔"
MONEY, SHARE = "#,##0.00", "0.00"
THAI_DIGITS = "[$-D00041E]"  # tells Excel to show the number in Thai digits
WIDTHS = {"A": 8, "B": 46, "C": 56, "D": 17, "E": 22, "F": 26}
SUMMARY_WIDTHS = {"A": 60, "B": 16, "C": 16, "D": 20, "E": 16, "F": 44}
SUMMARY_HEADER = (
    "ยุทธศาสตร์/แผนงาน",
    "จำนวนโครงการที่ดำเนินการ",
    "คิดเป็นร้อยละของโครงการทั้งหมด",
    "จำนวนงบประมาณ (บาท)",
    "คิดเป็นร้อยละของงบประมาณทั้งหมด",
    "หน่วยงานรับผิดชอบหลัก",
)
BEFORE_MONTHS = ("งบประมาณ (บาท)", "สถานที่ดำเนินการ", "หน่วยงานรับผิดชอบหลัก")
AFTER_MONTHS = ("รหัสรายการ", "แหล่งเงิน")
LAST_MONTH, CODE, SOURCE = 18, 19, 20


def render(book):
    """Return the Paper of a book as .xlsx; the same bytes for the same content."""
    import openpyxl  # slow to import

    workbook = openpyxl.Workbook()
    workbook.properties.title = f"{book.title} {book.organization}"
    workbook.properties.creator = book.organization
    workbook.properties.language = "th-TH"
    workbook.remove(workbook.active)
    summary = _Sheet(workbook, "ผด.01", book, SUMMARY_WIDTHS)
    summary.titles("แบบ ผด.01", FORM_01, 6)
    summary.summary()
    detail = "รายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ"
    projects = _Sheet(workbook, "ผด.02", book, WIDTHS)
    projects.titles("แบบ ผด.02", FORM_02, SOURCE)
    projects.chapters(book.chapters, "โครงการ", detail)
    equipment = _Sheet(workbook, "ผด.02-1", book, WIDTHS)
    equipment.titles("แบบ ผด.02/1", FORM_02_1, SOURCE)
    equipment.chapters(book.equipment, "ครุภัณฑ์", "รายละเอียดของครุภัณฑ์")
    if book.cancelled:
        gone = _Sheet(workbook, CANCELLED, book, WIDTHS)
        gone.titles("แบบ ผด.02", CANCELLED, SOURCE)
        gone.items(book.cancelled, "โครงการ", detail)
    _Sheet(workbook, "ตรวจยอด", book, {"A": 44, "B": 22, "C": 22, "D": 14}).check(
        projects.budgets + equipment.budgets
    )
    return Paper(settled(workbook.save), made_with={"openpyxl": openpyxl.__version__})


class _Sheet:
    """One sheet, written from the top down."""

    def __init__(self, workbook, title, book, widths):
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # slow to import

        self.sheet = workbook.create_sheet(title)
        self.book, self.figures, self.row = book, book.figures, 1
        self.budgets = []  # the ranges of item amounts, for the check
        self.plain, self.bold = Font(name=FONT, size=14), Font(name=FONT, size=14, bold=True)
        line = Side(style="thin")
        self.border = Border(left=line, right=line, top=line, bottom=line)
        self.shade = PatternFill("solid", start_color="FFEEEEEE")
        self.top = Alignment(vertical="top", wrap_text=True)
        self.middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self.digits = THAI_DIGITS if self.figures.is_thai_in_tables else ""
        for column, width in widths.items():
            self.sheet.column_dimensions[column].width = width
        for column in range(7, LAST_MONTH + 1) if widths is WIDTHS else ():
            self.sheet.column_dimensions[self.sheet.cell(1, column).column_letter].width = 6
        if widths is WIDTHS:
            self.sheet.column_dimensions["S"].width = 10
            self.sheet.column_dimensions["T"].width = 30
        self.sheet.page_setup.orientation, self.sheet.page_setup.paperSize = "landscape", 9
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True

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
        self.header(SUMMARY_HEADER)
        self.sheet.print_title_rows = f"{self.row - 1}:{self.row - 1}"
        self.sheet.freeze_panes = f"B{self.row}"
        for row in self.book.summary:
            is_bold = row.kind not in {"program", "part"}
            self.put(1, row.title, is_bold=is_bold)
            if row.kind != "heading":
                self.put(2, row.count, is_bold=is_bold, form="#,##0")
                self.put(3, row.count_share, is_bold=is_bold, form=SHARE)
                self.put(4, row.amount, is_bold=is_bold, form=MONEY)
                self.put(5, row.amount_share, is_bold=is_bold, form=SHARE)
                self.put(6, row.units)
            self.row += 1

    def chapters(self, chapters, item, detail):
        for chapter in chapters:
            self.put(1, chapter.title, is_bold=True, is_framed=False).alignment = None
            self.row += 1
            for group in chapter.groups:
                self.put(1, group.title, is_bold=True, is_framed=False).alignment = None
                self.row += 1
                self.items(group.rows, item, detail, group.sum)
                self.row += 1

    def items(self, rows, item, detail, total=None):
        year = self.book.fiscal_year
        months = [
            f"{SHORT_MONTHS[month]} {year - 1 if place < 3 else year}"
            for place, month in enumerate(FISCAL_ORDER)
        ]
        months = [self.figures.table(month) for month in months]
        self.header(["ลำดับที่", item, detail, *BEFORE_MONTHS, *months, *AFTER_MONTHS])
        first = self.row
        for row in rows:
            self.item(row)
        self.budgets.append(f"'{self.sheet.title}'!$D${first}:$D${self.row - 1}")
        if total:
            self.put(1, "รวม", is_bold=True)
            self.put(2, total.count, is_bold=True, form="#,##0")
            self.put(4, total.amount, is_bold=True, form=MONEY)
            self.row += 1

    def item(self, row):
        values = (row.number, row.name, row.detail, row.budget, row.place, row.owner)
        for column, value in enumerate(values, start=1):
            self.put(column, value, form=MONEY if column == 4 else "")
        for place in range(12):
            mark = MONTH_MARK if row.months >> place & 1 else ""
            self.put(7 + place, mark, align=self.middle)
        self.put(CODE, row.code)
        self.put(SOURCE, row.source)
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
