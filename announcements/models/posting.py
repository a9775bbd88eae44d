from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedCharField, RepairedTextField
from organizations.holidays import calendar_for
from organizations.models import Member
from organizations.proofs import proofs_in
from plans.workflow import StepRefused
from thai.calendar import long_date, short_date
from thai.text import repair

from ..deadlines import post_by, removable_from
from .announcement import PERMANENT, Announcement


class PostingQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(announcement__organization=member.organization)

    def delete(self):
        raise TypeError(PERMANENT)


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
        return f"{self.place} {short_date(self.posted_on)}"

    def delete(self, *args, **kwargs):
        raise TypeError(PERMANENT)

    def get_absolute_url(self):
        return reverse("announcements:postings", args=self.announcement.version.address)

    @property
    def address(self):
        return [*self.announcement.version.address, self.pk]

    @property
    def removable_from(self):
        return removable_from(self.announcement.version, self.posted_on)

    @property
    def is_up(self):
        return self.removed_on is None

    @classmethod
    def faults(cls, announcement, *, place, posted_on, posted_at, posted_by, late_reason):
        """Return [(field, sentence), …] of what is wrong with a posting as written."""
        faults = []
        if announcement.withdrawn_at:
            faults.append((None, "ประกาศฉบับนี้ถูกถอนแล้ว"))
        if not repair(place or ""):
            faults.append(("place", "กรอกสถานที่ปิดประกาศ"))
        elif announcement.postings.filter(place=repair(place)).exists():
            faults.append(("place", "บันทึกการปิดประกาศที่นี่แล้ว เพิ่มภาพถ่ายในรายการเดิมได้"))
        if not repair(posted_by or ""):
            faults.append(("posted_by", "กรอกชื่อผู้ปิดประกาศ"))
        if posted_on is None:
            return [*faults, ("posted_on", "กรอกวันที่ปิดประกาศ")]
        if posted_on < announcement.announced_on:
            announced = short_date(announcement.announced_on)
            faults.append(("posted_on", f"วันที่ปิดประกาศต้องไม่ก่อนวันประกาศ ({announced})"))
        now = timezone.localtime()
        if posted_on > now.date():
            faults.append(("posted_on", "วันที่ปิดประกาศต้องไม่เป็นวันในอนาคต"))
        elif posted_on == now.date() and posted_at and posted_at > now.time():
            faults.append(("posted_at", "เวลาที่ปิดประกาศต้องไม่เป็นเวลาในอนาคต"))
        due = post_by(
            announcement.version, announcement.announced_on, calendar_for(announcement.organization)
        )
        if posted_on > due.strict and not repair(late_reason or ""):
            late = (posted_on - due.strict).days
            faults.append(("late_reason", f"ปิดประกาศเกินกำหนด {late} วัน กรอกเหตุที่ปิดประกาศเกินกำหนด"))
        return faults

    @classmethod
    def record(
        cls, announcement, *, place, posted_on, posted_by, files, posted_at=None, late_reason="", by
    ):
        """Record that the plan was put up, with its proof, or raise StepRefused."""
        proofs, refused = proofs_in(files)
        with transaction.atomic():
            # One posting of a notice at a time: two clicks record one place once.
            Announcement.objects.select_for_update().get(pk=announcement.pk)
            faults = cls.faults(
                announcement,
                place=place,
                posted_on=posted_on,
                posted_at=posted_at,
                posted_by=posted_by,
                late_reason=late_reason,
            )
            if faults or refused:
                sentences = [sentence for _, sentence in faults]
                raise StepRefused(announcement, *sentences, *refused)
            posting = cls.objects.create(
                announcement=announcement,
                place=place,
                posted_on=posted_on,
                posted_at=posted_at,
                posted_by=posted_by,
                late_reason=late_reason,
                recorded_by=by,
            )
            for proof in proofs:
                PostingEvidence.keep(posting, *proof, by=by)
            changes = {
                "วันที่ปิดประกาศ": ["", long_date(posted_on)],
                "ภาพและเอกสาร": ["", f"{len(proofs)} ไฟล์"],
            }
            record(by, "post", posting, changes=changes, reason=late_reason)
        return posting

    def add_evidence(self, files, *, by):
        """Keep further photos or scans, or raise StepRefused and keep none."""
        proofs, refused = proofs_in(files)
        with transaction.atomic():
            Posting.objects.select_for_update().get(pk=self.pk)
            known = set(self.evidence.values_list("sha256", flat=True))
            refused += [f"มีไฟล์ “{name}” อยู่แล้ว" for name, _, p in proofs if p.sha256 in known]
            if refused:
                raise StepRefused(self, *refused)
            for proof in proofs:
                PostingEvidence.keep(self, *proof, by=by)
            names = ", ".join(name for name, _, _ in proofs)
            record(by, "add evidence", self, changes={"ภาพและเอกสาร": ["", names]})

    def faults_of_removal(self, on, by_name):
        """Return [(field, sentence), …] of what is wrong with taking it down on a day."""
        faults = []
        if not self.is_up:
            faults.append((None, "บันทึกการปลดประกาศที่นี่แล้ว"))
        if on is None:
            faults.append(("on", "กรอกวันที่ปลดประกาศ"))
        elif on < self.removable_from:
            days = self.announcement.version.procedure.display_days
            first = long_date(self.removable_from)
            faults.append(("on", f"ต้องปิดประกาศให้ครบ {days} วัน ปลดได้ตั้งแต่ {first}"))
        elif on > timezone.localdate():
            faults.append(("on", "วันที่ปลดประกาศต้องไม่เป็นวันในอนาคต"))
        if not repair(by_name or ""):
            faults.append(("by_name", "กรอกชื่อผู้ปลดประกาศ"))
        return faults

    def take_down(self, on, *, by_name, by):
        """Record that it was taken down after its full display, or raise StepRefused."""
        if faults := self.faults_of_removal(on, by_name):
            raise StepRefused(self, *(sentence for _, sentence in faults))
        with transaction.atomic():
            still_up = Posting.objects.filter(pk=self.pk, removed_on__isnull=True)
            if not still_up.update(removed_on=on, removed_by=repair(by_name)):
                raise StepRefused(self, "บันทึกการปลดประกาศที่นี่แล้ว")
            self.removed_on, self.removed_by = on, repair(by_name)
            record(by, "take down", self, changes={"วันที่ปลดประกาศ": ["", long_date(on)]})


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

    def delete(self, *args, **kwargs):
        raise TypeError(PERMANENT)

    @classmethod
    def keep(cls, posting, name, data, photo, *, by):
        """Store one checked file as it came, and its copy for the public."""
        evidence = cls(
            posting=posting,
            file_name=name[-255:],
            content_type=photo.content_type,
            sha256=photo.sha256,
            taken_at=photo.taken_at,
            added_by=by,
        )
        # Names come from the hash: nothing a visitor typed reaches the disk.
        stem = f"{posting.pk}-{photo.sha256[:16]}"
        evidence.file.save(f"{stem}.{photo.extension}", ContentFile(data), save=False)
        evidence.public_copy.save(
            f"{stem}-public.{photo.public_extension}", ContentFile(photo.public_copy), save=False
        )
        evidence.save()
        return evidence

    @property
    def is_picture(self):
        return self.content_type.startswith("image/")

    @property
    def days_off(self):
        """How many days the camera's clock differs from the day stated; None when unknown."""
        if self.taken_at is None:
            return None
        return abs((timezone.localdate(self.taken_at) - self.posting.posted_on).days)

    @property
    def is_doubtful(self):
        return self.days_off is not None and self.days_off > 1
