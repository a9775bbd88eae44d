"""The personal links by which committee members without an account take their seats."""

import secrets
from datetime import datetime, time, timedelta

from django.db import models, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from organizations.audit import record
from organizations.invitations import hashed
from organizations.models import Member
from organizations.roles import WITHOUT_ACCOUNT
from plans.workflow import StepRefused
from thai.calendar import short_date, weekday_date

TRIES = 5  # of one code; then it is good no more
MOST_FAILURES = 30  # of one link since somebody last came in by it; then it is good no more
READ_OUT_FOR = timedelta(minutes=30)
MAILED_FOR = timedelta(minutes=15)
BETWEEN_MAILS = timedelta(minutes=1)


def reasons_against_link(member):
    """Return why a member cannot have a link; whoever gives links could otherwise act as them."""
    reasons = []
    if not member.is_active:
        reasons.append(f"พักใช้สมาชิกภาพของ {member} อยู่")
    if not member.roles or member.roles - WITHOUT_ACCOUNT:
        reasons.append(f"ลิงก์ส่วนตัวมีได้เฉพาะผู้ที่เป็นกรรมการอย่างเดียว {member} ต้องใช้บัญชี")
    if member.chairs:
        reasons.append(f"ประธานยืนยันมติ {member} จึงต้องใช้บัญชี")
    if member.user.is_staff or member.user.is_superuser or not member.user.is_active:
        reasons.append(f"บัญชีของ {member} ใช้กับลิงก์ไม่ได้")
    return reasons


class SeatLinkQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(member__organization=member.organization)

    def with_people(self):
        joined = self.select_related("member__user", "member__organization__type", "made_by__user")
        return joined.prefetch_related("member__role_rows")

    def at_link(self, organization, token):
        """Return the link of an address with all that its page shows, or None."""
        mine = self.filter(member__organization__slug=organization)
        return mine.filter(token_hash=hashed(token)).with_people().first()


