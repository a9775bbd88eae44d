"""Lines of a table that are no items: headings, totals, remarks, the numbers of columns. Pure."""

import re
from typing import Any

from thai.numerals import to_arabic_digits

from .column_labels import text_of
from .headers import Layout
from .source_rows import SourceRow
from .table_reader import BadCell

LIKE_A_HEADING = "ชื่อเหมือนหัวข้อยุทธศาสตร์หรือแผนงาน แต่มีงบประมาณ อ่านเป็นรายการ ถ้าเป็นยอดรวมให้ลบแถวนี้"
LIKE_A_TOTAL = "ชื่อขึ้นต้นเหมือนยอดรวม และแถวไม่มีลำดับที่ อ่านเป็นรายการ ถ้าเป็นยอดรวมให้ลบแถวนี้"
NO_NUMBER = "แถวนี้ไม่มีลำดับที่และงบประมาณ อ่านเป็นรายการใหม่ ถ้าเป็นข้อความต่อจากแถวบนให้รวมเป็นแถวเดียว"
NUMBER = r"(\(?[0-9]+([.][0-9]+)*[.)]?|\(?[ก-ฮ][.)])? ?"  # "1.", "2.3", "(1)", "ก."
HEADINGS = {
    "strategy": re.compile(f"{NUMBER}(ยุทธศาสตร์|ประเด็นการพัฒนา|ประเด็นยุทธศาสตร์).*"),
    "guideline": re.compile(f"{NUMBER}(แนวทาง|กลยุทธ์).*"),
    "program": re.compile(f"{NUMBER}(แผนงาน|งบกลาง$).*"),
    "category": re.compile(f"{NUMBER}(ประเภท ?)?ครุภัณฑ์.*"),
}
BELOW = {"strategy": ["guideline", "program"], "category": ["program"]}  # a new one ends these
TOTAL = re.compile(
    r"(ยอด)?รวม( ?(ทั้งสิ้น|ทั้งหมด|เป็นเงิน|เงิน|งบประมาณ|ยอด|จำนวน|ย่อย|สะสม|หน้านี้|ทุกแผนงาน|ทุกยุทธศาสตร์))*"
    r"( ?(ยุทธศาสตร์|แผนงาน|ประเภท)[^0-9]*)?"
    r" ?([0-9,]+ ?)?(โครงการ(/กิจกรรม)?|กิจกรรม|รายการ|ครุภัณฑ์)?( ?เป็นเงิน| ?บาท)?"
    r"|(grand |sub)?total",
    re.IGNORECASE,
)
TOTAL_OF = re.compile(
    r"(ยอด)?รวม(เงิน|งบประมาณ|ทั้งสิ้น)? ?([0-9.]+ ?)?(ยุทธศาสตร์|แผนงาน|แนวทาง|ประเด็นการพัฒนา).*"
)
CARRIED = re.compile("(รวม)?(ยอด|ยก)(ยอด)?(ยก)?(ไป|มา)")  # from one printed page to the next
LIKE_TOTAL = re.compile("(ยอด)?รวม|ทั้งสิ้น|(grand |sub)?total", re.IGNORECASE)
SIGNED = re.compile(r"\(?ลงชื่อ|[.…_]{6}|\( ?(นาย|นาง|ว่าที่|พล|พัน|ร้อย|จ่า|สิบ|ดาบ|ดร\.)")
REMARK = re.compile(r"(หมายเหตุ|\*|\(?ลงชื่อ|ผู้จัดทำ|ผู้ตรวจ|ผู้รับรอง|ผู้เห็นชอบ).*", re.DOTALL)
ITEM_NUMBER = re.compile(r"[\d.]+[.)]?")
COLUMN_NUMBER = re.compile(r"\(?[0-9]{1,2}\)?")
PLAN_YEAR = re.compile(r"(?:ปีงบประมาณ|ประจำปี) ?(?:พ\. ?ศ\.)? ?([0-9]{4})")
YEAR = re.compile(r"(?:พ\. ?ศ\.|ปีงบประมาณ|ประจำปี|ปี|[คพยมกส]\.) ?([0-9]{4})")


def joined(present: dict[int, Any]) -> str:
    """Return the cells of a line as one text, each text once."""
    return " ".join(dict.fromkeys(text_of(cell) for cell in present.values()))


def without_sum(present: dict[int, Any], layout: Layout | None) -> dict[int, Any]:
    """Return the cells of a line without the money that a heading may have beside it.

    Where something stands under the name of an item, the money is that item's.
    """
    if layout is None or _has(present, layout, "name"):
        return present
    return {key: cell for key, cell in present.items() if key != layout.fields.get("budget")}


