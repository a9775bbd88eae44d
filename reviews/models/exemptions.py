"""What one person may not do alone, and the named exceptions where a town is too small for it."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member
from organizations.roles import Role
from plans.models import PlanVersion
from plans.workflow import StepRefused


class Duty(models.TextChoices):
    """Two things that two people do, as long as nothing else was allowed."""

    CONFIRM_OWN_ROUND = "confirm_own_round", "ยืนยันผลของรอบที่ตนส่งร่าง"
    CONFIRM_OWN_DRAFT = "confirm_own_draft", "ยืนยันมติที่ตนร่าง"


class ExemptionQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(version__plan__organization=member.organization)

    def in_force(self):
        return self.filter(withdrawn_at__isnull=True)

    def with_people(self):
        return self.select_related("member__user", "allowed_by__user", "withdrawn_by__user")


class Exemption(models.Model):
    """The executive's leave for one chair to do alone, in one version, what two people do.

    It is never deleted: what was done under it stays marked as such.
    """

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="exemptions")
    duty = models.CharField("สิ่งที่อนุญาต", max_length=20, choices=Duty)
    member = models.ForeignKey(Member, models.PROTECT, related_name="exemptions")
    reason = RepairedTextField("เหตุผล")
    allowed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    allowed_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        ordering = ["allowed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "duty", "member"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_exemption_in_force",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(member=models.F("allowed_by")), name="nobody_exempts_themselves"
            ),
        ]

    def __str__(self):
        return f"{self.member} {self.get_duty_display()} ใน{self.version}"

    @property
    def is_in_force(self):
        return self.withdrawn_at is None

    @classmethod
    def barriers(cls, version, *, duty, member, by):
        """Return why the executive `by` cannot exempt a member now; empty when they can."""
        reasons = []
        if version.is_announced:
            reasons.append("แผนฉบับนี้ประกาศใช้แล้ว")
        if not by.has_role(Role.EXECUTIVE):
            reasons.append("ผู้อนุญาตได้คือผู้บริหาร")
        if member == by:
            reasons.append("อนุญาตตนเองไม่ได้")
        if member.chairs not in version.route:
            reasons.append(f"{member} ไม่ได้เป็นประธานคณะที่แผนฉบับนี้ต้องผ่าน")
        if version.exemptions.in_force().filter(duty=duty, member=member).exists():
            reasons.append(f"อนุญาตให้ {member} {Duty(duty).label}ไว้แล้ว")
        return reasons

    @classmethod
    def allow(cls, version, *, duty, member, reason, by):
        """Let one chair do alone what two people do, or raise StepRefused with every reason."""
        with transaction.atomic():
            PlanVersion.objects.select_for_update().get(pk=version.pk)
            reasons = cls.barriers(version, duty=duty, member=member, by=by)
            if not reason.strip():
                reasons.append("กรอกเหตุผล")
            if reasons:
                raise StepRefused(version, *reasons)
            exemption = cls.objects.create(
                version=version, duty=duty, member=member, reason=reason, allowed_by=by
            )
            record(by, "exempt", exemption, reason=reason, is_exception=True)
        return exemption

    def withdraw(self, *, by):
        """Take the leave back before it is used, or raise StepRefused."""
        with transaction.atomic():
            # Whoever confirms under it holds the version: of the two one waits for the other.
            PlanVersion.objects.select_for_update().get(pk=self.version_id)
            found = Exemption.objects.select_for_update().get(pk=self.pk)
            if found.used_at:
                raise StepRefused(self.version, "ใช้ข้อยกเว้นนี้ไปแล้ว จึงถอนไม่ได้")
            if not found.is_in_force:
                raise StepRefused(self.version, "ถอนข้อยกเว้นนี้ไปแล้ว")
            self.withdrawn_by, self.withdrawn_at = by, timezone.now()
            self.save(update_fields=["withdrawn_by", "withdrawn_at"])
            record(by, "withdraw", self)

    @classmethod
    def use(cls, version, member, duties):
        """Mark as used what lets a member do these duties alone; return the exemptions."""
        used = list(version.exemptions.in_force().filter(member=member, duty__in=duties))
        for exemption in used:
            exemption.used_at = exemption.used_at or timezone.now()
            exemption.save(update_fields=["used_at"])
        return used
