from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.fields import RepairedTextField
from organizations.models import Member
from projects.models import Line


class Status(models.TextChoices):
    """How far a work is: said by the unit, never computed from money."""

    NOT_STARTED = "not_started", "ยังไม่ได้ดำเนินการ"
    IN_PROGRESS = "in_progress", "อยู่ระหว่างดำเนินการ"
    COMPLETED = "completed", "ดำเนินการแล้วเสร็จ"
    UNABLE = "unable", "ไม่สามารถดำเนินการได้"
    CANCELLED = "cancelled", "ยกเลิก"


NEEDS_REASON = {Status.UNABLE, Status.CANCELLED}


class LineQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(line__plan__organization=member.organization)


class ProgressReport(models.Model):
    """What a unit says of one line of work as of a day; a new one is added, none is changed."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="progress_reports")
    as_of = models.DateField("ข้อมูลถึงวันที่")
    status = models.CharField("สถานะ", max_length=12, choices=Status)
    result = RepairedTextField("ผลการดำเนินงาน", blank=True)
    problem = RepairedTextField("ปัญหาและอุปสรรค", blank=True)
    suggestion = RepairedTextField("ข้อเสนอแนะ", blank=True)
    reason = RepairedTextField("เหตุผล", blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    opinion = RepairedTextField("ความเห็นของผู้ติดตาม", blank=True)
    opinion_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    opinion_at = models.DateTimeField(null=True, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["as_of", "at", "pk"]
        indexes = [models.Index(fields=["line", "as_of"], name="progress_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="status_is_known"),
            models.CheckConstraint(
                condition=~Q(status__in=[s.value for s in sorted(NEEDS_REASON)]) | ~Q(reason=""),
                name="not_done_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.line} {self.get_status_display()}"


class Disbursement(models.Model):
    """Money paid out (or bound by contract) for a line, as a running total on a day."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="disbursements")
    as_of = models.DateField("ข้อมูลถึงวันที่")
    disbursed = models.DecimalField("เบิกจ่ายแล้ว", max_digits=14, decimal_places=2)
    contracted = models.DecimalField(
        "ทำสัญญาแล้ว", max_digits=14, decimal_places=2, null=True, blank=True
    )
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["as_of", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(disbursed__gte=0) & (Q(contracted__isnull=True) | Q(contracted__gte=0)),
                name="disbursed_not_negative",
            )
        ]

    def __str__(self):
        return f"{self.line} {self.disbursed}"


class BudgetChange(models.Model):
    """A transfer or change of the budget during the year; the amount is signed."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="budget_changes")
    decided_on = models.DateField("วันที่อนุมัติ")
    amount = models.DecimalField("จำนวนเงิน (+/−)", max_digits=14, decimal_places=2)
    reason = RepairedTextField("เหตุผล")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="budget_change_is_not_zero"),
            models.CheckConstraint(condition=~Q(reason=""), name="budget_change_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.line} {self.amount}"
