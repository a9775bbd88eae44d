"""Amounts of money: read from what people type, shown in figures and in words."""

import re
from decimal import ROUND_HALF_UP, Decimal

from thai.numerals import to_arabic_digits

SATANG = Decimal("0.01")
LARGEST = Decimal("999999999999.99")  # what a decimal(14, 2) column holds
NO_AMOUNT = "-"

EXAMPLE = "เช่น 498,000 หรือ ๔๙๘,๐๐๐"
NOT_A_NUMBER = f"จำนวนเงินต้องเป็นตัวเลข {EXAMPLE}"
NEGATIVE = f"จำนวนเงินต้องไม่ติดลบ {EXAMPLE}"
TOO_PRECISE = "จำนวนเงินมีทศนิยมได้ไม่เกิน 2 ตำแหน่ง เช่น 498,000.50"
MISPLACED_COMMA = "เครื่องหมายจุลภาคในจำนวนเงินอยู่ผิดที่ ใส่ทุก 3 หลัก เช่น 1,498,000"
POINT_FOR_COMMA = "จุดในจำนวนเงินเป็นจุดทศนิยม คั่นหลักพันด้วยจุลภาค เช่น 150,000"
TOO_LARGE = f"จำนวนเงินมากเกินไป ต้องไม่เกิน {LARGEST:,} บาท"

_NOTHING = {"", "-", "–", "—", "−"}
_POWERS = {
    "ล้าน": Decimal(1_000_000),
    "แสน": Decimal(100_000),
    "หมื่น": Decimal(10_000),
    "พัน": Decimal(1_000),
}
_DRESSED = re.compile(
    r"฿?\s*"
    r"(?P<figure>.*?)"
    r"\s*(?:\.-|\.–|,-)?"  # 725,760.- is how a cheque closes an amount without satang
    r"\s*(?P<power>ล้าน|แสน|หมื่น|พัน)?"
    r"\s*(?:บาท(?:\s*ถ้วน)?|฿)?",
    re.DOTALL,
)
_NEGATIVE = re.compile(r"[-–—−]\s*฿?\s*[\d.,]+|\([\d.,\s]+\)")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")

_POINT_FOR_COMMA = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{2}0")  # "150.000" may mean thousands

_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


class MoneyInputError(ValueError):
    """An amount that cannot be read; its text is a Thai sentence for the person who typed it."""


def parse_money(text: str) -> Decimal | None:
    """Return the baht typed, exact to the satang and never negative; None for empty or "-".

    Takes commas in threes, Thai digits, "725,760.-", "฿", "บาท", "บาทถ้วน" and "1.5 ล้าน" (also แสน,
    หมื่น, พัน). Raises MoneyInputError for anything else, never guessing what was meant.
    """
    typed = to_arabic_digits(text).replace("\u00a0", " ").strip()
    if typed in _NOTHING:
        return None
    dressed = _DRESSED.fullmatch(typed)
    figure = dressed["figure"] if dressed else typed
    amount = _read_figure(figure)
    if dressed and dressed["power"]:
        amount *= _POWERS[dressed["power"]]
    elif _POINT_FOR_COMMA.fullmatch(figure):
        raise MoneyInputError(POINT_FOR_COMMA)
    if amount > LARGEST:
        raise MoneyInputError(TOO_LARGE)
    if amount != amount.quantize(SATANG):
        raise MoneyInputError(TOO_PRECISE)
    return amount.quantize(SATANG)


def _read_figure(figure: str) -> Decimal:
    if _NEGATIVE.fullmatch(figure):
        raise MoneyInputError(NEGATIVE)
    if len(figure) > 30:  # far above LARGEST; keeps a pasted page out of the arithmetic
        raise MoneyInputError(TOO_LARGE if _PLAIN.fullmatch(figure) else NOT_A_NUMBER)
    if _PLAIN.fullmatch(figure) or _GROUPED.fullmatch(figure):
        return Decimal(figure.replace(",", ""))
    if re.fullmatch(r"[0-9.,]*[0-9][0-9.,]*", figure) and figure.count(".") <= 1 and "," in figure:
        raise MoneyInputError(MISPLACED_COMMA)
    raise MoneyInputError(NOT_A_NUMBER)


def format_money(amount: Decimal | int | None, satang: bool = True) -> str:
    """Return the amount in baht as "162,450,000.00", half-up to the satang; "-" for None.

    Without `satang` a whole amount loses ".00"; an amount that has satang always shows them,
    because a figure on a public page may not be rounded silently.
    """
    if amount is None:
        return NO_AMOUNT
    exact = _to_satang(amount)
    if satang or exact % 1:
        return f"{exact:,}"
    return f"{exact:,.0f}"


def format_millions(amount: Decimal | int | None) -> str:
    """Return "162.45 ล้าน" from one million baht, half-up to two places; less as format_money.

    The unit บาท stays with the page. 999,999.99 is still below one million and is written out.
    """
    if amount is None or -1_000_000 < amount < 1_000_000:
        return format_money(amount, satang=False)
    return f"{_to_satang(Decimal(amount) / 1_000_000):,} ล้าน"


def baht_text(amount: Decimal | int) -> str:
    """Return the amount in words, half-up to the satang: "สี่แสนเก้าหมื่นแปดพันบาทถ้วน".

    A final one after any other digit is เอ็ด (หนึ่งร้อยเอ็ด), as the Royal Society reads it and as
    spreadsheets write it. PyThaiNLP's bahttext takes floats only and says ศูนย์บาท before satang.
    """
    exact = _to_satang(amount)
    baht, satang = divmod(int(abs(exact) * 100), 100)
    sign = "ลบ" if exact < 0 else ""
    if not baht and not satang:
        return "ศูนย์บาทถ้วน"
    in_baht = f"{_in_words(baht)}บาท" if baht else ""
    in_satang = f"{_in_words(satang)}สตางค์" if satang else "ถ้วน"
    return sign + in_baht + in_satang


def _to_satang(amount: Decimal | int) -> Decimal:
    return Decimal(amount).quantize(SATANG, ROUND_HALF_UP)


def _in_words(number: int) -> str:
    millions, rest = divmod(number, 1_000_000)
    if not millions:
        return _below_a_million(rest, follows=False)
    return f"{_in_words(millions)}ล้าน{_below_a_million(rest, follows=True)}"


def _below_a_million(number: int, *, follows: bool) -> str:
    words = ""
    for place, digit in enumerate(map(int, reversed(str(number)))):
        if digit == 0:
            continue
        if place == 0 and digit == 1 and (number > 1 or follows):
            words = "เอ็ด"
        elif place == 1 and digit == 1:
            words = "สิบ" + words
        elif place == 1 and digit == 2:
            words = "ยี่สิบ" + words
        else:
            words = _DIGITS[digit] + _PLACES[place] + words
    return words
