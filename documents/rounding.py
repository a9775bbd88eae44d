"""What rounding does to the shares of ผด.01, said in words. Pure.

Every share is of the grand total and rounded by itself; nothing is bent so that the rows add up.
Where they do not, the paper says so rather than leave the reader to find out.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

WHOLE = Decimal("100.00")


class ShareRow(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def count_share(self) -> Decimal | None: ...
    @property
    def amount_share(self) -> Decimal | None: ...


def added_up(rows: Iterable[ShareRow]) -> tuple[Decimal, Decimal]:
    """Return what the printed shares of the แผนงาน add up to: those of counts, those of amounts."""
    programs = [row for row in rows if row.kind == "program"]
    return (
        sum((row.count_share or Decimal(0) for row in programs), Decimal("0.00")),
        sum((row.amount_share or Decimal(0) for row in programs), Decimal("0.00")),
    )


def note_on_shares(rows: Iterable[ShareRow]) -> str:
    """Return the note under ผด.01, "" where the printed shares add up to 100.00."""
    found = [
        f"{of}รวมได้ {total:.2f}"
        for of, total in zip(("ร้อยละของจำนวน", "ร้อยละของงบประมาณ"), added_up(rows), strict=True)
        if total and total != WHOLE
    ]
    if not found:
        return ""
    return (
        "หมายเหตุ ร้อยละแต่ละแถวคิดจากยอดรวมทั้งสิ้นและปัดเศษเป็นทศนิยมสองตำแหน่ง "
        f"เมื่อบวกแถวแผนงานทุกแถว {' และ'.join(found)} "
        "ต่างจาก 100.00 เพราะการปัดเศษ มิใช่เพราะยอดเงินหรือจำนวนรายการคลาดเคลื่อน"
    )
