from django.db import models
from django.db.models import Q
from django.utils import timezone

from documents.models import Rendering
from organizations.fields import RepairedCharField, RepairedTextField
from organizations.models import Member, Organization
from plans.models import PlanVersion
from projects.models import Snapshot


class AnnouncementQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(version__plan__organization=member.organization)


class Announcement(models.Model):
    """The executive's ประกาศ of one version: what, when, by whom, with which files."""

    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="announcement")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="announcements")
    announced_on = models.DateField("ประกาศ ณ วันที่")
    number = models.PositiveSmallIntegerField("เลขที่ประกาศ", null=True, blank=True)
    year = models.PositiveSmallIntegerField("ปี พ.ศ. ของเลขที่")
    signer = RepairedCharField("ผู้ลงนาม", max_length=200)
    signer_title = RepairedCharField("ตำแหน่งผู้ลงนาม", max_length=200)
    acting_for = RepairedCharField("ลงนามแทน", max_length=200, blank=True)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="announcements")
    book = models.ForeignKey(
        Rendering, models.PROTECT, null=True, blank=True, related_name="announcements"
    )
    published_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = RepairedTextField("เหตุผลที่ถอน", blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["-announced_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "organization", "year", "number", name="one_announcement_per_number"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
                name="withdrawing_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"ประกาศใช้{self.version}"


class PostingQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(announcement__organization=member.organization)


class Posting(models.Model):
    """One place where the announced plan was put up for the public, and taken down again."""

    announcement = models.ForeignKey(Announcement, models.PROTECT, related_name="postings")
    place = RepairedCharField("สถานที่ปิดประกาศ", max_length=200)
    posted_on = models.DateField("วันที่ปิดประกาศ")
    posted_at = models.TimeField("เวลา", null=True, blank=True)
    posted_by = RepairedCharField("ผู้ปิดประกาศ", max_length=200)
    late_reason = RepairedTextField("เหตุที่ปิดประกาศเกินกำหนด", blank=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    removed_on = models.DateField("วันที่ปลดประกาศ", null=True, blank=True)
    removed_by = RepairedCharField("ผู้ปลดประกาศ", max_length=200, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["posted_on", "pk"]
        constraints = [
            models.UniqueConstraint("announcement", "place", name="one_posting_per_place"),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True) | Q(removed_on__gt=models.F("posted_on")),
                name="removed_after_posted",
            ),
        ]

    def __str__(self):
        return f"{self.place} {self.posted_on}"


class PostingEvidence(models.Model):
    """A photo or scan that proves a posting: the original with its hash, a clean public copy."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="evidence")
    file = models.FileField(upload_to="postings/%Y/%m/")
    public_copy = models.FileField(upload_to="postings/%Y/%m/", blank=True)
    file_name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField(null=True, blank=True)  # from the photo itself
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint("posting", "sha256", name="one_photo_once_per_posting")
        ]

    def __str__(self):
        return self.file_name
