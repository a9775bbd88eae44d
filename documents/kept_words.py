"""What stays on one line: a number with its unit, ๆ with its word, ฯลฯ, the town's own names. Pure.

The dictionary of names (`documents/dictionary.py`) is the nation's; what only one town calls its
villages and streets is learned from the places of its items.
"""

import re
from collections.abc import Callable, Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

NO_BREAK = "\u00a0"  # readers of the file's text see a plain space
MAY_BREAK = "\u200b"  # before a kept name that follows a word; the file's text does not have it
DIGITS = "0123456789๐๑๒๓๔๕๖๗๘๙"
DIGIT = f"[{DIGITS}]"
NEAR = 16  # letters: a line of a column with measures is longer, so that none of them ends it
UNITS = (
    "คน", "ราย", "ครั้ง", "แห่ง", "บาท", "เมตร", "ตารางเมตร", "กิโลเมตร", "เซนติเมตร", "นิ้ว", "ไร่",
    "ชุด", "เครื่อง", "คัน", "ตัว", "หลัง", "ชุมชน", "หมู่บ้าน", "โรงเรียน", "โรง", "รายการ", "โครงการ", "วัน",
    "เดือน", "ปี", "รุ่น", "สาย", "จุด", "ต้น", "ลิตร", "ตัน", "กิโลกรัม", "ซีซี", "แรงม้า", "ครัวเรือน", "เล่ม",
    "อัน", "ชิ้น", "ห้อง", "ที่นั่ง", "ใบ", "ดวง", "กลุ่ม", "ทีม", "กองทุน", "ศูนย์", "ม.", "ตร.ม.", "กม.",
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน",
    "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
BEFORE_NUMBERS = (
    "พ.ศ.", "หมู่ที่", "ฉบับที่", "ครั้งที่", "ลำดับที่", "ส่วนที่", "วันที่", "เลขที่", "ชั้น", "ข้อ", "มาตรา", "ซอย",
)  # fmt: skip
_UNIT = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
_BEFORE = "|".join(map(re.escape, sorted(BEFORE_NUMBERS, key=len, reverse=True)))
_NUMBER = f"{DIGIT}(?:[,./]?{DIGIT})*"
_MEASURE = f"(?:{_BEFORE}) {_NUMBER}|{_NUMBER} (?:{_UNIT})"
_KEPT_SPACE = re.compile(
    f" (?=[ๆฯ])|(?<={DIGIT}) (?={_UNIT})"
    + "".join(rf"|(?<={re.escape(word)}) (?={DIGIT})" for word in BEFORE_NUMBERS)
)
_BEFORE_SIGN = re.compile(" (?=[ๆฯ])")
ETC = "ฯลฯ"
_NAMED = re.compile(
    r"(?:หมู่บ้าน|บ้าน|ชุมชน|ซอย|ถนน|วัด|โรงเรียน|คลอง|บึง|หนอง|สะพาน|ตลาด|สวน)(?P<name>[ก-๎]+)"
)
SHORTEST, LONGEST = 4, 10  # letters without marks: more would not fit a narrow cell
_MARKS = re.compile("[ัิ-ฺ็-๎]")


def own_names(places: Iterable[str]) -> frozenset[str]:
    """Return what a town calls its villages, streets and temples, as its items tell."""
    found = {match["name"] for place in places for match in _NAMED.finditer(place)}
    return frozenset(name for name in found if SHORTEST <= len(_MARKS.sub("", name)) <= LONGEST)


def kept_together(text: str) -> str:
    """Return text with no-break spaces between a number and its unit, and before ๆ."""
    return _KEPT_SPACE.sub(NO_BREAK, text)


def markup_with(names: Iterable[str]) -> Callable[[str], SafeString]:
    """Return what writes a text as HTML in which names and ฯลฯ stay whole as well."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    words = re.compile("|".join((*map(re.escape, longest_first), ETC, _MEASURE)))

    def markup(text: str) -> SafeString:
        # Escaped first: what is put in besides is ours. The renderer breaks a line after a
        # no-break space all the same, but for one before ๆ.
        return mark_safe(words.sub(_kept, escape(_BEFORE_SIGN.sub(NO_BREAK, text))))

    return markup


def _kept(found: re.Match[str]) -> str:
    text, start = found.string, found.start()
    is_measure = found[0][0] in DIGITS or found[0][-1] in DIGITS
    if is_measure and start - text.rfind("\n", 0, start) <= NEAR:
        return found[0]
    follows_letter = start and "ก" <= text[start - 1] <= "๎"
    return f'{MAY_BREAK if follows_letter else ""}<span class="kept">{found[0]}</span>'
