"""The Word and Excel files hold the same content as the paper, to the satang."""

import io
from decimal import Decimal

import docx as python_docx
import openpyxl
import pytest

from documents import docx, xlsx
from documents.plan_book import compose
from organizations.models import DigitStyle
from projects.schedule import mask_of
from thai.text import repair

SUM = 4  # the column of amounts


@pytest.fixture
def real_book(real_list):
    real_list.organization.digit_style = DigitStyle.ARABIC
    return compose(real_list)


def workbook(book):
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(book).data))


def word_tables(book):
    """Return the tables of the Word file as lists of rows of cell texts."""
    document = python_docx.Document(io.BytesIO(docx.render(book).data))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def test_the_workbook_holds_every_item_and_the_total(real_book, real_list):
    sheet = workbook(real_book)["ผด.02"]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]

    items = real_list.project_items.all()
    assert sorted(row[1] for row in rows) == sorted(item.name for item in items)
    assert sum(Decimal(str(row[3])) for row in rows) == sum(item.budget for item in items)
    sums = [row for row in sheet.iter_rows(values_only=True) if row[0] == "รวม"]
    assert sum(row[1] for row in sums) == 289
    assert sum(Decimal(str(row[3])) for row in sums) == real_book.totals.all


def test_the_summary_sheet_shows_the_grand_total(real_book):
    sheet = workbook(real_book)["ผด.01"]
    (total,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == "รวมทั้งสิ้น"]

    assert total == ("รวมทั้งสิ้น", 289, 100, real_book.totals.all, 100, None)


def test_the_check_sheet_adds_up_in_the_file_itself(version, add_project):
    add_project()
    sheet = workbook(compose(version))["ตรวจยอด"]

    assert sheet["B2"].value == 498000
    assert sheet["C2"].value == "=SUM('ผด.02'!$D$9:$D$9)"
    assert workbook(compose(version))["ผด.02"]["D9"].value == 498000


def test_months_are_marked_in_their_columns(version, add_project):
    add_project(months=mask_of([10, 3]))
    sheet = workbook(compose(version))["ผด.02"]

    assert [cell.value for cell in sheet[8]][6:18] == [
        "ต.ค. ๒๕๖๗", "พ.ย. ๒๕๖๗", "ธ.ค. ๒๕๖๗", "ม.ค. ๒๕๖๘", "ก.พ. ๒๕๖๘", "มี.ค. ๒๕๖๘",
        "เม.ย. ๒๕๖๘", "พ.ค. ๒๕๖๘", "มิ.ย. ๒๕๖๘", "ก.ค. ๒๕๖๘", "ส.ค. ๒๕๖๘", "ก.ย. ๒๕๖๘",
    ]  # fmt: skip
    marks = [cell.value for cell in sheet[9]][6:18]
    assert [place for place, mark in enumerate(marks) if mark] == [0, 5]


def test_a_name_that_looks_like_a_formula_stays_text(version, add_project):
    name = '=HYPERLINK("http://example.org","ถนน")'
    add_project(name, detail="=1+1", place="+SUM(A1)")
    row = workbook(compose(version))["ผด.02"][9]

    assert [(cell.data_type, cell.value) for cell in row[1:3]] == [("s", name), ("s", "=1+1")]


def test_the_word_file_holds_every_item_and_total(real_book, real_list):
    tables = word_tables(real_book)
    items = [row for table in tables for row in table if len(row) == 18 and row[0].isdecimal()]

    names = sorted(repair(item.name) for item in real_list.project_items.all())
    assert sorted(row[1] for row in items) == names
    summary = next(table for table in tables if table[0][0] == "ยุทธศาสตร์/แผนงาน")
    total = next(row for row in summary if row[0] == "รวมทั้งสิ้น")
    assert total[1:5] == ["289", "100.00", f"{real_book.totals.all:,.0f}", "100.00"]


def test_the_word_file_draws_an_arrow_over_each_run(version, add_project):
    add_project(months=mask_of([10, 12, 1]))
    book = compose(version)
    (table,) = [table for table in word_tables(book) if len(table[0]) == 18]

    # A cell over several columns is read once for each of them.
    assert table[2][6:] == ["↔", "", "←—→", "←—→", *[""] * 8]


def test_the_word_file_numbers_its_pages_in_the_digits_of_prose(version):
    document = python_docx.Document(io.BytesIO(docx.render(compose(version)).data))
    (field,) = document.sections[-1].footer.paragraphs[0]._p.xpath("w:fldSimple/@w:instr")

    assert field == r" PAGE \* ThaiArabic "


@pytest.mark.parametrize("printer", [docx, xlsx])
def test_the_same_content_gives_the_same_bytes(printer, version, add_project):
    add_project()
    book = compose(version)

    assert printer.render(book).sha256 == printer.render(book).sha256


@pytest.mark.parametrize("printer", [docx, xlsx])
def test_an_empty_version_prints(printer, version):
    assert len(printer.render(compose(version)).data) > 5000
