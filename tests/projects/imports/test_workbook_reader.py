"""Cells, styles and drawings of a workbook come as Excel shows them."""

import datetime
import io
from contextlib import suppress

import openpyxl
import pytest
from openpyxl.styles import Color, PatternFill
from openpyxl.worksheet.table import Table

from projects.imports.sheets import NO_VALUE, NOT_A_DAY, BadCell, FileRefused, Shape
from projects.imports.table_reader import read_sheets

from .offices import (
    COLUMN,
    ROW,
    between,
    changed,
    corner,
    drawn,
    line,
    new_form,
    packed,
    real_rows,
    sheets,
)

SHEET = "xl_worksheets_sheet1_xml"


def test_every_kind_of_cell_is_what_openpyxl_reads():
    book = openpyxl.Workbook()
    sheet = book.active
    for number, row in enumerate(real_rows(200), start=1):
        sheet.append([number, *row, number % 2 == 0, number / 7, number * 1.5e12, None, -number])
        sheet.append([])
        sheet.append([datetime.date(2024, 10, 1), datetime.datetime(2025, 9, 30, 13, 5), "  "])
    sheet["C700"], sheet["A702"].number_format = "ท้าย", "0.00"
    sheet.merge_cells("A701:C702")
    expected = openpyxl.load_workbook(packed(book)).active

    (read,) = sheets(book)
    assert [[*row, *[None] * (11 - len(row))] for row in read.rows] == [
        [None if isinstance(cell, str) and not cell.strip() else cell for cell in row]
        for row in expected.iter_rows(max_row=700, values_only=True)
    ]
    assert read.merged == []  # it stands below the last row


def test_several_sheets_come_in_order_without_hidden_ones():
    book, _, _ = new_form()
    book.create_sheet("ครุภัณฑ์").append(["ครุภัณฑ์", 1])
    book.create_sheet("ลับ").sheet_state = "hidden"
    book.create_sheet("ลับมาก").sheet_state = "veryHidden"
    book.create_chartsheet("กราฟ")
    book.create_sheet("สรุป")["B3"] = "x"

    assert [(sheet.name, len(sheet.rows)) for sheet in sheets(book)] == [
        ("ผด.02", 7), ("ครุภัณฑ์", 1), ("สรุป", 3),
    ]  # fmt: skip


def test_a_formula_has_its_value_or_is_told_to_have_none():
    book = openpyxl.Workbook()
    book.active.append(["=SUM(1,2)", '=IF(1,"a","")', "=1/0", "=TRUE()", "=A1", "=B1"])
    known = {
        "<f>SUM(1,2)</f><v></v>": "<f>SUM(1,2)</f><v>3</v>",
        '<c r="B1"><f>IF(1,"a","")</f><v></v>': '<c r="B1" t="str"><f>x</f><v>ก</v>',
        '<c r="C1"><f>1/0</f><v></v>': '<c r="C1" t="e"><f>x</f><v>#DIV/0!</v>',
        '<c r="D1"><f>TRUE()</f><v></v>': '<c r="D1" t="b"><f>x</f><v>1</v>',
        '<c r="F1"><f>B1</f><v></v>': '<c r="F1" t="str"><f>B1</f><v></v>',
    }

    def calculated(xml):
        for before, after in known.items():
            assert before in xml
            xml = xml.replace(before, after)
        return xml

    (sheet,) = sheets(changed(book, **{SHEET: calculated}))
    division = BadCell("#DIV/0!", "ช่องนี้เป็นข้อผิดพลาดของ Excel (#DIV/0!) พิมพ์ค่าแทน")
    assert sheet.rows == [[3, "ก", division, True, BadCell("=A1", NO_VALUE)]]


