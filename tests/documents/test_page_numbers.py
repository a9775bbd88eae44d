"""The page numbers laid over a book: each page's own, all ending at the same place."""

import io

import pypdfium2

from documents import page_numbers, press
from documents.book_parts import Cutter
from documents.plan_book import compose
from documents.thai_text import Glyph, read_glyphs


def lines_of(printed):
    """Return (text, where it ends) of each page that has a line."""
    found = []
    for page in pypdfium2.PdfDocument(io.BytesIO(printed.data)):
        words = page.get_textpage()
        if count := words.count_chars():
            found.append((words.get_text_range(), round(words.get_charbox(count - 1)[2])))
    return found


def test_every_page_but_the_cover_says_which_of_how_many_it_is(real_list):
    sample = press.print_part(Cutter(compose(real_list)).numbers(), press.UNTAGGED)
    sides = ["cover", *["prose"] * 10, *["form"] * 109]

    lines = lines_of(page_numbers.printed(sample, sides))

    digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    said = [f"หน้า {page} จาก 120".translate(digits) for page in range(2, 121)]
    assert [text for text, _ in lines] == said
    assert len({end for _, end in lines[:10]}) == 1
    assert len({end for _, end in lines[10:]}) == 1


def test_a_book_of_the_same_pages_has_the_same_numbers(real_list):
    sample = press.print_part(Cutter(compose(real_list)).numbers(), press.UNTAGGED)
    sides = ["cover", "prose", "form"]

    one, other = (page_numbers.printed(sample, sides) for _ in range(2))
    assert one == other


def test_glyphs_of_a_run_keep_the_moves_of_the_pen():
    glyphs = []

    assert read_glyphs(b"[<00010002> -20 <0003> 5] TJ", 0.0, 0.0, glyphs) == 5
    assert glyphs == [Glyph(1), Glyph(2), Glyph(3, before=-20.0)]
