"""The plan book as a workbook that officials go on with: numbers, formulas, months to mark."""

import io
import re

from ..archive import settled
from ..form_layouts import EQUIPMENT, FORMS, PROJECTS, SUMMARY
from ..form_tables import CANCELLED
from ..paper import Paper
from .check_sheet import CheckSheet
from .finishing import finished
from .item_sheet import ItemSheet
from .styles import add_styles
from .summary_sheet import SummarySheet

CHECK = "ตรวจยอด"
NO_PROJECTS = "ไม่มีโครงการหรือกิจกรรมในแผนฉบับนี้"
NO_EQUIPMENT = "ไม่มีครุภัณฑ์ที่ไม่ได้ดำเนินการตามโครงการพัฒนาท้องถิ่นในแผนฉบับนี้"


def render(book):
    """Return the Paper of a book as .xlsx; the same bytes for the same content."""
    import openpyxl  # slow to import

    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    add_styles(workbook, book.figures)
    _describe(workbook, book)
    names = sheet_names(book.layout)
    whole = book.totals.all
    projects = ItemSheet(workbook, names[PROJECTS], book, PROJECTS, largest=whole)
    projects.chapters(book.chapters, NO_PROJECTS)
    equipment = ItemSheet(workbook, names[EQUIPMENT], book, EQUIPMENT, largest=whole)
    equipment.chapters(book.equipment, NO_EQUIPMENT)
    summary = SummarySheet(workbook, names[SUMMARY], book, projects, equipment)
    workbook.move_sheet(summary.sheet, -2)
    sheets = [summary, projects, equipment]
    if book.cancelled:
        sheets.append(_cancelled(workbook, book))
    sheets.append(CheckSheet(workbook, CHECK, book, summary, projects, equipment))
    workbook.active = 0
    values = [each.values for each in sheets]
    return Paper(settled(_saved(workbook, values)), made_with={"openpyxl": openpyxl.__version__})


def sheet_names(layout):
    """Return {form: name of its sheet}: the mark without the signs that Excel refuses."""
    names, taken = {}, {CANCELLED, CHECK}
    for form in FORMS:
        mark = re.sub(r"[\[\]:*?/\\']", "-", layout.form(form).short_mark)[:28] or FORMS[form]
        names[form] = mark if mark not in taken else f"{mark} {len(names) + 1}"
        taken.add(names[form])
    return names


def _describe(workbook, book):
    properties = workbook.properties
    properties.title = f"{book.title} {book.organization}"
    properties.subject = f"{book.state} {book.area}".strip()
    properties.creator = properties.lastModifiedBy = book.organization
    properties.language = "th-TH"
    properties.identifier = book.content_hash


def _cancelled(workbook, book):
    largest = max(row.budget or 0 for row in book.cancelled)
    sheet = ItemSheet(workbook, CANCELLED, book, PROJECTS, largest=largest, title=CANCELLED)
    sheet.items(book.cancelled)
    sheet.finish()
    return sheet


def _saved(workbook, values):
    """Return what writes the workbook with the values of its formulas, sheet by sheet."""

    def save(file):
        written = io.BytesIO()
        workbook.save(written)
        file.write(finished(written.getvalue(), values))

    return save
