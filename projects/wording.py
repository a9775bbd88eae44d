"""What the text of an item says of money: amounts of baht. Pure."""

import re
from decimal import Decimal

from thai.baht import MoneyInputError, parse_money
from thai.numerals import to_arabic_digits

_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?\s*(?:ล้าน|แสน|หมื่น|พัน)?)\s*บาท")


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
