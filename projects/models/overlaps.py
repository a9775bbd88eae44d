"""What is kept of comparisons: the last readiness of a version, and who is told apart."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from organizations.fields import RepairedTextField
from organizations.models import Member, Organization
from plans.models import PlanVersion

from .items import Line


class KeptFindings(models.Model):
    """The findings of a version as last computed; valid while its token is that of the content."""

    version = models.OneToOneField(PlanVersion, models.CASCADE, related_name="kept_findings")
    token = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
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
