"""What offices call their columns, and a cell as its reader sees it. Pure."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from thai.calendar import MONTHS, SHORT_MONTHS, to_be
from thai.numerals import to_arabic_digits
from thai.text import repair

from .table_reader import BadCell

NO_HEADER = "ไม่พบหัวตาราง ต้องมีคอลัมน์ชื่อโครงการ และคอลัมน์อื่นอีกอย่างน้อยหนึ่งคอลัมน์ เช่น งบประมาณ"
LABELS = {  # field → the headers seen in use; compared by label_key
    "number": ["item_no", "no", "ลำดับที่", "ลำดับ", "ที่"],
    "kind": ["kind", "ประเภท", "ประเภทรายการ"],
    "strategy": ["strategy", "ยุทธศาสตร์", "ประเด็นการพัฒนา", "ประเด็นยุทธศาสตร์", "ยุทธศาสตร์การพัฒนา"],
    "guideline": ["guideline", "แนวทาง", "แนวทางการพัฒนา", "กลยุทธ์"],
    "program": ["program", "programme", "แผนงาน", "ชื่อแผนงาน"],
    "category": ["category", "ประเภทครุภัณฑ์"],
    "name": [
        "project_name", "name", "project", "ชื่อ", "โครงการ", "ชื่อโครงการ", "โครงการ/กิจกรรม",
        "ชื่อโครงการ/กิจกรรม", "ชื่อรายการ", "โครงการ/รายการ", "โครงการ/กิจกรรม/รายการ",
        "ครุภัณฑ์", "ชื่อครุภัณฑ์", "รายการครุภัณฑ์",
    ],
    "detail": [
        "activity_detail", "detail", "รายละเอียด", "รายละเอียดของกิจกรรม", "รายละเอียดกิจกรรม",
        "รายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ", "รายละเอียดกิจกรรมที่เกิดขึ้นจากโครงการ",
        "รายละเอียดโครงการ", "รายละเอียดของโครงการ", "รายละเอียดโครงการ/กิจกรรม",
        "รายละเอียดของครุภัณฑ์", "รายละเอียดครุภัณฑ์",
    ],
    "budget": [
        "budget_baht", "budget", "งบประมาณ", "จำนวนงบประมาณ", "จำนวนเงิน", "วงเงิน", "วงเงินงบประมาณ",
        "งบประมาณที่ได้รับ", "งบประมาณรวม",
    ],
    "source": [
        "source", "แหล่งเงิน", "แหล่งงบประมาณ", "แหล่งที่มา", "แหล่งที่มาของงบประมาณ", "ที่มาของงบประมาณ",
        "ที่มางบประมาณ", "ที่มาของเงิน",
    ],
    "agency": ["agency", "หน่วยงานภายนอก", "หน่วยงานอื่นที่ดำเนินการ"],
    "place": ["place", "สถานที่", "สถานที่ดำเนินการ", "พื้นที่ดำเนินการ", "พื้นที่", "สถานที่ดำเนินงาน"],
    "unit": [
        "unit", "หน่วยงาน", "หน่วยงานรับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบหลัก",
        "หน่วยงานที่รับผิดชอบหลัก", "หน่วยงานผู้รับผิดชอบ", "ผู้รับผิดชอบ", "หน่วยดำเนินการ", "หน่วยงานดำเนินการ",
        "หน่วยงานที่ดำเนินการ", "หน่วยงานเจ้าของโครงการ",
    ],
    "further_units": ["further_units", "หน่วยงานร่วม", "หน่วยงานสนับสนุน", "หน่วยงานร่วมดำเนินการ"],
    "start_month": ["start_month", "เดือนเริ่มต้น", "เดือนที่เริ่ม", "เริ่มเดือน", "เดือนที่เริ่มต้น", "เริ่มต้น"],
    "end_month": ["end_month", "เดือนสิ้นสุด", "เดือนที่สิ้นสุด", "ถึงเดือน", "สิ้นสุด"],
    "months": [
        "months", "เดือน", "เดือนที่ดำเนินการ", "ระยะเวลา", "ระยะเวลาดำเนินการ", "ระยะเวลาดำเนินงาน",
        "ระยะเวลาในการดำเนินการ", "ช่วงเวลาดำเนินการ",
    ],
    "year": ["fiscal_year_be", "fiscal_year", "year", "ปีงบประมาณ", "ปีงบประมาณพ.ศ.", "ปีพ.ศ.", "ปี"],
    "target": ["target", "เป้าหมาย", "เป้าหมาย/ผลผลิต", "ผลผลิต"],
    "devplan_edition": ["devplan_edition", "แผนพัฒนาฯเล่ม", "แผนพัฒนาเล่ม", "แผนพัฒนาฯ", "แผนพัฒนาท้องถิ่น"],
    "devplan_page": ["devplan_page", "หน้า", "แผนพัฒนาฯหน้า", "แผนพัฒนาหน้า"],
    "devplan_item": ["devplan_item", "ข้อ", "แผนพัฒนาฯข้อ", "แผนพัฒนาข้อ", "ข้อ/ลำดับ"],
    "note": ["note", "หมายเหตุ"],
}  # fmt: skip


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """Return a header as it is compared: no spaces, points, underlines or bracketed units."""
    plain = re.sub(r"\([^)]*\)", "", to_arabic_digits(repair(text)).casefold())
    return re.sub(r"[\s._:*\-\"'“”]", "", plain)


FIELD_OF = {label_key(label): name for name, labels in LABELS.items() for label in labels}
MONTH_OF = {
    label_key(name): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, name in enumerate(names)
    if name
}


def text_of(value: Any) -> str:
    """Return a cell as one would read it on the screen, repaired; "" for an empty one."""
    if value is None:
        return ""
    if isinstance(value, BadCell):
        return value.shown
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{Decimal(format(value, '.15g')):f}"
    if isinstance(value, date):  # a year typed as B.E. is kept by Excel as if it were C.E.
        year = value.year if value.year > 2400 else to_be(value.year)
        return f"{value.day} {SHORT_MONTHS[value.month]} {year}"
    return repair(str(value))


def column_letter(index: int) -> str:
    """Return the letters of a column: A for 0, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
