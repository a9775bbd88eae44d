"""The months of an item out of its month cells: marks, words, arrows, colours, shapes. Pure.

A mark in a cell is certain. All else is a reading with a doubt to be told: what a colour or a
shape means, nobody wrote down.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from thai.calendar import MONTHS, SHORT_MONTHS
from thai.numerals import to_arabic_digits

from ..schedule import POSITION, mask_of, months_of, span, spelled
from .cell_values import NO_MARK, CellFault, read_months
from .column_labels import text_of
from .table_reader import BadCell

LEFT, RIGHT = set("←⟵◄◀<«⇐⬅"), set("→⟶►▶>»⇒➔➜➝➞⮕➡")
SIGNS = r"[\s\-–—_=.…←→↔⟵⟶⟷◄►◀▶<>«»⇐⇒⇔|]"
DRAWN_OUT = re.compile(f"{SIGNS}{{4,}}")  # an arrow made of several signs
DRAWN_LINE = re.compile(f"{SIGNS}+")
NEVER = re.compile("ไม่|ยกเลิก|งด(?!ง)|เลื่อน")
NAMES = re.compile(
    "|".join(re.escape(name).replace(r"\.", r"\.?") for name in (*MONTHS[1:], *SHORT_MONTHS[1:]))
)
LONGEST_MARK = 2  # letters; more are words, which may say something else than "in this month"

PAINTED = "อ่านเดือนจากสีของช่อง ตรวจว่าตรงกับที่ระบายไว้"
DRAWN = "อ่านเดือนจากเส้น ลูกศร หรือรูปที่วาดทับช่อง ตรวจว่าตรงกับที่วาดไว้"
BETWEEN = "อ่านเดือนระหว่างหัวลูกศรสองข้างด้วย ตรวจว่าตรงกับที่ตั้งใจ"
ONE_CELL = "ลูกศรที่พิมพ์ยาวในช่องเดียวอ่านเป็นเดือนของช่องนั้นเดือนเดียว ถ้าหมายถึงหลายเดือนให้ใส่เครื่องหมายทุกช่อง"


@dataclass
class Seen:
    """Months that colours or drawings show for an item, and what is doubtful about them."""

    painted: int = 0
    drawn: int = 0
    doubts: list[str] = field(default_factory=list)

    def doubt(self, message: str) -> None:
        if message not in self.doubts:
            self.doubts.append(message)


def read_marks(cells: dict[int, Any], fiscal_year: int) -> tuple[int, list[str]]:
    """Return the months whose cells hold a mark, and what is doubtful; "-" and 0 are none."""
    found, doubts = 0, []
    texts = {month: _text(value) for month, value in cells.items()}
    for month, text in texts.items():
        if text in NO_MARK:
            continue
        if NAMES.search(to_arabic_digits(text)):
            # It says more than the cell it stands in.
            found |= read_months(_in_words(text), fiscal_year)
            continue
        if NEVER.search(text):
            raise CellFault(f"ช่องเดือนเขียนว่า “{text}” เว้นช่องว่างถ้าไม่ดำเนินการในเดือนนั้น")
        if DRAWN_OUT.fullmatch(text) and list(texts.values()).count(text) == 1:
            doubts.append(ONE_CELL)
        elif sum(letter.isalnum() for letter in text) > LONGEST_MARK:
            doubts.append(f"ช่องเดือนเขียนว่า “{text[:40]}” อ่านเป็นเดือนที่ดำเนินการ")
        found |= mask_of([month])
    if between := _between(texts):
        found |= between
        doubts.append(BETWEEN)
    return found, list(dict.fromkeys(doubts))


def _in_words(text: str) -> str:
    """Return a cell without the lines that only draw what its words say, as our own book has it."""
    return "\n".join(line for line in text.split("\n") if not DRAWN_LINE.fullmatch(line))


def _text(value: Any) -> str:
    if isinstance(value, BadCell):
        raise CellFault(value.why)
    return text_of(value)


def _between(texts: dict[int, str]) -> int:
    """Return the months between "←" in one cell and "→" in a later one."""
    found, begin = 0, 0
    for month in sorted(texts, key=lambda month: POSITION[month]):
        text = texts[month].strip()
        if not text or text in NO_MARK:
            continue
        first, last = text[0] in LEFT, text[-1] in RIGHT
        if last and not first and begin:
            found |= span(begin, month) & ~mask_of([begin, month])
        begin = month if first and not last else 0
    lacking = [month for month in months_of(found) if texts.get(month, "") in NO_MARK]
    return mask_of(lacking)


def agreed(written: int, seen: Seen, fiscal_year: int) -> tuple[int, list[str]]:
    """Return the months of an item and what to look at: words before drawings before colours."""
    doubts = list(seen.doubts) if not written else []
    taken = written or seen.drawn or seen.painted
    told = spelled(taken, fiscal_year)
    if not written and seen.drawn:
        doubts.insert(0, DRAWN)
    elif not written and seen.painted:
        doubts.insert(0, PAINTED)
    for what, other in (("เส้นหรือรูปที่วาด", seen.drawn), ("สีของช่อง", seen.painted)):
        if other and other != taken:
            shown = spelled(other, fiscal_year)
            doubts.append(f"{what}บอกเดือน {shown} ซึ่งไม่ตรงกับเดือนที่ใช้ ({told})")
    return taken, doubts
