"""Workbooks the import gives back: the user's own with its faults marked, and a sample."""

import io
from collections import defaultdict

from django.conf import settings

from .table_columns import text_of
from .table_reader import ZIP, read_sheets

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
    """Return the same workbook with the faulty cells coloured and commented; a CSV becomes one."""
    from openpyxl import load_workbook  # slow to import
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    file.seek(0)
    is_workbook = file.read(4) == ZIP
    file.seek(0)
    book = load_workbook(file) if is_workbook else _from_text(file, name)
    faults = defaultdict(list)
    for fault in [*reading.faults, *(fault for row in reading.rows for fault in row.faults)]:
        place = fault.place if fault.place[:1].isalpha() else f"A{fault.row or 1}"
        faults[fault.sheet, place].append(fault)
    for (sheet, place), found in faults.items():
        cell = _anchor(book[sheet] if is_workbook else book.active, place)
        is_must = any(fault.is_must for fault in found)
        cell.fill = PatternFill("solid", fgColor=FILLS[is_must])
        cell.comment = Comment(
            "\n".join(fault.message for fault in found), "ตรวจไฟล์นำเข้า", 120, 320
        )
    return _bytes(book)


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


def _from_text(file, name):
    from openpyxl import Workbook  # slow to import
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    rows = read_sheets(file, name, settings.UPLOAD_LIMIT)[0].rows
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = book.active.cell(number, column)
            try:
                cell.value = value
            except IllegalCharacterError:
                cell.value = text_of(value)
            cell.data_type = "s"  # "=cmd|…" in somebody's list is text, never a formula
    return book


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
