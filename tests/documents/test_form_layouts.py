"""Forms as data: what a layout says is what PDF, Word and Excel print, item for item."""

import io
import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx as python_docx
import openpyxl
import pytest

from documents import excel, pdf, word
from documents.book_pages import page_context
from documents.book_parts import Cutter
from documents.form_layouts import (
    COLUMNS,
    EQUIPMENT,
    FORMS,
    OLDER,
    PROJECTS,
    STANDARD,
    FormLayout,
    table_width,
    widths,
)
from documents.form_models import FormChoice, FormTemplate, PrintedForm, layout_of
from documents.models import Rendering
from documents.notice import NoticeFacts
from documents.plan_book import compose
from organizations.models import DigitStyle, LogEntry
from plans.models import Guideline, PlanVersion
from plans.workflow import Stage, StepRefused
from projects.models import EquipmentCategory
from tests import factories

ADJUSTED = OLDER.adjusted(
    {
        "projects.heading": "บัญชีงานของตำบล",
        "projects.columns": "number name budget detail months owner place source",
        "projects.source": "แหล่งเงิน|งบประมาณ",
        "summary.columns": "title amount amount_share count count_share units",
        "equipment_in_summary": "outside",
        "numbering": "form",
        "paper": "A3",
    }
)
BY_GUIDELINE = STANDARD.adjusted({"grouping": "guideline", "numbering": "chapter"})
LAYOUTS = {
    "standard": STANDARD, "older": OLDER, "adjusted": ADJUSTED, "by guideline": BY_GUIDELINE,
}  # fmt: skip


@pytest.fixture
def full(version, add_project, program, source):
    """A version with two guidelines, an item of none, and a car."""
    version.organization.digit_style = DigitStyle.ARABIC
    version.organization.save()
    strategy = add_project("ถนนสายหนึ่ง", budget=Decimal("100.00")).strategy
    for number, name in ((1, "แนวทางคมนาคม"), (2, "แนวทางแหล่งน้ำ")):
        guideline = Guideline.objects.create(strategy=strategy, number=number, name=name)
        add_project(f"งานที่{name}", budget=Decimal("250.50"), guideline=guideline)
    factories.EquipmentFactory(
        version=version, name="รถบรรทุกน้ำ", budget=Decimal("9000.00"), program=program,
        source=source, category=EquipmentCategory.objects.get(key="vehicle"),
    )  # fmt: skip
    return version


def book_of(version, name):
    return compose(version, layout=LAYOUTS[name].in_digits(version.organization.digit_style))


def heads(form, between=None):
    """Return the labels of the columns: on one line, or with what stands between their lines."""
    return [
        column.text if between is None else between.join(column.lines)
        for column in form.columns
        if column.key != "months"
    ]


def word_forms(book):
    """Return ([heads of a form's table], [(number, name, budget)], [sums]) of the Word file."""
    document = python_docx.Document(io.BytesIO(word.render(book).data))
    found, rows, sums = [], [], []
    for name in (PROJECTS, EQUIPMENT):
        form = book.layout.form(name)
        keys = [c.key for c in form.columns for _ in range(c.span)]
        budget = keys.index("budget")
        for table in document.tables:
            cells = [[cell.text for cell in row.cells] for row in table.rows]
            title = form.columns[1].text
            if len(cells[0]) != form.width or title not in cells[0]:
                continue
            found.append([t for t, key in zip(cells[0], keys, strict=True) if key != "months"])
            for row in cells[2:-1]:
                rows.append((row[0], row[keys.index("name")], row[budget]))
            sums.append(cells[-1][budget])
    return found, rows, sums


def excel_forms(book):
    """Return the same of the Excel file, amounts as numbers."""
    workbook = openpyxl.load_workbook(io.BytesIO(excel.render(book).data), data_only=True)
    names = excel.sheet_names(book.layout)
    found, rows, sums = [], [], []
    for name in (PROJECTS, EQUIPMENT):
        form, head = book.layout.form(name), None
        for row in workbook[names[name]].iter_rows(values_only=True):
            if row[0] == form.columns[0].text:
                head = [text for text in row if text]
                found.append(head[: form.cells_before("months")])
            elif isinstance(row[0], int):
                budget = form.cells_before("budget")
                rows.append((row[0], row[form.cells_before("name")], row[budget]))
            elif row[0] == "รวม" and not row[form.cells_before("budget") + 1]:
                sums.append(row[form.cells_before("budget")])  # of a group; others say of what
    return found, rows, sums


