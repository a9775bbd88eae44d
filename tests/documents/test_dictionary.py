"""Names of places on narrow paper: no line ends inside one."""

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from documents import dictionary, makers, press
from documents.book_parts import Part
from documents.kept_words import markup_with

NAMES = ["ท่าวังตาล", "กุดปลาดุก", "บึงนาราง", "ปากน้ำโพ", "หนองปลิง", "แม่ใส", "หมู่ที่"]


def lines_of(text, width):
    """Return the lines that `text` takes in a cell as wide as that, in millimetres."""
    css = f"""
        @font-face {{ font-family: Book; src: url("book:Sarabun-Regular.ttf") }}
        @page {{ size: 80mm 1200mm; margin: 2mm }}
        td {{ width: {width}mm; font: 9pt Book; overflow-wrap: anywhere }}
        .kept {{ white-space: nowrap }}
        table {{ table-layout: fixed; width: {width}mm; border-collapse: collapse }}
    """
    html = f'<html lang="th"><table><tr><td>{text}</td></tr></table></html>'
    printed = press.print_part(Part("cell", html, css, 1))
    command = ["pdftotext", "-raw", "-", "-"]
    read = subprocess.run(command, input=printed.data, capture_output=True, check=True)
    return read.stdout.decode().split("\f")[0].strip().split("\n")


@pytest.mark.parametrize("width", range(19, 40, 3))
def test_no_line_ends_inside_the_name_of_a_place(width):
    text = " ".join(f"ปรับปรุงถนนในตำบล{name}ตอนล่าง" for name in NAMES)
    lines = lines_of(text, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert [name for name in NAMES if not any(name in line for line in lines)] == []


def test_every_name_fits_the_narrowest_column():
    names = dictionary.names(makers.font_file(makers.FONTS[0]))[::60]

    assert len(names) > 100
    assert lines_of("<br>".join(names), 19) == names


def test_the_dictionary_says_what_it_was_made_of(tmp_path):
    system = Path(dictionary.SYSTEM)
    known = "d411879359c81553f3b508f7c27918f88ec2b42b8b249594af0de84e8a79dd25"
    if sha256(system.read_bytes()).hexdigest() != known:
        pytest.skip("another libthai than the one it was made with")
    dictionary.build(tmp_path / "thbrk.tri", makers.font_file(makers.FONTS[0]))

    made = sha256((tmp_path / "thbrk.tri").read_bytes()).hexdigest()
    assert made == dictionary.fingerprint() == makers.made_with()["dictionary"]


@pytest.mark.parametrize("width", range(22, 60, 4))
def test_no_line_ends_inside_a_measure_or_before_a_sign(width):
    markup = markup_with(["รวมใจพัฒนา"])
    street = "ก่อสร้างถนนคอนกรีตเสริมเหล็ก"
    kept = ["4.00 เมตร", "๑,๒๐๐ คน", "หมู่ที่ 5", "พ.ศ. ๒๕๖๘", "เด็ก ๆ", "ฯลฯ", "รวมใจพัฒนา"]
    text = " ".join(f"{street}ถึง{words} และอื่น" for words in kept)
    lines = lines_of(markup(text), width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert [words for words in kept if not any(words in line for line in lines)] == []


def test_an_address_and_a_long_number_break_where_they_must():
    lines = lines_of(f"https://example.go.th/plan/2568 {'9' * 40}", 30)

    assert "".join(lines) == f"https://example.go.th/plan/2568{'9' * 40}"
    assert len(lines) > 3
