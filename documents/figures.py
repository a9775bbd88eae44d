"""How an organization writes numbers on paper: Thai digits, Arabic ones, or each in its place.

Names, details and places are printed as they were typed; everything the product writes goes
through here.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from organizations.models import DigitStyle
from thai.baht import NO_AMOUNT, baht_text, format_money
from thai.numerals import to_arabic_digits, to_thai_digits

TWO_PLACES = Decimal("0.01")


@dataclass(frozen=True)
class Figures:
    style: str
    shows_satang: bool = False  # as soon as one amount of the book has satang, all show two places

    @property
    def is_thai_in_prose(self):
        return self.style in {DigitStyle.THAI, DigitStyle.MIXED}

    @property
    def is_thai_in_tables(self):
        return self.style == DigitStyle.THAI

    def prose(self, text):
        return to_thai_digits(str(text)) if self.is_thai_in_prose else to_arabic_digits(str(text))

    def table(self, text):
        return to_thai_digits(str(text)) if self.is_thai_in_tables else to_arabic_digits(str(text))

    def money(self, amount):
        """Write an amount for a table; no amount and nothing at all are both "-"."""
        return self.table(format_money(amount or None, satang=self.shows_satang))

    def share(self, share):
        return NO_AMOUNT if share is None else self.table(f"{share:.2f}")

    def count(self, count):
        return self.table(f"{count:,}") if count else NO_AMOUNT


def share_of(part, whole):
    """Return the percentage of the grand total, half-up to two places; None where there is none."""
    if not part or not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(TWO_PLACES, ROUND_HALF_UP)


def number_in_words(number):
    """Write a whole number as the law does: "สิบห้า"."""
    return baht_text(number).removesuffix("บาทถ้วน")
