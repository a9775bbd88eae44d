"""The signed minutes as they were scanned."""

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from organizations.audit import record
from organizations.models import Member
from organizations.proofs import proofs_in
from plans.workflow import StepRefused

from .meetings import Meeting

PERMANENT = "a signed paper is never deleted; a better scan is added beside it"


class SignedMinutesQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(meeting__organization=member.organization)

    def delete(self):
        raise TypeError(PERMANENT)


class SignedMinutes(models.Model):
    """A scan of the signed minutes; a later one stands beside it, none is ever deleted."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="scans")
    file = models.FileField(upload_to="minutes/%Y/%m/")
    file_name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = SignedMinutesQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint("meeting", "sha256", name="one_scan_once_per_meeting")
        ]

    def __str__(self):
        return self.file_name

    def delete(self, *args, **kwargs):
        raise TypeError(PERMANENT)

    @classmethod
    def add(cls, meeting, file, *, by):
        """Keep a scan that can be read, or raise StepRefused."""
        proofs, reasons = proofs_in([file])
        with transaction.atomic():
            Meeting.objects.select_for_update().get(pk=meeting.pk)
            if not meeting.attendances.exists():
                reasons.append("ยังไม่บันทึกผู้มาประชุม จึงยังไม่มีรายงานให้ลงนาม")
            known = set(meeting.scans.values_list("sha256", flat=True))
            reasons += [f"มีไฟล์ “{name}” อยู่แล้ว" for name, _, p in proofs if p.sha256 in known]
            if reasons:
                raise StepRefused(meeting, *reasons)
            name, data, proof = proofs[0]
            scan = cls(
                meeting=meeting, file_name=name[-255:], content_type=proof.content_type,
                sha256=proof.sha256, added_by=by,
            )  # fmt: skip
            # The name comes from the hash: nothing a visitor typed reaches the disk.
            stem = f"{meeting.pk}-{proof.sha256[:16]}.{proof.extension}"
            scan.file.save(stem, ContentFile(data), save=False)
            scan.save()
            record(by, "attach", scan, changes={"รหัสยืนยันไฟล์": ["", proof.sha256]})
        return scan
