"""The ground of the papers as Word files."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from documents.papers import sheet_docx
from documents.papers.sheet import PageBreak, Prose, Title
from thai.numerals import to_arabic_digits

from .test_sheet import SHEET, TABLE, pages_of, said_by


def words_of(data):
    """Return the words of a Word file, a paragraph a line."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = file.read("word/document.xml").decode()
    lines = re.findall(r"<w:p[ >].*?</w:p>|<w:p>.*?</w:p>", xml)
    return ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", line)) for line in lines]


def test_every_text_of_a_sheet_is_in_the_word_file():
    text = "\n".join(words_of(sheet_docx.render(SHEET).data))

    said = [*SHEET.head.lines, SHEET.head.subject]
    said += [words for block in SHEET.blocks for words in said_by(block)]
    assert [words for words in said if words not in text] == []


def test_the_same_sheet_has_the_same_bytes():
    assert sheet_docx.render(SHEET).data == sheet_docx.render(replace(SHEET)).data


def test_a_seal_is_shown_and_named():
    picture = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(picture, "PNG")
    seal = default_storage.save("seals/sheet.png", ContentFile(picture.getvalue()))

    data = sheet_docx.render(replace(SHEET, head=replace(SHEET.head, seal=seal))).data

    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert "ตราเทศบาลตำบลป่าซาง" in file.read("word/document.xml").decode()


@pytest.mark.parametrize("is_across", [True, False])
def test_libreoffice_opens_it(tmp_path, is_across):
    sheet = replace(
        SHEET,
        is_across=is_across,
        is_long=True,
        draft="ร่าง",
        blocks=(Title("หนึ่ง"), TABLE, PageBreak(), Prose("สอง")),
    )
    path = tmp_path / "sheet.docx"
    path.write_bytes(sheet_docx.render(sheet).data)

    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    first, second = pages_of((tmp_path / "sheet.pdf").read_bytes())
    assert "ฝึกอบรมผู้สูงอายุ" in first
    assert "หนึ่ง" not in second
    # LibreOffice does not know the Thai digits that Word counts pages in.
    assert sorted(to_arabic_digits(second).split()) == sorted(
        f"{SHEET.title} สอง ร่าง หน้า 2 จาก 2".split()
    )
