"""The links by which outside agencies enter their projects of the area, without an account."""

import secrets
from datetime import datetime, time, timedelta

from django.db import models, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from organizations.audit import record
from organizations.fields import RepairedCharField
from organizations.invitations import hashed
from organizations.models import LogEntry, Member
from plans.models import PlanVersion
from plans.workflow import StepRefused
from thai.calendar import short_date, weekday_date

from .items import hold_collecting

A_MINUTE = 30  # deeds by one link


def end_of(day):
    """Return the last second of a day: a link "until the 30th" still works that evening."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


class AgencyInvitationQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(version__plan__organization=member.organization)

    def at_link(self, organization, token):
        """Return the invitation of a link with all its page shows, or None."""
        mine = self.filter(version__plan__organization__slug=organization)
        labels = ("version__plan__organization__type", "version__procedure", "sent_by__user")
        return mine.filter(token_hash=hashed(token)).select_related(*labels).first()

    def with_counts(self):
        """Count what was entered, what waits, and what was decided but not yet told."""
        rows = self.select_related("version__plan__organization__type", "sent_by__user")
        decided = Q(proposals__decided_at__isnull=False)
        return rows.annotate(
            entered=Count("proposals"),
            waiting=Count("proposals", filter=~decided),
            untold=Count("proposals", filter=decided & Q(proposals__told_at=None)),
        )


class AgencyInvitation(models.Model):
    """A link by which one outside agency enters its projects of the area; good until it expires."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="agency_invitations")
    agency = RepairedCharField("หน่วยงานภายนอก", max_length=200)
    email = models.EmailField("อีเมลผู้ประสานงาน", blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField("ใช้ลิงก์ได้ถึง")
    sent_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField("เปิดครั้งแรก", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AgencyInvitationQuerySet.as_manager()
    token = None  # known only of a link that was just made or just opened

    class Meta:
        ordering = ["agency", "-sent_at"]

    def __str__(self):
        return self.agency

    def get_absolute_url(self):
        return reverse("projects:agencies", args=self.version.address)

    @property
    def link(self):
        """The agency's own address; only where the `token` is known."""
        return reverse("agencies:propose", args=[self.version.organization.slug, self.token])

    @property
    def last_day(self):
        return timezone.localdate(self.expires_at)

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def is_expired(self):
        return timezone.now() > self.expires_at

    @property
    def has_ended(self):
        """Whether the link shows nothing any more, not even what was sent."""
        return self.is_withdrawn or self.is_expired

    @property
    def reasons_against(self):
        """Return in the agency's words why nothing can be entered now; empty while it can."""
        town = self.version.organization.full_name
        if self.is_withdrawn:
            return [f"{town}เลิกใช้ลิงก์นี้แล้วเมื่อ{weekday_date(_day(self.withdrawn_at))}"]
        if self.is_expired:
            return [f"ลิงก์นี้ใช้ได้ถึง{weekday_date(self.last_day)} ซึ่งผ่านไปแล้ว"]
        if not self.version.is_collecting:
            return [f"{town}ปิดรับรายการสำหรับ{self.version}แล้ว"]
        return []

    def hold(self):
        """Keep it open to the agency until this transaction ends, or raise StepRefused."""
        PlanVersion.objects.select_for_update(of=("self",)).get(pk=self.version_id)
        self.version.refresh_from_db(fields=["stage"])
        self.refresh_from_db(fields=["expires_at", "withdrawn_at"])
        if reasons := self.reasons_against:
            raise StepRefused(self, *reasons)

    @cached_property
    def is_hurried(self):
        """Whether more came by this link within a minute than a person types."""
        deeds = LogEntry.objects.filter(
            organization=self.version.organization, object_type="proposal", actor=self.agency,
            member=None, at__gte=timezone.now() - timedelta(minutes=1),
        )  # fmt: skip
        return deeds.count() >= A_MINUTE

    def see(self):
        """Remember when the agency first opened its page."""
        type(self).objects.filter(pk=self.pk, opened_at=None).update(opened_at=timezone.now())

    # Steps of the planner

    @classmethod
    @transaction.atomic
    def send(cls, version, *, agency, last_day, by, email=""):
        """Open a link for an agency; the row that is returned alone knows its `token`."""
        hold_collecting(version)
        if twin := version.agency_invitations.filter(agency=agency).first():
            told = f"เชิญ{agency} ไว้แล้วเมื่อ {short_date(_day(twin.sent_at))}"
            raise StepRefused(twin, f"{told} ใช้ ขยายเวลา หรือ ออกลิงก์ใหม่ ในรายการด้านล่าง")
        invitation = cls(version=version, agency=agency, email=email, sent_by=by)
        invitation._open_until(last_day)
        record(by, "invite", invitation, changes={"ใช้ลิงก์ได้ถึง": ["", short_date(last_day)]})
        return invitation

    @transaction.atomic
    def renew(self, *, last_day, email, seen, by):
        """Give a new link, the old one stops; `seen` is the `stamp` of the page that asked."""
        hold_collecting(self.version)
        self.refresh_from_db(fields=["sent_at", "expires_at", "withdrawn_at"])
        if seen != self.stamp:
            told = timezone.localtime(self.sent_at)
            sentence = f"ออกลิงก์ใหม่ให้{self} แล้วเมื่อ {short_date(told.date())} {told:%H.%M} น."
            raise StepRefused(self, sentence)
        changes = _moved(self.last_day, last_day)
        if email != self.email:
            changes["อีเมลผู้ประสานงาน"] = [self.email, email]
        self.withdrawn_at, self.sent_at, self.sent_by, self.email = None, timezone.now(), by, email
        self._open_until(last_day)
        record(by, "renew link", self, changes=changes)

    @transaction.atomic
    def extend(self, *, last_day, by):
        """Let the same link work for longer."""
        hold_collecting(self.version)
        self.refresh_from_db(fields=["expires_at", "withdrawn_at"])
        if self.is_withdrawn:
            raise StepRefused(self, f"ถอนลิงก์ของ{self} แล้ว ใช้ ออกลิงก์ใหม่ แทน")
        if last_day <= self.last_day:
            sentence = f"ลิงก์ของ{self} ใช้ได้ถึง {short_date(self.last_day)} อยู่แล้ว เลือกวันหลังจากนั้น"
            raise StepRefused(self, sentence)
        before, self.expires_at = self.last_day, end_of(last_day)
        self.save(update_fields=["expires_at"])
        record(by, "extend link", self, changes=_moved(before, last_day))

    @transaction.atomic
    def withdraw(self, *, by):
        """Stop the link; what was entered stays with the plan."""
        unmoved = type(self).objects.filter(pk=self.pk, withdrawn_at=None)
        if not unmoved.update(withdrawn_at=timezone.now()):  # of two clicks one wins
            raise StepRefused(self, f"ถอนลิงก์ของ{self} ไปแล้ว")
        record(by, "withdraw link", self)

    @property
    def stamp(self):
        """Name this issue of the link, so that a second click is known as one."""
        return self.sent_at.isoformat()

    def _open_until(self, day):
        self.token = secrets.token_urlsafe(32)
        self.token_hash, self.expires_at = hashed(self.token), end_of(day)
        self.save()


def _day(moment):
    return timezone.localdate(moment)


def _moved(before, after):
    return {"ใช้ลิงก์ได้ถึง": [short_date(before), short_date(after)]}
