"""Thai text: repaired on the way in, keyed for search and for dictionary order, checked for script.

The rules are those of Unicode for Thai, of the Royal Society's dictionary for order, and of what
spreadsheets and scanned papers of offices really contain.
"""

import re
import unicodedata
from functools import cache

from thai.numerals import to_arabic_digits

TONES = "่-๋"
NIKHAHIT = "ํ"
SARA_AA = "า"
SARA_AM = "ำ"

# Old Thai fonts drew shifted marks from private-use places; these are the marks they stand for
# (the table that Windows and Pango use for such fonts).
_FONT_GLYPHS = {
    0xF700 + offset: mark
    for offset, mark in enumerate(
        "ฐ"  # without its foot
        "ิีึื่้๊๋์"  # moved left, the tones also down
        "่้๊๋์"  # moved down
        "ญ"  # without its foot
        "ัํ็่้๊๋์"  # moved left
        "\u0e38\u0e39\u0e3a"  # moved down
    )
}
_SYMBOL_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓"}  # Symbol and Wingdings, from Word
_PRIVATE_USE = _FONT_GLYPHS | _SYMBOL_BULLETS

_LINE_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = {"Cc", "Cf", "Cs"}  # control, format (zero-width, bidi, soft hyphen), half a character
_SPLIT_AM = re.compile(f"(?:{NIKHAHIT}([{TONES}]*)|([{TONES}]+){NIKHAHIT}){SARA_AA}")
_TONE_AFTER_AM = re.compile(f"{SARA_AM}([{TONES}]+)")
_BELOW = "\u0e38-\u0e3a"  # vowels and the dot below; NFC puts them before a tone mark
# Signs that repair leaves alone wherever they stand; nearly every text has no others.
_SOUND = "\n -~\u0e01-\u0e3a\u0e3f-\u0e4c\u0e4e-\u0e5b“”‘’–—…•"
_UNSOUND = re.compile(
    f"[^{_SOUND}]|^[ \n]|[ \n]\\Z| [ \n]|\n |{SARA_AM}[{TONES}]|[{TONES}{_BELOW}][{_BELOW}]"
)


def repair(text: str) -> str:
    """Return the text as it should have been typed; the meaning and the line breaks stay.

    Font glyphs become Thai marks; zero-width and control characters go; every kind of space becomes
    one plain space, none at the ends of lines; ํ + า (a tone between, before or after) becomes ำ;
    then NFC. Never NFKC, which would split ำ again. Repairing twice changes nothing.
    """
    return rebuilt(text) if _UNSOUND.search(text) else text


def rebuilt(text: str) -> str:
    """Return what `repair` does, letter by letter, whether the text needs it or not."""
    text = _LINE_BREAKS.sub("\n", text.translate(_PRIVATE_USE))
    text = "".join(_visible(letter) for letter in text)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(" *\n *", "\n", re.sub(" +", " ", text)).strip()
    text = _SPLIT_AM.sub(lambda found: f"{found[1] or found[2] or ''}{SARA_AM}", text)
    text = _TONE_AFTER_AM.sub(rf"\1{SARA_AM}", text)
    return unicodedata.normalize("NFC", text)


def _visible(letter: str) -> str:
    if letter == "\n":
        return letter
    category = unicodedata.category(letter)
    if category == "Zs" or letter == "\t":
        return " "
    is_no_letter = ord(letter) & 0xFFFE == 0xFFFE  # U+FFFE and its like, which no file may hold
    return "" if category in _INVISIBLE or is_no_letter else letter


def search_key(text: str) -> str:
    """Return what is stored beside a text and compared with `in` or LIKE to find it.

    Both sides go through here: repaired, without any space, marks in PyThaiNLP's standard order
    ("เเ" is แ, doubled vowels once), digits ASCII, letters casefolded.
    """
    from pythainlp.util import normalize  # slow to import

    joined = re.sub(r"\s", "", repair(text))
    folded = to_arabic_digits(joined).casefold()
    return unicodedata.normalize("NFC", normalize(folded))


def foreign_letters(text: str) -> list[str]:
    """List each letter that is neither Thai nor Latin, once, in order of appearance.

    Scanning mixes in look-alikes (ताल in a place name). Counted as letters: letters, the marks and
    digits of foreign scripts, and private-use characters, which print as boxes. Allowed besides
    Thai and Latin: all punctuation and symbols (℃ ² ½ ↔ ☐), and Greek with the letter-like signs,
    because units and formulas use them (µ Ω π ℓ).
    """
    if not _NOT_OURS.search(text):
        return []
    return list(dict.fromkeys(letter for letter in text if _is_foreign(letter)))


_NOT_OURS = re.compile(f"[^{_SOUND}{NIKHAHIT}]")  # to be looked at one by one


@cache
def _is_foreign(letter: str) -> bool:
    category = unicodedata.category(letter)
    if category == "Co":
        return True
    if not category.startswith(("L", "M")) and category != "Nd":
        return False
    if letter in "0123456789\u00b5ªº" or "\u2100" <= letter <= "\u214f":
        return False
    name = unicodedata.name(letter, "")
    ours = ("THAI ", "LATIN ", "GREEK ", "COMBINING ", "MODIFIER LETTER ", "VARIATION SELECTOR")
    return not name.startswith(ours)


