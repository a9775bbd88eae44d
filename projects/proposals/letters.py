"""Mails to outside agencies: the link, and what became of what they sent. Plain text, short."""

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from organizations.audit import record
from plans.workflow import StepRefused
from thai.calendar import weekday_date

from ..models import AgencyInvitation

SHOWN = 10  # results in one mail; the page has them all
NAME = 90  # letters of a name in a mail


def mail_link(invitation, link):
    """Mail an agency its link."""
    version = invitation.version
    subject = f"ขอรายการโครงการในพื้นที่ {version} ภายใน{weekday_date(invitation.last_day)}"
    _mail(invitation, subject, "link", {"link": link})


def tell(invitation, *, by):
    """Mail an agency the decisions it was not told yet, each once, or raise StepRefused."""
    proposals = _claimed(invitation, by)
    try:
        subject = f"ผลการตรวจ {len(proposals)} รายการที่ส่งเข้า{invitation.version}"
        _mail(invitation, subject, "results", {"proposals": proposals})
    except OSError:
        # Nothing left: the next click shall send them.
        told = [proposal.pk for proposal in proposals]
        invitation.proposals.filter(pk__in=told).update(told_at=None)
        raise
    return len(proposals)


@transaction.atomic
def _claimed(invitation, by):
    """Return the decisions to tell, marked as told so that a second click finds none."""
    AgencyInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    rows = invitation.proposals.filter(decided_at__isnull=False, told_at=None)
    found = list(rows.select_related("line"))
    reasons = [] if found else [f"ไม่มีผลใหม่ที่ยังไม่ได้ส่งให้{invitation}"]
    if not invitation.email:
        reasons.append(f"ยังไม่มีอีเมลของ{invitation} หน่วยงานอ่านผลได้จากลิงก์เดิม")
    if reasons:
        raise StepRefused(invitation, *reasons)
    rows.update(told_at=timezone.now())
    record(by, "tell results", invitation)
    return found


def _mail(invitation, subject, name, context):
    organization = invitation.version.organization
    text = render_to_string(
        f"projects/proposal_{name}.txt",
        {"invitation": invitation, "organization": organization, "shown": SHOWN, "name": NAME}
        | context,
    )
    send_mail(f"[{organization}] {subject}", text, None, [invitation.email])
