"""Mails with what waits for a member: each thing once, at most one mail in five days.

A mail is written down before it leaves, under a lock on the member: two runs at once mail once.
What could not be delivered is taken back and goes with the next run.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from .audit import record
from .desk import desk_of
from .models import Digest, LogHead, Member, ToldTask

DAYS_BETWEEN = 5
AT_MOST = 7  # of each block, as on the page; the rest goes with the next mail
SALT = "organizations.digests.leave"


@dataclass
class Letter:
    """What one member is told: the most urgent new tasks, and how many others wait."""

    member: Member
    to_do: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    known: int = 0
    more: int = 0

    @property
    def tasks(self):
        return self.to_do + self.waiting


def readers(organization=None):
    """Return the members who may be mailed: active, with an address, not switched off."""
    members = Member.objects.filter(is_active=True, user__is_active=True, wants_digests=True)
    if organization:
        members = members.filter(organization=organization)
    members = members.with_address().order_by("pk")
    return members.select_related("organization__type", "unit", "user").prefetch_related(
        "role_rows"
    )


def is_too_soon(member, today):
    """Say whether the member had a mail within the last five days."""
    return member.digests.filter(on__gt=today - timedelta(days=DAYS_BETWEEN)).exists()


def letter_for(member, today):
    """Return the Letter of a member, as "งานของฉัน" shows it less what was told before; or None."""
    desk = desk_of(member, today)
    told = set(ToldTask.objects.filter(member=member).values_list("key", flat=True))
    to_do, waiting = (
        list({hashed(task): task for task in tasks if hashed(task) not in told}.values())
        for tasks in (desk.to_do, desk.waiting)
    )
    known, more = len(desk.to_do) - len(to_do), max(len(to_do) - AT_MOST, 0)
    letter = Letter(member, to_do[:AT_MOST], waiting[:AT_MOST], known, more)
    return letter if to_do else None


def hashed(task):
    return hashlib.sha256(task.name.encode()).hexdigest()


def send(member, today):
    """Mail a member what is new, if anything is and five days have passed; return the Letter."""
    letter, digest = _claim(member, today)
    if letter is None:
        return None
    try:
        mail(letter, today)
    except OSError:
        _take_back(digest)
        raise
    Digest.objects.filter(pk=digest.pk).update(delivered_at=timezone.now())
    return letter


@transaction.atomic
def _claim(member, today):
    """Write down what will be told, so that no other run tells it; return (Letter, Digest)."""
    held = Member.objects.select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    is_unwanted = not held.wants_digests or is_too_soon(member, today)
    letter = None if is_unwanted else letter_for(member, today)
    if letter is None:
        return None, None
    digest = Digest.objects.create(member=member, on=today)
    ToldTask.objects.bulk_create(
        ToldTask(digest=digest, member=member, key=hashed(task), title=task.title)
        for task in letter.tasks
    )
    titles = "\n".join(task.title for task in letter.tasks)
    changes = {"เรื่องที่แจ้ง": ["", titles]}
    record(None, "mail digest", member, organization=member.organization, changes=changes)
    return letter, digest


@transaction.atomic
def _take_back(digest):
    """Forget a mail that did not leave; the log keeps that it did not."""
    member = digest.member
    digest.delete()
    reason = "เครื่องส่งอีเมลไม่รับ จะส่งใหม่ในรอบถัดไป"
    record(None, "digest undelivered", member, organization=member.organization, reason=reason)


def mail(letter, today):
    """Send the letter as plain text, its links complete."""
    member, organization = letter.member, letter.member.organization
    leave = settings.SITE_URL + reverse("leave_digests", args=[token_of(member)])
    count = len(letter.to_do) + letter.more
    context = {
        "letter": letter,
        "count": count,
        "organization": organization,
        "today": today,
        "site": settings.SITE_URL,
        "home": settings.SITE_URL + reverse("organizations:home", args=[organization.slug]),
        "leave": leave,
        "days": DAYS_BETWEEN,
        "head": head_for(member),
    }
    body = render_to_string("organizations/digest_mail.txt", context)
    subject = f"[{organization}] มี {count} เรื่องรอท่าน: {letter.to_do[0].title}"
    headers = {"List-Unsubscribe": f"<{leave}>", "Auto-Submitted": "auto-generated"}
    EmailMessage(" ".join(subject.split()), body, to=[member.user.email], headers=headers).send()


def head_for(member):
    """Return the end of the log for who may read it: a mail keeps it where nobody can change it."""
    if not member.may("organizations.view_log"):
        return None
    return LogHead.objects.filter(organization=member.organization).first()


def token_of(member):
    return signing.dumps(member.pk, salt=SALT)


def member_of(token):
    """Return the member whose mail a link stands in, or None."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Member.objects.select_related("organization__type", "user").filter(pk=pk).first()


@transaction.atomic
def stop(member):
    """Switch the mails off by the link in one of them; nobody need sign in."""
    if Member.objects.filter(pk=member.pk, wants_digests=True).update(wants_digests=False):
        changes = {"รับอีเมลสรุปงาน": ["ใช่", "ไม่ใช่"]}
        record(member, "stop digest", member, changes=changes)
