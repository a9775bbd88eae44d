"""Workbooks the import gives back: the user's own with its faults marked, and a sample."""

import io
import re
import zipfile
from collections import defaultdict

from .kept_drawings import with_drawings
from .saving import sheets_in
from .sheets import BadCell
from .table_columns import text_of
from .weight import is_light

ZIP = b"PK\x03\x04"

FILLS = {True: "F9C9C9", False: "FFE9A8"}  # what must and what should be looked at
SAMPLE = [  # header, width, example
    ("ยุทธศาสตร์", 34, "1. ยุทธศาสตร์ด้านโครงสร้างพื้นฐาน"),
    ("แนวทางการพัฒนา", 28, ""),
    ("แผนงาน", 26, "แผนงานอุตสาหกรรมและการโยธา"),
    ("ชื่อโครงการ", 40, "ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3 สายบ้านน้อย"),
    ("รายละเอียด", 40, "ผิวจราจรกว้าง 4 เมตร ยาว 200 เมตร หนา 0.15 เมตร"),
    ("งบประมาณ (บาท)", 16, 498000),
    ("สถานที่ดำเนินการ", 20, "หมู่ที่ 3"),
    ("หน่วยงานรับผิดชอบหลัก", 24, "กองช่าง"),
    ("แหล่งเงิน", 24, "งบประมาณรายจ่ายประจำปี"),
    ("เดือนเริ่มต้น", 12, "มี.ค."),
    ("เดือนสิ้นสุด", 12, "พ.ค."),
    ("หมายเหตุ", 24, ""),
]


def annotated(file, name, reading):
    """Return the file as a workbook with the faulty cells coloured and commented.

    A workbook stays itself, with what is drawn over it; other formats, and a workbook that
    cannot be held whole, become a workbook of the same rows and columns.
    """
    from openpyxl.comments import Comment  # slow to import
    from openpyxl.styles import PatternFill

    whole = _opened(file) if _is_workbook(file) and is_light(file) else None
    book, sheets = whole or _from_rows(sheets_in(file, name))
    faults = defaultdict(list)
    for fault in [*reading.faults, *(fault for row in reading.rows for fault in row.faults)]:
        place = fault.place if fault.place[:1].isalpha() else f"A{fault.row or 1}"
        faults[fault.sheet, place].append(fault)
    for (sheet, place), found in faults.items():
        cell = _anchor(sheets[sheet], place)
        is_must = any(fault.is_must for fault in found)
        cell.fill = PatternFill("solid", fgColor=FILLS[is_must])
        told = "\n".join(dict.fromkeys(fault.message for fault in found))
        cell.comment = Comment(told, "ตรวจไฟล์นำเข้า", 120, 320)
    return with_drawings(file, _bytes(book)) if whole else _bytes(book)


def sample():
    """Return a small workbook with the columns we read and one example."""
    from openpyxl import Workbook  # slow to import
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = "รายการ"
    sheet.append([label for label, _, _ in SAMPLE])
    sheet.append([example for _, _, example in SAMPLE])
    for column, (_, width, _) in zip(sheet.columns, SAMPLE, strict=True):
        sheet.column_dimensions[column[0].column_letter].width = width
        column[0].font = Font(bold=True)
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    return _bytes(book)


def _is_workbook(file):
    """Say whether a file is an .xlsx; a .docx is packed the same way."""
    file.seek(0)
    if file.read(4) != ZIP:
        return False
    with zipfile.ZipFile(file) as archive:
        return any(name.startswith("xl/") for name in archive.namelist())


def _opened(file):
    """Return a workbook as it is and its sheets by name, or None where the library cannot."""
    from openpyxl import load_workbook  # slow to import

    file.seek(0)
    try:
        book = load_workbook(file)
    except Exception:  # it fails in its own ways at charts and pivot tables, which we never read
        return None
    for sheet in book.worksheets:
        sheet._images, sheet._charts = [], []  # with_drawings puts them back as they were
    return book, {sheet.title: sheet for sheet in book.worksheets}


def _from_rows(sheets):
    """Return a workbook of the rows of sheets, and its sheets by the names they had."""
    from openpyxl import Workbook  # slow to import

    book = Workbook()
    book.remove(book.active)
    named = {}
    for sheet in sheets:
        title = re.sub(r"[\[\]:*?/\\]", " ", sheet.name)[:31]
        named[sheet.name] = made = book.create_sheet(title)
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    _write(made.cell(number, column), value)
        for top, left, bottom, right in sheet.merged:
            made.merge_cells(None, top, left, bottom, right)
    return book, named


def _write(cell, value):
    from openpyxl.utils.exceptions import IllegalCharacterError

    try:
        cell.value = text_of(value) if isinstance(value, BadCell) else value
    except (IllegalCharacterError, ValueError):
        cell.value = text_of(value)
    if isinstance(cell.value, str):
        cell.data_type = "s"  # "=cmd|…" in somebody's list is text, never a formula


def _anchor(sheet, place):
    """Return the cell, or the one that a merged range keeps its value in."""
    for merged in sheet.merged_cells.ranges:
        if place in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[place]


def _bytes(book):
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()