def test_text_in_the_cell_is_read_without_how_it_is_read_aloud():
    rich = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>โครง</t></r><r><rPr/><t>การ_x000D_ใหม่</t></r>'
        '</is></c><c t="inlineStr"><is><t> </t></is></c><c t="d"><v>2024-10-01T00:00:00</v></c>'
        "</row>"
    )
    book = openpyxl.Workbook()
    xml = {
        SHEET: lambda old: old.replace("<sheetData></sheetData>", f"<sheetData>{rich}</sheetData>")
    }
    (sheet,) = sheets(changed(book, **xml))

    assert sheet.rows == [["โครงการ\rใหม่", None, "2024-10-01"]]


@pytest.mark.parametrize(
    "cells",
    ['<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
     '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>',
     '<row r="0"><c r="A0"><v>1</v></c></row>', '<row r="1"><c r="1"><v>1</v></c></row>'],
)  # fmt: skip
def test_rows_out_of_order_are_refused_and_not_moved(cells):
    xml = {SHEET: lambda old: old.replace("<sheetData>", f"<sheetData>{cells}")}

    with pytest.raises(FileRefused):
        sheets(changed(openpyxl.Workbook(), **xml))


def test_parts_with_prefixes_are_the_same():
    book, sheet, _ = new_form()
    sheet.append([1, "ถนน", None, 100])

    def prefixed(xml):
        import re

        return re.sub(r"<(/?)(\w)", r"<\1x:\2", xml).replace("xmlns=", "xmlns:x=")

    parts = dict.fromkeys(
        (SHEET, "xl_sharedStrings_xml", "xl_styles_xml", "xl_workbook_xml"), prefixed
    )
    assert sheets(changed(book, **parts)) == sheets(book)


def test_thai_dates_and_days_that_never_were():
    book = openpyxl.Workbook()
    sheet = book.active
    for number, code in enumerate(["[$-D07041E]d mmm yyyy", '"ปี" 0', "d/m/bbbb", "ว ดดด ปปปป"], 1):
        sheet.cell(1, number, 45566).number_format = code
    sheet.cell(1, 5, -5).number_format = "d/m/yy"

    day = datetime.datetime(2024, 10, 1)
    assert sheets(book)[0].rows == [[day, 45566, day, day, BadCell("-5", NOT_A_DAY)]]


def test_fills_are_named_alike_where_they_are_alike_and_white_is_none():
    book = openpyxl.Workbook()
    colours = ["FF92D050", Color(theme=4, tint=0.4), Color(indexed=13), "FFFFFFFF", Color(theme=0)]
    for column, colour in enumerate([*colours, "FF92D050"], start=1):
        book.active.cell(1, column, column).fill = PatternFill("solid", fgColor=colour)
    book.active.cell(2, 2).fill = PatternFill("lightUp", fgColor="FF000000")

    assert sheets(book)[0].fills == {
        0: {0: "solid rgb FF92D050", 1: "solid theme 4 0.40", 2: "solid indexed 13",
            5: "solid rgb FF92D050"},
        1: {1: "lightUp rgb FF000000"},
    }  # fmt: skip


def test_shapes_of_each_kind_are_placed_on_their_cells():
    book, _, _ = new_form()
    first = '<a:off x="100" y="250"/><a:ext cx="200" cy="0"/>'
    second = '<a:off x="300" y="200"/><a:ext cx="200" cy="100"/>'
    group = (
        '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="4" name="g"/></xdr:nvGrpSpPr><xdr:grpSpPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="10" cy="10"/><a:chOff x="100" y="200"/>'
        '<a:chExt cx="400" cy="100"/></a:xfrm></xdr:grpSpPr>'
        f"{line(offset=first)}"
        f"{line('sp', offset=second)}</xdr:grpSp>"
    )
    choice = f"<mc:AlternateContent><mc:Choice>{line()}</mc:Choice><mc:Fallback>{line('pic')}"
    anchors = [
        between(6.5, 7.5, 9.3, 7.5),
        f'<xdr:oneCellAnchor>{corner("from", 2, 3)}<xdr:ext cx="{COLUMN * 2}" cy="{ROW}"/>'
        f"{line('pic')}</xdr:oneCellAnchor>",
        f'<xdr:absoluteAnchor><xdr:pos x="{COLUMN}" y="{ROW * 2}"/>'
        f'<xdr:ext cx="{COLUMN}" cy="{ROW}"/>{line("sp")}</xdr:absoluteAnchor>',
        between(4, 8, 8, 10, group),
        between(1, 1, 2, 1, f"{choice}</mc:Fallback></mc:AlternateContent>"),
        between(1, 1, 2, 2, line(hidden=True)),
    ]
    (sheet,) = sheets(drawn(book, *anchors))

    assert [
        tuple(round(side, 1) for side in (s.left, s.top, s.right, s.bottom)) for s in sheet.shapes
    ] == [
        (6.5, 7.5, 9.3, 7.5), (2, 3, 4, 4), (1, 2, 2, 3), (4, 9, 6, 9), (6, 8, 8, 10), (1, 1, 2, 1),
    ]  # fmt: skip
    assert not sheet.has_drawings


