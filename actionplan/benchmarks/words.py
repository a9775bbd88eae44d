"""How many words of the real lists come out of our paper as they went in, by whom it is read."""

import io
import shutil
import subprocess
import unicodedata
from contextlib import suppress

from . import towns

PAGE = """<!doctype html><html lang="th"><meta charset="utf-8"><title>words</title><body>{}"""
CSS = """
@page { size: A4; margin: 10mm }
body { font: 9pt "Book"; line-height: 1.5; margin: 0 }
p { margin: 0; white-space: nowrap }
"""


def found(folder):
    """Yield (reader, share of the different words that it finds on a line of their own)."""
    path = folder / "words.pdf"
    wanted = different_words()
    path.write_bytes(printed(wanted))
    for name, read in READERS.items():
        with suppress(ImportError, FileNotFoundError):
            lines = {unicodedata.normalize("NFC", line.strip()) for line in read(path).splitlines()}
            yield name, sum(word in lines for word in wanted) / len(wanted)


def different_words():
    from thai.text import foreign_letters, repair

    texts = [
        repair(row[name])
        for row in towns.real_rows()
        for name in ("project_name", "activity_detail")
    ]
    different = dict.fromkeys(word for text in texts for word in text.split())
    return [unicodedata.normalize("NFC", word) for word in different if not foreign_letters(word)]


def printed(wanted):
    from django.utils.html import escape

    from documents.book_parts import Part
    from documents.press import print_part

    body = "".join(f"<p>{escape(word)}</p>" for word in wanted)
    return print_part(Part("words", PAGE.format(body), CSS, len(wanted))).data


def by_pdfium(path):
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))


def by_mupdf(path):
    import pymupdf

    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def by_pypdf(path):
    import pypdf

    return "\n".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages
    )


def by_poppler(path, *options):
    if not shutil.which("pdftotext"):
        raise FileNotFoundError("pdftotext")
    command = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


READERS = {
    "PDFium": by_pdfium,
    "MuPDF": by_mupdf,
    "pypdf": by_pypdf,
    "pdftotext -raw": lambda path: by_poppler(path, "-raw"),
    "pdftotext": by_poppler,
}
