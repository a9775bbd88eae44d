from hypothesis import given
from hypothesis import strategies as st

from thai.numerals import to_arabic_digits, to_thai_digits


def test_digits_change_script_and_letters_stay():
    assert to_thai_digits("หมู่ที่ 3 ปี 2568") == "หมู่ที่ ๓ ปี ๒๕๖๘"
    assert to_arabic_digits("๑๐/๑๒/๒๕๖๘ ข้อ 26") == "10/12/2568 ข้อ 26"


@given(st.text(alphabet="0123456789 ,.กข"))
def test_there_and_back(text):
    assert to_arabic_digits(to_thai_digits(text)) == text


@given(st.integers(min_value=0))
def test_thai_digits_have_the_same_value(number):
    assert int(to_arabic_digits(to_thai_digits(str(number)))) == number
