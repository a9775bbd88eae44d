"""PDF, Word, Excel, JSON and the page to print hold the same items, amounts and totals."""

import io
import json
from dataclasses import replace
from decimal import Decimal

import docx
import lxml.html
import openpyxl
import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

from announcements.print_page import forms_of
from documents import excel, pdf, word
from documents.plan_book import compose
from documents.rounding import note_on_shares
from organizations.models import DigitStyle
from plans.models import Program
from projects.canonical import content_of, text_of
from projects.models import Change
from projects.schedule import mask_of

from .printed_content import Table, in_book, in_excel, in_page, in_pdf, in_word, plain
from .readers import poppler_raw
from .test_form_layouts import LAYOUTS

PRINTED = {
    "pdf": lambda book: in_pdf(book, pdf.render(book).data),
    "word": lambda book: in_word(book, word.render(book).data),
    "excel": lambda book: in_excel(book, excel.render(book).data),
    "page": lambda book: in_page(book, render_to_string("public/_forms.html", forms_of(book))),
}


def with_no_sum_as_zero(content):
    """A sum of nothing is printed as "-", and is zero in a workbook."""
    tables = [Table(t.items, t.count, t.amount or Decimal(0)) for t in content.tables]
    return replace(content, tables=tables)


def check(book, printers=tuple(PRINTED)):
    expected = with_no_sum_as_zero(in_book(book))
    for name in printers:
        found = with_no_sum_as_zero(PRINTED[name](book))
        assert (name, found.summary) == (name, expected.summary)
        assert (name, len(found.tables)) == (name, len(expected.tables))
        for ours, theirs in zip(expected.tables, found.tables, strict=True):
            assert (name, theirs) == (name, ours)


def check_json(version, book):
    """The canonical content in the same order within each table, and the same totals."""
    content = json.loads(text_of(content_of(version)))
    kept = [item for item in content["items"] if item["change"] != Change.CANCEL]
    assert {item["code"]: of_item(item) for item in kept} == {
        row.code: (row.name, row.detail, row.budget, row.place, row.months) for row in book.rows
    }
    order = [item["code"] for item in kept]
    for chapter in book.chapters + book.equipment:
        for group in chapter.groups:
            places = [order.index(row.code) for row in group.rows]
            assert places == sorted(places)
    totals = book.totals
    assert content["totals"] == {
        "items": totals.count, "own": f"{totals.own:.2f}", "other": f"{totals.other:.2f}",
        "all": f"{totals.all:.2f}",
    }  # fmt: skip


def of_item(item):
    budget = item["budget"] and Decimal(item["budget"])
    return item["name"], item["detail"], budget, item["place"], mask_of(item["months"])


def test_the_command_writes_the_real_list_alike_in_every_format(real_list, tmp_path):
    book, read = compose(real_list), {"pdf": in_pdf, "docx": in_word, "xlsx": in_excel}
    expected = in_book(book)
    assert sum(len(table.items) for table in expected.tables) == len(book.rows) == 289

    for format, read_back in read.items():
        found = read_back(book, written(format, tmp_path))
        assert (format, found.summary) == (format, expected.summary)
        assert (format, found.tables) == (format, expected.tables)
    page = PRINTED["page"](book)
    assert (page.summary, page.tables) == (expected.summary, expected.tables)
    check_json(real_list, book)
    assert written("json", tmp_path).decode() == text_of(content_of(real_list))


def written(format, folder):
    """Return what render_plan writes of the version."""
    output = folder / f"plan.{format}"
    call_command("render_plan", "maesai", 2568, format=format, output=output, stdout=io.StringIO())
    return output.read_bytes()


def test_the_development_list_is_the_same_in_what_is_not_read_elsewhere(development_list):
    """548 items and the equipment; test_reading reads the PDF of this list."""
    book = compose(development_list)

    check(book, ["word", "excel", "page"])
    check_json(development_list, book)


@pytest.mark.parametrize(
    ("name", "digits"),
    [*((name, DigitStyle.ARABIC) for name in LAYOUTS), ("standard", DigitStyle.THAI)],
)
def test_what_is_special_is_the_same_everywhere(mixed, name, digits):
    book = compose(mixed, layout=LAYOUTS[name].in_digits(digits))

    check(book)
    check_json(mixed, book)


def test_what_is_cancelled_counts_nowhere(mixed):
    gone = mixed.project_items.get(name="งานของแขวง")
    gone.replaces, gone.change = gone, Change.CANCEL
    gone.save()
    book = compose(mixed)

    check(book)
    check_json(mixed, book)
    assert [row.name for row in book.cancelled] == ["งานของแขวง"]
    assert (book.totals.count, book.totals.other) == (8, 0)


def test_an_empty_plan_is_empty_everywhere(version):
    book = compose(version)

    check(book)
    check_json(version, book)


def test_one_item_without_money_or_months(version, add_project):
    add_project(budget=None, months=0, place="", detail="")
    book = compose(version)

    check(book)
    check_json(version, book)


def test_shares_that_do_not_add_up_to_a_hundred_are_printed_as_they_are(version, add_project):
    """Three equal programs have 33.33 each; the grand total is still 100.00."""
    add_thirds(version, add_project)
    book = compose(version)

    check(book)
    shares = [(row.kind, row.amount_share) for row in book.summary if row.kind != "heading"]
    assert shares[:5] == [
        ("program", Decimal("33.33")), ("program", Decimal("33.33")), ("program", Decimal("33.33")),
        ("sum", Decimal("100.00")), ("total", Decimal("100.00")),
    ]  # fmt: skip


def test_every_printer_says_that_the_shares_are_rounded(version, add_project):
    add_thirds(version, add_project)
    book = compose(version)
    note = plain(note_on_shares(book.summary))
    page = render_to_string("public/_forms.html", forms_of(book))
    texts = {
        "pdf": poppler_raw(pdf.render(book).data),
        "word": "".join(p.text for p in docx_of(word.render(book)).paragraphs),
        "excel": "".join(str(cell.value) for cell in excel_of(excel.render(book))["ผด.01"]["A"]),
        "page": lxml.html.fromstring(page).text_content(),
    }

    assert [name for name, text in texts.items() if plain(text).count(note) != 1] == []


def docx_of(paper):
    return docx.Document(io.BytesIO(paper.data))


def excel_of(paper):
    return openpyxl.load_workbook(io.BytesIO(paper.data))


def add_thirds(version, add_project):
    for program in Program.objects.order_by("order")[:3]:
        add_project(f"งานใน{program}", program=program, budget=Decimal("100.00"))
