"""Arrows, lines and pictures drawn over month cells are read, and always told to be looked at."""

import pytest

from projects.imports.marks import DRAWN
from projects.imports.options import Options
from projects.imports.pictured_months import BETWEEN_ROWS, EDGE, SEVERAL_ROWS
from projects.imports.saving import read
from projects.schedule import mask_of

from .offices import COLUMN, FIRST_MONTH, ROW, between, corner, drawn, line, new_form, real_rows

FIRST = FIRST_MONTH - 1  # the column of October, from 0


@pytest.fixture
def form():
    """Four real rows in ผด.02 without any mark; the first stands in row 8."""
    book, sheet, row = new_form()
    for offset, item in enumerate(real_rows(4)):
        for column, value in enumerate((offset + 1, *item), start=1):
            sheet.cell(row + offset, column, value)
    assert row == 8
    return book


def read_form(version, form, *anchors):
    return read(version, drawn(form, *anchors), "แผน.xlsx", Options(create_missing=True))


def months_and_doubts(reading):
    return [
        (row.values["months"], [f.message for f in row.should if f.column == "ช่วงเวลาดำเนินการ"])
        for row in reading.rows
    ]


def arrow(first, last, row, shape=None):
    """Return an arrow over months counted from 0, nearly from edge to edge, in the row's middle."""
    return between(FIRST + first + 0.1, row - 0.5, FIRST + last + 0.9, row - 0.5, shape)


NOTHING = (0, [])


def test_each_arrow_is_the_months_of_its_row(version, form):
    reading = read_form(
        version, form, arrow(0, 2, 8), arrow(5, 5, 8), arrow(0, 11, 9),
        arrow(9, 11, 11, line("sp")),
    )  # fmt: skip

    assert months_and_doubts(reading) == [
        (mask_of([10, 11, 12, 3]), [DRAWN]),
        (mask_of(range(1, 13)), [DRAWN]),
        NOTHING,
        (mask_of([7, 8, 9]), [DRAWN]),
    ]
    assert (DRAWN, [8, 9, 11]) in reading.notes


@pytest.mark.parametrize("shape", ["cxnSp", "sp", "pic"])
@pytest.mark.parametrize("kind", ["oneCellAnchor", "absoluteAnchor"])
def test_the_other_anchors_place_the_same(version, form, kind, shape):
    place = (
        corner("from", FIRST + 0.1, 8.3)
        if kind == "oneCellAnchor"
        else f'<xdr:pos x="{int((FIRST + 0.1) * COLUMN)}" y="{int(8.3 * ROW)}"/>'
    )
    size = f'<xdr:ext cx="{int(COLUMN * 2.8)}" cy="{int(ROW * 0.4)}"/>'
    reading = read_form(version, form, f"<xdr:{kind}>{place}{size}{line(shape)}</xdr:{kind}>")

    assert months_and_doubts(reading) == [
        NOTHING, (mask_of([10, 11, 12]), [DRAWN]), NOTHING, NOTHING,
    ]  # fmt: skip


def test_arrows_in_a_group_are_read_one_by_one(version, form):
    def part(first, last, top):
        return line(offset=f'<a:off x="{first}" y="{top}"/><a:ext cx="{last - first}" cy="0"/>')

    group = (
        '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="4" name="g"/></xdr:nvGrpSpPr><xdr:grpSpPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1200" cy="200"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="1200" cy="200"/></a:xfrm></xdr:grpSpPr>{part(10, 290, 50)}'
        f"{part(310, 590, 150)}</xdr:grpSp>"
    )
    reading = read_form(version, form, between(FIRST, 8, FIRST + 11.999, 9.999, group))

    assert months_and_doubts(reading) == [
        NOTHING, (mask_of([10, 11, 12]), [DRAWN]), (mask_of([1, 2, 3]), [DRAWN]), NOTHING,
    ]  # fmt: skip


def test_what_covers_several_rows_is_a_doubt_of_each(version, form):
    reading = read_form(version, form, between(FIRST, 7.1, FIRST + 2.9, 8.9))

    months = mask_of([10, 11, 12])
    assert months_and_doubts(reading) == [
        (months, [DRAWN, SEVERAL_ROWS]), (months, [DRAWN, SEVERAL_ROWS]), NOTHING, NOTHING,
    ]  # fmt: skip


