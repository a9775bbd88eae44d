import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.text import foreign_letters, rebuilt, repair, search_key

THAI_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E3A),
        st.characters(min_codepoint=0x0E3F, max_codepoint=0x0E5B),
        st.characters(min_codepoint=0xF700, max_codepoint=0xF71A),
        st.sampled_from(" \t\n\r\u00a0\u200b\u200d\ufeff\u202f0123aBé/-"),
    )
)
SENTENCE = (
    "โครงการ ก่อสร้าง ถนน คอนกรีต เสริมเหล็ก หมู่ที่ 3 ๑๒ น้ำ ทำ สำนัก ปลัด เด็ก ผู้สูงอายุ LED Wi-Fi "
    "แหล่งน้ำ เพื่อ เกษตร พื้นที่ ฯ กีฬา ใหญ่ ไฟฟ้า สาธารณะ (บ้านหนองบัว) ๆ ฤดูแล้ง ญี่ปุ่น"
)
WORDS = st.sampled_from(SENTENCE.split())


@pytest.mark.parametrize(
    ("typed", "repaired"),
    [
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นํา้", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("สํานักปลัด", "สำนักปลัด"),
        ("น้ำ", "น้ำ"),
        ("ก\u200bข\ufeffค\u00adง\u2060จ", "กขคงจ"),
        ("กอง\u00a0คลัง", "กอง คลัง"),
        ("  กอง  \t คลัง\u3000 ", "กอง คลัง"),
        ("บรรทัดแรก \r\n  บรรทัดสอง\rสาม\u2028สี่\v", "บรรทัดแรก\nบรรทัดสอง\nสาม\nสี่"),
        ("ย่อหน้า\n\nย่อหน้า", "ย่อหน้า\n\nย่อหน้า"),
        ("ก\x00ข\x07ค\ud800", "กขค"),
        ("ที\uf70aประชุม", "ที่ประชุม"),
        ("ผู\uf70bสูงอายุ", "ผู้สูงอายุ"),
        ("ศิลป\uf70e", "ศิลป์"),
        ("ป\uf710\uf713ม", "ปั่ม"),
        ("\uf70f\uf718", "\u0e0d\u0e38"),
        ("\uf700\uf71a", "\u0e10\u0e3a"),
        ("ป\uf719", "ปู"),
        ("ป\uf711\uf706า", "ป้ำ"),
        ("\uf0b7 ข้อแรก", "• ข้อแรก"),
        ("e\u0301", "é"),
        ("½ ㎡ ①", "½ ㎡ ①"),
        ("", ""),
        ("ถนน\ufffe ดิน\uffff", "ถนน ดิน"),  # signs that no XML file may hold
    ],
)
def test_repair(typed, repaired):
    assert repair(typed) == repaired


def test_every_font_glyph_becomes_its_thai_mark():
    tones = [0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C]
    marks = [0x0E10, 0x0E34, 0x0E35, 0x0E36, 0x0E37, *tones, *tones, 0x0E0D, 0x0E31, 0x0E4D, 0x0E47]
    marks += [*tones, 0x0E38, 0x0E39, 0x0E3A]

    assert [ord(repair(chr(glyph))) for glyph in range(0xF700, 0xF71B)] == marks


@given(st.one_of(st.text(), THAI_TEXT))
def test_repairing_twice_changes_nothing(text):
    once = repair(text)

    assert repair(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once
    assert once == once.strip()


@given(st.one_of(st.text(), THAI_TEXT, st.text(st.characters(max_codepoint=0x7F))))
def test_what_needs_no_repair_is_seen_at_once(text):
    assert repair(text) == rebuilt(text)


def test_every_pair_of_signs_is_repaired_as_if_rebuilt():
    signs = [chr(code) for code in (*range(0x20, 0x7F), 0x0A, 0x09, *range(0x0E00, 0x0E7F))]
    signs += list("“”‘’–—…•\u00a0\u200b\u0301é")
    pairs = [one + other for one in signs for other in signs]

    assert [repair(f"ก{pair}") for pair in pairs] == [rebuilt(f"ก{pair}") for pair in pairs]
    assert [repair(pair) for pair in pairs] == [rebuilt(pair) for pair in pairs]


@given(st.lists(WORDS, max_size=8))
def test_sound_text_stays_as_typed(words):
    text = " ".join(words)

    assert repair(text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("น้ำ", "นํ้า"),
        ("น้ำ", "นำ้"),
        ("แปลก", "เเปลก"),
        ("หมู่ที่ 3", "หมู่ที่๓"),
        ("กอง คลัง", "กองคลัง"),
        ("กอง\nคลัง", "กองคลัง"),
        ("led", "LED"),
        ("ปัํก", "ปัํก "),
        ("ที่", "ที่่"),
        ("\u0e48กา", "กา"),
    ],
)
def test_spellings_that_look_alike_share_a_search_key(one, other):
    assert search_key(one) == search_key(other)


def test_a_search_key_has_no_spaces_and_ascii_digits():
    assert search_key(" โครงการ ๑๒ LED\u200b นํ้า ") == "โครงการ12ledน้ำ"


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS))
def test_any_words_of_a_text_are_found_in_its_key(before, sought, after):
    text = " ".join([*before, *sought, *after])

    for query in ("".join(sought), " ".join(sought), "\u200b".join(sought)):
        assert search_key(query) in search_key(text)


@given(st.one_of(st.text(max_size=60), THAI_TEXT))
def test_a_search_key_of_any_text_is_made_without_spaces(text):
    assert "".join(search_key(text).split()) == search_key(text)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("ท่าวังताल", ["त", "ा", "ल"]),
        ("ลາວ ลາ", ["າ", "ວ"]),
        ("ถนน ค.ส.ล. ยาว 100 ม. (LED) ๑๒ ฿ ฯ ๆ", []),
        ("µ μ Ω Ω π ℓ ℃ ² ½ ㎡ ↔ ☐ “ ” • … № Å é", []),
        ("Сhina", ["С"]),
        ("中中国", ["中", "国"]),
        ("१ ໑", ["१", "໑"]),
        ("\ue000", ["\ue000"]),
        ("ＬＥＤ", ["Ｌ", "Ｅ", "Ｄ"]),
        ("งานดี 🙂✌️", []),
        ("", []),
    ],
)
def test_foreign_letters(text, letters):
    assert foreign_letters(text) == letters
