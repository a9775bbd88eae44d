"""Files of offices → sheets of cells. What is inside a file decides, not its name. Pure.

Nothing here knows what a column means; `table_columns` does.
"""

import io
from enum import StrEnum
from pathlib import PurePath
from typing import BinaryIO

from .packages import is_document, opened
from .sheets import (
    DAMAGED,
    EMPTY,
    FORMATS,
    HAS_MACROS,
    MAX_CELLS,
    NO_VALUE,
    NOT_A_TABLE,
    NOT_DOCX,
    NOT_TEXT,
    NOT_XLSX,
    OLD_DOC,
    PROTECTED,
    UNPACKS_TOO_LARGE,
    BadCell,
    FileRefused,
    Sheet,
    megabytes,
    too_large,
)
from .text_reader import decoded, records
from .workbook_reader import read_workbook

__all__ = [  # what the rest of the import needs of a file, in one place
    "DAMAGED", "EMPTY", "FORMATS", "HAS_MACROS", "MAX_CELLS", "NOT_A_TABLE", "NOT_TEXT",
    "NOT_XLSX", "NO_VALUE", "OLD_DOC", "PROTECTED", "UNPACKS_TOO_LARGE", "ZIP", "BadCell",
    "FileKind", "FileRefused", "Sheet", "kind_of", "megabytes", "read_sheets", "too_large",
]  # fmt: skip

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")
NAMED = {
    ".xlsx": NOT_XLSX, ".xlsm": NOT_XLSX, ".xls": NOT_XLSX, ".docx": NOT_DOCX, ".doc": NOT_DOCX,
}  # fmt: skip


class FileKind(StrEnum):
    """What a file is inside, whatever its name says."""

    WORKBOOK = "xlsx"
    OLD_WORKBOOK = "xls"
    DOCUMENT = "docx"
    TEXT = "csv"


def kind_of(file: BinaryIO) -> FileKind:
    """Return what a file is inside, or raise FileRefused for what is never a table."""
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if start.startswith(ZIP):
        with opened(file) as archive:
            return FileKind.DOCUMENT if is_document(archive) else FileKind.WORKBOOK
    if start == OLE:
        return FileKind.OLD_WORKBOOK
    if start.startswith(BINARY):
        raise FileRefused(NOT_A_TABLE)
    return FileKind.TEXT


def read_sheets(file: BinaryIO, name: str, limit: int) -> list[Sheet]:
    """Return the visible sheets of a workbook, the tables of a document, or the one of a text.

    Raises FileRefused with one sentence; a file over the limit is not read at all.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > limit:
        raise FileRefused(too_large(size, limit))
    kind = kind_of(file)
    file.seek(0)
    if kind == FileKind.WORKBOOK:
        return read_workbook(file)
    if kind == FileKind.DOCUMENT:
        from .docx_reader import read_document

        return read_document(file)
    data = file.read()
    if kind == FileKind.OLD_WORKBOOK:
        from .xls_reader import read_old_workbook

        return read_old_workbook(data)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise FileRefused(EMPTY)
    if refusal := NAMED.get(PurePath(name.lower()).suffix):
        raise FileRefused(refusal)
    return [Sheet(PurePath(name).stem, records(decoded(data)))]
