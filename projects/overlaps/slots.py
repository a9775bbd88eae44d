"""What makes two works different though their words agree: village, place, ends, size, … Pure."""

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from .spelling import core_of, spelled_out


class Slot(Enum):
    """The slots by the words a page shows; the order is that of the reasons."""

    VILLAGE = "หมู่ที่"
    PLACE = "สถานที่"
    ENDS = "ช่วงถนน"
    PHASE = "ระยะหรือช่วงที่"
    EDITION = "ครั้งที่หรือรุ่นที่"
    NUMBER = "เลขในชื่อ"
    SIDE = "คำตรงข้าม"
    WORDS = "คำในชื่อ"
    SIZE = "ขนาด"
    YEAR = "ปีในชื่อ"
    AMOUNT = "งบประมาณ"


@dataclass(frozen=True, slots=True)
class Slots:
    """What one text says of each slot; empty is not said."""

    core: str = ""
    villages: frozenset[int] = frozenset()
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ends: tuple[str, ...] = ()
    phases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    editions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    sizes: dict[str, tuple[float, ...]] = field(default_factory=dict)
    years: frozenset[int] = frozenset()


_VILLAGES = re.compile(
    r"หมู่ที่ (\d{1,2}(?!\d)(?:(?: ?[,/–-] ?| ?และ ?| ถึง ?| ?, ?)(?:หมู่ที่ )?\d{1,2}(?![\d.]))*)"
)
_DATES = re.compile(
    r"(?:วันที่ ?)?\d{1,2} ?(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม"
    r"|พฤศจิกายน|ธันวาคม)"
)
_YEARS = re.compile(
    r"(?:(?:ประจำ)?ปี(?:งบประมาณ|การศึกษา)? ?)?(?:ปี ?)?"
    r"(?<!\d)(2[45]\d\d)(?!\d)(?: ?[-–] ?(2[45]\d\d))?"
)
_MONEY = re.compile(r"(?:งบประมาณ|เป็นเงิน|วงเงิน)? ?\d[\d,.]* ?(?:ล้าน)?บาท")
_SIZES = re.compile(
    r"(กว้าง|ยาว|หนา|สูง|ลึก|พื้นที่|ขนาด|เส้นผ่าศูนย์กลาง|ปริมาตร|ปริมาณ|จำนวน)"
    r"((?:[^\d()กยสลหน]|น้อยกว่า|ไม่น้อยกว่า|รวม|เฉลี่ย|ประมาณ|ความ){0,24}?)"
    r"(\d[\d,]*(?:\.\d+)?(?: ?[-–x×] ?\d[\d,]*(?:\.\d+)?)*)"
    r" ?(ตารางเมตร|ลูกบาศก์เมตร|กิโลเมตร|เซนติเมตร|เมตร|มิลลิเมตร|นิ้ว|ฟุต|[ก-๙]*)"
)
_COUNTS = re.compile(
    r"(?<![\d/.])(\d[\d,]*) ?(แห่ง|สายทาง|สาย|ชุด|เครื่อง|คัน|หลัง|ตัว|คน|จุด|ต้น|บาน|วัน)(?![ก-๙])"
)
_PHASES = re.compile(r"(ระยะ|เฟส|phase|ช่วง|ตอน|งวด)(?:ที่)? ?(\d+|แรก|สุดท้าย)")
_EDITIONS = re.compile(r"(ครั้ง|รุ่น)(?:ที่)? ?(\d+)(?:/\d+)?")
_ENDS = re.compile(
    r"(?:ช่วง|ตั้งแต่|เริ่ม)?(?:จาก|ตั้งแต่)([^()]{2,60}?)(?:ไปยัง|ไปถึง|จนถึง|ถึง|จรด|ไปทาง)([^()]{2,60}?)"
    r"(?=$|[()]|พร้อม|หมู่ที่|ตำบล|กว้าง|ยาว|ขนาด|เทศบาล|องค์การ|ปี )"
)
_ROUTE = re.compile(
    r"สาย(?:ทาง)? ?([^()–\-\d]{2,40}?) ?[-–] ?((?:บ้าน)?[^()–\-\s]{2,40})(?=$|[()\s])"
)
_NOT_AN_END = re.compile(r"[\s,]|สาย|ถนน|บ้าน|ซอย|บริเวณ|หน้า")
_MARKS = re.compile(
    r"เทศบาล(?:นคร|เมือง|ตำบล)|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|จังหวัด|อำเภอ|ตำบล|ชุมชน|หมู่บ้าน|โรงเรียน|ศูนย์พัฒนาเด็กเล็ก|โรงพยาบาลส่งเสริมสุขภาพตำบล|สายทาง|สาย|ซอย|ถนน"
    r"|(?<![งาที])วัด(?!ระดับ|ผล|ค่า)|คลอง|(?<!แม่)ห้วย|(?<![ข์าที่วง])บ้าน(?!เลขที่|พัก|เรือน|ช่อง|นักกีฬา)"
)
_NAME = re.compile(
    r" ?([ก-๙a-z]+)?(?: ?(\d+(?:/\d+)?)(?![\d.]* ?(?:เมตร|ตาราง|นิ้ว|แห่ง|จุด|คน|สาย|ซอย)))?"
)
_STOP = re.compile(  # never at the start: ตำบลหน้าเมือง, ชุมชนหลังกองใต้, ตำบลในเมือง
    r"(?!^)(?:พร้อม|ต่อจาก|แยก(?:จาก)?|เข้า|ข้าง|หน้า|หลัง|ตรงข้าม|ถึง|จาก|เชื่อม|ฝั่ง|และ|ใน|ของ|โดย|สำหรับ"
    r"|เพื่อ|ให้|ภาย|บริเวณ|ช่วง|จำนวน|ขนาด|กว้าง|ยาว(?!า)|ตาม|(?<!เ)ที่|หมู่|เลข|ไป|ต้าน|ชิง(?=ถ้วย)|สู่|ร่วม)"
)
_GENERIC = re.compile(
    r"แยก|บริเวณ|เป็น|led|รอบ|ริม|ใน(?:สังกัด|เขต|พื้นที่)|ภายใน|สังกัด|คอนกรีต|ลาดยาง|แอสฟัลต์|ดิน|ลูกรัง|หินคลุก|สาธารณะ|ทุก|ต่าง|ส่งน้ำ|ไส้ไก่|เทศบาล|คุณธรรม|น่าอยู่|ปลอด|พาณิชย์"
    r"|สัมพันธ์|อยู่|ใหญ่|เด็ก|ร้าง|เอกชน|ผู้|สีขาว|ต้นแบบ|เข้มแข็ง|สวย|ปลอดภัย|ลอย|หลัก|รอง|เมน|เดิม|คน|ทั้ง|เขต"
)
_LEFT = re.compile(r"\d[\d,]*(?:[/.]\d+)*")
AREAS = re.compile(r"เทศบาล|องค์การ|จังหวัด|อำเภอ|ตำบล")  # wide, and most names leave them out
_NAMED_AFTER = {"ตำบล", "อำเภอ", "ชุมชน", "โรงเรียน"}  # ตำบลบ้านมะเกลือ, โรงเรียนวัดไทร: one name


