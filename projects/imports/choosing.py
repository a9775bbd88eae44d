"""Which sheets and columns of a file are read: as somebody chose, as before, or as found."""

import hashlib

from ..models import ColumnMapping
from .column_labels import FIELD_OF, MONTH_OF, NO_HEADER, label_key
from .headers import Chosen, find_layout, remembered
from .options import chosen_from
from .table_columns import read_tables, spread
from .table_reader import FileRefused

FIELDS = {  # what a column can hold, the needed ones first; in Thai, as a select lists it
    "name": "ชื่อโครงการ",
    "budget": "งบประมาณ",
    "program": "แผนงาน",
    "unit": "หน่วยงานรับผิดชอบหลัก",
    "strategy": "ยุทธศาสตร์",
    "months": "เดือนที่ดำเนินการ (ข้อความ)",
    "start_month": "เดือนเริ่มต้น",
    "end_month": "เดือนสิ้นสุด",
    "detail": "รายละเอียด",
    "place": "สถานที่ดำเนินการ",
    "source": "แหล่งเงิน",
    "guideline": "แนวทางการพัฒนา",
    "kind": "ประเภทรายการ",
    "category": "ประเภทครุภัณฑ์",
    "agency": "หน่วยงานภายนอก",
    "further_units": "หน่วยงานร่วม",
    "target": "เป้าหมาย/ผลผลิต",
    "devplan_edition": "แผนพัฒนาฯ เล่ม",
    "devplan_page": "แผนพัฒนาฯ หน้า",
    "devplan_item": "แผนพัฒนาฯ ข้อ",
    "year": "ปีงบประมาณ",
    "number": "ลำดับที่",
    "note": "หมายเหตุ",
}
NEEDED = ("name", "budget", "program", "unit")


def mapping_key(header):
    """Return what a mapping is kept under: a header may be longer than a column of ours."""
    return hashlib.sha256(header.encode()).hexdigest()


def tables_of(organization, sheets, options):
    """Return the tables that are read and {sheet: ColumnMapping} of the headers known before.

    Raises FileRefused where no header is found.
    """
    taken = [sheet for sheet in sheets if sheet.name not in options.left_out]
    chosen, mappings = known_headers(organization, taken, options.chosen)
    found = read_tables(taken, chosen)
    if not found:
        raise FileRefused(NO_HEADER)
    tables = [table for table in found if options.sheet in ("", table.sheet)]
    if not tables:
        raise FileRefused(f"ไม่พบแผ่นงาน “{options.sheet}” ที่มีหัวตาราง")
    return tables, mappings


def known_headers(organization, sheets, chosen):
    """Return {sheet: Chosen} of this file and of earlier ones, and the mappings it took those from.

    What was chosen for this file goes before what was chosen for an earlier one.
    """
    kept = ColumnMapping.objects.filter(organization=organization).select_related("by__user")
    by_key = {mapping.header: mapping for mapping in kept}
    found, used = dict(chosen), {}
    for sheet in sheets if by_key else []:
        if sheet.name in chosen:
            continue
        asked = []

        def known(header, asked=asked):
            asked[:] = [by_key.get(mapping_key(header))]
            return chosen_from(asked[0].columns) if asked[0] else None

        if before := remembered(spread(sheet), known):
            found[sheet.name], used[sheet.name] = before, asked[0]
    return found, used


def is_certain(tables):
    """Say whether nothing needed is missing that an unused column might hold."""
    return not any(missing(table) and table.layouts[0].unused for table in tables)


def missing(table):
    """Return the needed fields that a table has neither as a column nor as headings."""
    layout = table.layouts[0]
    headed = {name for row in table.rows for name in row.headings}
    return [name for name in NEEDED if name not in layout.fields and name not in headed]


def guessed_at(rows, row):
    """Return what a header beginning at a row, as numbered by the user's program, may mean."""
    if found := find_layout(rows, row - 1):
        return found
    labels = {column: label_key(cell) for column, cell in enumerate(rows[row - 1])
              if isinstance(cell, str)}  # fmt: skip
    fields, months = {}, {}
    for column, label in labels.items():
        if label in MONTH_OF:
            months.setdefault(MONTH_OF[label], column)
        elif label in FIELD_OF:
            fields.setdefault(FIELD_OF[label], column)
    return Chosen(row, fields, months)
