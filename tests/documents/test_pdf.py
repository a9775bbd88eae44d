"""The PDF of the real list: text, totals, bytes. The slow ones share one book of 289 items."""

import dataclasses
import gc
import io
import re
import subprocess
from collections import Counter

import pypdf
import pypdfium2
import pytest

from documents import month_strip, pdf, press
from documents.book_pages import page_context
from documents.figures import Figures
from documents.paper import PrintFault
from documents.plan_book import compose
from documents.texts import Block
from projects.models import Project
from projects.schedule import mask_of
from thai.baht import format_money

HARD_WORDS = [
    "ซื้อ", "ผู้สูงอายุ", "น้ำ", "ปี่", "ฎู", "ป้ำ", "ปีงบประมาณ", "บำนาญ", "ก๊ำ",
    "ปั๊มน้ำ", "ญี่ปุ่น", "ทำ", "ฟื้นฟู", "ฝึก", "กตัญญู", "ฐานที่มั่น", "ป้า", "กิ่ง",
    "อุปถัมภ์", "ฯลฯ", "กำแพง", "ค่าจ้าง", "จำนวน", "ป่าไม้", "ปุ๋ย", "ปู่", "ฝุ่น",
    "ก่ำ", "ล้ำ", "ไร้ที่พึ่ง", "เก้าอี้", "เม็ด", "ฯ", "สิทธิ์", "ศูนย์", "Wi-Fi",
    "file", "๑๒๓",
]  # fmt: skip


def poppler(data, *options):
    """Return the text as pdftotext gives it."""
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def pdfium(data):
    """Return the text as Chrome's viewer gives it."""
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def folded(text):
    return re.sub(r"\s+", " ", text)


READERS = (poppler, lambda data: poppler(data, "-raw"), pdfium)


def test_the_real_list(real_list):
    book = compose(real_list)
    paper = pdf.render(book)

    names = [item.name for item in real_list.project_items.all()]
    assert len(names) == 289
    for read in READERS:
        text = folded(read(paper.data))
        assert [name for name in names if folded(name) not in text] == []
        assert book.figures.table(format_money(book.totals.all, satang=False)) in text
        assert (
            f"หน้า {book.figures.prose(paper.pages)} จาก {book.figures.prose(paper.pages)}" in text
        )

    reader = pypdf.PdfReader(io.BytesIO(paper.data))
    assert reader.metadata.title == f"{book.title} {book.organization}"
    assert reader.metadata.author == book.organization
    assert reader.trailer["/Root"]["/Lang"] == "th"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(reader.pages) == paper.pages
    titles = Counter(str(entry.title) for entry in flat(reader.outline))
    assert [chapter.title for chapter in book.chapters if titles[chapter.title] != 1] == []


def test_the_same_content_gives_the_same_bytes(small_book):
    assert pdf.render(small_book).sha256 == pdf.render(small_book).sha256


def flat(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from flat(entry)
        else:
            yield entry


@pytest.fixture
def small_book(version, add_project):
    add_project(" ".join(HARD_WORDS), months=mask_of([10, 12, 1, 5]))
    # Glyphs of an old font, a split ำ and doubled spaces: repaired on the way in, printed right.
    add_project("ก\uf70aอสร้าง  ทํานบ")
    return compose(version)


def test_hard_words_come_out_as_they_went_in(small_book):
    data = pdf.render(small_book).data

    for read in READERS:
        words = set(read(data).split())
        assert [word for word in HARD_WORDS if word not in words] == []
        assert {"ก่อสร้าง", "ทำนบ"} <= words


def test_months_are_words_and_arrows(small_book):
    html = page_context(small_book)
    mask = small_book.rows[0].months
    row = html["forms"][0]["chapters"][0]["groups"][0]["rows"][0]

    assert row["months"] == "ต.ค. ๒๕๖๗, ธ.ค. ๒๕๖๗ – ม.ค. ๒๕๖๘, พ.ค. ๒๕๖๘"
    assert month_strip.rules({mask}).count(f"td.{row['months_class']}{{") == 1
    assert month_strip.picture([(0, 0, 30, mask, [])]).count(" h\n") == 3


def test_nothing_of_the_margins_is_content_for_a_screen_reader(small_book):
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(small_book).data))

    contents = [page.get_contents().get_data() for page in reader.pages]
    assert all(b"/Artifact" in each for each in contents[1:])


def test_an_empty_version_prints_its_empty_forms(version):
    text = folded(poppler(pdf.render(compose(version)).data))

    assert "ไม่มีโครงการหรือกิจกรรมในแผนฉบับนี้" in text
    assert "ดัชนีรายการ" not in text


def test_markup_in_a_name_is_printed_not_obeyed(version, add_project):
    add_project("<b>ถนน</b> & <img src='file:///etc/passwd'>")

    assert "<b>ถนน</b> & <img src='file:///etc/passwd'>" in folded(
        poppler(pdf.render(compose(version)).data)
    )


def test_only_the_books_own_files_are_fetched(small_book):
    fetcher = press._fetcher(small_book.seal)

    for url in ("file:///etc/passwd", "https://example.org/a.png", "book:seal", "data:text/css,a"):
        with pytest.raises(ValueError):
            fetcher.fetch(url)


def test_a_letter_without_a_glyph_is_a_fault(small_book):
    preface = dataclasses.replace(small_book.preface, blocks=[Block("ท่าวัง\U000130b8")])

    with pytest.raises(PrintFault) as fault:
        pdf.render(dataclasses.replace(small_book, preface=preface))

    assert "แบบอักษรไม่มีตัวอักษรต่อไปนี้" in fault.value.args[0]
    assert gc.isenabled()


def test_the_fault_names_the_item_with_the_letter(ready_version):
    item = Project.objects.filter(version=ready_version).first()
    item.name = "ซ่อมถนน क"
    item.save()

    with pytest.raises(PrintFault) as fault:
        pdf.render(compose(ready_version))

    assert fault.value.args[1:] == (f"พบในรายการ {item.line.code} ซ่อมถนน क",)


def test_page_numbers_follow_the_style_of_digits(small_book):
    arabic = dataclasses.replace(small_book, figures=Figures("arabic"))
    paper = pdf.render(arabic)

    assert f"หน้า 2 จาก {paper.pages}" in folded(poppler(paper.data))
