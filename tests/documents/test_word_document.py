"""A Word file of ours: styles Word knows, heads of tables, sections, an order Word can read."""

import io
import zipfile

import docx as python_docx
import pytest
from PIL import Image

from documents.word.document import Document
from documents.word.markup import bookmark_name, ordered, plain
from documents.word.sections import Section
from documents.word.tables import Cell, Row

from .word_order import W, faults

HEAD = [Row([Cell("ที่", "TableHead"), Cell("ชื่อ", "TableHead")])]
ROWS = [Row([Cell("๑", "TableCentered"), Cell("งานหนึ่ง")], keeps_next=True)]


def png(width=30, height=40):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(file, "PNG")
    return file.getvalue()


def sheet(*, is_thai=True):
    """Return a document that uses everything a paper can."""
    document = Document("ประกาศ & <แผน>", "เทศบาลตำบลแม่ใส", is_thai=is_thai)
    document.new_section(Section(is_cover=True, is_numbered=False))
    document.picture(png(), "ตรา", height=46)
    document.paragraph("แผน", "Title")
    document.new_section(Section(foot="ร่าง"))
    document.contents("สารบัญ", [(1, "one", "คำนำ"), (2, "two", "แบบ ผด.๐๑ บัญชี")])
    document.heading("คำนำ", anchor="one", starts_page=True)
    document.paragraph("น้ำ\tปี่\nฎู")
    document.entries([("๑.", "ข้อแรก"), ("-", "ข้อสอง")])
    document.signature(["(นายสมชาย ใจดี)", "นายกเทศมนตรี"])
    document.new_section(Section(is_landscape=True, head=("ปี ๒๕๖๘", "แบบ ผด.๐๑")))
    document.listed_heading("บัญชี", "FormTitle", 'แบบ "ผด.๐๑" บัญชี', 2, "two")
    document.table([20, 100], ROWS, head=HEAD, caption="รายการ")
    document.linked("one", "คำนำ", " หน้าแรก", "Index1")
    return document


def opened(document):
    return python_docx.Document(io.BytesIO(document.save().data))


def test_word_can_read_the_order_of_everything():
    assert faults(io.BytesIO(sheet().save().data)) == []


def test_properties_are_put_in_the_order_of_the_schema():
    assert ordered("rPr", {"sz": "<c/>", "b": "<a/>"}) == "<w:rPr><a/><c/></w:rPr>"
    assert ordered("pPr", {}) == ""
    with pytest.raises(ValueError, match="w:rPr has no place"):
        ordered("rPr", {"jc": "<w:jc/>"})


def test_headings_are_those_of_word():
    document = opened(sheet())
    styles = [p.style.name for p in document.paragraphs]

    assert styles == [
        "กึ่งกลาง", "Title", "ท้ายตอน", "Heading 1", "Body Text First Indent", "List", "List",
        "Signature", "Signature", "ท้ายตอน", "ชื่อแบบ", "คั่นตาราง", "index 1",
    ]  # fmt: skip
    assert document.styles["Heading 1"].builtin


def test_every_style_that_is_used_exists():
    document = opened(sheet())
    known = {style.style_id for style in document.styles}
    used = {each.get(f"{W}val") for each in document.element.iter(f"{W}pStyle", f"{W}tblStyle")}

    assert used - known == set()


def test_thai_is_named_set_and_sized_as_a_complex_script():
    xml = zipfile.ZipFile(io.BytesIO(sheet().save().data)).read("word/styles.xml").decode()
    fonts = zipfile.ZipFile(io.BytesIO(sheet().save().data)).read("word/fontTable.xml").decode()

    assert xml.count('w:cs="TH Sarabun New"') == 1  # in the defaults; no style names it again
    assert xml.count('w:bidi="th-TH"') == 1
    assert xml.count("<w:sz ") == xml.count("<w:szCs ")
    assert xml.count("<w:b/>") == xml.count("<w:bCs/>")
    assert fonts.count('<w:altName w:val="TH SarabunPSK"/>') == 1


