"""Years in the text of an item: where they stand, what they mean, and moving them on. Pure.

Texts are carried from year to year. A year that says when the work is done moves with it; a law's
year, the span of a development plan, a measure and a number do not. What cannot be told apart is
left as it stands, and `years_beside` then names it as not the plan's year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from thai.calendar import MONTHS, SHORT_MONTHS, WEEKDAYS
from thai.numerals import THAI, to_arabic_digits, to_thai_digits

# Years of the era from ten before to ten after the plan; further off it is a law or a foundation.
NEARBY = 10
LONGEST_SPAN = 20
FIRST_MONTH = 10  # of a fiscal year


class Meaning(Enum):
    """What a year in a text is the year of."""

    PLAIN = "the work itself"
    MONTH = "a month or a day"
    SCHOOL = "a school year"
    SPAN = "several years, first to last"
    LAW = "a law, an order, another plan"
    NUMBER = "no year: a measure, a house, a road"
    UNSURE = "something past, a number of a series, a day with its weekday"


@dataclass(frozen=True)
class Mention:
    """A year where it stands in a text; `last` is the end of a span."""

    start: int
    end: int
    year: int
    meaning: Meaning
    month: int = 0
    last: int = 0

    def stands_in(self, fiscal_year: int) -> bool:
        """Say whether the text is right in a plan of that year."""
        if self.meaning in (Meaning.LAW, Meaning.NUMBER):
            return True
        if self.meaning is Meaning.SPAN:
            return self.year <= fiscal_year <= self.last
        if self.meaning is Meaning.SCHOOL:  # one begins in May, so two meet in a fiscal year
            return fiscal_year - 1 <= self.year <= fiscal_year
        return self.fiscal_year == fiscal_year

    @property
    def fiscal_year(self) -> int:
        return self.year + (self.month >= FIRST_MONTH)


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: the same in both, or the year before and after moving."""

    before: str
    after: str

    @property
    def is_moved(self) -> bool:
        return self.before != self.after


