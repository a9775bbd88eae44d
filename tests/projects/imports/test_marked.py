"""The workbook given back: faulty cells coloured and commented, all else as the office had it."""

import base64
import copy
import io
import zipfile

import openpyxl
import pytest
from openpyxl.drawing.image import Image

from projects.imports.kept_drawings import sheets_of
from projects.imports.options import Options
from projects.imports.packages import opened, related
from projects.imports.reading import Reading
from projects.imports.saving import read
from projects.imports.table_reader import read_sheets
from projects.imports.workbook import annotated

from .offices import FIRST_MONTH, between, drawn, new_form, packed, real_rows

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ADD = Options(create_missing=True)


@pytest.fixture
def form():
    """Two real rows in ผด.02, the second with money nobody can read."""
    book, sheet, row = new_form()
    for offset, item in enumerate(real_rows(2)):
        for column, value in enumerate((offset + 1, *item), start=1):
            sheet.cell(row + offset, column, value)
    sheet.cell(row + 1, 4, "สี่แสน")
    return book


def arrow(first, last, row):
    return between(FIRST_MONTH - 0.9 + first, row - 0.5, FIRST_MONTH - 0.1 + last, row - 0.5)


def marked(version, file, name="แผน.xlsx"):
    """Return the file with its marks, and the reading they are from."""
    reading = read(version, file, name, ADD)
    return io.BytesIO(annotated(file, name, reading)), reading


def test_arrows_stay_and_are_read_the_same_again(version, form):
    file = drawn(form, arrow(0, 2, 8), arrow(5, 6, 9))
    again, reading = marked(version, file)

    later = read(version, again, "แผน.xlsx", ADD)

    assert [row.months_text for row in reading.rows] == ["ต.ค. – ธ.ค. 2567", "มี.ค. – เม.ย. 2568"]
    assert [row.months_text for row in later.rows] == [row.months_text for row in reading.rows]
    (fault,) = reading.must
    assert openpyxl.load_workbook(again)["ผด.02"][fault.place].comment.text == fault.message


def test_a_picture_and_its_file_stay(version, form):
    picture = Image(io.BytesIO(PIXEL))
    form.active.add_image(picture, "A1")
    again, _ = marked(version, packed(form))

    with opened(again) as archive:
        sheet = sheets_of(archive)["ผด.02"]
        drawing = next(part for kind, part in related(archive, sheet).values() if kind == "drawing")
        images = [part for kind, part in related(archive, drawing).values() if kind == "image"]
        assert [archive.read(part) for part in images] == [PIXEL]
        assert archive.read(sheet).count(b"<drawing ") == 1
    assert len(openpyxl.load_workbook(again)["ผด.02"]._images) == 1


def test_drawings_of_several_sheets_stay_with_their_sheets(version, form):
    form.create_sheet("แผนที่", 0).add_image(Image(io.BytesIO(PIXEL)), "B2")
    form.create_sheet("ว่าง")
    again, _ = marked(version, packed(form))

    book = openpyxl.load_workbook(again)

    assert [len(sheet._images) for sheet in book.worksheets] == [1, 0, 0]


def test_a_workbook_without_drawings_is_as_the_library_writes_it(version, form):
    again, _ = marked(version, packed(form))

    with zipfile.ZipFile(again) as archive:
        assert not any(name.startswith("kept/") for name in archive.namelist())
    assert openpyxl.load_workbook(again)["ผด.02"]["D9"].fill.fgColor.rgb == "00F9C9C9"


def test_a_list_of_text_becomes_a_workbook_of_text(version):
    file = io.BytesIO("ชื่อโครงการ,งบประมาณ\n=cmd|' /C calc'!A0,สี่แสน\n".encode())
    again, _ = marked(version, file, "รายการ.csv")

    sheet = openpyxl.load_workbook(again)["รายการ"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=cmd|' /C calc'!A0", "s")
    assert sheet["B2"].comment.text.startswith("งบประมาณต้องเป็นตัวเลข")


def test_a_table_of_word_becomes_a_workbook_of_its_tables(version):
    import docx

    document, file = docx.Document(), io.BytesIO()
    table = document.add_table(2, 2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["ชื่อโครงการ", "งบประมาณ", "ซ่อมถนน", "สี่แสน"],
        strict=True,
    ):
        cell.text = text
    document.save(file)
    again, reading = marked(version, file, "แผน.docx")

    (fault,) = reading.must
    sheet = openpyxl.load_workbook(again).active
    assert sheet[fault.place].value == "สี่แสน"
    assert sheet[fault.place].comment.text == fault.message
    assert [found.rows for found in read_sheets(again, "แผน.xlsx", 10**7)] == [
        found.rows for found in read_sheets(file, "แผน.docx", 10**7)
    ]


def test_reading_leaves_the_sheets_as_they_are(version, form):
    """The sheets of a file stay at hand for the next page of the preview."""
    file = drawn(form, arrow(0, 2, 8), arrow(5, 6, 9))
    sheets = read_sheets(file, "แผน.xlsx", 10**7)
    before = copy.deepcopy(sheets)

    first, second = Reading(version, sheets, ADD), Reading(version, sheets, ADD)

    assert sheets == before
    assert second.fingerprint == first.fingerprint


@pytest.mark.parametrize(
    "spread",
    [
        '<mergeCells><mergeCell ref="A30:XFD1048576"/></mergeCells>',
        '<mergeCells><mergeCell ref="nowhere:X"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A30:XFD1048576" display="x"/></hyperlinks>',
    ],
)
def test_what_would_fill_the_memory_is_given_back_as_its_rows(version, form, spread):
    book = packed(form)
    content = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                at = part.index(b"</sheetData>") + len(b"</sheetData>")
                part = part[:at] + spread.encode() + part[at:]
            new.writestr(name, part)
    again, reading = marked(version, content)

    (fault,) = reading.must
    assert openpyxl.load_workbook(again)["ผด.02"][fault.place].comment.text == fault.message


def test_a_sheet_that_only_holds_a_chart_is_not_in_the_way(version, form):
    form.create_chartsheet("กราฟ")
    again, reading = marked(version, packed(form))

    (fault,) = reading.must
    assert openpyxl.load_workbook(again)["ผด.02"][fault.place].comment.text == fault.message
