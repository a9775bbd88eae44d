"""The workbook that goes out to be edited, and the mark by which it is known again."""

import base64
import io
import re
import zipfile
from decimal import Decimal
from math import ceil
from unicodedata import category
from uuid import UUID

from thai.templatetags.thai import thai_datetime

from ..models import Export
from .columns import CODE, EQUIPMENT, MARK, MONTHS, PROJECTS, columns_of
from .guide import GUIDE, lines

FONT = "TH Sarabun New"
LISTS = "ตัวเลือก"
FIRST_ROW = 4  # below the title and the two lines of the header
ROWS_TO_ADD = 100
HEAD_FILL, LOCKED_FILL, MONTH_FILL = "FFDCE6F1", "FFEEEEEE", "FF9DC3E6"
TEXT, MONEY = "@", "#,##0.00"
KEY_SHEET = re.compile(rb"name=[\"']key-([A-Za-z2-7]{26})[\"']")
LARGEST_BOOK = 1 << 20  # of xl/workbook.xml, which names the sheets
LINE_HEIGHT, HIGHEST = 22, 409  # of FONT at 14 points; the most a row can have
GUIDE_WIDTH = 85
FORMULA = ("=", "+", "-", "@")
NOT_IN_LIST = "ชื่อนี้ไม่มีในรายการ ถ้าใช้ต่อ ระบบจะบอกในหน้าตรวจว่าอ่านได้หรือไม่"
NOT_A_MARK = f"เลือก {MARK} ในเดือนที่ดำเนินการ ลบออกในเดือนที่ไม่ดำเนินการ"


def render(export, choices):
    """Return the bytes of the workbook of an Export; choices = {column: names to offer}."""
    from openpyxl import Workbook  # slow to import

    book = Workbook()
    book.remove(book.active)
    book.properties.title = f"รายการ {export.version}"
    book.properties.creator = str(export.version.organization)
    _add_styles(book)
    places = {}
    for title in (PROJECTS, EQUIPMENT):
        rows = _rows_of(export.content, title)
        places[title] = _Sheet(book, title, export).write(rows)
    _guide(book, export)
    ranges = _lists(book, choices)
    for sheet, last_row in places.values():
        _offer(sheet, last_row, ranges)
    book.create_sheet(f"key-{_signs(export.key)}").sheet_state = "veryHidden"
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def key_in(file, version):
    """Return the Export of this version that a file was written as, or None."""
    export = export_in(file, version.organization)
    return export if export and export.version_id == version.pk else None


def export_in(file, organization):
    """Return the Export of an organization that a file was written as, or None.

    The name of a hidden sheet carries the key: programs that drop properties keep their sheets.
    """
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive, archive.open("xl/workbook.xml") as part:
            found = KEY_SHEET.search(part.read(LARGEST_BOOK))
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, ValueError,
            NotImplementedError, RuntimeError):  # fmt: skip
        return None  # no workbook at all; what reads it says so
    finally:
        file.seek(0)
    if not found:
        return None
    key = UUID(bytes=base64.b32decode(found[1].upper() + b"======"))
    mine = Export.objects.filter(version__plan__organization=organization)
    return mine.select_related("version__plan__organization__type").filter(key=key).first()


def _signs(key):
    """Return a key in 26 signs: the name of a sheet has room for 31."""
    return base64.b32encode(key.bytes).decode().rstrip("=")


def _rows_of(content, title):
    is_equipment = title == EQUIPMENT
    return [
        {CODE: code, **words}
        for code, words in content.items()
        if (words["kind"] == EQUIPMENT) == is_equipment
    ]


