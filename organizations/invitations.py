"""Letters to new members: sent by mail, good for 14 days, answered once.

Only the hash of a link's token is kept, so that nobody who reads the database can answer it.
"""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from .audit import record
from .models import Invitation

GOOD_FOR = timedelta(days=14)


def hashed(token):
    return hashlib.sha256(token.encode()).hexdigest()


def send(member, *, by, link_for):
    """Write an invitation, mail it, and return it; links sent before stop working.

    `link_for(token)` gives the full address of the page that answers it.
    """
    token, now = secrets.token_urlsafe(32), timezone.now()
    with transaction.atomic():
        invitation = Invitation.objects.create(
            member=member,
            token_hash=hashed(token),
            sent_by=by,
            sent_at=now,
            expires_at=now + GOOD_FOR,
        )
        record(by, "invite", member, organization=member.organization)
    # After the rows are safe: a slow mail server must not hold the database.
    mail(invitation, link_for(token))
    return invitation


def mail(invitation, link):
    organization = invitation.member.organization
    context = {"invitation": invitation, "organization": organization, "link": link}
    subject = f"[{organization}] เชิญใช้ระบบ{organization.plan_word}"
    text = render_to_string("organizations/invitation_mail.txt", context)
    send_mail(subject, text, None, [invitation.member.user.email])


def find(token):
    """Return the invitation of a link, or None."""
    invitations = Invitation.objects.select_related(
        "member__user", "member__organization__type", "sent_by__user"
    )
    return invitations.filter(token_hash=hashed(token)).first()


def reasons_against(invitation):
    """Return in words why an invitation cannot be answered any more."""
    if invitation.accepted_at:
        return ["คำเชิญนี้ตอบรับแล้ว เข้าสู่ระบบด้วยอีเมลและรหัสผ่านของท่าน"]
    if not invitation.member.is_active:
        return ["ผู้ดูแลระบบของหน่วยงานพักสมาชิกภาพนี้ไว้"]
    if invitation.member.invitation != invitation:
        return ["มีคำเชิญฉบับใหม่กว่า ใช้ลิงก์ในอีเมลฉบับล่าสุด"]
    if invitation.is_expired:
        return ["คำเชิญนี้หมดอายุแล้ว ขอให้ผู้ดูแลระบบของหน่วยงานส่งคำเชิญอีกครั้ง"]
    return []


@transaction.atomic
def accept(invitation, password=None):
    """Answer an invitation, with a first password for whoever has none; else raise the reasons."""
    if reasons := reasons_against(invitation):
        raise ValidationError(reasons)
    unanswered = Invitation.objects.filter(pk=invitation.pk, accepted_at=None)
    if not unanswered.update(accepted_at=timezone.now()):  # of two clicks one wins
        raise ValidationError(["คำเชิญนี้ตอบรับแล้ว"])
    user = invitation.member.user
    if not user.has_usable_password():
        user.set_password(password)
        user.save(update_fields=["password"])
    record(invitation.member, "join", invitation.member)
    return user