_MONTH_NUMBERS = {
    name.replace(".", ""): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, name in enumerate(names)
    if name
}
_MONTH_NAMES = "|".join(
    [*MONTHS[1:], *(name.replace(".", r"\.?") for name in SHORT_MONTHS[1:])]
)  # fmt: skip
_ERA = r"(?:พ\.? ?ศ\.?\s*)?"
_CANDIDATE = re.compile(
    r"(?<!\d)(?<!\d[,.])(?:"
    rf"(?P<four>2[56]\d\d)(?!\d|[,.]\d)(?:\s*(?:[-–—/]|ถึง)\s*{_ERA}(?P<last>2[56]\d\d|\d\d)"
    r"(?!\d|[,.]\d))?"
    r"|(?P<two>[5-9]\d)(?!\d|[,.]\d))"
)
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\s*)?(?:(?P<name>{_MONTH_NAMES})\s*(?:ปี\s*)?{_ERA}"
    r"|(?<=\d)\s*/\s*(?P<number>0?[1-9]|1[0-2])\s*/\s*)$"
)
_YEAR_WORD = re.compile(rf"ปี(?:งบประมาณ|งบ)?\s*\(?\s*{_ERA}$")
_ERA_WORD = re.compile(r"พ\.? ?ศ\.?\s*$")
_YEARS_LONG = re.compile(r"(?:\d|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)\s*$")  # แผนพัฒนาสามปี
_SCHOOL = re.compile(rf"(?:ปีการศึกษา|ภาคเรียน|ภาคการศึกษา|เทอม)\s*(?:ที่)?\s*(?:\d\s*/\s*)?{_ERA}$")
_LAW = re.compile(
    r"พระราชบัญญัติ|พ\. ?ร\. ?บ|พรบ|พระราชกฤษฎีกา|พระราชกำหนด|รัฐธรรมนูญ|ประมวล|กฎหมาย|ระเบียบ|กฎกระทรวง"
    r"|ข้อบังคับ|ข้อบัญญัติ|เทศบัญญัติ|ข้อกำหนด|แผนพัฒนา|แผนแม่บท|แผนปฏิบัติการ|ยุทธศาสตร์ชาติ|หลักสูตร"
    r"|แก้ไขเพิ่มเติม|ฉบับที่|ฉบับปรับปรุง|คำสั่ง"
    r"|ประกาศ\s*(?:กระทรวง|กรม|คณะ|สำนัก|เทศบาล|องค์การ|อบต|อบจ|จังหวัด|ราชกิจจา|เรื่อง)"
    r"|หนังสือ\s*(?:กระทรวง|กรม|สั่งการ|ราชการ|ที่|ด่วน|จังหวัด|สำนัก|ซักซ้อม|เวียน)"
    r"|(?<!สม)มติ\s*(?:คณะ|ที่ประชุม|ครม|สภา|ค\.)"
)
_PAST = re.compile(
    r"(?:เมื่อ|ตั้งแต่|นับแต่|จาก|หลัง|ก่อน|สำรวจ|ข้อมูล|เดิม)"
    rf"\s*(?:ใน|ของ|ณ|สิ้น|วันที่|เดือน|ต้น|ปลาย)?\s*(?:ปี(?:งบประมาณ|งบ)?)?\s*{_ERA}$"
)
_PAST_DAY = re.compile(r"(?:เมื่อ|ลง|ลว\.|ข้อมูล)\s*(?:วันที่|เดือน|ณ|ณ วันที่)?\s*$")
_WEEKDAY = re.compile(rf"(?:{'|'.join(WEEKDAYS)})(?:บดี)?\s*(?:ที่)?\s*$")
_SERIES = re.compile(r"\d\s*[/-]\s*$")
_NEW_CLAUSE = re.compile(  # a law was named, then the work itself
    r"\s(?:จัด|ก่อสร้าง|ปรับปรุง|ซ่อม|ขุดลอก|อบรม|ดำเนิน|โครงการ|กิจกรรม|งาน|เพื่อ|สำหรับ|ประจำ|ใน)"
)
_NUMBERED = re.compile(
    r"(?:เลขที่|หมายเลข|เบอร์|โทร\.?|โทรศัพท์|รหัส|ทะเบียน|มอก\.?|ข้อ|ลำดับที่)"
    r"\s*(?:[ก-ฮ]{1,3}[ .]\s?)?[\d./-]*\s*$"
    r"|(?:ทางหลวง|ทล\.|สาย|ซอย)\s*[\d./-]*\s*$|[A-Za-z]\s?-?\s?$"
    r"|(?:จำนวน|ยาว|กว้าง|สูง|ลึก|พื้นที่|ระยะทาง|ปริมาตร|ขนาด|กว่า|(?<!งบ)ประมาณ)\s*$"
)
_MEASURE = re.compile(
    r"\s*(?:บาท|(?:ตาราง|ลูกบาศก์|กิโล|เซนติ|มิลลิ)?เมตร|(?:ตร|ลบ)\.? ?ม\.?|ตารางวา|กิโลกรัม|กม\.?"
    r"|กก\.?|ซม\.?|มม\.?|ม\.|คน|ราย|ครัวเรือน|หลังคาเรือน|ชุด|ต้น|ตัว|ลิตร|เครื่อง|แห่ง|ครั้ง|ปี|ไร่|ชิ้น|เล่ม|ฉบับ|%)"
)
_UNIT_ENDS = re.compile(r"(?!\s?\d|[ก-๙])")  # ยาว 2567 ม. and not งานสงกรานต์ 2567 ม.3


def mentions(text: str) -> list[Mention]:
    """List the years a text names, in the order they stand, each with what it means."""
    plain = to_arabic_digits(text)
    return list(_mentions(plain))


def _mentions(plain: str) -> Iterator[Mention]:
    reached = 0
    for found in _CANDIDATE.finditer(plain):
        before = plain[reached : found.start()].rpartition("\n")[2]
        mention = _mention(found, before, plain)
        if mention:
            reached = found.end("four" if found["four"] else "two")
            yield mention


def _mention(found: re.Match[str], before: str, plain: str) -> Mention | None:
    """Return the year at a candidate, or None where two figures are no year."""
    name = "four" if found["four"] else "two"
    start, end = found.span(name)
    year = int(found[name]) + (0 if found["four"] else 2500)
    if found["four"] and (last := _last_of(found)):
        return Mention(start, end, year, Meaning.SPAN, last=last)
    if date := _DATE.search(before):
        month = int(date["number"] or 0) or _MONTH_NUMBERS[date["name"].replace(".", "")]
        return Mention(start, end, year, _of_date(before[: date.start()]), month)
    if found["two"]:
        is_year = _year_word(before) or _ERA_WORD.search(before)
        unit = _MEASURE.match(plain, end)
        if not is_year or (unit and _is_whole(unit)):
            return None
    return Mention(start, end, year, _of_year(before, plain, end))


