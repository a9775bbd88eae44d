"""The items of a plan as tables for machines: CSV and Excel of the same rows. Pure."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from organizations.spreadsheets import harmless

COLUMNS = [
    "code", "version", "kind", "strategy", "guideline", "program", "category", "name", "detail",
    "budget", "source", "origin_class", "agency", "place", "unit", "further_units", "months",
    "months_text", "target", "devplan_edition", "devplan_page", "devplan_item", "note",
]  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Thai as nonsense


def row_of(item: dict[str, Any]) -> list[str]:
    """Return one item of the canonical content in the order of COLUMNS, as plain text."""
    edition, page, number = item["devplan"]
    flat = {
        **item,
        "further_units": "; ".join(item["further_units"]),
        "months": " ".join(str(month) for month in item["months"]),
        "devplan_edition": edition,
        "devplan_page": page,
        "devplan_item": number,
    }
    return ["" if flat.get(name) is None else str(flat[name]) for name in COLUMNS]


def csv_of(items: list[dict[str, Any]]) -> bytes:
    """Return the items as CSV in UTF-8 with a byte-order mark."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in row_of(item)] for item in items)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def xlsx_of(items: list[dict[str, Any]]) -> bytes:
    """Return the items as one sheet; money is a number, everything else text."""
    from openpyxl import Workbook  # slow to import
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("items")
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    money = COLUMNS.index("budget")
    for item in items:
        cells = []
        for place, text in enumerate(row_of(item)):
            cell = WriteOnlyCell(sheet, value=Decimal(text) if place == money and text else text)
            if place == money:
                cell.number_format = "#,##0.00"
            else:
                cell.data_type = "s"  # never a formula
            cells.append(cell)
        sheet.append(cells)
    written = BytesIO()
    book.save(written)
    return written.getvalue()