def heading_of(present: dict[int, Any], layout: Layout | None) -> str:
    """Return the field a row is a heading of: such as the strategy of the next ones."""
    present = without_sum(present, layout)
    text = joined(present)
    if len(present) > 2 or any(not isinstance(cell, str | int) for cell in present.values()):
        return ""
    if layout and _has(present, layout, "budget", "unit", "detail", "place"):
        return ""
    plain = to_arabic_digits(text).replace("\n", " ")
    for name, pattern in HEADINGS.items():
        if layout and (name in layout.fields or (name == "category" and not layout.is_equipment)):
            continue
        if pattern.fullmatch(plain):
            return name
    return ""


def _has(present: dict[int, Any], layout: Layout, *names: str) -> bool:
    return any(present.get(layout.fields.get(name, -1)) is not None for name in names)


def is_total(present: dict[int, Any], layout: Layout) -> bool:
    """Say whether all that stands left of the money is "รวม", perhaps with a count."""
    end = layout.fields.get("budget", 10**6)
    left = {column: cell for column, cell in present.items() if column < end}
    # A count may be a formula nobody has worked out yet.
    texts = dict.fromkeys(text_of(cell) for cell in left.values() if not isinstance(cell, BadCell))
    plain = to_arabic_digits(" ".join(text for text in texts if text not in {"-", "–"})).strip()
    if len(plain) >= 200:
        return False
    if TOTAL.fullmatch(plain) or is_carried(plain):
        return True
    number = text_of(left.get(layout.fields.get("number", -1)))
    is_item = bool(ITEM_NUMBER.fullmatch(number)) or _has(present, layout, "unit", "place")
    return bool(TOTAL_OF.fullmatch(plain)) and not is_item


def is_carried(text: str) -> bool:
    """Say whether a line only sums up a printed page, or carries that to the next."""
    return "หน้านี้" in text or bool(CARRIED.match(text.replace(" ", "")))


def is_remark(present: dict[int, Any], text: str, layout: Layout) -> bool:
    """Say whether a row below a header is no item: a bare number, a title, a remark."""
    column = next(iter(present))
    if len(present) == 1 and column == layout.fields.get("number"):
        return True
    if len(present) == 1 and REMARK.fullmatch(text):
        return column != layout.fields.get("name") or text.startswith("หมายเหตุ")
    return len(present) > 2 and all(
        COLUMN_NUMBER.fullmatch(to_arabic_digits(text_of(cell))) for cell in present.values()
    )  # the line (1) (2) (3) below a header


def is_signed(present: dict[int, Any], text: str, layout: Layout) -> bool:
    """Say whether a row is a line to sign, or the name below one."""
    return bool(SIGNED.match(text)) and not _has_figures(present, layout)


def may_follow(present: dict[int, Any], layout: Layout) -> bool:
    """Say whether a row below a line to sign may be the name or the post of who signs."""
    return len(present) <= 3 and not _has_figures(present, layout)


def _has_figures(present: dict[int, Any], layout: Layout) -> bool:
    """Say whether a row has the number or the money of an item."""
    cells = [present.get(layout.fields.get(name, -1)) for name in ("number", "budget")]
    return any(re.match("[0-9]", to_arabic_digits(text_of(cell))) for cell in cells)


def is_unclear(present: dict[int, Any], text: str) -> bool:
    """Say whether a line passed over is neither a number nor a remark: perhaps a heading."""
    plain = to_arabic_digits(text)
    is_number = ITEM_NUMBER.fullmatch(plain) or COLUMN_NUMBER.fullmatch(plain)
    return len(present) == 1 and not (is_number or REMARK.fullmatch(text) or SIGNED.match(text))


def years_in(text: str) -> list[int]:
    """Return the years a title or a header names."""
    return [int(year) for year in YEAR.findall(to_arabic_digits(text))]


def plan_years_in(text: str) -> list[int]:
    """Return the fiscal years a title says the plan is for."""
    return [int(year) for year in PLAN_YEAR.findall(to_arabic_digits(text))]


def odd_item(row: SourceRow, *, is_numbered: bool) -> str:
    """Return what is odd about a row that is read as an item of its own; "" for nothing."""
    cells = row.cells
    if "name" not in cells or any(name in cells for name in ("detail", "place", "unit")):
        return ""
    plain = to_arabic_digits(row.text("name")).replace("\n", " ")
    if any(HEADINGS[name].fullmatch(plain) for name in ("strategy", "guideline", "program")):
        return LIKE_A_HEADING
    if LIKE_TOTAL.match(plain) and "number" not in cells:
        return LIKE_A_TOTAL
    return NO_NUMBER if is_numbered and not {"number", "budget"} & set(cells) else ""
