"""Workbooks as offices keep them, made from real rows: the forms, and what is drawn on them."""

import csv
import io
import re
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.styles import PatternFill

from projects.imports.table_reader import read_sheets

ROWS = Path(__file__).parents[3] / "data" / "projects" / "nakhonsawan_city_2568_planned.csv"
MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]  # fmt: skip # noqa: E501
HEAD = [
    "ลำดับที่", "โครงการ", "รายละเอียดของกิจกรรม\nที่เกิดขึ้นจากโครงการ", "งบประมาณ\n(บาท)",
    "สถานที่\nดำเนินการ", "หน่วยงาน\nรับผิดชอบหลัก",
]  # fmt: skip
FIRST_MONTH = len(HEAD) + 1  # the column of October, from 1
TITLES = [
    "แบบ ผด.02", "บัญชีจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ",
    "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "เทศบาลตำบลแม่ใส", "อำเภอเมือง จังหวัดพะเยา",
]  # fmt: skip


@cache
def real_rows(count, start=0):
    """Return items of a city as (name, detail, budget, place, unit)."""
    with ROWS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))[start : start + count]
    return [
        (row["project_name"], row["activity_detail"], int(row["budget_baht"] or 0),
         row["place"] or "เขตเทศบาล", row["unit"])
        for row in rows
    ]  # fmt: skip


def form(sheet, titles=TITLES, years=("พ.ศ. 2567", "พ.ศ. 2568")):
    """Put the titles and the merged header of ผด.02 on a sheet; return the first row below."""
    for title in titles:
        sheet.append([title])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1,
                          end_column=18)  # fmt: skip
    top = sheet.max_row + 1 if titles else 1
    for column, label in enumerate(HEAD, start=1):
        sheet.cell(top, column, label)
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
    sheet.cell(top, FIRST_MONTH, years[0])
    sheet.cell(top, FIRST_MONTH + 3, years[1])
    sheet.merge_cells(start_row=top, end_row=top, start_column=FIRST_MONTH, end_column=9)
    sheet.merge_cells(start_row=top, end_row=top, start_column=FIRST_MONTH + 3, end_column=18)
    for offset, month in enumerate(MONTHS):
        sheet.cell(top + 1, FIRST_MONTH + offset, month)
    return top + 2


def paint(sheet, row, first, last, colour="FF92D050"):
    """Fill the cells of months, counted from 0 for October."""
    for month in range(first, last + 1):
        sheet.cell(row, FIRST_MONTH + month).fill = PatternFill("solid", fgColor=colour)


def packed(book):
    file = io.BytesIO()
    book.save(file)
    return file


def tables(book):
    """Return what is read of a workbook."""
    from projects.imports.table_columns import read_tables

    return read_tables(sheets(book))


def sheets(book, name="แผน.xlsx"):
    return read_sheets(book if isinstance(book, io.BytesIO) else packed(book), name, 10**7)


def changed(book, **parts):
    """Return a packed workbook with parts replaced: each a function of what was there."""
    source, target = packed(book), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            change = parts.get(re.sub(r"\W", "_", name))
            data = old.read(name)
            new.writestr(name, change(data.decode()) if change else data)
    return target


# --- Drawings -------------------------------------------------------------------------------------

SPACES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
COLUMN, ROW = 64 * 9525, 20 * 9525  # the size of a cell nobody changed, in EMU


def line(kind="cxnSp", frame="", hidden=False, offset="", inner=""):
    """Return a connector, a shape or a picture, as Excel writes it."""
    name = {"cxnSp": "nvCxnSpPr", "sp": "nvSpPr", "pic": "nvPicPr"}[kind]
    told = ' hidden="1"' if hidden else ""
    return (
        f'<xdr:{kind} macro=""><xdr:{name}><xdr:cNvPr id="2" name="ลูกศร"{told}/></xdr:{name}>'
        f"<xdr:spPr><a:xfrm{frame}>{offset}</a:xfrm><a:prstGeom"
        f' prst="straightConnector1"/></xdr:spPr>{inner}</xdr:{kind}>'
    )


def corner(name, column, row):
    """Return a corner at a place such as 6.1, 7.5, in columns and rows from 0."""
    return (
        f"<xdr:{name}><xdr:col>{int(column)}</xdr:col>"
        f"<xdr:colOff>{int(column % 1 * COLUMN)}</xdr:colOff><xdr:row>{int(row)}</xdr:row>"
        f"<xdr:rowOff>{int(row % 1 * ROW)}</xdr:rowOff></xdr:{name}>"
    )


def between(left, top, right, bottom, shape=None):
    """Return a shape anchored at two cells."""
    return (
        f"<xdr:twoCellAnchor>{corner('from', left, top)}{corner('to', right, bottom)}"
        f"{shape or line()}<xdr:clientData/></xdr:twoCellAnchor>"
    )


def drawn(book, *anchors):
    """Return a packed workbook whose first sheet has a drawing with these anchors."""
    source, target = packed(book), io.BytesIO()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                tag = f'<drawing xmlns:r="{kind}" r:id="rId9"/></worksheet>'
                data = data.decode().replace("</worksheet>", tag)
            new.writestr(name, data)
        new.writestr(
            "xl/drawings/drawing1.xml", f"<xdr:wsDr {SPACES}>{''.join(anchors)}</xdr:wsDr>"
        )
        new.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId9" Type="{kind}/drawing" Target="../drawings/drawing1.xml"/>'
            "</Relationships>",
        )
    return target


def new_form(*, titles=TITLES, years=("พ.ศ. 2567", "พ.ศ. 2568")):
    """Return (workbook, sheet, first row of items) of an empty ผด.02."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "ผด.02"
    return book, sheet, form(sheet, titles, years)


def one_table(*rows, years=("พ.ศ. 2567", "พ.ศ. 2568")):
    """Return (workbook, sheet, first row of items) of a ผด.02 with these lines."""
    book, sheet, row = new_form(years=years)
    for offset, line in enumerate(rows):
        for column, value in enumerate(line, start=1):
            sheet.cell(row + offset, column, value)
    return book, sheet, row
