import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.text import SORT_KEY_LENGTH, repair, sort_key

LETTERS = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E2E),  # ก-ฮ
        st.characters(min_codepoint=0x0E30, max_codepoint=0x0E39),  # ะ-ู
        st.sampled_from("เแโใไ"),
    ),
    max_size=8,
)


def in_order(*words):
    backwards = words[::-1]
    return sorted(backwards, key=sort_key) == list(words)


@pytest.mark.parametrize(
    "words",
    [
        "กองคลัง ขยะ โครงการ งบประมาณ เงินสะสม แผนงาน สำนักปลัด",
        "กาล เกิด ไก่ เป็ด วันที่ วัว หมู",
        "เก เก็ เก่ เก้ เก๊ เก๋",
        "กก กรรม กะ กัน กา กาก ก่าก ก้าก กำ กิน กี กึก กืด กุ กู เก แก โก ใก ไก",
        "กา ก่า กาก",  # a mark never outweighs a letter
        "ปลา ปล่า ปลาก ปล้าก ปล๋าก",
        "ฤดู ฤๅษี ล ฦ ว",
        "รา ฤ ลา ฦ วา",
        "ส ห ฬ อ ฮ",
        "เขต เขา แข โข ไข คน",
        "9 10 100 1,000 a b Z ก",
        "1.1 1.2 1.9 1.10 2.1",
        "หมู่ที่1 หมู่ที่2 หมู่ที่๑๐ หมู่ที่11",
        "ข้อ2 ข้อ2ก ข้อ10",
        "led LED lee",
        "cafe café cafes",
    ],
)
def test_dictionary_order(words):
    assert in_order(*words.split())


def test_spaces_and_signs_count_only_where_letters_agree():
    assert in_order("กองคลัง", "กอง คลัง", "(กอง) คลัง", "กองคลังกลาง", "กองช่าง")
    assert in_order("1 2", "12")
    assert in_order("เด็ก", "เด็กๆ", "เด็กดี")


@pytest.mark.parametrize(
    ("one", "other"), [("หมู่ที่ ๓", "หมู่ที่ 3"), ("นํ้า", "น้ำ"), ("ก\u00a0ข", "ก ข"), ("1,000", "1000")]
)
def test_the_same_text_has_one_key(one, other):
    assert sort_key(one) == sort_key(other)


@given(st.text())
def test_a_key_is_letter_and_digit_in_turn_whatever_the_text(text):
    key = sort_key(text)

    assert re.fullmatch("(?:[bcdfghjkmnpr][0-9])*", key)
    assert len(key) <= SORT_KEY_LENGTH


def test_a_long_text_is_ordered_by_its_start():
    assert len(sort_key("ก" * 5000)) == SORT_KEY_LENGTH
    assert sort_key("ก" * 5000) < sort_key("ก" * 300 + "ข")


@given(LETTERS, LETTERS)
def test_order_of_letters_is_that_of_pythainlp(one, other):
    from pythainlp.util import collate

    one, other = repair(one), repair(other)
    ours = sorted([one, other], key=sort_key)
    assert ours in (collate([one, other]), collate([other, one]))


def test_order_of_the_dictionary_is_that_of_pythainlp_but_for_marks():
    from pythainlp.corpus import thai_words
    from pythainlp.util import collate

    words = [word for word in sorted(thai_words()) if re.fullmatch("[ก-ฮะ-ูเ-ๅ็-์]+", word)]
    without_marks = {re.sub("[็-์]", "", word) for word in words}

    assert len(without_marks) > 50_000
    assert sorted(without_marks, key=sort_key) == collate(without_marks)
    letters = [re.sub("[็-์]", "", word) for word in sorted(words, key=sort_key)]
    assert letters == collate(letters)


@given(st.integers(min_value=0, max_value=10**20), st.integers(min_value=0, max_value=10**20))
def test_numbers_are_ordered_by_value(one, other):
    assert (sort_key(f"ข้อ {one}") < sort_key(f"ข้อ {other}")) == (one < other)


MARKED = st.lists(st.sampled_from(["กา", "ก่า", "ก้า", "ขอ", "ข้อ"]), min_size=1, max_size=250)


@given(MARKED, MARKED)
def test_where_letters_agree_the_first_different_mark_decides(one, other):
    def letters(words):
        return re.sub("[่้]", "", "".join(words))

    def marks(words):
        return [max("-่้".find(letter) for letter in word) for word in words]

    expected = (letters(one), marks(one)) < (letters(other), marks(other))
    whole = max(len(sort_key("".join(words))) for words in (one, other)) < SORT_KEY_LENGTH
    assert not whole or (sort_key("".join(one)) < sort_key("".join(other))) == expected
