"""Files of offices → sheets of cells. What is inside a file decides, not its name. Pure.

Nothing here knows what a column means; `table_columns` does.
"""

import csv
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, BinaryIO

FORMATS = "ใช้ไฟล์ .xlsx หรือ .csv"
SAVE_AS = "เปิดด้วย Excel แล้วบันทึกเป็น .xlsx"
EMPTY = f"ไฟล์นี้ว่างเปล่า {FORMATS} ที่มีหัวตารางและรายการ"
NOT_A_TABLE = f"อ่านไฟล์นี้ไม่ได้ เพราะไม่ใช่ตาราง {FORMATS}"
NOT_XLSX = f"ไฟล์นี้ชื่อลงท้าย .xlsx แต่เนื้อในไม่ใช่ไฟล์ Excel {SAVE_AS}"
OLD_XLS = f"ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้ {SAVE_AS} โดยไม่ใส่รหัสผ่าน"
HAS_MACROS = f"ไฟล์นี้มีมาโคร ระบบไม่รับไฟล์ที่มีมาโคร {SAVE_AS}"
DAMAGED = f"เปิดไฟล์ Excel นี้ไม่ได้ ไฟล์อาจเสียหาย {SAVE_AS} อีกครั้ง"
UNPACKS_TOO_LARGE = "ไฟล์ Excel นี้ขยายแล้วใหญ่ผิดปกติ ลบแผ่นงาน แถว และคอลัมน์ว่างที่ไม่ใช้แล้วบันทึกใหม่"
NOT_TEXT = "อ่านตัวอักษรของไฟล์นี้ไม่ได้ บันทึกเป็น CSV UTF-8 หรือ .xlsx"
NO_VALUE = "สูตรในช่องนี้ยังไม่มีค่าที่คำนวณไว้ เปิดด้วย Excel แล้วบันทึกอีกครั้ง หรือพิมพ์ค่าแทนสูตร"

MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_CELLS = 1_000_000  # styled but empty ones too: each becomes an object in memory
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 2_000

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")


class FileRefused(ValueError):
    """A file that cannot be read as a table; its text is one Thai sentence."""


@dataclass(frozen=True)
class BadCell:
    """A cell whose value cannot be trusted, and why, in Thai."""

    shown: str
    why: str


@dataclass
class Sheet:
    """Rows as the user's own program numbers them: row 1 is `rows[0]`."""

    name: str
    rows: list[list[Any]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # top left … bottom right
    has_drawings: bool = False


def megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.4g} MB"


def too_large(size: int, limit: int) -> str:
    return f"ไฟล์นี้ใหญ่ {megabytes(size)} เกินที่รับได้ {megabytes(limit)} แบ่งไฟล์หรือลบรูปภาพในไฟล์ออก"