def test_the_head_of_a_table_is_repeated_and_rows_stay_whole():
    (table,) = opened(sheet()).tables
    marks = [[child.tag.removeprefix(W) for child in row._tr.trPr] for row in table.rows]
    kept = [len(row._tr.findall(f".//{W}keepNext")) for row in table.rows]

    assert marks == [["cantSplit", "tblHeader"], ["cantSplit"]]
    assert kept == [2, 2]
    assert [column.width.mm for column in table.columns] == pytest.approx([20, 100], abs=0.1)


def test_pages_lie_along_and_across_with_their_own_head():
    cover, prose, form = opened(sheet()).sections
    sizes = [(round(s.page_width.mm), round(s.page_height.mm)) for s in (cover, prose, form)]

    assert sizes == [(210, 297), (210, 297), (297, 210)]
    assert [s.header.paragraphs[0].text for s in (cover, prose, form)] == [
        "", "", "ปี ๒๕๖๘\tแบบ ผด.๐๑",
    ]  # fmt: skip
    assert prose.footer.paragraphs[0].text == "ร่าง\tหน้า ๑ จาก ๑"


@pytest.mark.parametrize(("is_thai", "form"), [(True, "THAIARABIC"), (False, "ARABIC")])
def test_pages_are_counted_in_the_chosen_digits(is_thai, form):
    footer = opened(sheet(is_thai=is_thai)).sections[-1].footer
    fields = [each.text for each in footer._element.iter(f"{W}instrText")]

    assert fields == [f" PAGE \\* {form} ", f" NUMPAGES \\* {form} "]


def test_the_contents_are_a_field_of_word_that_nobody_is_asked_about():
    document = opened(sheet())
    fields = [each.text for each in document.element.iter(f"{W}instrText")]
    entries = [p for p in document.element.iter(f"{W}p") if "TOC" in str(p.style)]

    assert fields == [
        ' TOC \\o "1-3" \\f C \\h \\z ', " PAGEREF one \\h ", " PAGEREF two \\h ",
        ' TC "แบบ \\"ผด.๐๑\\" บัญชี" \\f C \\l "2" ',
    ]  # fmt: skip
    assert [p.text for p in entries] == ["สารบัญ", "คำนำ\t", "แบบ ผด.๐๑ บัญชี\t"]
    names = [each.get(f"{W}name") for each in document.element.iter(f"{W}bookmarkStart")]
    assert names == ["one", "two"]
    assert document.settings.element.findall(f"{W}updateFields") == []


def test_a_picture_is_kept_once_within_its_room_and_said_in_words():
    document = Document("ก", "ข")
    for _ in range(2):
        document.picture(png(300, 100), "ตราเทศบาล", height=46, width=60)
    document.picture(png(10, 100), "ตราเทศบาล", height=46)
    found = opened(document)
    shapes = found.inline_shapes

    assert [(round(s.width.mm), round(s.height.mm)) for s in shapes] == [
        (60, 20),
        (60, 20),
        (5, 46),
    ]
    assert [s._inline.docPr.get("descr") for s in shapes] == ["ตราเทศบาล"] * 3
    names = zipfile.ZipFile(io.BytesIO(document.save().data)).namelist()
    assert [n for n in names if "media" in n] == ["word/media/image1.png", "word/media/image2.png"]


def test_what_xml_cannot_hold_is_left_out_and_the_rest_is_text():
    assert plain('a\x00<b>&"') == '<w:t xml:space="preserve">a&lt;b&gt;&amp;"</w:t>'
    assert plain("a\nb") == (
        '<w:t xml:space="preserve">a</w:t><w:br/><w:t xml:space="preserve">b</w:t>'
    )
    assert bookmark_name("s1-" + "9" * 50) == "s1_" + "9" * 37


def test_title_and_author_are_kept_and_no_time():
    properties = opened(sheet()).core_properties

    assert (properties.title, properties.author) == ("ประกาศ & <แผน>", "เทศบาลตำบลแม่ใส")
    assert (properties.created.year, properties.language) == (2000, "th-TH")


def test_the_same_content_gives_the_same_bytes():
    assert sheet().save().sha256 == sheet().save().sha256