def total_cells(book, total):
    """Return what stands behind the words of the grand total, in the order of the columns."""
    figures = book.figures
    shown = {
        "count": figures.count(total.count),
        "count_share": figures.share(total.count_share),
        "amount": figures.money(total.amount),
        "amount_share": figures.share(total.amount_share),
        "units": "",
    }
    return "".join(shown[column.key] for column in book.layout.summary.columns[1:])


def excel_total(book):
    workbook = openpyxl.load_workbook(io.BytesIO(excel.render(book).data), data_only=True)
    sheet = workbook[excel.sheet_names(book.layout)["summary"]]
    (row,) = [r for r in sheet.iter_rows(values_only=True) if r[0] == "รวมทั้งสิ้น"]
    return list(row[1:5])


def paper_text(book):
    command = ["pdftotext", "-raw", "-", "-"]
    data = pdf.render(book).data
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_three_files_hold_the_same_columns_items_and_totals(full, name):
    book = book_of(full, name)
    figures, groups = book.figures, [g for c in book.chapters + book.equipment for g in c.groups]
    forms = [PROJECTS] * sum(len(c.groups) for c in book.chapters) + [EQUIPMENT]

    found, rows, sums = word_forms(book)
    assert found == [heads(book.layout.form(form), "\n") for form in forms]
    assert rows == [(str(row.number), row.name, figures.money(row.budget)) for row in book.rows]
    assert sums == [figures.money(group.sum.amount) for group in groups]

    found, rows, sums = excel_forms(book)
    once = [book.layout.form(form) for form in (PROJECTS, EQUIPMENT)]  # a sheet has one head
    assert found == [heads(form)[: form.cells_before("months")] for form in once]
    assert rows == [(row.number, row.name, row.budget) for row in book.rows]
    assert sums == [group.sum.amount for group in groups]

    text = squeezed(paper_text(book))
    for form in forms:
        layout = book.layout.form(form)
        # The head in one row: all columns side by side, so their words come in the layout's order.
        assert [head for head in map(squeezed, heads(layout)) if head not in text] == []
        assert squeezed(layout.title) in text
    names = [text.index(squeezed(row.name)) for row in book.rows]
    assert names == sorted(names)
    missing = [g.title for g in groups if squeezed(figures.money(g.sum.amount)) not in text]
    assert missing == []
    (total,) = [row for row in book.summary if row.kind == "total"]
    assert squeezed(f"รวมทั้งสิ้น{total_cells(book, total)}") in text
    assert excel_total(book) == [getattr(total, c.key) for c in book.layout.summary.columns[1:5]]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_page_prints_the_columns_in_the_order_of_the_layout(full, name):
    book = book_of(full, name)
    context = page_context(book)

    for form, place in ((PROJECTS, 0), (EQUIPMENT, 1)):
        keys = [column.key for column in book.layout.form(form).columns]
        (first, *_) = context["forms"][place]["chapters"][0]["groups"][0]["rows"]
        assert [column["key"] for column in context["forms"][place]["columns"]] == keys
        assert [key for key, _, _ in first["cells"]] == keys


def test_by_guideline_each_guideline_has_its_tables_and_numbers(full):
    (chapter,) = book_of(full, "by guideline").chapters

    program = "แผนงานอุตสาหกรรมและการโยธา"
    assert [(g.heading, g.title, [row.number for row in g.rows]) for g in chapter.groups] == [
        ("1.1 แนวทางคมนาคม", f"1.1.1 {program}", [1]),
        ("1.2 แนวทางแหล่งน้ำ", f"1.2.1 {program}", [2]),
        ("1.3 ยังไม่ระบุแนวทางการพัฒนา", f"1.3.1 {program}", [3]),
    ]


def test_what_has_no_guideline_comes_after_the_highest_number(full):
    Guideline.objects.filter(name__contains="แหล่งน้ำ").update(number=3)
    (chapter,) = book_of(full, "by guideline").chapters

    assert [group.number for group in chapter.groups] == ["1.1.1", "1.3.1", "1.4.1"]


def test_bookmarks_go_down_through_the_guidelines(full):
    outline = pdf.outline_of(Cutter(book_of(full, "by guideline")))
    program = "แผนงานอุตสาหกรรมและการโยธา"

    start = [words for _, _, words in outline].index("1.1 แนวทางคมนาคม")
    assert [(depth, words) for depth, _, words in outline[start : start + 4]] == [
        (3, "1.1 แนวทางคมนาคม"), (4, f"1.1.1 {program}"),
        (3, "1.2 แนวทางแหล่งน้ำ"), (4, f"1.2.1 {program}"),
    ]  # fmt: skip


