"""What is kept beside the items: findings let stand, files read, contents frozen."""

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member
from plans.models import PlanVersion
from plans.workflow import StepRefused

from .exchange import Export
from .items import Line


class AcceptedFinding(models.Model):
    """A ควรตรวจ finding the planner let stand, with the reason; void when the value changes."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="accepted_findings")
    line = models.ForeignKey(Line, models.CASCADE, null=True, blank=True)
    code = models.CharField(max_length=40)
    value = models.TextField(blank=True)  # what was found then
    reason = RepairedTextField("เหตุผล")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint("version", "line", "code", name="one_acceptance_per_finding")
        ]

    def __str__(self):
        return f"{self.code} {self.line or ''}"

    @classmethod
    @transaction.atomic
    def accept(cls, version, findings, *, reason, by):
        """Let ควรตรวจ findings stand as they are now, with one reason, or raise StepRefused."""
        # The lock keeps two clicks from accepting one finding of the whole version twice.
        rows = PlanVersion.objects.select_for_update(of=("self",), no_key=True)
        held = rows.get(pk=version.pk)
        reasons = []
        if held.is_announced:
            reasons.append("แผนฉบับนี้ประกาศใช้แล้ว")
        if not findings:
            reasons.append("เลือกข้อควรตรวจอย่างน้อย 1 ข้อ")
        if not reason.strip():
            reasons.append("กรอกเหตุผลที่รับทราบ")
        if any(finding.is_must for finding in findings):
            reasons.append("ข้อที่ต้องแก้รับทราบแทนการแก้ไม่ได้")
        if reasons:
            raise StepRefused(reverse("projects:readiness", args=version.address), *reasons)
        for found in findings:
            # A finding of the whole version has no line; there the value tells one from another.
            line = found.item.line if found.item else None
            names = {} if line else {"value": found.value}
            cls.objects.update_or_create(
                version=version, line=line, code=found.code, **names,
                defaults={"value": found.value, "reason": reason, "by": by, "at": timezone.now()},
            )  # fmt: skip
        sentences = "\n".join(found.sentence for found in findings)
        items, changes = (
            [found.item for found in findings if found.item],
            {"รับทราบ": ["", sentences]},
        )
        record(by, "accept", version, changes=changes, reason=reason, about=items)
        return len(findings)


class Import(models.Model):
    """A list that was read: the file, who, what it brought; kept for good."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="imports")
    file = models.FileField(upload_to="imports/%Y/%m/")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(null=True, blank=True)
    export = models.ForeignKey(Export, models.PROTECT, null=True, related_name="imports")
    decisions = models.JSONField(default=dict)  # of the conflicts of a workbook that came back
    effects = models.JSONField(default=list)  # rows made and changed, with what they were before
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("projects:import_detail", args=[*self.version.address, self.pk])


class Snapshot(models.Model):
    """The canonical content of a version at a gate, with its SHA-256; what verdicts are about."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="snapshots")
    sha256 = models.CharField("รหัสยืนยันเนื้อหา", max_length=64)
    content = models.TextField()
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["taken_at", "pk"]
        constraints = [
            models.UniqueConstraint("version", "sha256", name="one_snapshot_per_content")
        ]

    def __str__(self):
        return self.short_code

    @property
    def short_code(self):
        """The first eight signs in two groups, as pages show it: a1b2 c3d4."""
        return f"{self.sha256[:4]} {self.sha256[4:8]}"
