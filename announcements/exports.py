"""The items of a plan as tables for machines: CSV and Excel of the same rows. Pure."""

from decimal import Decimal
from io import BytesIO
from typing import Any

from documents import item_table

COLUMNS = ["code", "version", *item_table.ITEM_COLUMNS]


def csv_of(items: list[dict[str, Any]]) -> bytes:
    """Return the items as CSV in UTF-8 with a byte-order mark."""
    return item_table.csv_of(items, COLUMNS)


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
        for place, text in enumerate(item_table.row_of(item, COLUMNS)):
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