def test_what_stands_between_two_rows_is_a_doubt(version, form):
    reading = read_form(version, form, between(FIRST, 7.7, FIRST + 0.9, 8.2))

    assert months_and_doubts(reading)[:2] == [(mask_of([10]), [DRAWN, BETWEEN_ROWS]), NOTHING]


def test_an_end_in_the_middle_of_a_cell_is_a_doubt(version, form):
    reading = read_form(
        version, form, between(FIRST + 0.4, 7.5, FIRST + 2.9, 7.5),
        between(FIRST + 3.1, 8.5, FIRST + 5.3, 8.5), between(FIRST + 7.3, 9.5, FIRST + 7.6, 9.5),
    )  # fmt: skip

    assert months_and_doubts(reading)[:3] == [
        (mask_of([10, 11, 12]), [DRAWN, EDGE]),
        (mask_of([1, 2]), [DRAWN, EDGE]),
        (mask_of([5]), [DRAWN]),
    ]  # fmt: skip


def test_marks_in_cells_go_before_arrows(version, form):
    form.active.cell(8, FIRST_MONTH, "x")
    form.active.cell(9, FIRST_MONTH, "x")
    reading = read_form(version, form, arrow(0, 2, 8), arrow(0, 0, 9))

    assert months_and_doubts(reading)[:2] == [
        (mask_of([10]), [
            "เส้นหรือรูปที่วาดบอกเดือน ต.ค. – ธ.ค. 2567 ซึ่งไม่ตรงกับเดือนที่ใช้ (ต.ค. 2567)"
        ]),
        (mask_of([10]), []),
    ]  # fmt: skip


def test_pictures_elsewhere_say_nothing_and_those_on_no_item_are_told(version, form):
    form.active.cell(10, 1, "รวม")  # the third item becomes a total
    form.active["B10"].value = form.active["C10"].value = None
    reading = read_form(
        version, form,
        between(0, 0, 2, 3, line("pic")),  # the seal
        between(FIRST, 1, FIRST + 9, 2, line("sp")),  # a box of text above the table
        between(1, 7.2, 2, 7.8),  # a line under words
        arrow(0, 2, 10),
        between(FIRST, 30, FIRST + 2, 30),  # what the signs mean, below the table
    )  # fmt: skip

    assert [row.values["months"] for row in reading.rows] == [0, 0, 0]
    assert [fault.message for fault in reading.faults] == [
        "มีเส้นหรือรูปทับช่องเดือน 1 ชิ้นที่ไม่อยู่บนแถวของรายการ จึงไม่ได้อ่าน"
    ]


def test_a_shape_that_stands_upright_is_told_to_be_unread(version, form):
    reading = read_form(version, form, arrow(0, 2, 8, line(frame=' rot="5400000"')))

    assert months_and_doubts(reading)[0] == NOTHING
    assert [fault.message for fault in reading.faults] == [
        "ไฟล์มีเส้นหรือลูกศรที่วาดทับตาราง ซึ่งอ่านเป็นเดือนไม่ได้ พิมพ์เครื่องหมายในช่องเดือนแทน"
    ]


def test_an_arrow_over_an_item_of_several_rows_is_clear(version):
    book, sheet, row = new_form()
    sheet.cell(row, 1, 1)
    sheet.cell(row, 2, "ถนน")
    for offset in range(3):
        sheet.cell(row + offset, 3, f"รายละเอียด {offset}")
    reading = read_form(version, book, between(FIRST, row - 0.9, FIRST + 2.9, row + 1.9))

    assert months_and_doubts(reading) == [(mask_of([10, 11, 12]), [DRAWN])]


def test_rows_as_high_as_their_text_keep_their_arrows(version, form):
    for row in range(8, 12):
        form.active.row_dimensions[row].height = 20 * row
    high = 20 * 9 * 12_700
    middle = f"<xdr:row>8</xdr:row><xdr:rowOff>{high // 2}</xdr:rowOff>"
    anchor = (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{FIRST}</xdr:col>{middle}</xdr:from>"
        f"<xdr:to><xdr:col>{FIRST + 3}</xdr:col>{middle}</xdr:to>{line()}</xdr:twoCellAnchor>"
    )

    assert months_and_doubts(read_form(version, form, anchor)) == [
        NOTHING, (mask_of([10, 11, 12]), [DRAWN]), NOTHING, NOTHING,
    ]  # fmt: skip
