"""Tables of Word are read like sheets, each with the headings above it."""

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Twips

from projects.imports.marks import DRAWN
from projects.imports.options import Options
from projects.imports.packages import MAX_ELEMENTS
from projects.imports.saving import read
from projects.imports.sheet_faults import UNREAD
from projects.imports.sheets import (
    DAMAGED,
    HAS_MACROS,
    NO_TABLE,
    NOT_DOCX,
    UNPACKS_TOO_LARGE,
    FileRefused,
)
from projects.imports.table_columns import CONTINUED, read_tables
from projects.imports.table_reader import read_sheets
from projects.imports.workbook import annotated
from projects.schedule import mask_of, months_of

from .offices import FIRST_MONTH, HEAD, MONTHS, real_rows

DOCUMENT = "word/document.xml"


def form(document, items, *, has_header=True):
    """Add a table of ผด.02 with its merged header; return it and the first row of items."""
    table = document.add_table(rows=(2 if has_header else 0) + len(items), cols=18)
    top = 0
    if has_header:
        for column, label in enumerate(HEAD):
            table.cell(0, column).merge(table.cell(1, column)).text = label
        table.cell(0, 6).merge(table.cell(0, 8)).text = "พ.ศ. 2567"
        table.cell(0, 9).merge(table.cell(0, 17)).text = "พ.ศ. 2568"
        for offset, month in enumerate(MONTHS):
            table.cell(1, 6 + offset).text = month
        top = 2
    for offset, item in enumerate(items):
        for column, value in enumerate(item):
            table.cell(top + offset, column).text = str(value)
    return table, top


def packed(document):
    file = io.BytesIO()
    document.save(file)
    return file


def tables(document):
    return read_tables(read_sheets(packed(document), "แผน.docx", 10**7))


def numbered(count, start=0):
    return [(n + 1, *item) for n, item in enumerate(real_rows(count, start))]


def test_tables_come_back_cell_for_cell_under_their_headings(version):
    document = docx.Document()
    document.add_paragraph("แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568")
    for line in ("1. ยุทธศาสตร์ด้านสาธารณสุข", "1.1 แผนงานสาธารณสุข"):
        document.add_paragraph(line)
    first, top = form(document, numbered(5))
    for offset in range(5):
        first.cell(top + offset, 6 + offset).text = "↔"
    document.add_paragraph("1.2 แผนงานการศึกษา")
    form(document, numbered(4, 5))
    one, other = tables(document)

    rows = [*one.rows, *other.rows]
    assert [(row.text("name"), row.text("detail"), row.text("place"), row.text("unit"))
            for row in rows] == [
        (name, detail, place, unit) for name, detail, _, place, unit in real_rows(9)
    ]  # fmt: skip
    assert [row.text("budget") for row in rows] == [str(item[2]) for item in real_rows(9)]
    assert [(table.sheet, row.number) for table in (one, other) for row in table.rows] == [
        *(("ตารางที่ 1", n) for n in range(3, 8)), *(("ตารางที่ 2", n) for n in range(3, 7)),
    ]  # fmt: skip
    assert {row.text("strategy") for row in rows} == {"1. ยุทธศาสตร์ด้านสาธารณสุข"}
    assert [row.text("program") for row in rows] == (
        ["1.1 แผนงานสาธารณสุข"] * 5 + ["1.2 แผนงานการศึกษา"] * 4
    )
    assert one.layouts[0].years[10] == 2567
    assert one.plan_years == [(0, 2568)]
    reading = read(version, packed(document), "แผน.docx", Options(create_missing=True))
    assert [months_of(row.values["months"]) for row in reading.rows[:5]] == [
        [10], [11], [12], [1], [2],
    ]  # fmt: skip
    assert reading.rows[0].source.place("program") == ""


@pytest.mark.parametrize("name", ["แผน.docx", "แผน.xls"])
def test_the_faults_of_any_format_come_back_in_a_workbook(version, name):
    document = docx.Document()
    document.add_paragraph("1. ยุทธศาสตร์ที่ไม่มี")
    form(document, numbered(2))
    old = (Path(__file__).parents[1] / "files" / "pd02.xls").read_bytes()
    file = packed(document) if name.endswith("docx") else io.BytesIO(old)
    reading = read(version, file, name, Options())
    book = openpyxl.load_workbook(io.BytesIO(annotated(file, name, reading)))

    told = [cell.comment.text for sheet in book for row in sheet for cell in row if cell.comment]
    assert {fault.message for row in reading.rows for fault in row.faults} == {
        line for text in told for line in text.split("\n")
    } - {fault.message for fault in reading.faults}


