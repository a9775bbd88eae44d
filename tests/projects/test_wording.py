"""Years and amounts in the text of an item."""

from decimal import Decimal

import pytest

from projects.wording import amounts_beside, years_beside


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("จัดงานสงกรานต์ ประจำปี ๒๕๖๗", [2567]),
        ("จัดงานสงกรานต์ พ.ศ. 2568", []),
        ("แผนปี 2566-2570", []),
        ("ระยะ 2569 – 2570", [2569]),
        ("ตามพระราชบัญญัติการศึกษาแห่งชาติ พ.ศ. 2562", []),
        ("ท่อยาว 2,567 เมตร", []),
        ("ท่อยาว 2567 เมตร", []),
        ("เลขที่ 12567/2", []),
        ("งบประมาณ 2,567.50 บาท", []),
        ("สร้างเมื่อ พ.ศ. 2490", []),
        ("ปี 2567 และปี 2567 และปี 2566", [2567, 2566]),
    ],
)
def test_years_that_are_not_the_plans(text, years):
    assert years_beside(text, 2568) == years


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
