"""What is kept of comparisons: the last readiness of a version, and who is told apart."""

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member, Organization
from plans.models import PlanVersion
from plans.workflow import StepRefused

from .items import Line


class KeptFindings(models.Model):
    """The findings of a version as last computed; valid while its token is that of the content."""

    version = models.OneToOneField(PlanVersion, models.CASCADE, related_name="kept_findings")
    token = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
    overlaps = models.JSONField(default=dict)  # with what they are of: projects.overlaps.keeping
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.token[:8]


class Distinction(models.Model):
    """Two lines that look alike and are not the same work, with the reason; said once."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="distinctions")
    one = models.ForeignKey(Line, models.CASCADE, related_name="+")
    other = models.ForeignKey(Line, models.CASCADE, related_name="+")
    reason = RepairedTextField("เหตุผล")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                "organization", "one", "other", name="one_distinction_per_pair"
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="distinction_in_order_of_lines"
            ),
        ]

    def __str__(self):
        return f"{self.one} – {self.other}"

    @classmethod
    @transaction.atomic
    def tell_apart(cls, item, other, *, reason, by):
        """Remember that an item and another one are two works, or raise StepRefused."""
        one, two = sorted((item.line, other.line), key=lambda line: line.pk)
        reasons = []
        if one == two:
            reasons.append("เลือกสองรายการที่ต่างกัน")
        if not reason.strip():
            reasons.append("กรอกเหตุผลว่าต่างกันอย่างไร")
        if reasons:
            raise StepRefused(item.version, *reasons)
        given = {"reason": reason, "by": by}
        names = {"organization": by.organization, "one": one, "other": two}
        told, is_new = cls.objects.get_or_create(**names, defaults=given)
        if not is_new:
            raise StepRefused(item.version, f"บอกไว้แล้วว่าไม่ซ้ำ เพราะ{told.reason} โดย {told.by}")
        words = f"{item.code} {item} – {other.code} {other}"
        record(by, "tell apart", item, changes={"ไม่ซ้ำกัน": ["", words]}, reason=reason)
        return told

    @transaction.atomic
    def take_back(self, version, *, reason, by):
        """Let the two be compared again, with the reason in the log, or raise StepRefused."""
        reasons = [] if reason.strip() else ["กรอกเหตุผลที่ถอน"]
        taken = type(self).objects.filter(pk=self.pk)
        if not reasons and not taken.delete()[0]:
            reasons.append("มีผู้ถอนไปก่อนแล้ว")
        if reasons:
            raise StepRefused(version, *reasons)
        changes = {"ไม่ซ้ำกัน": [f"{self}: {self.reason}", ""]}
        record(by, "compare again", version, changes=changes, reason=reason)
