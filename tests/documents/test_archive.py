"""What PDF/A-3a and PDF/UA-1 ask of a file, as far as it can be asked without their validator.

qpdf reads the file, pikepdf its objects, fontTools the fonts in it.
"""

import io
import re
import subprocess
from xml.etree import ElementTree

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from documents import pdf
from documents.plan_book import compose
from projects.schedule import mask_of

from .tagged import letters_of

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
FORBIDDEN_KEYS = {"/AA", "/OCProperties", "/Encrypt", "/XFA", "/NeedAppearances", "/PresSteps"}
FORBIDDEN_ACTIONS = {
    "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript", "/Hide",
    "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView",
}  # fmt: skip
BLENDS = {"/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten"}


@pytest.fixture
def book(version, add_project):
    add_project("จัดซื้อปั๊มน้ำให้ผู้สูงอายุ & <b>ทำ</b>", months=mask_of([10, 12, 1, 5]))
    add_project("ที่พึ่ง ก๊ำ ฎุ ฐู ป้ำ ฝุ่น", budget=None)
    return compose(version)


@pytest.fixture
def data(book):
    return pdf.render(book).data


@pytest.fixture
def file(data):
    return pikepdf.open(io.BytesIO(data))


def test_the_archive(data, file, book, tmp_path):
    (tmp_path / "book.pdf").write_bytes(data)
    qpdf_finds_nothing_wrong(tmp_path / "book.pdf")
    the_file_stands_alone(file)
    metadata_say_what_it_is(file, book)
    colours_are_those_of_the_intent(file)
    every_font_is_in_the_file(file)


def qpdf_finds_nothing_wrong(path):
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)

    assert (checked.returncode, checked.stderr) == (0, b"")


def the_file_stands_alone(file):
    assert file.pdf_version == "1.7"
    assert not file.is_encrypted
    assert len(file.trailer.ID) == 2
    assert bytes(file.trailer.ID[0]) != b""
    for thing in file.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        assert FORBIDDEN_KEYS & set(thing.keys()) == set()
        assert str(thing.get("/S", "")) not in FORBIDDEN_ACTIONS
        if isinstance(thing, pikepdf.Stream):
            assert str(thing.get("/Filter", "/FlateDecode")) in {"/FlateDecode", "/DCTDecode"}
            assert "/F" not in thing, "its data lie elsewhere"
            if thing.get("/Subtype") == "/Image":
                assert not thing.get("/Interpolate", False)
    for page in file.pages:
        for note in page.obj.get("/Annots", []):
            assert str(note.Subtype) == "/Link"
            assert int(note.F) & 0b100111 == 0b100, "printed, not hidden"
            assert "/A" not in note, "it leads into the book"


def metadata_say_what_it_is(file, book):
    root, info = file.Root, file.docinfo
    tree = ElementTree.fromstring(root.Metadata.read_bytes().strip().decode("utf-8-sig"))

    def told(path):
        (found,) = tree.findall(f".//{path}", NAMES)
        return "".join(found.itertext()).strip()

    assert root.Metadata.get("/Filter") is None
    assert told("dc:title") == str(info.Title) == f"{book.title} {book.organization}"
    assert told("dc:creator") == str(info.Author) == book.organization
    assert told("dc:description") == str(info.Subject) == f"{info.Title} {book.state}"
    assert told("pdf:Producer") == str(info.Producer)
    assert set(info.keys()) == {"/Title", "/Author", "/Subject", "/Producer"}
    assert (told("pdfaid:part"), told("pdfaid:conformance")) == ("3", "A")
    assert told("pdfuaid:part") == "1"
    # PDF/A knows nothing of PDF/UA: the property has to be described.
    assert told("pdfaSchema:namespaceURI") == NAMES["pdfuaid"]
    assert told("pdfaSchema:prefix") == "pdfuaid"
    assert told("pdfaProperty:name") == "part"
    assert told("dc:language") == str(root.Lang) == "th"
    assert bool(root.MarkInfo.Marked)
    assert not root.MarkInfo.get("/Suspects", False)
    assert bool(root.ViewerPreferences.DisplayDocTitle)


def colours_are_those_of_the_intent(file):
    (intent,) = file.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    profile = intent.DestOutputProfile.read_bytes()
    assert profile[36:40] == b"acsp"
    assert profile[16:20] == b"RGB "
    assert int(intent.DestOutputProfile.N) == 3
    streams = [page.Contents.read_bytes() for page in coalesced(file)]
    streams += [
        thing.read_bytes()
        for thing in file.objects
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
    ]
    for stream in streams:
        assert re.findall(rb"(?:^|\s)(?:[\d.]+\s+){4}[kK]\s", stream) == [], "CMYK"
    for thing in file.objects:
        if isinstance(thing, pikepdf.Dictionary):
            assert str(thing.get("/BM", "/Normal")) in BLENDS
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
            assert str(thing.ColorSpace) in {"/DeviceRGB", "/DeviceGray"}


def coalesced(file):
    for page in file.pages:
        page.contents_coalesce()
        yield page


def every_font_is_in_the_file(file):
    fonts = [
        thing
        for thing in file.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
    ]
    outer = [font for font in fonts if "/DescendantFonts" in font]
    inner = [font for font in fonts if "/CIDSystemInfo" in font]
    assert len(outer) == len(inner) > 0
    assert len(outer) + len(inner) == len(fonts), "no font the reader would have to have"
    for font in outer:
        (descendant,) = font.DescendantFonts
        assert str(font.Encoding) == "/Identity-H"
        assert str(font.BaseFont) == str(descendant.BaseFont)
        assert re.fullmatch(r"/[A-Z]{6}\+.+", str(font.BaseFont))
        assert str(descendant.CIDToGIDMap) == "/Identity"
        letters = letters_of(font.ToUnicode.read_bytes())
        assert [code for code, text in letters.items() if not text] == []
        assert set("".join(letters.values())) & {"\0", "\ufeff", "\ufffe", "\ufffd"} == set()
        widths_are_those_of_the_font(descendant, letters)


def widths_are_those_of_the_font(descendant, letters):
    font = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
    names, advances = font.getGlyphOrder(), font["hmtx"].metrics
    told = widths_of(descendant.W)
    scale = 1000 / font["head"].unitsPerEm

    assert max(letters) < len(names)
    wrong = [
        code for code in letters if abs(told.get(code, 1000) - advances[names[code]][0] * scale) > 1
    ]
    assert wrong == []


def widths_of(array):
    """Return {code: width} of a /W array, in either of its two forms."""
    widths, told = {}, list(array)
    while told:
        first, second = int(told.pop(0)), told.pop(0)
        if isinstance(second, pikepdf.Array):
            widths |= {first + place: float(width) for place, width in enumerate(second)}
        else:
            width = float(told.pop(0))
            widths |= dict.fromkeys(range(first, int(second) + 1), width)
    return widths