def test_the_summary_names_guidelines_and_adds_up(full):
    book = book_of(full, "by guideline")

    assert [(row.kind, row.count) for row in book.summary] == [
        ("heading", 0), ("guideline", 0), ("program", 1), ("guideline", 0), ("program", 1),
        ("guideline", 0), ("program", 1), ("sum", 3), ("heading", 0), ("program", 1), ("sum", 1),
        ("total", 4), ("part", 4), ("part", 0),
    ]  # fmt: skip


def test_equipment_outside_the_summary_is_told_apart(full):
    rows = book_of(full, "adjusted").summary

    (total,) = [row for row in rows if row.kind == "total"]
    assert (total.count, total.amount, total.count_share) == (3, Decimal("601.00"), 100)
    assert rows[-1].title == "ครุภัณฑ์ตามแบบ ผด.02/1 ไม่รวมในยอดข้างต้น"
    assert (rows[-1].count, rows[-1].amount) == (1, Decimal("9000.00"))


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("shows_satang", [True, False])
def test_columns_fill_the_paper(name, shows_satang):
    layout = LAYOUTS[name]

    for form in FORMS:
        sizes = widths(layout, form, shows_satang=shows_satang)
        assert round(sum(sizes.values()), 1) == table_width(layout)
        assert list(sizes) == [column.key for column in layout.form(form).columns]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_survives_being_kept_flat(name):
    assert FormLayout.from_flat(LAYOUTS[name].to_flat()) == LAYOUTS[name]


def test_every_column_has_a_word_for_the_editor():
    assert all(word for columns in COLUMNS.values() for word in columns.values())


def test_the_template_in_force_is_the_newest_that_has_begun(version):
    assert [row.key for row in FormTemplate.objects.all()] == ["older", "standard"]
    assert FormTemplate.objects.in_force(date(2018, 10, 3)).key == "older"
    assert FormTemplate.objects.in_force(date(2018, 10, 4)).key == "standard"
    assert FormTemplate.objects.in_force(date(1990, 1, 1)).key == "older"
    assert layout_of(version) == STANDARD.in_digits(version.organization.digit_style)


def template(key):
    return FormTemplate.objects.get(key=key)


def choose(planner, key="older", **overrides):
    chosen = template(key)
    flat = {**chosen.layout, **overrides}
    return FormChoice.choose(planner.organization, chosen, flat, by=planner)


def test_a_choice_changes_the_book_its_hash_and_the_log(version, add_project, planner):
    add_project()
    before = compose(version).content_hash

    choice = choose(planner, **{"projects.mark": "แบบ ผด.02 ก"})

    book = compose(PlanVersion.objects.with_plan().get(pk=version.pk))
    assert choice.overrides == {"projects.mark": "แบบ ผด.02 ก"}
    assert book.content_hash != before
    assert book.layout.summary.title == "บัญชีสรุปโครงการและงบประมาณ"
    changes = LogEntry.objects.first().changes
    assert changes["แบบโครงการ เครื่องหมายแบบ"] == ["แบบ ผด.02", "แบบ ผด.02 ก"]
    assert next(iter(changes)) == "แบบ"


def test_choosing_what_is_chosen_is_refused(planner):
    choose(planner)

    with pytest.raises(StepRefused):
        choose(planner)


def test_what_is_announced_keeps_the_forms_it_had(at_stage, planner):
    version = at_stage(Stage.ANNOUNCED)
    before = compose(version).content_hash
    choose(planner, grouping="guideline")

    again = PlanVersion.objects.with_plan().get(pk=version.pk)
    again.organization.digit_style = DigitStyle.ARABIC
    assert layout_of(again) == layout_of(version)
    assert compose(version).content_hash == before
    draft = version.plan.versions.create(
        kind="addition", number=1, procedure=version.procedure, trigger="executive_order",
        trigger_on=date(2025, 1, 6),
    )  # fmt: skip
    assert compose(draft).layout.grouping == "guideline"


def test_a_stored_announced_book_is_rebuilt_to_the_same_bytes(at_stage, planner):
    version = at_stage(Stage.ANNOUNCED)
    facts = NoticeFacts(announced_on=version.announced_on, signer="นายสมชาย ใจดี", title="นายก อบต.")
    rendering = Rendering.ask(version, Rendering.Format.DOCX, by=planner, facts=facts)
    rendering.make()
    rendering.refresh_from_db()
    choose(planner, paper="A3")
    version.organization.digit_style = DigitStyle.ARABIC
    version.organization.save()

    assert PrintedForm.objects.get().version == version
    assert word.render(rendering.compose()).sha256 == rendering.sha256


def test_the_digits_of_a_layout_come_before_those_of_the_organization(version, planner):
    choose(planner, digits="arabic")

    book = compose(version)
    assert book.figures.style == "arabic"
    assert replace(book.figures, style="thai").table(1) == "๑"