class SeatLink(models.Model):
    """A link that asks for a code and then seats one committee member, until it ends.

    Of link and code only hashes are kept; the key of the code's is not in the database.
    """

    class Way(models.TextChoices):
        MAIL = "mail", "ส่งทางอีเมล"
        READ_OUT = "read_out", "ผู้ออกลิงก์อ่านให้ฟัง"

    member = models.ForeignKey(Member, models.PROTECT, related_name="seat_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField("ใช้ลิงก์ได้ถึง")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_way = models.CharField(max_length=10, choices=Way, blank=True)
    code_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    code_until = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)  # wrong ones of this code
    failures = models.PositiveSmallIntegerField(default=0)  # wrong ones since the last entering
    entered_at = models.DateTimeField("เข้าล่าสุด", null=True, blank=True)

    objects = SeatLinkQuerySet.as_manager()
    token = None  # known only of a link that was just made or just opened

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return str(self.member)

    def get_absolute_url(self):
        return reverse("reviews:seats", args=[self.organization.slug])

    @property
    def organization(self):
        return self.member.organization

    @property
    def address(self):
        """The member's own address; only where the `token` is known."""
        return reverse("seats:enter", args=[self.organization.slug, self.token])

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
    def is_guessed_at(self):
        return self.failures >= MOST_FAILURES

    @property
    def reasons_against(self):
        """Return in the member's words why the link is good no more; empty while it is."""
        town = self.organization.full_name
        if self.is_withdrawn:
            return [f"{town}เลิกใช้ลิงก์นี้แล้ว หรือออกลิงก์ใหม่แทนแล้ว"]
        if self.is_expired:
            return [f"ลิงก์นี้ใช้ได้ถึง{weekday_date(self.last_day)} ซึ่งผ่านไปแล้ว"]
        if self.is_guessed_at:
            return ["มีการใส่รหัสผิดที่ลิงก์นี้หลายครั้ง จึงเลิกใช้เพื่อความปลอดภัย"]
        if reasons_against_link(self.member):
            return ["หน้าที่ของท่านเปลี่ยนไปแล้ว เข้าด้วยลิงก์ส่วนตัวไม่ได้"]
        return []

    @property
    def is_good(self):
        return not self.reasons_against

    # Steps of the planner

    @classmethod
    @transaction.atomic
    def give(cls, member, *, last_day, by):
        """Make a link, earlier ones end, or raise StepRefused; the returned one has its token."""
        Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
        reasons = reasons_against_link(member)
        if last_day < timezone.localdate():
            reasons.append("วันสุดท้ายต้องเป็นวันนี้หรือหลังจากนี้")
        link = cls(member=member, made_by=by)
        if reasons:
            raise StepRefused(link, *reasons)
        link.token = secrets.token_urlsafe(32)
        member.seat_links.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
        link.token_hash, link.expires_at = hashed(link.token), _end_of(last_day)
        link.save()
        record(by, "give link", link, changes={"ใช้ลิงก์ได้ถึง": ["", short_date(last_day)]})
        return link

    @transaction.atomic
    def extend(self, *, last_day, by):
        """Let the same link work for longer, or for a shorter time, or raise StepRefused."""
        self._hold()
        reasons = self.reasons_against if self.is_withdrawn or self.is_guessed_at else []
        if last_day < timezone.localdate():
            reasons.append("วันสุดท้ายต้องเป็นวันนี้หรือหลังจากนี้ หากจะเลิกใช้ให้ถอนลิงก์")
        if reasons:
            raise StepRefused(self, *reasons)
        before, self.expires_at = self.last_day, _end_of(last_day)
        if before != last_day:
            self.save(update_fields=["expires_at"])
            changes = {"ใช้ลิงก์ได้ถึง": [short_date(before), short_date(last_day)]}
            record(by, "extend link", self, changes=changes)

    @transaction.atomic
    def withdraw(self, *, by):
        """End the link and all that is open by it; what was done by it stays."""
        standing = SeatLink.objects.filter(pk=self.pk, withdrawn_at=None)
        if not standing.update(withdrawn_at=timezone.now()):  # of two clicks one wins
            raise StepRefused(self, f"ถอนลิงก์ของ {self} ไปแล้ว")
        record(by, "withdraw link", self)

    @transaction.atomic
    def read_out(self, *, by):
        """Return a new code for the planner to read out, or raise StepRefused."""
        self._hold()
        if reasons := self.reasons_against:
            raise StepRefused(self, *reasons)
        code = self._new_code(self.Way.READ_OUT, READ_OUT_FOR, by)
        record(by, "read out code", self)
        return code

    # Steps of whoever holds the link

    @transaction.atomic
    def code_to_mail(self):
        """Return a new code to mail to the member, or raise StepRefused; once in a minute."""
        self._hold()
        reasons = self.reasons_against
        if not self.member.user.can_be_mailed:
            reasons.append("ไม่มีอีเมลของท่าน ขอให้ผู้ออกลิงก์อ่านรหัสให้ฟัง")
        if self.mailed_at and timezone.now() < self.mailed_at + BETWEEN_MAILS:
            reasons.append("ส่งรหัสไปแล้วเมื่อครู่ ดูในอีเมล หรือขอใหม่ได้เมื่อครบ 1 นาที")
        if reasons:
            raise StepRefused(self, *reasons)
        self.mailed_at = timezone.now()
        code = self._new_code(self.Way.MAIL, MAILED_FOR, None)
        record(None, "mail code", self, organization=self.organization)
        return code

    @transaction.atomic
    def enter(self, code):
        """Take the code, which then is used up, and say whether it was right.

        A wrong one is counted even when nothing else is done: nothing is raised here.
        """
        self._hold()
        if not (self.is_good and self.has_code):
            return False
        if not constant_time_compare(self.code_hash, self._hash_of(code)):
            self._count_failure()
            return False
        changes = {"วิธีได้รหัส": ["", self.how]}
        self.entered_at = timezone.now()
        self.code_hash, self.code_until, self.tries, self.failures = "", None, 0, 0
        self.save()
        record(self.member, "enter by link", self, changes=changes)
        return True

    @property
    def has_code(self):
        """Whether a code can be typed now."""
        in_time = self.code_until is not None and timezone.now() <= self.code_until
        return bool(self.code_hash) and in_time and self.tries < TRIES

    @property
    def tries_left(self):
        return TRIES - self.tries if self.has_code else 0

    @property
    def how(self):
        """ส่งทางอีเมล, or who read the code out."""
        words = self.get_code_way_display()
        return f"{words} ({self.code_by})" if self.code_by_id else words

    def _hold(self):
        """Read again what another request may have changed, and keep others waiting."""
        held = SeatLink.objects.select_for_update(of=("self",)).get(pk=self.pk)
        for field in self._meta.concrete_fields:
            if not field.is_relation:
                setattr(self, field.attname, getattr(held, field.attname))
        self.code_by_id = held.code_by_id

    def _new_code(self, way, good_for, by):
        code = f"{secrets.randbelow(10**6):06d}"
        self.code_hash, self.code_way, self.code_by = self._hash_of(code), way, by
        self.code_until, self.tries = timezone.now() + good_for, 0
        self.save()
        return code

    def _hash_of(self, code):
        # Six digits are guessed from a plain hash in no time; this one needs the secret key.
        return salted_hmac("reviews.seats", f"{self.token_hash}:{code}").hexdigest()

    def _count_failure(self):
        counted = SeatLink.objects.filter(pk=self.pk)
        counted.update(tries=F("tries") + 1, failures=F("failures") + 1)
        self.tries, self.failures = self.tries + 1, self.failures + 1
        if self.tries >= TRIES:
            record(None, "wrong code", self, organization=self.organization)


def _end_of(day):
    """Return the last second of a day: a link "until the 30th" still works that evening."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
