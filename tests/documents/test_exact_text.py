"""What is copied from the PDF, or searched in it, is the text of the database, to the letter."""

import csv
from html import escape

import pytest
import weasyprint
from django.conf import settings

from documents import makers, press
from documents.book_parts import Part
from thai.text import repair

from .readers import ALL, EXACT, pdfium

HARD = [
    "ซื้อ", "ผู้สูงอายุ", "น้ำ", "ปี่", "ฎู", "กำ", "ป้ำ", "ปั๊มน้ำ", "ก๊ำ", "ฐู", "ญู", "ฝึก", "ฟื้นฟู",
    "บำนาญ", "กตัญญู", "ปู่", "ปุ๋ย", "ฝุ่น", "ฟ้า", "ป้า", "สิทธิ์", "ศูนย์", "เก้าอี้", "ล้ำ", "ก่ำ",
    "จำนำข้าว", "อุปถัมภ์", "ฯลฯ", "ๆ", "Wi-Fi", "file", "๑๒๓", "1,234.50", "ผด.๐๒/๑",
]  # fmt: skip
LISTS = ("nakhonsawan_city_2568_planned.csv", "nakhonsawan_city_devplan_2566_2570.csv")
MOST = 0.98  # of pdftotext, which moves marks of a few words to where they are drawn
STYLE = "body { font: 8pt Book; line-height: 1.5 } p { margin: 0; white-space: nowrap }"
FACE = "@font-face { font-family: Book; src: url(file:%s) }"


@pytest.fixture(scope="module")
def words():
    """Every different word of the two real lists, as typed and repaired, and the hard ones."""
    found = dict.fromkeys(HARD)
    for name in LISTS:
        path = settings.BASE_DIR / "data" / "projects" / name
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for key in ("project_name", "activity_detail", "unit", "program"):
                    found |= dict.fromkeys(repair(row[key]).split())
    face = press_letters()
    return [word for word in found if len(word) <= 40 and set(word) <= face]


def press_letters():
    """Return the letters our font has; a paper with others is refused, see test_pdf."""
    from fontTools.ttLib import TTFont

    font = TTFont(makers.font_file(makers.FONTS[0]), lazy=True)
    return {chr(code) for code in font.getBestCmap() if not 0xE000 <= code <= 0xF8FF}


def page_of(words):
    body = "".join(f"<p>{escape(word)}</p>" for word in words)
    return f'<html lang="th"><title>คำ</title><body>{body}</body></html>'


def share_read(words, text):
    lines = {line.strip() for line in text.splitlines()}
    missed = [word for word in words if word not in lines]
    return 1 - len(missed) / len(words), missed


@pytest.fixture(scope="module")
def printed(words):
    return press.print_part(Part("words", page_of(words), STYLE, 1)).data


def test_there_are_enough_words_to_tell(words):
    assert len(words) > 2000
    assert sum("ำ" in word for word in words) > 300
    assert set(HARD) <= set(words)


@pytest.mark.parametrize("reader", EXACT)
def test_every_word_comes_out_as_it_went_in(words, printed, reader):
    share, missed = share_read(words, ALL[reader](printed))

    assert (share, missed) == (1.0, [])


def test_the_most_wilful_reader_gets_nearly_all(words, printed):
    share, missed = share_read(words, ALL["pdftotext"](printed))

    assert share >= MOST, missed[:20]


def test_the_renderer_does_not_write_thai_right_by_itself(words):
    """Fails when documents/thai_text.py has become needless: then take it out."""
    face = FACE % makers.font_file(makers.FONTS[0])
    html = weasyprint.HTML(string=page_of(words), base_url=press.BASE_URL)
    plain = html.write_pdf(stylesheets=[weasyprint.CSS(string=face + STYLE)])
    share, _ = share_read(words, pdfium(plain))

    assert share < 0.9, f"WeasyPrint {weasyprint.__version__} reads right without thai_text"
