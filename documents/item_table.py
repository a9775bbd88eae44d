"""The items of a plan as CSV for machines: the same columns wherever a file of them is given. Pure.

UTF-8 with a byte-order mark, one line per item, the keys of the canonical content as heads. Money
is baht with two places and a point, empty where none is given; months are calendar numbers, and
the same in words beside them.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from organizations.spreadsheets import harmless

ITEM_COLUMNS = [
    "kind", "strategy", "guideline", "program", "category", "name", "detail", "budget", "source",
    "origin_class", "agency", "place", "unit", "further_units", "months", "months_text", "target",
    "devplan_edition", "devplan_page", "devplan_item", "note",
]  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Thai as nonsense


def row_of(item: dict[str, Any], columns: Sequence[str]) -> list[str]:
    """Return one item of the canonical content in the order of the columns, as plain text."""
    edition, page, number = item["devplan"]
    flat = {
        **item,
        "further_units": "; ".join(item["further_units"]),
        "months": " ".join(str(month) for month in item["months"]),
        "devplan_edition": edition,
        "devplan_page": page,
        "devplan_item": number,
    }
    return ["" if flat.get(name) is None else str(flat[name]) for name in columns]


def csv_of(items: Iterable[dict[str, Any]], columns: Sequence[str]) -> bytes:
    """Return the items as CSV; no cell of it runs as a formula."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row_of(item, columns)] for item in items)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()
