"""Text files → one sheet, whatever they are encoded in and separated by. Pure."""

import csv
import io
import re
from collections import Counter
from typing import Any

from .sheets import NOT_TEXT, FileRefused, check_size, trimmed

SAMPLE = 4000  # bytes looked at for the zeros of UTF-16


def decoded(data: bytes) -> str:
    """Return the text: by its mark, else UTF-8, else Windows-874, which contains TIS-620."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data[:SAMPLE]:
        # UTF-16 without a mark: the high byte of commas and line ends is zero, on one side.
        is_little = data[1:SAMPLE:2].count(0) > data[:SAMPLE:2].count(0)
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


def records(text: str) -> list[list[Any]]:
    """Return the rows of a text of separated cells; an empty cell is None."""
    delimiter = None
    if told := re.match(r"sep=(.)\r?\n", text):  # Excel hides this line, so it has no number
        delimiter, text = told[1], text[told.end() :]
    delimiter = delimiter or _delimiter(text)
    rows: list[list[Any]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for record in reader:
            rows.append([cell if cell.strip() else None for cell in record])
            check_size(len(rows), len(trimmed(rows[-1])))
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