def village_numbers(text: str) -> frozenset[int]:
    """Return the villages a piece such as "3, 5 และ 7-9" names."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?: ?(?:[–-]|ถึง) ?(\d+))?", text):
        end = int(last or first)
        found.update(range(int(first), end + 1) if 0 <= end - int(first) < 40 else [int(first)])
    return frozenset(found)


@lru_cache(maxsize=20_000)
def read_slots(text: str) -> Slots:
    """Take a text apart into its slots and the words that are left."""
    rest = spelled_out(text)
    villages: set[int] = set()
    phases: dict[str, tuple[str, ...]] = {}
    editions: dict[str, tuple[str, ...]] = {}
    years: set[int] = set()
    for found in _VILLAGES.finditer(rest):
        villages |= village_numbers(found[1])
    rest = _MONEY.sub(" ", _DATES.sub(" ", _VILLAGES.sub(" ", rest)))
    for found in _YEARS.finditer(rest):
        years |= {int(year) for year in found.groups() if year}
    rest, sizes = _sizes(_YEARS.sub(" ", rest))
    for pattern, kept in ((_PHASES, phases), (_EDITIONS, editions)):
        for found in pattern.finditer(rest):
            kept[found[1]] = (*kept.get(found[1], ()), found[2])
        rest = pattern.sub(" ", rest)
    rest, ends = _ends(rest)
    rest, places = _places(rest)
    numbers = tuple(sorted(_LEFT.findall(rest)))
    return Slots(
        core_of(_LEFT.sub(" ", rest)), frozenset(villages), places, ends, phases, editions,
        numbers, sizes, frozenset(years),
    )  # fmt: skip


def _sizes(text: str) -> tuple[str, dict[str, tuple[float, ...]]]:
    sizes: dict[str, tuple[float, ...]] = {}
    for found in _SIZES.finditer(text):
        values = re.findall(r"\d[\d,]*(?:\.\d+)?", found[3])
        name = f"{found[1]} {found[4]}".strip()
        sizes.setdefault(name, tuple(float(value.replace(",", "")) for value in values))
    rest = _SIZES.sub(" ", text)
    for found in _COUNTS.finditer(rest):
        sizes.setdefault(f"จำนวน {found[2]}", (float(found[1].replace(",", "")),))
    return _COUNTS.sub(" ", rest), sizes


def _ends(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text without the ends of a road, and those."""
    for pattern in (_ENDS, _ROUTE):
        if found := pattern.search(text):
            ends = tuple(_NOT_AN_END.sub("", end) for end in found.groups())
            if all(len(end) > 1 for end in ends):
                return f"{text[: found.start()]} {text[found.end() :]}", ends
    return text, ()


def _places(text: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    """Return the text without the names after บ้าน, ชุมชน, ซอย, …, and those by their mark."""
    marks = list(_MARKS.finditer(text))
    places: dict[str, tuple[str, ...]] = {}
    kept, reached = [], 0
    for number, mark in enumerate(marks):
        if mark.start() < reached:
            continue
        following = [later.start() for later in marks[number + 1 :]]
        if following and following[0] == mark.end() and mark[0] in _NAMED_AFTER:
            following = following[1:]
        name = _NAME.match(text, mark.end(), following[0] if following else len(text))
        words = (name[1] or "") if name else ""
        stop = _STOP.search(words)
        words, is_cut = (words[: stop.start()], True) if stop else (words, False)
        digits = (name[2] or "") if name and not is_cut else ""
        if _GENERIC.match(words) or not (words or digits):
            continue
        kind = {"สายทาง": "สาย", "หมู่บ้าน": "บ้าน"}.get(mark[0], mark[0])
        places[kind] = (*places.get(kind, ()), words + digits)
        kept.append(text[reached : mark.start()])
        reached = mark.end() + len(words) + (text[mark.end() : mark.end() + 1] == " ")
        if digits and name:
            reached = name.end()
    return " ".join([*kept, text[reached:]]), places