# --- Dictionary order -----------------------------------------------------------------------------
#
# A weight is 0-119 and is written as one of twelve consonants followed by one digit: "b0" … "p9".
# Letters and digits alternate, so no collation sees a contraction (ch, ll, ng), a run of digits to
# compare as a number, an accent or a sign to skip: plain string order is the order of the weights
# in SQLite, in PostgreSQL's C, ICU and system collations alike.

SORT_KEY_LENGTH = 800  # longest key; well inside the 2,704 bytes of a PostgreSQL index row

_ALPHABET = "bcdfghjkmnpr"
_WEIGHTS = [letter + digit for letter in _ALPHABET for digit in "0123456789"]
_BASE = len(_WEIGHTS)

_END_OF_LEVEL = 0
_NUMBER = 1  # then how many digits, then the digits
_LATIN = 10
_THAI_CONSONANTS = 40
_THAI_VOWELS = 90
_OTHER_LETTER = 118  # then the code point
_LONGEST_NUMBER = _BASE - 1

_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_NUMBERS = re.compile("[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+")
# Word order when letters agree: no mark, then ๎ ็ ่ ้ ๊ ๋ ์ ํ ฺ (the order of Unicode's table).
_MARKS = {mark: weight for weight, mark in enumerate("๎็่้๊๋์ํฺ", start=2)}
_UPPER_CASE = 1
_OTHER_SIGN = 110  # a space, a bracket, ฯ, ๆ, an accent: the last thing that counts


def sort_key(text: str) -> str:
    """Return a key whose plain order, under any collation, is Thai dictionary order.

    First the letters alone: numbers by value, then a-z, then ก-ฮ and the vowels, with เ แ โ ใ ไ
    after the consonant they are written before. Where all letters agree, tone marks and ์ decide;
    then upper case, spaces and signs. "1.10" comes after "1.9": figures in names number things.
    Only letters and digits of ASCII, at most SORT_KEY_LENGTH; a long text is ordered by its start.
    """
    apart = unicodedata.normalize("NFD", to_arabic_digits(repair(text)))  # é is e and an accent
    letters: list[int] = []
    marks: list[tuple[int, tuple[int, ...]]] = []
    signs: list[tuple[int, tuple[int, ...]]] = []
    for piece in _pieces(_LEADING_VOWEL.sub(r"\2\1", apart)):
        if letter := _letter_weights(piece):
            if piece.isupper():
                signs.append((len(letters), (_UPPER_CASE,)))
            letters.extend(letter)
        elif piece in _MARKS:
            marks.append((len(letters), (_MARKS[piece],)))
        else:
            signs.append((len(letters), (_OTHER_SIGN, *_code_point(piece))))
    weights = [*letters, _END_OF_LEVEL, *_placed(marks), _END_OF_LEVEL, *_placed(signs)]
    return "".join(_WEIGHTS[weight] for weight in weights)[:SORT_KEY_LENGTH]


def _pieces(text: str) -> list[str]:
    """Split into whole numbers and single characters."""
    pieces: list[str] = []
    end = 0
    for number in _NUMBERS.finditer(text):
        pieces += [*text[end : number.start()], number[0]]
        end = number.end()
    return [*pieces, *text[end:]]


def _letter_weights(piece: str) -> tuple[int, ...]:
    if piece[0] in "0123456789":
        digits = piece.replace(",", "").lstrip("0") or "0"
        length = min(len(digits), _LONGEST_NUMBER)
        return (_NUMBER, length, *(int(digit) + 1 for digit in digits))
    small = piece.lower()
    if "a" <= small <= "z" and len(small) == 1:
        return (_LATIN + ord(small) - ord("a"),)
    if "ก" <= piece <= "ฮ":
        return (_THAI_CONSONANTS + ord(piece) - ord("ก"),)
    if "ะ" <= piece <= "ู" or "เ" <= piece <= "ๅ":
        return (_THAI_VOWELS + ord(piece) - ord("ะ"),)
    if unicodedata.category(piece).startswith("L") and piece != "ๆ":
        return (_OTHER_LETTER, *_code_point(piece))
    return ()


def _code_point(letter: str) -> tuple[int, ...]:
    high, low = divmod(ord(letter), _BASE)
    return (*divmod(high, _BASE), low)


def _placed(found: list[tuple[int, tuple[int, ...]]]) -> list[int]:
    """Write marks with the place they stand at, a later first mark sorting before an earlier one.

    The distance from the mark before counts down from the largest weight; ninety or more letters
    without a mark are stepped over in nineties.
    """
    weights: list[int] = []
    reached = 0
    for place, mark in found:
        distance = place - reached
        weights += [1] * (distance // 90)
        weights += [_BASE - 1 - distance % 90, *mark]
        reached = place
    return weights
