"""What the book carries for machines: its items as CSV, its content as canonical JSON. Pure.

Made from the canonical text the book was composed with, and from nothing else: whoever prints the
same content, on whichever database, attaches the same bytes.
"""

import json
from dataclasses import dataclass
from typing import Any, Protocol

from projects.schedule import mask_of, spelled

from .item_table import ITEM_COLUMNS, csv_of

COLUMNS = ["code", "change", *ITEM_COLUMNS]  # `change` is filled in the book of a revision


class Canonical(Protocol):
    @property
    def canonical(self) -> str: ...


@dataclass(frozen=True)
class Attached:
    """A file inside the PDF; its name is ASCII, which every reader shows right."""

    name: str
    mime: str
    relationship: str  # to the book, as PDF/A-3 calls it
    description: str
    data: bytes


def attachments_of(book: Canonical) -> list[Attached]:
    """Return the files to attach to a book."""
    content = json.loads(book.canonical)
    return [
        Attached("items.csv", "text/csv", "Data", "รายการทั้งหมดในเล่ม (CSV)", items_csv(content)),
        Attached(
            "plan.json", "application/json", "Source", "เนื้อหาของแผนสำหรับเครื่องอ่าน (JSON)",
            book.canonical.encode(),
        ),
    ]  # fmt: skip


def items_csv(content: dict[str, Any]) -> bytes:
    """Return the items of a canonical content as CSV, what a revision takes out among them."""
    year = content["fiscal_year"]
    items = (
        {**item, "months_text": spelled(mask_of(item["months"]), year)} for item in content["items"]
    )
    return csv_of(items, COLUMNS)
