from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai import baht
from thai.baht import (
    MoneyInputError,
    baht_text,
    format_millions,
    format_money,
    parse_money,
)

AMOUNTS = st.decimals(min_value=0, max_value=baht.LARGEST, places=2)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("498000", "498000"),
        ("498,000", "498000"),
        (" 1,498,000.50 ", "1498000.50"),
        ("725,760.-", "725760"),
        ("725,760.- บาท", "725760"),
        ("725,760,-", "725760"),
        ("๑๕๐,๐๐๐", "150000"),
        ("๒๐๐.๒๕", "200.25"),
        ("500 บาท", "500"),
        ("500 บาทถ้วน", "500"),
        ("500บาท", "500"),
        ("฿1,000", "1000"),
        ("1,000 ฿", "1000"),
        ("1.5 ล้าน", "1500000"),
        ("1.5ล้านบาท", "1500000"),
        ("๒ แสนบาท", "200000"),
        ("1.234567 ล้าน", "1234567"),
        ("1,000 ล้านบาท", "1000000000"),
        ("0.001 พัน บาท", "1"),
        ("0", "0"),
        ("0.50", "0.50"),
        ("999,999,999,999.99", "999999999999.99"),
        ("1.20", "1.20"),
        ("0.500", "0.50"),
        ("1,200.500", "1200.50"),
    ],
)
def test_amounts_are_read(typed, amount):
    read = parse_money(typed)

    assert read == Decimal(amount)
    assert read.as_tuple().exponent == -2


@pytest.mark.parametrize("typed", ["", "  ", "-", " - ", "–", "—", "\u00a0"])
def test_nothing_is_no_amount(typed):
    assert parse_money(typed) is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("-5", baht.NEGATIVE),
        ("-฿5", baht.NEGATIVE),
        ("−1,000.00 บาท", baht.NEGATIVE),
        ("(500)", baht.NEGATIVE),
        ("1.234", baht.TOO_PRECISE),
        ("150.000", baht.POINT_FOR_COMMA),
        ("๑.๒๐๐", baht.POINT_FOR_COMMA),
        ("1.23456789123 ล้าน", baht.TOO_PRECISE),
        ("1,2345", baht.MISPLACED_COMMA),
        ("12,34", baht.MISPLACED_COMMA),
        ("1,000,00", baht.MISPLACED_COMMA),
        ("1000,000", baht.MISPLACED_COMMA),
        (",000", baht.MISPLACED_COMMA),
        ("1,", baht.MISPLACED_COMMA),
        ("abc", baht.NOT_A_NUMBER),
        ("5OO", baht.NOT_A_NUMBER),
        ("ห้าร้อย", baht.NOT_A_NUMBER),
        ("บาท", baht.NOT_A_NUMBER),
        ("ล้าน", baht.NOT_A_NUMBER),
        ("5e3", baht.NOT_A_NUMBER),
        ("+5", baht.NOT_A_NUMBER),
        ("1 000", baht.NOT_A_NUMBER),
        ("1.2.3", baht.NOT_A_NUMBER),
        ("1.000.000", baht.NOT_A_NUMBER),
        (".", baht.NOT_A_NUMBER),
        (",", baht.NOT_A_NUMBER),
        ("500 - 600", baht.NOT_A_NUMBER),
        ("๕०๐", baht.NOT_A_NUMBER),
        ("inf", baht.NOT_A_NUMBER),
        ("NaN", baht.NOT_A_NUMBER),
        ("1,000,000,000,000", baht.TOO_LARGE),
        ("9" * 500, baht.TOO_LARGE),
        ("1,000,000,000 ล้าน", baht.TOO_LARGE),
        ("ก" * 500, baht.NOT_A_NUMBER),
    ],
)
def test_what_is_not_an_amount_is_refused_with_the_reason(typed, reason):
    with pytest.raises(MoneyInputError) as refused:
        parse_money(typed)

    assert str(refused.value) == reason


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        read = parse_money(text)
    except MoneyInputError:
        return
    assert read is None or 0 <= read <= baht.LARGEST


@given(AMOUNTS)
def test_figures_are_read_back(amount):
    assert parse_money(format_money(amount)) == amount
    assert parse_money(format_money(amount, satang=False)) == amount
    assert parse_money(f"฿ {format_money(amount)} บาท") == amount


@pytest.mark.parametrize(
    ("amount", "with_satang", "plain"),
    [
        (Decimal("162450000"), "162,450,000.00", "162,450,000"),
        (Decimal("0"), "0.00", "0"),
        (Decimal("1234.5"), "1,234.50", "1,234.50"),
        (Decimal("0.005"), "0.01", "0.01"),
        (Decimal("-500"), "-500.00", "-500"),
        (1500, "1,500.00", "1,500"),
        (None, "-", "-"),
    ],
)
def test_figures(amount, with_satang, plain):
    assert format_money(amount) == with_satang
    assert format_money(amount, satang=False) == plain


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("162450000"), "162.45 ล้าน"),
        (Decimal("41200000"), "41.20 ล้าน"),
        (Decimal("1000000"), "1.00 ล้าน"),
        (Decimal("79000000000"), "79,000.00 ล้าน"),
        (Decimal("1005000"), "1.01 ล้าน"),
        (Decimal("999999.99"), "999,999.99"),
        (Decimal("498000"), "498,000"),
        (Decimal("-2500000"), "-2.50 ล้าน"),
        (None, "-"),
    ],
)
def test_millions(amount, text):
    assert format_millions(amount) == text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("1", "หนึ่งบาทถ้วน"),
        ("10", "สิบบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("20", "ยี่สิบบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("111", "หนึ่งร้อยสิบเอ็ดบาทถ้วน"),
        ("498000", "สี่แสนเก้าหมื่นแปดพันบาทถ้วน"),
        ("1000000", "หนึ่งล้านบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("11000000", "สิบเอ็ดล้านบาทถ้วน"),
        ("1000000000000", "หนึ่งล้านล้านบาทถ้วน"),
        ("0.01", "หนึ่งสตางค์"),
        ("0.25", "ยี่สิบห้าสตางค์"),
        ("1.11", "หนึ่งบาทสิบเอ็ดสตางค์"),
        (
            "4282695172.50",
            "สี่พันสองร้อยแปดสิบสองล้านหกแสนเก้าหมื่นห้าพันหนึ่งร้อยเจ็ดสิบสองบาทห้าสิบสตางค์",
        ),
        ("-5", "ลบห้าบาทถ้วน"),
    ],
)
def test_words(amount, words):
    assert baht_text(Decimal(amount)) == words


@given(st.integers(min_value=1, max_value=10**12))
def test_words_agree_with_pythainlp_on_whole_baht(amount):
    from pythainlp.util import bahttext

    assert baht_text(amount) == bahttext(amount)


@given(AMOUNTS, AMOUNTS)
def test_different_amounts_have_different_words(one, other):
    assert (baht_text(one) == baht_text(other)) == (one == other)
