"""How far a work is, in the five words of the reports. Pure."""

from decimal import Decimal

from django.db.models import TextChoices

from thai.baht import format_money


class Status(TextChoices):
    """How far a work is: said by the unit, never computed from money."""

    NOT_STARTED = "not_started", "ยังไม่ได้ดำเนินการ"
    IN_PROGRESS = "in_progress", "อยู่ระหว่างดำเนินการ"
    COMPLETED = "completed", "ดำเนินการแล้วเสร็จ"
    UNABLE = "unable", "ไม่สามารถดำเนินการได้"
    CANCELLED = "cancelled", "ยกเลิก"


NEEDS_REASON = {Status.UNABLE, Status.CANCELLED}
FINAL = {Status.COMPLETED, Status.UNABLE, Status.CANCELLED}  # nothing more is to be reported

# Beside the five: nothing was said yet. In addresses "none", so that a link can ask for it.
NOT_REPORTED = "none"
NOT_REPORTED_LABEL = "ยังไม่รายงาน"


def status_label(key: str) -> str:
    """Return the Thai words of a status or of NOT_REPORTED."""
    return NOT_REPORTED_LABEL if key == NOT_REPORTED else str(Status(key).label)


def odd_points(
    status: str, in_force: Decimal, disbursed: Decimal, before: Decimal = Decimal(0)
) -> list[str]:
    """Return what looks strange about a report: it is told after saving and never blocks.

    A status is the unit's statement: 1,800 of 30,000 baht can be a work under way.
    """
    points = []
    if status == Status.COMPLETED and in_force > 0 and disbursed == 0:
        points.append("แจ้งว่าดำเนินการแล้วเสร็จ แต่ยังไม่มีการเบิกจ่ายทั้งที่มีงบประมาณ")
    if status == Status.NOT_STARTED and disbursed > 0:
        points.append(f"แจ้งว่ายังไม่ได้ดำเนินการ แต่เบิกจ่ายแล้ว {format_money(disbursed)} บาท")
    if disbursed > in_force:
        points.append(
            f"เบิกจ่ายแล้ว {format_money(disbursed)} บาท เกินงบที่ใช้บังคับ {format_money(in_force)} บาท"
        )
    if disbursed < before:
        points.append(
            f"ยอดเบิกจ่ายสะสมลดลงจากที่รายงานไว้ก่อนหน้า {format_money(before)} บาท"
            f" เหลือ {format_money(disbursed)} บาท"
        )
    return points
