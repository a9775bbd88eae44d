"""The ground of the papers beside the book: a sheet with every block, as PDF."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from documents.paper import PrintFault
from documents.papers import sheet_pdf
from documents.papers.sheet import (
    Align,
    Column,
    Dated,
    Entry,
    Facts,
    Figure,
    FigureBand,
    Head,
    Note,
    PageBreak,
    Prose,
    Row,
    RowKind,
    Sheet,
    Signature,
    Table,
    Title,
    hash_of,
)

TABLE = Table(
    columns=(
        Column("ที่", 12, Align.CENTER),
        Column("ซื้อเก้าอี้", 60),
        Column("ตั้งไว้", 30, Align.RIGHT, over="งบของหน่วยงานเอง"),
        Column("จ่ายแล้ว", 30, Align.RIGHT, over="งบของหน่วยงานเอง"),
    ),
    rows=(
        Row(("ยุทธศาสตร์ที่ ๑ ป่าไม้และน้ำ",), RowKind.GROUP),
        Row(("๑", "ฝึกอบรมผู้สูงอายุ", "๑๐๐,๐๐๐", "๕๐,๐๐๐")),
        Row(("", "รวม", "๑๐๐,๐๐๐", "๕๐,๐๐๐"), RowKind.TOTAL),
    ),
)
SHEET = Sheet(
    title="สรุปแผนการดำเนินงาน",
    author="เทศบาลตำบลป่าซาง",
    head=Head(lines=("สรุปแผนการดำเนินงาน", "เทศบาลตำบลป่าซาง"), subject="เรื่อง ปั๊มน้ำ"),
    blocks=(
        FigureBand((Figure("รายการ", "๒๘๙", "รายการ"), Figure("งบเอง", "๑,๒๓๔", "บาท"))),
        Facts((("มติ", "เห็นชอบ"), ("องค์ประชุม", "มา ๑๔ จาก ๒๔"))),
        Title("ตามยุทธศาสตร์"),
        Note("ฐานร้อยละคือทั้งหมด"),
        TABLE,
        Prose("จึงเรียนมาเพื่อโปรดพิจารณา ฯลฯ"),
        Entry("๑.", "น้ำป่าไหลหลากที่บ้านปู่ ญี่ปุ่น"),
        Dated("ประกาศ ณ วันที่ ๘ เดือน ตุลาคม พ.ศ. ๒๕๖๗"),
        Signature("นายกตัญญู ฟื้นฟู", "ปลัดเทศบาล", "รักษาราชการแทน นายกเทศมนตรี"),
    ),
    has_thai_digits=True,
)


def pages_of(data):
    """Return the words of each page as Chrome's viewer gives them, a page break a list."""
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    return [re.sub(r"\s+", " ", text) for text in texts]


def said_by(block):
    """Return every text of a block."""
    if isinstance(block, FigureBand):
        return [text for f in block.figures for text in (f.label, f.value, f.unit)]
    if isinstance(block, Facts):
        return [text for pair in block.pairs for text in pair]
    if isinstance(block, Table):
        heads = [text for column in block.columns for text in (column.over, column.head)]
        return heads + [text for row in block.rows for text in row.cells]
    if isinstance(block, Signature):
        return [f"({block.name})", block.title, block.acting_for]
    return [getattr(block, "mark", ""), block.text]


def test_every_text_of_a_sheet_can_be_copied_from_its_pdf():
    paper = sheet_pdf.render(SHEET)

    (text,) = pages_of(paper.data)
    said = [*SHEET.head.lines, SHEET.head.subject]
    said += [words for block in SHEET.blocks for words in said_by(block)]
    assert [words for words in said if words not in text] == []
    assert "หน้า" not in text
    assert paper.pages == 1


def test_the_same_sheet_has_the_same_bytes_and_hash():
    assert sheet_pdf.render(SHEET).data == sheet_pdf.render(SHEET).data
    assert hash_of(SHEET) == hash_of(replace(SHEET))
    assert hash_of(SHEET) != hash_of(replace(SHEET, draft="ร่าง"))
    assert hash_of(replace(SHEET, blocks=(Note("ก"),))) != hash_of(
        replace(SHEET, blocks=(Prose("ก"),))
    )


def test_pages_are_numbered_when_there_are_several():
    sheet = replace(SHEET, blocks=(Prose("ก"), PageBreak(), Prose("ข")), draft="ร่าง")

    paper = sheet_pdf.render(sheet)

    assert pages_of(paper.data) == [
        "สรุปแผนการดำเนินงาน เทศบาลตำบลป่าซาง เรื่อง ปั๊มน้ำ ก ร่าง หน้า ๑ จาก ๒",
        "ข สรุปแผนการดำเนินงาน ร่าง หน้า ๒ จาก ๒",
    ]


def test_the_file_says_what_it_is():
    sheet = replace(SHEET, is_across=True)
    with pikepdf.open(io.BytesIO(sheet_pdf.render(sheet).data)) as pdf:
        with pdf.open_metadata() as words:
            assert words["dc:title"] == SHEET.title
            assert (words["pdfaid:part"], words["pdfaid:conformance"]) == ("3", "A")
        assert str(pdf.Root.Lang) == "th"
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [842, 595]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["ตามยุทธศาสตร์"]


def test_heads_of_a_table_are_shared_by_neighbours():
    assert list(TABLE.heads) == [
        ("ที่", 1, False),
        ("ซื้อเก้าอี้", 1, False),
        ("งบของหน่วยงานเอง", 2, True),
    ]


def test_a_long_table_repeats_its_heads():
    rows = tuple(Row((str(number), "งาน", "1", "1")) for number in range(80))

    paper = sheet_pdf.render(replace(SHEET, blocks=(replace(TABLE, rows=rows),)))

    texts = pages_of(paper.data)
    assert len(texts) == paper.pages
    assert [text for text in texts if "งบของหน่วยงานเอง" not in text] == []


def test_a_letter_in_no_font_is_refused():
    with pytest.raises(PrintFault):
        sheet_pdf.render(replace(SHEET, blocks=(Prose("ताल"),)))
