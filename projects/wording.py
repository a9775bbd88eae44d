"""What the text of an item says: years and amounts of baht. Pure."""

import re
from decimal import Decimal

from thai.baht import MoneyInputError, parse_money
from thai.numerals import to_arabic_digits

# Years of the era from ten before to ten after the plan; further off it is a law or a foundation.
NEARBY = 10
_YEAR = re.compile(r"(?<![\d,.])(25\d\d|26\d\d)(?![\d,]|\.\d)(?:\s*[-–—]\s*(25\d\d|26\d\d)(?!\d))?")
_MEASURE = re.compile(r"\s*(?:บาท|เมตร|ม\.|ตร|ตาราง|คน|ราย|ครัวเรือน|ชุด|ต้น|ตัว|ลิตร|กิโล|กก|ลูกบาศก์|ลบ)")
_LAW = re.compile(
    r"(?:พระราชบัญญัติ|พ\.ร\.บ|พระราชกฤษฎีกา|ระเบียบ|กฎกระทรวง|ข้อบังคับ|ประกาศ|หนังสือ|แผนพัฒนา|มติ)"
    r"[^\n]{0,120}$"
)
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?\s*(?:ล้าน|แสน|หมื่น|พัน)?)\s*บาท")


def years_beside(text: str, fiscal_year: int) -> list[int]:
    """List the B.E. years a text names that are near the plan's year but not it, each once.

    A span that holds the plan's year (2566–2570), a law's year and a measure are not meant.

    >>> years_beside("จัดงานสงกรานต์ ประจำปี ๒๕๖๗", 2568)
    [2567]
    """
    plain = to_arabic_digits(text)
    found: list[int] = []
    for match in _YEAR.finditer(plain):
        first, last = int(match[1]), int(match[2] or match[1])
        if first <= fiscal_year <= last or abs(first - fiscal_year) > NEARBY:
            continue
        if _MEASURE.match(plain, match.end()) or _LAW.search(plain, 0, match.start()):
            continue
        found.append(first)
    return list(dict.fromkeys(found))


def amounts_beside(text: str, budget: Decimal) -> list[Decimal]:
    """List the amounts of baht a text names when neither one of them nor their sum is the budget.

    >>> amounts_beside("งบประมาณ 500,000 บาท", Decimal("498000.00"))
    [Decimal('500000.00')]
    >>> amounts_beside("ค่าวิทยากร 3,000 บาท ค่าอาหาร 7,000 บาท", Decimal("10000.00"))
    []
    """
    amounts: list[Decimal] = []
    for match in _AMOUNT.finditer(to_arabic_digits(text)):
        try:
            amount = parse_money(match[1])
        except MoneyInputError:
            continue
        if amount:
            amounts.append(amount)
    if not amounts or budget in amounts or sum(amounts) == budget:
        return []
    return list(dict.fromkeys(amounts))
