"""Thai digits ๐-๙ and ASCII digits 0-9."""

import re

ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"

_TO_THAI = str.maketrans(ARABIC, THAI)
_TO_ARABIC = str.maketrans(THAI, ARABIC)
_THAI_DIGIT = re.compile("[๐-๙]")


def to_thai_digits(text: str) -> str:
    """Return the text with 0-9 written as ๐-๙; everything else stays."""
    return text.translate(_TO_THAI)


def to_arabic_digits(text: str) -> str:
    """Return the text with ๐-๙ written as 0-9; everything else stays."""
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text
