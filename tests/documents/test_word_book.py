"""The plan book in Word: what the paper holds, in its order, in tables officials can go on with."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import docx as python_docx
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents import word
from documents.book_pages import page_context
from documents.form_layouts import STANDARD
from documents.plan_book import compose
from organizations.models import DigitStyle
from projects.schedule import mask_of
from thai.text import repair

from .test_word_document import png
from .word_order import W, faults

ITEM_CELLS = 18


def opened(book):
    return python_docx.Document(io.BytesIO(word.render(book).data))


def texts_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def item_tables(document):
    return [table for table in document.tables if len(table.columns) == ITEM_CELLS]


def said(document):
    """Return every line of the file in its order, contents and tables too."""
    lines = ("".join(t.text for t in p.iter(f"{W}t")) for p in document.element.iter(f"{W}p"))
    return [line for line in lines if line]


@pytest.fixture
def real_book(real_list):
    real_list.organization.digit_style = DigitStyle.ARABIC
    return compose(real_list)


def test_it_holds_every_item_and_total(real_book, real_list):
    tables = [texts_of(table) for table in opened(real_book).tables]
    items = [row for table in tables for row in table if len(row) == 18 and row[0].isdecimal()]

    names = sorted(repair(item.name) for item in real_list.project_items.all())
    assert sorted(row[1] for row in items) == names
    summary = next(table for table in tables if table[0][0] == "ยุทธศาสตร์/แผนงาน")
    total = next(row for row in summary if row[0] == "รวมทั้งสิ้น")
    assert total[1:5] == ["289", "100.00", f"{real_book.totals.all:,.0f}", "100.00"]


def test_word_can_read_the_order_of_the_real_book(real_book):
    assert faults(io.BytesIO(word.render(real_book).data)) == []


def test_every_table_repeats_its_head_and_keeps_its_sum(real_book):
    tables = item_tables(opened(real_book))
    heads = {
        sum(1 for row in table.rows if row._tr.xpath("w:trPr/w:tblHeader")) for table in tables
    }
    kept = {
        tuple(bool(row._tr.xpath(".//w:keepNext")) for row in table.rows)[-4:]
        for table in tables
        if len(table.rows) > 6
    }

    assert len(tables) == sum(len(chapter.groups) for chapter in real_book.chapters)
    assert heads == {2}
    assert kept == {(False, True, True, False)}


def test_a_run_of_months_is_one_cell_with_its_months_above_an_arrow(version, add_project):
    add_project(months=mask_of([10, 12, 1]))
    (table,) = item_tables(opened(compose(version)))

    # A cell over several columns is read once for each of them.
    run = "ธ.ค. – ม.ค.\n←——→"
    assert texts_of(table)[2][6:] == ["ต.ค.\n↔", "", run, run, *[""] * 8]


def test_an_amount_too_wide_for_its_column_is_set_smaller(version, add_project):
    add_project(budget=Decimal("123456789012.25"))
    add_project(budget=Decimal("500"))
    (table,) = item_tables(opened(compose(version)))
    sizes = [
        run.font.size and run.font.size.pt
        for row in table.rows[2:]
        for run in row.cells[3].paragraphs[0].runs
    ]

    assert sizes == [9.5, None, 9.5]


def test_no_months_are_said_in_words(version, add_project):
    add_project(months=0)
    (table,) = item_tables(opened(compose(version)))

    assert set(texts_of(table)[2][6:]) == {"ยังไม่ระบุเดือน"}


def test_names_are_as_they_were_typed(version, add_project):
    add_project("ซ่อมสะพานต่าง ๆ", detail="ยาว 10 ม.\n- น้ำ & <ปี่>")
    (table,) = item_tables(opened(compose(version)))

    assert texts_of(table)[2][1:3] == ["ซ่อมสะพานต่าง ๆ", "ยาว ๑๐ ม.\n- น้ำ & <ปี่>"]


def test_prose_stands_along_and_forms_across_each_with_its_mark(real_book):
    sections = opened(real_book).sections
    sizes = [(round(s.page_width.mm), round(s.page_height.mm)) for s in sections]
    marks = [section.header.paragraphs[0].text.partition("\t")[2] for section in sections]

    assert sizes == [(210, 297)] * 2 + [(297, 210)] * 4
    assert marks == ["", "", "แบบ ผด.01", "แบบ ผด.02", "แบบ ผด.02/1", "ภาคผนวก"]
    year = f"{real_book.title} {real_book.organization}"
    assert {s.header.paragraphs[0].text.partition("\t")[0] for s in sections[2:]} == {year}


def test_headings_are_the_contents(real_book):
    """Word makes the table anew from headings and hidden entries: the same lines as ours."""
    document, found = opened(real_book), []
    for paragraph in document.element.iter(f"{W}p"):
        style = str(paragraph.style)
        hidden = [t.text for t in paragraph.iter(f"{W}instrText") if t.text.startswith(" TC ")]
        if hidden:
            found.append(hidden[0].split('"')[1])
        elif style in {"Heading1", "Heading2", "Heading3"}:
            found.append(paragraph.text)

    assert found == [text for _, _, text in page_context(real_book)["contents"]]
    listed = [p.text for p in document.element.iter(f"{W}p") if str(p.style).startswith("TOC")]
    assert [line.rstrip("\t") for line in listed] == ["สารบัญ", *found]


def test_links_lead_to_places_of_the_document(real_book):
    document = opened(real_book)
    marks = {each.get(f"{W}name") for each in document.element.iter(f"{W}bookmarkStart")}
    wanted = [each.get(f"{W}anchor") for each in document.element.iter(f"{W}hyperlink")]

    assert set(wanted) - marks == set()
    assert len(wanted) == len(page_context(real_book)["contents"]) + 289


def test_the_index_and_the_flow_chart_are_there(real_book):
    document = opened(real_book)
    index = [p.text for p in document.paragraphs if p.style.name == "index 1"]
    (flow,) = [table for table in document.tables if table.style.name == "แผนภูมิ"]

    assert len(index) == 289
    steps = [row for row in texts_of(flow) if row[1] == "→"]
    assert [row[2] for row in steps] == [step.what for step in real_book.flow]
    assert [row[0] for row in steps] == [step.who for step in real_book.flow]


def test_what_a_revision_takes_out_is_a_form_of_its_own(version, add_project):
    add_project("งานที่อยู่")
    add_project("งานที่ตัดออก")
    book = compose(version)
    ((kept, gone),) = [group.rows for chapter in book.chapters for group in chapter.groups]
    group = replace(book.chapters[0].groups[0], rows=[kept])
    chapter = replace(book.chapters[0], groups=[group])
    document = opened(replace(book, chapters=[chapter], cancelled=[gone]))

    names = [texts_of(table)[2][1] for table in item_tables(document)]
    assert names == ["งานที่อยู่", "งานที่ตัดออก"]
    assert said(document).count("รายการที่ตัดออกจากแผน") == 2  # in the contents and above the table


@pytest.mark.parametrize("grouping", ["program", "guideline"])
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_tables_are_as_wide_as_their_pages(version, add_project, grouping, paper):
    add_project(budget=Decimal("1234.50"))
    layout = STANDARD.adjusted(
        {
            "grouping": grouping,
            "paper": paper,
            "digits": "arabic",
            "projects.columns": "number name detail budget place owner source months",
        }
    )
    book = compose(version, layout=layout)
    document = opened(book)
    table = next(t for t in document.tables if len(t.columns) == ITEM_CELLS + 1)

    width = {"A4": 273, "A3": 396}[paper]
    assert sum(column.width.mm for column in table.columns) == pytest.approx(width, abs=0.3)
    assert round(document.sections[2].page_width.mm) == {"A4": 297, "A3": 420}[paper]
    assert round(document.sections[1].page_width.mm) == 210
    assert texts_of(table)[2][3] == "1,234.50"
    levels = [p.style.name for p in document.paragraphs if p.text.startswith("1.")]
    deepest = {"program": "Heading 4", "guideline": "Heading 5"}[grouping]
    assert levels[-1] == deepest


def test_the_seal_stands_on_the_cover_and_the_notice(version, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = default_storage.save("seal.png", ContentFile(png()))
    book = compose(version)
    data = word.render(replace(book, seal=name)).data

    document = python_docx.Document(io.BytesIO(data))
    assert len(document.inline_shapes) == 2
    assert [n for n in zipfile.ZipFile(io.BytesIO(data)).namelist() if "media" in n] == [
        "word/media/image1.png"
    ]
    assert len(opened(replace(book, seal="lost.png")).inline_shapes) == 0


def test_a_draft_says_so_at_the_foot_of_its_pages(version):
    book = compose(version)
    feet = [section.footer.paragraphs[0].text for section in opened(book).sections]

    assert feet == ["", *[f"{book.state}\tหน้า ๑ จาก ๑"] * 4]
