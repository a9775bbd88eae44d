"""What a screen reader is given of a sheet, and what an archive asks of it: as of the book."""

import io
from dataclasses import replace

import pikepdf
import pytest

from documents.papers import sheet_pdf
from documents.papers.sheet import PageBreak, Prose, Title

from .tagged import TaggedPdf
from .test_archive import (
    colours_are_those_of_the_intent,
    every_font_is_in_the_file,
    qpdf_finds_nothing_wrong,
    the_file_stands_alone,
)
from .test_sheet import SHEET, TABLE
from .test_tags import (
    elements_stand_where_they_may,
    every_mark_has_one_owner,
    headings_leave_no_level_out,
)


@pytest.fixture(scope="module")
def data():
    """Every block, twice over two pages."""
    blocks = (*SHEET.blocks, PageBreak(), Title("อีกหน้า"), TABLE, Prose("จบ"))
    return sheet_pdf.render(replace(SHEET, blocks=blocks, draft="ร่าง")).data


def test_the_tags(data):
    read = TaggedPdf(data)

    every_mark_has_one_owner(read)
    elements_stand_where_they_may(read)
    headings_leave_no_level_out(read)
    tables = read.tables()
    assert len(tables) == 2
    for rows in tables:
        heads = [cell for row in rows for cell in row if cell.kind == "TH"]
        assert [cell.text for cell in heads] == [
            "ที่", "ซื้อเก้าอี้", "งบของหน่วยงานเอง", "ตั้งไว้", "จ่ายแล้ว",
        ]  # fmt: skip
        assert {cell.scope for cell in heads} == {"/Column"}


def test_what_stands_around_the_text_is_not_read(data):
    read = TaggedPdf(data)

    text = read.text(read.document)
    assert [word for word in ("หน้า ๑", "หน้า ๒", "ร่าง") if word in text] == []
    assert text.count(SHEET.title) == 1


def test_the_archive(data, tmp_path):
    (tmp_path / "sheet.pdf").write_bytes(data)
    file = pikepdf.open(io.BytesIO(data))

    qpdf_finds_nothing_wrong(tmp_path / "sheet.pdf")
    the_file_stands_alone(file)
    colours_are_those_of_the_intent(file)
    every_font_is_in_the_file(file)
