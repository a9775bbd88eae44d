from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from documents.models import Rendering
from documents.notice import NoticeFacts
from documents.papers.notice_paper import NOTICE
from documents.plan_book import compose
from documents.texts import TextFault
from organizations.audit import record
from organizations.fields import RepairedCharField, RepairedTextField
from organizations.models import Member, Organization
from plans.models import PlanVersion
from plans.workflow import Kind, Stage, StepRefused
from projects.canonical import hash_of, take_snapshot
from projects.models import Snapshot
from projects.readiness import problems
from reviews.models import Resolution
from thai.calendar import long_date, short_date, to_be
from thai.text import repair

PERMANENT = "what was announced and posted stays"


class AnnouncementQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(version__plan__organization=member.organization)

    def with_version(self):
        return self.select_related(
            "version__plan__organization__type", "version__procedure", "snapshot", "book", "notice"
        )

    def delete(self):
        raise TypeError(PERMANENT)


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
    notice = models.ForeignKey(  # the ประกาศ as a paper of its own; the book holds it as well
        Rendering, models.PROTECT, null=True, blank=True, related_name="+"
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

    def delete(self, *args, **kwargs):
        raise TypeError(PERMANENT)

    def get_absolute_url(self):
        return reverse("announcements:announcement", args=self.version.address)

    @property
    def full_number(self):
        """1/2568, or "" for an announcement without a number."""
        return f"{self.number}/{self.year}" if self.number else ""

    @property
    def signature(self):
        """Who signed, in which capacity, for whom: one line."""
        acting = f" ({self.acting_for})" if self.acting_for else ""
        return f"{self.signer} {self.signer_title}{acting}"

    @property
    def facts(self):
        """Return what the paper prints of it."""
        resolution = self.resolution_of(self.version)
        return NoticeFacts(
            announced_on=self.announced_on,
            signer=self.signer,
            title=self.signer_title,
            acting_for=self.acting_for,
            number=self.number,
            year=self.year,
            considered_on=decided_day(resolution) if resolution else None,
        )

    @classmethod
    def next_number(cls, organization, year):
        """Suggest the next number of an organization's announcements in a B.E. year."""
        numbered = cls.objects.filter(organization=organization, year=year)
        return (numbered.aggregate(last=Max("number"))["last"] or 0) + 1

    @classmethod
    def is_due(cls, version):
        """Say whether the executive's turn has come: the stage before the announcement."""
        return version.stage == version.stages[-2]

    @classmethod
    def resolution_of(cls, version):
        """Return the confirmed resolution the announcement rests on, or None.

        It is that of the last body before the executive; a route without one needs none.
        """
        adopted = Resolution.objects.filter(
            round__version=version,
            round__body__in=version.route[-2:-1],
            confirmed_at__isnull=False,
        ).exclude(outcome=Resolution.Outcome.SEND_BACK)
        return adopted.select_related("round", "meeting").order_by("confirmed_at").last()

    @classmethod
    def blockers(cls, version):
        """Return every reason why this version cannot be announced yet, whatever the form says."""
        if version.is_announced:
            return ["แผนฉบับนี้ประกาศใช้แล้ว"]
        if not cls.is_due(version):
            return [f"แผนอยู่ในขั้น “{version.get_stage_display()}” ยังไม่ถึงขั้นประกาศใช้"]
        reasons, _ = problems(version)
        try:
            compose(version)
        except TextFault as fault:
            reasons = [*reasons, *fault.args]
        if len(version.route) > 1:
            resolution = cls.resolution_of(version)
            if resolution is None:
                reasons.append("ยังไม่มีมติเห็นชอบที่ยืนยันแล้ว")
            elif resolution.adopted != hash_of(version):
                reasons.append("เนื้อหาเปลี่ยนไปหลังจากมีมติ ต้องเสนอพิจารณาใหม่")
        return reasons

    @classmethod
    def faults(cls, version, *, announced_on, number, signer, signer_title):
        """Return [(field, sentence), …] of what is wrong with an announcement as written."""
        faults = [(None, reason) for reason in cls.blockers(version)]
        faults += [("announced_on", reason) for reason in cls._faults_of_day(version, announced_on)]
        if number is not None and announced_on is not None:
            faults += cls._faults_of_number(version.organization, number, announced_on)
        if not repair(signer or ""):
            faults.append(("signer", "กรอกชื่อผู้ลงนาม"))
        if not repair(signer_title or ""):
            faults.append(("signer_title", "กรอกตำแหน่งผู้ลงนาม"))
        return faults

    @classmethod
    def _faults_of_day(cls, version, day):
        if day is None:
            return ["กรอกวันที่ประกาศ"]
        reasons = []
        if day > timezone.localdate():
            reasons.append("วันที่ประกาศต้องไม่เป็นวันในอนาคต")
        if day < version.trigger_on:
            reasons.append(f"วันที่ประกาศต้องไม่ก่อนเหตุที่ต้องจัดทำ ({short_date(version.trigger_on)})")
        resolution = cls.resolution_of(version)
        decided_on = resolution and decided_day(resolution)
        if decided_on and day < decided_on:
            reasons.append(f"วันที่ประกาศต้องไม่ก่อนวันมีมติ ({short_date(decided_on)})")
        # The plan of a past day must not change: revisions are announced in the order of time.
        latest = version.plan.versions.aggregate(on=Max("announced_on"))["on"]
        if latest and day < latest:
            reasons.append(f"วันที่ประกาศต้องไม่ก่อนฉบับที่ประกาศไปแล้ว ({short_date(latest)})")
        return reasons

    @classmethod
    def _faults_of_number(cls, organization, number, announced_on):
        year = to_be(announced_on.year)
        taken = cls.objects.filter(organization=organization, year=year, number=number)
        if not 1 <= number <= 9999:
            return [("number", "เลขที่ประกาศต้องเป็น 1 ถึง 9999")]
        if taken.exists():
            free = cls.next_number(organization, year)
            return [("number", f"มีประกาศเลขที่ {number}/{year} แล้ว เลขถัดไปคือ {free}/{year}")]
        return []

    @classmethod
    def publish(
        cls, version, *, announced_on, number=None, signer, signer_title, acting_for="", by
    ):
        """Announce a version for good, or raise StepRefused with every reason."""
        with transaction.atomic():
            # What is checked and frozen rests until it is announced: a correction still collects,
            # and an item saved at this moment holds its version before it writes the log.
            PlanVersion.objects.select_for_update().get(pk=version.pk)
            # One announcement of a town at a time: two cannot take the same number.
            Organization.objects.select_for_update().get(pk=version.organization.pk)
            faults = cls.faults(
                version,
                announced_on=announced_on,
                number=number,
                signer=signer,
                signer_title=signer_title,
            )
            if faults:
                raise StepRefused(version, *(sentence for _, sentence in faults))
            snapshot = take_snapshot(version)
            version.move_to(Stage.ANNOUNCED, by=by, announced_on=announced_on)
            announcement = cls.objects.create(
                version=version,
                organization=version.organization,
                announced_on=announced_on,
                number=number,
                year=to_be(announced_on.year),
                signer=signer,
                signer_title=signer_title,
                acting_for=acting_for,
                snapshot=snapshot,
                published_by=by,
            )
            announcement.ask_for_papers(by)
            changes = {
                "ประกาศ ณ วันที่": ["", long_date(announced_on)],
                "เลขที่ประกาศ": ["", announcement.full_number],
                "ผู้ลงนาม": ["", announcement.signature],
                "รหัสยืนยันเนื้อหา": ["", snapshot.sha256],
            }
            record(by, "announce", announcement, changes=changes)
        return announcement

    @property
    def is_unprinted(self):
        """Say whether a paper of it came to nothing, or was never asked for."""
        return any(map(came_to_nothing, (self.book, self.notice)))

    def ask_for_papers(self, by):
        """Have the announced PDFs made in the background: the book, and the notice by itself.

        For a revision the book of the whole plan too. What failed is asked for again; what is
        made stays.
        """
        pdf = Rendering.Format.PDF
        if came_to_nothing(self.book):
            self.book = Rendering.ask(self.version, pdf, by=by, facts=self.facts)
            if self.version.kind != Kind.ORIGINAL:
                Rendering.ask_consolidated(self.version.plan, self.announced_on, pdf, by=by)
        if came_to_nothing(self.notice):
            self.notice = Rendering.ask(self.version, pdf, NOTICE, by=by, facts=self.facts)
        self.save(update_fields=["book", "notice"])

    @classmethod
    def send_back(cls, version, *, reasons, by):
        """Return a version to collecting with the executive's reasons, or raise StepRefused."""
        cls.check_send_back(version)
        told = [line for line in map(repair, reasons) if line]
        if not told:
            raise StepRefused(version, "กรอกเหตุผลที่ส่งกลับ")
        version.move_to(Stage.COLLECTING, by=by, reasons=told)

    @classmethod
    def check_send_back(cls, version):
        """Raise StepRefused unless the executive holds a version that came from a body."""
        if not cls.is_due(version) or version.stage == Stage.COLLECTING:
            stage = version.get_stage_display()
            raise StepRefused(version, f"แผนอยู่ในขั้น “{stage}” ส่งกลับจากขั้นนี้ไม่ได้")


def came_to_nothing(paper):
    """Say whether a paper has to be asked for, the first time or again."""
    return paper is None or paper.state == Rendering.State.FAILED or paper.is_lost


def decided_day(resolution):
    """Return the day a body decided: its meeting, else the day the resolution was confirmed."""
    if resolution.meeting_id:
        return resolution.meeting.held_on
    return timezone.localdate(resolution.confirmed_at)
