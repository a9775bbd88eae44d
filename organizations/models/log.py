"""The log; it is written by organizations.audit only."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .members import Member
from .organizations import Organization


class LogEntryQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)

    def about(self, kind, keys):
        """Keep what was done to, or below, one of the things of a kind (a model's name)."""
        found = LogSubject.objects.filter(kind=kind, key__in=keys)
        return self.filter(pk__in=found.values("entry"))

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
    about = models.JSONField(default=dict)  # {kind: [key, …]}: what the object belongs to
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    is_exception = models.BooleanField(default=False)
    format = models.PositiveSmallIntegerField(default=1)  # which columns the hash covers
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        ordering = ["organization", "-number"]
        indexes = [
            models.Index(fields=["organization", "object_type", "object_id"], name="log_by_object"),
            models.Index(fields=["organization", "at"], name="log_by_time"),
            models.Index(
                fields=["organization", "number"],
                condition=Q(is_exception=True),
                name="log_of_exceptions",
            ),
        ]
        constraints = [
            models.UniqueConstraint("organization", "number", name="log_has_no_gap_twice"),
            models.UniqueConstraint("organization", "previous_hash", name="log_is_one_chain"),
        ]

    def __str__(self):
        return f"{self.number} {self.action} {self.object_label}"

    def delete(self, *args, **kwargs):
        raise TypeError("the log is append-only")


class LogSubject(models.Model):
    """One thing an entry is about, such as the version of an item: what its trail is found by.

    The entry's own `about` says the same under its hash; this row makes it quick to find.
    """

    entry = models.ForeignKey(LogEntry, models.CASCADE, related_name="subjects")
    kind = models.CharField(max_length=60)
    key = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", "key", "entry", name="one_row_per_subject_of_entry")
        ]

    def __str__(self):
        return f"{self.kind}:{self.key}"


class LogHead(models.Model):
    """Where an organization's chain ends, kept outside of it: a cut tail no longer goes unseen.

    Whoever appends holds this row, so that one writer at a time sees the end of the chain.
    """

    organization = models.OneToOneField(
        Organization, models.CASCADE, primary_key=True, related_name="log_head"
    )
    number = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return f"{self.number}:{self.hash}"


class Fault(models.TextChoices):
    """Why a chain is not whole."""

    ALTERED = "content altered", "เนื้อความไม่ตรงกับรหัสยืนยัน มีการเปลี่ยนหลังบันทึก"
    MISSING = "number missing", "รายการหายไป"
    ORDER = "order changed", "ลำดับถูกสลับหรือถูกย้าย"
    LINK = "link broken", "ไม่ต่อกับรายการก่อนหน้า"
    TAIL = "tail missing", "รายการท้ายสุดหายไป"
    HEAD = "head altered", "รหัสท้ายสุดที่เก็บแยกไว้ไม่ตรงกับรายการ"
    TRAIL = "trail altered", "ดัชนีประวัติไม่ตรงกับรายการ"
    REWRITTEN = "not as seen before", "ไม่ตรงกับรหัสที่เคยตรวจหรือเคยส่งออกไว้"


class LogCheckQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)


class LogCheck(models.Model):
    """One walk over the whole chain and what it found; a whole one binds those that come later."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="log_checks")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField()  # of the last entry that was right
    hash = models.CharField(max_length=64, blank=True)
    fault = models.CharField(max_length=20, choices=Fault, blank=True)
    broken_number = models.PositiveIntegerField(null=True)
    words = models.TextField(blank=True)

    objects = LogCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.organization} {self.number} {self.fault or 'whole'}"

    @property
    def is_whole(self):
        return self.fault == ""