def test_a_table_continued_over_pages_goes_on(version):
    document = docx.Document()
    document.add_paragraph("1.1 แผนงานสาธารณสุข")
    table, _ = form(document, numbered(2))
    for _ in range(2):  # the header typed again inside the table
        table.add_row()
    for column, label in enumerate(HEAD):
        table.cell(4, column).text = label
        for month in range(12):
            table.cell(5, FIRST_MONTH - 1 + month).text = MONTHS[month]
    line = table.add_row()
    for column, value in enumerate(numbered(1, 2)[0]):
        line.cells[column].text = str(value)
    document.add_paragraph("")
    form(document, numbered(2, 3), has_header=False)
    one, other = tables(document)

    assert [row.text("name") for row in (*one.rows, *other.rows)] == [
        item[0] for item in real_rows(5)
    ]
    assert {row.text("program") for row in other.rows} == {"1.1 แผนงานสาธารณสุข"}
    assert (other.notes, [row.number for row in other.rows]) == ([CONTINUED], [1, 2])
    reading = read(version, packed(document), "แผน.docx", Options(create_missing=True))
    assert [(fault.sheet, fault.message) for fault in reading.faults] == [("ตารางที่ 2", CONTINUED)]


def test_a_table_of_another_kind_is_told_and_not_read(version):
    document = docx.Document()
    form(document, numbered(1))
    signed = document.add_table(rows=1, cols=2)
    signed.cell(0, 0).text = "ผู้จัดทำ"
    reading = read(version, packed(document), "แผน.docx", Options(create_missing=True))

    assert [row.name for row in reading.rows] == [real_rows(1)[0][0]]
    assert [fault.message for fault in reading.faults] == [
        "แผ่นงาน “ตารางที่ 2” ไม่มีหัวตารางที่รู้จัก จึงไม่ได้อ่าน"
    ]


def test_merged_cells_reach_over_rows_and_months():
    document = docx.Document()
    table, top = form(document, [(1, "ถนน", "กว้าง 4 เมตร", 5), ("", "", "ยาว 9 เมตร"), (2, "ฝาย")])
    for column in (0, 1, 3):
        table.cell(top, column).merge(table.cell(top + 1, column))
    table.cell(top, 6).merge(table.cell(top, 8)).text = "↔"
    (sheet,) = read_sheets(packed(document), "แผน.docx", 10**7)
    (read,) = read_tables([sheet])

    assert {(3, 1, 4, 1), (3, 7, 3, 9), (1, 7, 1, 9), (1, 1, 2, 1)} <= set(sheet.merged)
    assert [(row.number, row.last, row.text("detail")) for row in read.rows] == [
        (3, 4, "กว้าง 4 เมตร\nยาว 9 เมตร"), (5, 5, ""),
    ]  # fmt: skip
    assert sorted(read.rows[0].months) == [10, 11, 12]


def test_shaded_cells_are_months_and_drawings_are_said_to_be_unread(version):
    document = docx.Document()
    table, top = form(document, numbered(2))
    for column, colour in ((6, "92D050"), (7, "FFFFFF"), (8, "auto")):
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), colour)
        table.cell(top, column)._tc.get_or_add_tcPr().append(shade)
    run = table.cell(top + 1, 6).paragraphs[0].add_run()
    run._r.append(OxmlElement("w:drawing"))
    reading = read(version, packed(document), "แผน.docx", Options(create_missing=True))

    assert [row.values["months"] for row in reading.rows] == [mask_of([10]), 0]
    assert [fault.message for fault in reading.faults] == [UNREAD]


TWIPS = 500  # of each column
CELL = TWIPS * 635  # in EMU
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def anchored(left, wide, *, across="column", down=100_000):
    """Return an arrow that begins so many EMU right of its cell's text, as Word writes it."""
    return (
        f'<w:drawing><wp:anchor><wp:positionH relativeFrom="{across}">'
        f"<wp:posOffset>{int(left)}</wp:posOffset></wp:positionH>"
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{down}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{int(wide)}" cy="0"/></wp:anchor></w:drawing>'
    )


