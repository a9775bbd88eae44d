"""A workbook that went out, to be edited offline and brought back."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from organizations.models import Member
from plans.models import PlanVersion


class Export(models.Model):
    """What a version's items were when a workbook of them was written: the base of the merge."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="exports")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)  # the workbook carries it
    content = models.JSONField(default=dict)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return str(self.key)[:8]
