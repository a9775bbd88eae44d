"""The log; it is written by organizations.audit only."""

from django.db import models

from .members import Member
from .organizations import Organization


class LogEntryQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)

    def update(self, **kwargs):
        raise TypeError("the log is append-only")

    def delete(self):
        raise TypeError("the log is append-only")


class LogEntry(models.Model):
    """One thing somebody did; append-only, chained by hash within the organization."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="log_entries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="log_entries")
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    object_label = models.TextField()
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    is_exception = models.BooleanField(default=False)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        ordering = ["organization", "-number"]
        indexes = [
            models.Index(fields=["organization", "object_type", "object_id"], name="log_by_object")
        ]
        constraints = [
            models.UniqueConstraint("organization", "number", name="log_has_no_gap_twice"),
            models.UniqueConstraint("organization", "previous_hash", name="log_is_one_chain"),
        ]

    def __str__(self):
        return f"{self.number} {self.action} {self.object_label}"

    def delete(self, *args, **kwargs):
        raise TypeError("the log is append-only")
