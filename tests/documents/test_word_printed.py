"""The Word file of the real list, opened and printed by LibreOffice: nothing is lost or orphaned.

TH Sarabun cannot be shipped; our own Sarabun stands in for it under its name and at its size.
"""

import io
import os
import re
import subprocess

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from documents import word
from documents.makers import FONTS, font_file
from documents.plan_book import compose
from documents.word.styles import FONT
from organizations.models import DigitStyle

LARGER = 16 / 10.9  # Sarabun is drawn so much larger than TH Sarabun
CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""


def stand_in(folder):
    """Put Sarabun into a folder as TH Sarabun New; return a font configuration that knows it."""
    for name in FONTS:
        font = TTFont(font_file(name))
        font["head"].unitsPerEm = round(font["head"].unitsPerEm * LARGER)
        for record in font["name"].names:
            if record.nameID in {1, 4, 16}:
                record.string = FONT
        font.save(folder / name)
    path = folder / "fonts.conf"
    path.write_text(CONFIGURATION.format(folder=folder))
    return path


def printed(data, folder):
    """Return the pages that LibreOffice makes of a Word file."""
    source = folder / "plan.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, source],
        env={**os.environ, "FONTCONFIG_FILE": str(stand_in(folder)), "HOME": str(folder)},
        check=True,
        capture_output=True,
        timeout=240,
    )
    return folder / "plan.pdf"


def bones(text):
    """Return the letters and digits that every reader of a PDF gets right."""
    return re.sub("[^ก-ฮ0-9]", "", text)


def pages_of(path):
    texts = subprocess.run(
        ["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True
    ).stdout.split("\f")[:-1]
    sizes = [page.mediabox for page in PdfReader(io.BytesIO(path.read_bytes())).pages]
    return [
        (float(size.width) > float(size.height), text)
        for size, text in zip(sizes, texts, strict=True)
    ]


@pytest.fixture
def book(real_list):
    real_list.organization.digit_style = DigitStyle.ARABIC
    return compose(real_list)


def test_libreoffice_prints_every_item_on_pages_that_lie_right(book, tmp_path):
    pages = pages_of(printed(word.render(book).data, tmp_path))
    text = "\n".join(text for _, text in pages)
    across = [is_across for is_across, _ in pages]
    forms = [text for _, text in pages if "แบบ ผด.02\n" in text]

    assert lost(book, text) == []
    assert f"{book.totals.all:,.0f}" in text
    assert across == sorted(across)  # prose first, then forms
    assert (across[:6], across[-1]) == ([False] * 6, True)
    assert unnumbered(pages) == []
    assert empty(pages, f"{book.title} {book.organization}") == []
    assert len(forms) > 30
    assert headless(forms) == []
    assert [text for text in forms if begins_with_sum(text)] == []


def lost(book, text):
    """Return the names and amounts that are not on paper."""
    whole = bones(text)
    names = [row.name for row in book.rows if bones(row.name) not in whole]
    amounts = [book.figures.money(row.budget) for row in book.rows]
    return names + [amount for amount in amounts if amount not in text]


def unnumbered(pages):
    """Return the pages after the cover that do not say which they are."""
    feet = {number: f"หน้า {number} จาก {len(pages)}" for number in range(2, len(pages) + 1)}
    return [number for number, foot in feet.items() if foot not in pages[number - 1][1]]


def empty(pages, running):
    bodies = [bones(text).replace(bones(running), "", 1) for _, text in pages]
    return [number for number, body in enumerate(bodies, 1) if len(body) < 40]


def headless(forms):
    """Return the pages of ผด.02 without the head of its table."""
    head = bones("รายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ")
    return [text for text in forms if head not in bones(text)]


def begins_with_sum(text):
    """Tell whether a sum stands on a page before any amount of an item."""
    before, found, _ = text.partition("รวม ")
    return bool(found) and not re.search("[0-9],[0-9]{3}", before)
