"""Shares are rounded one by one, and the paper says so where they do not add up."""

from decimal import Decimal
from types import SimpleNamespace

from documents.figures import share_of
from documents.rounding import added_up, note_on_shares


def rows(*amounts):
    whole = sum(amounts)
    shares = [share_of(amount, whole) for amount in amounts]
    programs = [SimpleNamespace(kind="program", count_share=s, amount_share=s) for s in shares]
    total = SimpleNamespace(kind="total", count_share=None, amount_share=share_of(whole, whole))
    return [*programs, total]


def test_each_share_is_rounded_half_up_by_itself():
    assert share_of(1, 800) == Decimal("0.13")
    assert share_of(Decimal("0.01"), Decimal("1000000")) == Decimal("0.00")
    assert share_of(0, 5) is share_of(5, 0) is None
    assert share_of(Decimal("999999999999.99"), Decimal("999999999999.99")) == 100


def test_the_note_says_what_the_rounded_shares_add_up_to():
    thirds = rows(1, 1, 1)

    assert added_up(thirds) == (Decimal("99.99"), Decimal("99.99"))
    assert note_on_shares(thirds) == (
        "หมายเหตุ ร้อยละแต่ละแถวคิดจากยอดรวมทั้งสิ้นและปัดเศษเป็นทศนิยมสองตำแหน่ง เมื่อบวกแถวแผนงานทุกแถว "
        "ร้อยละของจำนวนรวมได้ 99.99 และร้อยละของงบประมาณรวมได้ 99.99 "
        "ต่างจาก 100.00 เพราะการปัดเศษ มิใช่เพราะยอดเงินหรือจำนวนรายการคลาดเคลื่อน"
    )


def test_there_is_no_note_where_they_do():
    assert note_on_shares(rows(1, 3)) == ""
    assert note_on_shares([]) == ""
    assert added_up([]) == (0, 0)
