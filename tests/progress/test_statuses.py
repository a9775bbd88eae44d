"""Odd combinations are told, ordinary ones are not."""

from decimal import Decimal

from progress.statuses import Status, odd_points

BUDGET = Decimal("30000.00")


def test_completed_without_spending_is_odd():
    assert odd_points(Status.COMPLETED, BUDGET, Decimal(0)) == [
        "แจ้งว่าดำเนินการแล้วเสร็จ แต่ยังไม่มีการเบิกจ่ายทั้งที่มีงบประมาณ"
    ]


def test_completed_without_budget_is_ordinary():
    assert odd_points(Status.COMPLETED, Decimal(0), Decimal(0)) == []


def test_completed_with_a_little_left_is_ordinary():
    assert odd_points(Status.COMPLETED, BUDGET, Decimal("29950.00")) == []


def test_under_way_with_little_spent_is_ordinary():
    assert odd_points(Status.IN_PROGRESS, BUDGET, Decimal("1800.00")) == []


def test_not_started_with_money_spent_is_odd():
    assert odd_points(Status.NOT_STARTED, BUDGET, Decimal("1800.00")) == [
        "แจ้งว่ายังไม่ได้ดำเนินการ แต่เบิกจ่ายแล้ว 1,800.00 บาท"
    ]


def test_spending_over_the_budget_is_odd():
    assert odd_points(Status.IN_PROGRESS, BUDGET, Decimal("30000.01")) == [
        "เบิกจ่ายแล้ว 30,000.01 บาท เกินงบที่ใช้บังคับ 30,000.00 บาท"
    ]


def test_a_running_total_that_falls_is_odd():
    assert odd_points(Status.IN_PROGRESS, BUDGET, Decimal(100), Decimal(200)) == [
        "ยอดเบิกจ่ายสะสมลดลงจากที่รายงานไว้ก่อนหน้า 200.00 บาท เหลือ 100.00 บาท"
    ]
