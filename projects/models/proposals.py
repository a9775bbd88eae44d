"""What outside agencies send in: by a link that expires, as proposals to be decided."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.fields import RepairedCharField, RepairedTextField
from organizations.models import Member
from plans.models import PlanVersion

from ..schedule import ALL_MONTHS, months_of, spelled
from .items import Line


class AgencyInvitation(models.Model):
    """A link by which one outside agency enters its projects of the area; good until it expires."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="agency_invitations")
    agency = RepairedCharField("หน่วยงานภายนอก", max_length=200)
    email = models.EmailField("อีเมลผู้ประสานงาน", blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField("ใช้ลิงก์ได้ถึง")
    sent_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["agency", "-sent_at"]

    def __str__(self):
        return self.agency


class Proposal(models.Model):
    """A project of an outside agency, as it was entered, and what the planner decided."""

    class State(models.TextChoices):
        WAITING = "waiting", "รอตรวจ"
        ACCEPTED = "accepted", "รับเป็นรายการใหม่"
        MERGED = "merged", "รวมกับรายการเดิม"
        REFUSED = "refused", "ไม่รับ"

    invitation = models.ForeignKey(AgencyInvitation, models.PROTECT, related_name="proposals")
    name = RepairedTextField("ชื่อโครงการ")
    detail = RepairedTextField("รายละเอียด", blank=True)
    budget = models.DecimalField("งบประมาณ", max_digits=14, decimal_places=2, null=True, blank=True)
    place = RepairedTextField("สถานที่ดำเนินการ", blank=True)
    months = models.PositiveSmallIntegerField("เดือนที่ดำเนินการ", default=0)
    contact = RepairedCharField("ผู้ประสานงาน", max_length=200, blank=True)
    note = RepairedTextField("หมายเหตุ", blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    line = models.ForeignKey(Line, models.PROTECT, null=True, blank=True, related_name="proposals")
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = RepairedTextField("ข้อความถึงหน่วยงาน", blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months__gte=0, months__lte=ALL_MONTHS), name="proposal_months_are_12"
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                name="proposal_budget_not_negative",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="proposal_has_a_name"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="proposal_decided_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "merged"], line__isnull=False)
                | Q(state__in=["waiting", "refused"], line__isnull=True),
                name="proposal_taken_names_its_line",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def month_numbers(self):
        return months_of(self.months)

    @property
    def months_text(self):
        return spelled(self.months, self.invitation.version.fiscal_year)