@pytest.mark.parametrize(
    ("drawing", "months", "is_unread"),
    [
        (anchored(-40_000, CELL * 2.9), [10, 11, 12], False),
        (anchored(CELL - 40_000, CELL * 0.9), [11], False),
        (f"<mc:AlternateContent><mc:Choice>{anchored(-40_000, CELL * 1.9)}</mc:Choice>"
         '<mc:Fallback><w:pict><v:shape style="x"/></w:pict></mc:Fallback></mc:AlternateContent>',
         [10, 11], False),
        ('<w:pict><v:shape style="position:absolute;margin-left:-4pt;margin-top:9pt;width:74pt;'
         'height:0"/></w:pict>', [10, 11, 12], False),
        ('<w:pict><v:line from="-4pt,9pt" to="20pt,9pt"/></w:pict>', [10], False),
        (anchored(0, CELL, across="page"), [], True),
        (anchored(0, CELL, down=2_000_000), [], True),
        ("<w:drawing><wp:inline/></w:drawing>", [], True),
        ('<w:pict><v:line from="a,b" to="20pt,9pt"/></w:pict>', [], True),
    ],
)  # fmt: skip
def test_arrows_drawn_from_a_cell_are_months_with_a_note(version, drawing, months, is_unread):
    document = docx.Document()
    table, top = form(document, numbered(2))
    for column in table.columns:
        column.width = Twips(TWIPS)
    run = table.cell(top + 1, 6).paragraphs[0].add_run()
    run._r.append(parse_xml(f"<w:r {SPACES}>{drawing}</w:r>")[0])
    reading = read(version, packed(document), "แผน.docx", Options(create_missing=True))

    assert [row.values["months"] for row in reading.rows] == [0, mask_of(months)]
    assert (DRAWN in [fault.message for fault in reading.rows[1].faults]) == (not is_unread)
    assert (UNREAD in [fault.message for fault in reading.faults]) == is_unread


def test_text_struck_out_while_changes_were_tracked_is_not_read():
    document = docx.Document()
    table, top = form(document, numbered(1))
    paragraph = table.cell(top, 4).paragraphs[0]
    paragraph.runs[0].text = "หมู่ 3"
    paragraph.runs[0].add_break()
    paragraph.add_run("บ้านน้อย")
    struck = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "บ้านใหญ่"
    run.append(text)
    struck.append(run)
    paragraph._p.append(struck)
    inside = table.cell(top, 2)
    inside.text = ""
    inside.add_table(1, 1).cell(0, 0).text = "ในตารางซ้อน"

    (read,) = tables(document)
    assert read.rows[0].text("place") == "หมู่ 3\nบ้านน้อย"
    assert read.rows[0].text("detail") == "ในตารางซ้อน"


def replaced(told, path, change):
    source, target = packed(told), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == path else data)
    return target


def refused(file, name="แผน.docx"):
    with pytest.raises(FileRefused) as refusal:
        read_sheets(file, name, 10**7)
    return str(refusal.value)


def test_documents_that_cannot_be_trusted_are_refused():
    document = docx.Document()
    form(document, numbered(1))
    doctype = b'<!DOCTYPE x [<!ENTITY a "b">]>'

    def with_entity(xml):
        start = xml.index(b"<w:document")
        return xml[:start] + doctype + xml[start:]

    def swollen(xml):
        return xml.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * (MAX_ELEMENTS + 1))

    def with_program(xml):
        return xml.replace(b"main+xml", b"macroEnabled.main+xml")

    assert refused(replaced(document, DOCUMENT, with_entity)) == DAMAGED
    assert refused(replaced(document, DOCUMENT, swollen)) == UNPACKS_TOO_LARGE
    assert refused(replaced(document, DOCUMENT, lambda xml: xml[:-30])) == DAMAGED
    assert refused(replaced(document, "[Content_Types].xml", with_program)) == HAS_MACROS
    assert refused(packed(docx.Document())) == NO_TABLE
    assert refused(io.BytesIO(b"project_name,budget\nx,1"), "แผน.docx") == NOT_DOCX


def test_a_table_as_wide_as_no_plan_is_refused():
    document = docx.Document()
    table, top = form(document, numbered(1))
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), "200")
    table.cell(top, 1)._tc.get_or_add_tcPr().append(span)

    assert refused(packed(document)) == "ตารางกว้างถึงคอลัมน์ที่ 201 รับได้ไม่เกิน 100 ลบคอลัมน์ที่ไม่ใช้ออก"