def test_what_stands_upright_or_nowhere_is_said_to_be_unread():
    book, _, _ = new_form()
    (turned,) = sheets(drawn(book, between(1, 1, 2, 2, line(frame=' rot="5400000"'))))
    (flipped,) = sheets(drawn(book, between(1, 1, 2, 2, line(frame=' rot="10800000" flipV="1"'))))
    (lost,) = sheets(drawn(book, f"<xdr:oneCellAnchor>{line()}</xdr:oneCellAnchor>"))

    (torn,) = sheets(drawn(book, f"<xdr:twoCellAnchor><xdr:from/>{line()}</xdr:twoCellAnchor>"))

    assert (torn.shapes, torn.has_drawings) == ([], True)
    assert (turned.shapes, turned.has_drawings) == ([], True)
    assert (flipped.shapes, flipped.has_drawings) == ([Shape(1, 1, 2, 2)], False)
    assert (lost.shapes, lost.has_drawings) == ([], True)


def test_a_table_of_excel_and_a_filter_do_not_disturb():
    book = openpyxl.Workbook()
    book.active.append(["โครงการ", "งบประมาณ"])
    book.active.append(["ถนน", 5])
    book.active.add_table(Table(displayName="a", ref="A1:B2"))
    book.active.auto_filter.ref = "A1:B2"

    assert sheets(book)[0].rows == [["โครงการ", "งบประมาณ"], ["ถนน", 5]]


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1:XFD20000"])
def test_a_merge_of_the_whole_sheet_stays_in_bounds(reference):
    book = openpyxl.Workbook()
    book.active.append(["ก"])
    tag = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells></worksheet>'
    (sheet,) = sheets(changed(book, **{SHEET: lambda xml: xml.replace("</worksheet>", tag)}))

    assert sheet.merged == [(1, 1, 1, 100)]


def test_many_large_merges_are_refused():
    book = openpyxl.Workbook()
    book.active["A20000"] = "ก"
    tag = '<mergeCell ref="A1:CV20000"/>' * 2
    xml = {
        SHEET: lambda old: old.replace(
            "</worksheet>", f"<mergeCells>{tag}</mergeCells></worksheet>"
        )
    }

    with pytest.raises(FileRefused):
        sheets(changed(book, **xml))


def test_formatted_rows_without_anything_in_them_do_not_count():
    book = openpyxl.Workbook()
    book.active.append(["โครงการ"])
    book.active["A1048576"].number_format = "0.00"

    assert sheets(book)[0].rows == [["โครงการ"]]


def test_a_file_cut_short_anywhere_is_refused_and_nothing_else():
    book, sheet, _ = new_form()
    for row in real_rows(20):
        sheet.append([None, *row])
    data = packed(book).getvalue()

    for end in range(0, len(data), 97):
        for broken in (data[:end], data[:end] + b"\xff" + data[end + 1 :]):
            with suppress(FileRefused):
                read_sheets(io.BytesIO(broken), "แผน.xlsx", 10**7)