def _add_styles(book):
    """Name the looks once: a style given cell by cell costs most of the time of writing."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    line = Side(style="thin", color="FFB0B7C0")
    free, top = Protection(locked=False), Alignment(vertical="top", wrap_text=True)
    shade = PatternFill("solid", start_color=LOCKED_FILL)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    centre = Alignment(horizontal="center", vertical="top")
    looks = {
        "หัวตาราง": {"alignment": middle, "fill": PatternFill("solid", start_color=HEAD_FILL)},
        "รหัส": {"alignment": centre, "fill": shade, "number_format": TEXT},
        "ข้อความ": {"alignment": top, "number_format": TEXT, "protection": free},
        "ข้อความยาว": {"alignment": top, "protection": free},
        "เงิน": {"alignment": top, "number_format": MONEY, "protection": free},
        "เดือน": {"alignment": centre, "number_format": TEXT, "protection": free},
    }
    for name, look in looks.items():
        style = NamedStyle(name, **look, font=Font(name=FONT, size=14, bold=name == "หัวตาราง"))
        style.border = Border(left=line, right=line, top=line, bottom=line)
        book.add_named_style(style)


def lines_of(text, width):
    """Return how many lines a text takes in a column; marks above and below take no room."""
    lengths = (sum(category(sign) != "Mn" for sign in line) for line in text.split("\n"))
    return sum(max(1, ceil(length / width)) for length in lengths)


def _look_of(column):
    if column.name == CODE:
        return "รหัส"
    if column.name == "budget":
        return "เงิน"
    if column.name in MONTHS:
        return "เดือน"
    return "ข้อความยาว" if column.is_long else "ข้อความ"


class _Sheet:
    """One sheet of items, written from the top down."""

    def __init__(self, book, title, export):
        from openpyxl.utils import get_column_letter  # slow to import

        self.sheet, self.export = book.create_sheet(title), export
        self.columns = columns_of(title)
        self.letters = {
            column.name: get_column_letter(place)
            for place, column in enumerate(self.columns, start=1)
        }

    def write(self, rows):
        """Write title, header and rows; return the sheet and the last row that may be filled."""
        self._title()
        self._header()
        filled, last = FIRST_ROW + len(rows) - 1, FIRST_ROW + len(rows) - 1 + ROWS_TO_ADD
        for number, row in enumerate([*rows, *({} for _ in range(ROWS_TO_ADD))], start=FIRST_ROW):
            self._row(number, row)
        self._colour_months(last)
        self._fit(last)
        self._print_to(max(filled, FIRST_ROW))
        self._protect()
        return self.sheet, last

    def _title(self):
        from openpyxl.styles import Font  # slow to import

        version = self.export.version
        cell = self.sheet.cell(1, 1)
        cell.value = (
            f"{self.sheet.title} {version} · {version.organization} · "
            f"ส่งออกเมื่อ {thai_datetime(self.export.at)} · อ่านแผ่น “{GUIDE}” ก่อนแก้"
        )
        cell.data_type, cell.font = "s", Font(name=FONT, size=16, bold=True)

    def _header(self):
        year = self.export.version.fiscal_year
        for place, column in enumerate(self.columns, start=1):
            is_month = column.name in MONTHS
            self.sheet.cell(2, place, None if is_month else column.label).style = "หัวตาราง"
            self.sheet.cell(3, place, column.label if is_month else None).style = "หัวตาราง"
            if not is_month:
                self.sheet.merge_cells(start_row=2, end_row=3, start_column=place, end_column=place)
        for first, last, named in ((10, 12, year - 1), (1, 9, year)):
            left, right = (self.letters[f"month_{month}"] for month in (first, last))
            self.sheet[f"{left}2"] = f"พ.ศ. {named}"
            self.sheet.merge_cells(f"{left}2:{right}2")

    def _row(self, number, row):
        lines = [1]
        for place, column in enumerate(self.columns, start=1):
            cell = self.sheet.cell(number, place)
            cell.style = _look_of(column)
            text = row.get(column.name, "")
            if not text:
                continue
            if column.name == "budget":
                cell.value = Decimal(text.replace(",", ""))
                continue
            in_cell = lines_of(text, column.width - 2)  # words are not cut at the edge
            lines.append(min(in_cell, 3) if column.is_listed else in_cell)
            cell.value = text
            cell.data_type = "s"  # "=cmd|…" in a name is text, never a formula
            if text.startswith(FORMULA):
                cell.quotePrefix = True  # and stays text when somebody types in the cell
        # A row without a height is one line high in some programs, whatever wraps in it.
        self.sheet.row_dimensions[number].height = min(max(lines) * LINE_HEIGHT, HIGHEST)

    def _colour_months(self, last):
        from openpyxl.formatting.rule import FormulaRule  # slow to import
        from openpyxl.styles import PatternFill

        first = f"{self.letters['month_10']}{FIRST_ROW}"
        marked = f'AND(TRIM({first})<>"",TRIM({first})<>"-",TRIM({first})<>"0")'
        fill = PatternFill("solid", start_color=MONTH_FILL, end_color=MONTH_FILL)
        self.sheet.conditional_formatting.add(
            f"{first}:{self.letters['month_9']}{last}", FormulaRule(formula=[marked], fill=fill)
        )

    def _fit(self, last):
        sheet = self.sheet
        for column in self.columns:
            sheet.column_dimensions[self.letters[column.name]].width = column.width
        for number, height in enumerate((28, 24, 24), start=1):
            sheet.row_dimensions[number].height = height
        sheet.freeze_panes = f"B{FIRST_ROW}"
        sheet.auto_filter.ref = f"A3:{self.letters['note']}{last}"

    def _print_to(self, last):
        """Print the filled rows on A4, two pages wide with the code on both."""
        sheet = self.sheet
        sheet.print_area = f"A1:{self.letters['note']}{last}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows, sheet.print_title_cols = "2:3", "A:A"
        margins = sheet.page_margins
        margins.left, margins.right, margins.top, margins.bottom = 0.4, 0.4, 0.5, 0.8
        sheet.oddFooter.right.text = "หน้า &P จาก &N"

    def _protect(self):
        """Lock codes and header without a password; whatever is not locked may be changed."""
        protection = self.sheet.protection
        protection.sheet = True
        for allowed in (
            "formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort",
            "autoFilter",
        ):  # fmt: skip
            setattr(protection, allowed, False)  # False is "not forbidden"


def _guide(book, export):
    from openpyxl.styles import Alignment, Font  # slow to import

    sheet = book.create_sheet(GUIDE)
    sheet.column_dimensions["A"].width = GUIDE_WIDTH
    for number, (text, is_heading) in enumerate(lines(export), start=1):
        cell = sheet.cell(number, 1, text)
        cell.data_type = "s"
        cell.font = Font(name=FONT, size=16 if is_heading else 14, bold=is_heading)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[number].height = lines_of(text, GUIDE_WIDTH - 10) * LINE_HEIGHT
    sheet.protection.sheet = True
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _lists(book, choices):
    """Write the names to choose from on a hidden sheet; return {column: their range}."""
    sheet, ranges = book.create_sheet(LISTS), {}
    sheet.sheet_state = "hidden"
    for place, (name, texts) in enumerate(choices.items(), start=1):
        for number, text in enumerate(texts, start=1):
            cell = sheet.cell(number, place, text)
            cell.data_type = "s"
        if texts:
            letter = sheet.cell(1, place).column_letter
            ranges[name] = f"'{LISTS}'!${letter}$1:${letter}${len(texts)}"
    return ranges


def _offer(sheet, last_row, ranges):
    """Lay the lists over the columns; they warn, so that a new name can still be typed."""
    from openpyxl.utils import get_column_letter  # slow to import
    from openpyxl.worksheet.datavalidation import DataValidation

    def lay(source, columns, told):
        offered = DataValidation("list", formula1=source, allow_blank=True, errorStyle="warning")
        offered.showErrorMessage, offered.errorTitle, offered.error = True, "ตรวจอีกครั้ง", told
        offered.add(f"{columns[0]}{FIRST_ROW}:{columns[-1]}{last_row}")
        sheet.add_data_validation(offered)

    placed = enumerate(columns_of(sheet.title), start=1)
    letters = {column.name: get_column_letter(place) for place, column in placed}
    for name, source in ranges.items():
        if name in letters:
            lay(source, [letters[name]], NOT_IN_LIST)
    lay(f'"{MARK}"', [letters["month_10"], letters["month_9"]], NOT_A_MARK)