def read_sheets(file: BinaryIO, name: str, limit: int) -> list[Sheet]:
    """Return the visible sheets of a workbook, or the one table of a text file.

    Raises FileRefused with one sentence; a file over the limit is not read at all.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > limit:
        raise FileRefused(too_large(size, limit))
    start = file.read(8)
    file.seek(0)
    if start.startswith(ZIP):
        return _workbook(file)
    if start == OLE:
        raise FileRefused(OLD_XLS)
    data = file.read()
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise FileRefused(EMPTY)
    if start.startswith(BINARY):
        raise FileRefused(NOT_A_TABLE)
    if PurePath(name.lower()).suffix in {".xlsx", ".xlsm", ".xls"}:
        raise FileRefused(NOT_XLSX)
    return [Sheet(PurePath(name).stem, _records(_decoded(data)))]


# --- Text files -----------------------------------------------------------------------------------


def _decoded(data: bytes) -> str:
    """Return the text: by its mark, else UTF-8, else Windows-874, which contains TIS-620."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data[:4000]:
        # UTF-16 without a mark: the high byte of commas and line ends is zero, on one side.
        is_little = data[1:4000:2].count(0) > data[:4000:2].count(0)
        encodings = ["utf-16-le" if is_little else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp874"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search("[\0-\x08\x0e-\x1a\x7f]", text):
            return text
    raise FileRefused(NOT_TEXT)


def _records(text: str) -> list[list[Any]]:
    delimiter = None
    if told := re.match(r"sep=(.)\r?\n", text):  # Excel hides this line, so it has no number
        delimiter, text = told[1], text[told.end() :]
    delimiter = delimiter or _delimiter(text)
    rows: list[list[Any]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for record in reader:
            rows.append([cell if cell.strip() else None for cell in record])
            _check_size(len(rows), len(_trimmed(rows[-1])))
    except csv.Error:
        raise FileRefused(
            f'เครื่องหมายคำพูด (") หลังแถว {len(rows)} ไม่ครบคู่ แก้แล้วบันทึกใหม่ หรือใช้ .xlsx'
        ) from None
    return rows


def _delimiter(text: str) -> str:
    """Return the sign that cuts most of the first records into the same number of cells."""

    def evenness(sign: str) -> tuple[float, int]:
        lengths: Counter[int] = Counter()
        try:
            for record in csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=sign):
                if any(record):
                    lengths[len(record)] += 1
                if lengths.total() == 50:
                    break
        except csv.Error:
            return 0, 0
        length, count = lengths.most_common(1)[0] if lengths else (0, 0)
        return (count / lengths.total(), length) if length > 1 else (0, 0)

    return max(",;\t", key=evenness)


# --- Workbooks ------------------------------------------------------------------------------------


def _workbook(file: BinaryIO) -> list[Sheet]:
    has_formulas, has_drawings = _checked(file)
    from openpyxl import load_workbook  # slow to import

    def loaded(*, data_only: bool) -> Any:
        file.seek(0)
        return load_workbook(file, data_only=data_only, keep_links=False)

    try:
        book = loaded(data_only=True)
        typed = loaded(data_only=False) if has_formulas else book
    except Exception as error:  # a damaged part raises whatever its reader happens to meet
        raise FileRefused(DAMAGED) from error
    sheets = []
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            _check_size(sheet.max_row, 0)
            sheets.append(_sheet(sheet, typed[sheet.title], has_drawings))
    return sheets


def _sheet(sheet: Any, typed: Any, has_drawings: bool) -> Sheet:
    from openpyxl.cell.cell import ERROR_CODES  # slow to import

    rows = []
    for values, cells in zip(sheet.iter_rows(values_only=True), typed.iter_rows(), strict=False):
        row: list[Any] = list(values)
        for index, cell in enumerate(cells):
            if cell.data_type == "f" and row[index] is None:
                row[index] = BadCell(str(cell.value), NO_VALUE)
            elif isinstance(row[index], str):
                text = row[index]
                if text in ERROR_CODES:
                    row[index] = BadCell(text, f"ช่องนี้เป็นข้อผิดพลาดของ Excel ({text}) พิมพ์ค่าแทน")
                elif not text.strip():
                    row[index] = None
        rows.append(_trimmed(row))
        _check_size(0, len(rows[-1]))
    merged = [(r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges]
    return Sheet(sheet.title, rows, merged, has_drawings)


def _checked(file: BinaryIO) -> tuple[bool, bool]:
    """Look at the parts of a workbook before anything unpacks them; say what it holds."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise FileRefused(UNPACKS_TOO_LARGE)
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names:
                raise FileRefused(NOT_A_TABLE)
            types = archive.read("[Content_Types].xml")
            if b"macroEnabled" in types or any(n.endswith("vbaProject.bin") for n in names):
                raise FileRefused(HAS_MACROS)
            if b"spreadsheetml.sheet.main+xml" not in types:
                raise FileRefused(NOT_A_TABLE)
            has_formulas = _count_cells(archive, sorted(names))
            has_drawings = any(re.match(r"xl/drawings/drawing\d*\.xml", name) for name in names)
            return has_formulas, has_drawings
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(DAMAGED) from error


def _count_cells(archive: zipfile.ZipFile, names: list[str]) -> bool:
    """Refuse too many cells and document types; return whether any cell is a formula."""
    cells, has_formulas = 0, False
    for name in names:
        if not name.endswith((".xml", ".rels")):
            continue
        with archive.open(name) as part:
            block = part.read(1 << 20)
            if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
                raise FileRefused(DAMAGED)
            while block and name.startswith("xl/worksheets/"):
                cells += block.count(b"<c ") + block.count(b":c ")
                has_formulas = has_formulas or b"<f>" in block or b"<f " in block
                if cells > MAX_CELLS:
                    raise FileRefused(UNPACKS_TOO_LARGE)
                block = part.read(1 << 20)
    return has_formulas


def _check_size(rows: int, columns: int) -> None:
    if rows > MAX_ROWS:
        raise FileRefused(f"ตารางมีเกิน {MAX_ROWS:,} แถว แบ่งเป็นหลายไฟล์ หรือลบแถวว่างท้ายตาราง")
    if columns > MAX_COLUMNS:
        raise FileRefused(f"ตารางกว้างถึงคอลัมน์ที่ {columns} รับได้ไม่เกิน {MAX_COLUMNS} ลบคอลัมน์ที่ไม่ใช้ออก")


def _trimmed(row: list[Any]) -> list[Any]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]