def _last_of(found: re.Match[str]) -> int:
    """Return the last year of a span, or 0 where what follows is none: 2567/15, 2567 - 3 คน."""
    if not found["last"]:
        return 0
    first, last = int(found["four"]), int(found["last"])
    last += first // 100 * 100 if last < 100 else 0
    return last if first < last <= first + LONGEST_SPAN else 0


def _of_date(before: str) -> Meaning:
    if law := _of_law(before, is_cited=True):
        return law
    unsure = _PAST_DAY.search(before) or _WEEKDAY.search(before)
    return Meaning.UNSURE if unsure else Meaning.MONTH


def _of_year(before: str, plain: str, end: int) -> Meaning:
    is_series = _SERIES.search(before) or re.match(r"\s*/\s*\d", plain[end:])
    law = _of_law(before, is_cited=bool(_ERA_WORD.search(before)))
    if _SCHOOL.search(before):
        return Meaning.SCHOOL
    if _PAST.search(before):
        return law or Meaning.UNSURE
    if _year_word(before) and not is_series:
        return Meaning.PLAIN
    if law or _ERA_WORD.search(before):
        return law or Meaning.PLAIN
    unit = _MEASURE.match(plain, end)
    if _NUMBERED.search(before) or (unit and _is_whole(unit)):
        return Meaning.NUMBER
    return Meaning.UNSURE if is_series or unit else Meaning.PLAIN


def _of_law(before: str, *, is_cited: bool) -> Meaning | None:
    """Return LAW after a law that is cited as laws are, UNSURE where that is not plain."""
    laws = list(_LAW.finditer(before))
    if not laws:
        return None
    is_sure = is_cited and not _NEW_CLAUSE.search(before, laws[-1].end())
    return Meaning.LAW if is_sure else Meaning.UNSURE


def _is_whole(unit: re.Match[str]) -> bool:
    return bool(_UNIT_ENDS.match(unit.string, unit.end()))


def _year_word(before: str) -> bool:
    """Say whether a year is announced as one: ปี, ประจำปีงบประมาณ พ.ศ.; not อายุ 60 ปี."""
    found = _YEAR_WORD.search(before)
    return bool(found) and not _YEARS_LONG.search(before, 0, found.start() if found else 0)


def years_beside(text: str, fiscal_year: int) -> list[int]:
    """List the years a text names that are near the plan's year but not right in it, each once.

    >>> years_beside("จัดงานสงกรานต์ ประจำปี ๒๕๖๗", 2568)
    [2567]
    """
    found = (
        mention.year
        for mention in mentions(text)
        if not mention.stands_in(fiscal_year) and abs(mention.year - fiscal_year) <= NEARBY
    )
    return list(dict.fromkeys(found))


def pieces(text: str, from_year: int, to_year: int) -> list[Piece]:
    """Return the text of a plan cut where years move when it is carried into another year's plan.

    A text that lists several years (so many in 2567, so many in 2568) is left as it is.
    """
    cut: list[Piece] = []
    reached = 0
    for mention in _moving(mentions(text), from_year):
        cut.append(Piece(text[reached : mention.start], text[reached : mention.start]))
        before = text[mention.start : mention.end]
        moved = str(mention.year + to_year - from_year)[-len(before) :]
        cut.append(Piece(before, to_thai_digits(moved) if before[0] in THAI else moved))
        reached = mention.end
    cut.append(Piece(text[reached:], text[reached:]))
    return [piece for piece in cut if piece.before]


def moved(text: str, from_year: int, to_year: int) -> str:
    """Return a text of one year's plan as it reads in another's.

    >>> moved("จัดงานสงกรานต์ ประจำปี ๒๕๖๗ ตาม พ.ร.บ. พ.ศ. 2562 (เม.ย. 67)", 2567, 2568)
    'จัดงานสงกรานต์ ประจำปี ๒๕๖๘ ตาม พ.ร.บ. พ.ศ. 2562 (เม.ย. 68)'
    """
    return "".join(piece.after for piece in pieces(text, from_year, to_year))


def _moving(found: list[Mention], year: int) -> list[Mention]:
    """Keep the years that surely say when the work of a plan is done."""
    listed = {mention.year for mention in found if mention.meaning is Meaning.PLAIN}
    sure = {Meaning.MONTH, Meaning.SCHOOL, *([Meaning.PLAIN] if listed <= {year} else [])}
    return [mention for mention in found if mention.meaning in sure and mention.stands_in(year)]
