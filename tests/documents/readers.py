"""The text of a PDF as five programs read it that people copy from and search with."""

import io
import subprocess

import pymupdf
import pypdf
import pypdfium2


def poppler(data, *options):
    """pdftotext, as it comes: Evince, Okular, most search engines."""
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def poppler_raw(data):
    return poppler(data, "-raw")


def pdfium(data):
    """Chrome and Edge."""
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def mupdf(data):
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return "\n".join(page.get_text() for page in document)


def pypdf_(data):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


EXACT = {"pdfium": pdfium, "mupdf": mupdf, "pypdf": pypdf_, "pdftotext -raw": poppler_raw}
ALL = {**EXACT, "pdftotext": poppler}
