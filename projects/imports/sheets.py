"""A sheet as every reader hands it on, how large it may be, and the words of a refusal. Pure."""

from dataclasses import dataclass, field
from typing import Any

FORMATS = "ใช้ไฟล์ .xlsx .xls .csv หรือ .docx"
SAVE_AS = "เปิดด้วย Excel แล้วบันทึกเป็น .xlsx"
EMPTY = f"ไฟล์นี้ว่างเปล่า {FORMATS} ที่มีหัวตารางและรายการ"
NOT_A_TABLE = f"อ่านไฟล์นี้ไม่ได้ เพราะไม่ใช่ตาราง {FORMATS}"
NOT_XLSX = f"ไฟล์นี้ชื่อเป็นไฟล์ Excel แต่เนื้อในไม่ใช่ {SAVE_AS}"
NOT_DOCX = "ไฟล์นี้ชื่อเป็นไฟล์ Word แต่เนื้อในไม่ใช่ เปิดด้วย Word แล้วบันทึกเป็น .docx"
BINARY_BOOK = f"ไฟล์นี้เป็น Excel แบบไบนารี (.xlsb) {SAVE_AS}"
OLD_DOC = "ไฟล์นี้เป็น Word รุ่นเก่า (.doc) เปิดด้วย Word แล้วบันทึกเป็น .docx"
PROTECTED = "ไฟล์นี้ใส่รหัสผ่านไว้ ระบบจึงเปิดไม่ได้ เปิดแล้วบันทึกใหม่โดยไม่ใส่รหัสผ่าน"
HAS_MACROS = f"ไฟล์นี้มีมาโคร ระบบไม่รับไฟล์ที่มีมาโคร {SAVE_AS} (ไฟล์ Word บันทึกเป็น .docx)"
DAMAGED = f"เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสียหาย {SAVE_AS} อีกครั้ง (ไฟล์ Word บันทึกเป็น .docx)"
UNPACKS_TOO_LARGE = "ไฟล์นี้ขยายแล้วใหญ่ผิดปกติ ลบแผ่นงาน แถว คอลัมน์ว่าง และรูปที่ไม่ใช้แล้วบันทึกใหม่"
NOT_TEXT = "อ่านตัวอักษรของไฟล์นี้ไม่ได้ บันทึกเป็น CSV UTF-8 หรือ .xlsx"
NO_TABLE = "ไม่พบตารางในไฟล์ Word นี้ ข้อความต้องอยู่ในตารางของ Word ไม่ใช่รูปภาพ"
NO_VALUE = "สูตรในช่องนี้ยังไม่มีค่าที่คำนวณไว้ เปิดด้วย Excel แล้วบันทึกอีกครั้ง หรือพิมพ์ค่าแทนสูตร"
NOT_A_DAY = "Excel เก็บช่องนี้เป็นวันที่ที่ไม่มีจริง พิมพ์ค่าใหม่เป็นข้อความ"

MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_CELLS = 1_000_000  # styled but empty ones too


class FileRefused(ValueError):
    """A file that cannot be read as a table; its text is one Thai sentence."""


@dataclass(frozen=True)
class BadCell:
    """A cell whose value cannot be trusted, and why, in Thai."""

    shown: str
    why: str


@dataclass(frozen=True)
class Shape:
    """Something drawn over cells; 2.5 is the middle of the third column or row."""

    left: float
    top: float
    right: float
    bottom: float


Merge = tuple[int, int, int, int]  # top, left, bottom, right; from 1, the last ones included


@dataclass
class Sheet:
    """Rows as the user's own program numbers them: row 1 is `rows[0]`."""

    name: str
    rows: list[list[Any]]
    merged: list[Merge] = field(default_factory=list)
    has_drawings: bool = False  # some of them cannot be placed on cells
    fills: dict[int, dict[int, str]] = field(default_factory=dict)  # row, column from 0 → colour
    shapes: list[Shape] = field(default_factory=list)
    above: list[str] = field(default_factory=list)  # paragraphs before a table of Word
    follows: bool = False  # may go on with the table before it, as in Word
    width: int = 0  # of a table of Word, empty cells counted


def megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.4g} MB"


def too_large(size: int, limit: int) -> str:
    return f"ไฟล์นี้ใหญ่ {megabytes(size)} เกินที่รับได้ {megabytes(limit)} แบ่งไฟล์หรือลบรูปภาพในไฟล์ออก"


def check_size(rows: int, columns: int) -> None:
    """Refuse a table longer or wider than a plan could be."""
    if rows > MAX_ROWS:
        raise FileRefused(f"ตารางมีเกิน {MAX_ROWS:,} แถว แบ่งเป็นหลายไฟล์ หรือลบแถวว่างท้ายตาราง")
    if columns > MAX_COLUMNS:
        raise FileRefused(f"ตารางกว้างถึงคอลัมน์ที่ {columns} รับได้ไม่เกิน {MAX_COLUMNS} ลบคอลัมน์ที่ไม่ใช้ออก")


def check_merged(merged: list[Merge], rows: int) -> list[Merge]:
    """Return the merged ranges inside the table; refuse more of them than there can be cells."""
    inside = [
        (top, left, min(bottom, rows), min(right, MAX_COLUMNS))
        for top, left, bottom, right in merged
        if 0 < top <= rows and 0 < left <= MAX_COLUMNS and bottom >= top and right >= left
    ]
    if sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in inside) > (
        MAX_CELLS
    ):
        raise FileRefused(UNPACKS_TOO_LARGE)
    return inside


def trimmed(row: list[Any]) -> list[Any]:
    """Return a row without the empty cells at its end."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]
