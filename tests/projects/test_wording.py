"""Amounts of baht in the text of an item."""

from decimal import Decimal

import pytest

from projects.wording import amounts_beside


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("งบประมาณ ๕๐๐,๐๐๐ บาท", ["500000"]),
        ("งบประมาณ 498,000 บาท", []),
        ("งบประมาณ 498,000 บาท เป็นค่าอาหาร 8,000 บาท", []),
        ("ค่าวัสดุ 400,000 บาท ค่าแรง 98,000.00 บาท", []),
        ("วงเงิน 1.5 ล้านบาท", ["1500000"]),
        ("กว้าง 4 เมตร ยาว 200 เมตร", []),
        ("ค่าปรับ 1,23 บาท", []),
    ],
)
def test_amounts_that_are_not_the_budget(text, amounts):
    assert amounts_beside(text, Decimal("498000.00")) == [Decimal(a) for a in amounts]
