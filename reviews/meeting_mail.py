"""The notice of a meeting by mail: to each member once for each day or place it is set to."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from organizations.audit import record
from plans.workflow import StepRefused
from thai.calendar import short_weekday_date

from .agenda import settle
from .committee import members_of
from .meeting_calendar import calendar_of
from .models import Meeting, MeetingNotice


def untold(meeting):
    """Return the members who were not mailed yet where and when the meeting is set now."""
    told = meeting.notices.filter(call=meeting.call).values("member")
    members = members_of(meeting.organization, meeting.body).with_address()
    return members.exclude(pk__in=told)


def reasons_not_to_tell(meeting):
    """Return why no notice can be mailed now; empty when it can."""
    reasons = []
    if meeting.called_at is None:
        reasons.append("การประชุมนี้ไม่ได้เรียกประชุมในระบบ")
    elif meeting.is_over:
        reasons.append("พ้นวันประชุมแล้ว")
    elif not untold(meeting):
        reasons.append("ส่งหนังสือเชิญถึงกรรมการทุกคนแล้ว")
    return reasons


def tell(meeting, *, by):
    """Mail the notice to whoever has not got it, or raise StepRefused; return (sent, unsent)."""
    notices = _claim(meeting, by)
    unsent = []
    # After the rows are safe: a slow mail server must not hold the database.
    for notice in notices:
        try:
            _mail(meeting, notice.member)
        except OSError:
            unsent.append(notice)
    if unsent:
        _take_back(meeting, unsent, by)
    return len(notices) - len(unsent), len(unsent)


@transaction.atomic
def _claim(meeting, by):
    """Write down who is told, so that no second click tells them again."""
    meeting.call = Meeting.objects.select_for_update().get(pk=meeting.pk).call
    if reasons := reasons_not_to_tell(meeting):
        raise StepRefused(meeting, *reasons)
    settle(meeting)
    members = list(untold(meeting))
    notices = MeetingNotice.objects.bulk_create(
        MeetingNotice(meeting=meeting, member=member, call=meeting.call) for member in members
    )
    names = "\n".join(map(str, members))
    record(by, "tell members", meeting, changes={"ส่งหนังสือเชิญทางอีเมลถึง": ["", names]})
    return notices


@transaction.atomic
def _take_back(meeting, notices, by):
    """Forget what did not leave; the log keeps that it did not."""
    MeetingNotice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
    names = "\n".join(str(notice.member) for notice in notices)
    record(by, "notice undelivered", meeting, changes={"ส่งไม่ได้": ["", names]})


def _mail(meeting, member):
    address = settings.SITE_URL + meeting.get_absolute_url()
    organization = meeting.organization
    context = {"meeting": meeting, "member": member, "address": address, "by_now": meeting.call > 1}
    text = render_to_string("reviews/meeting_mail.txt", context)
    verb = "เปลี่ยนกำหนดประชุม" if meeting.call > 1 else "เชิญประชุม"
    day = short_weekday_date(meeting.held_on)
    subject = f"[{organization}] {verb}{meeting.body_name} {day}"
    letter = EmailMessage(" ".join(subject.split()), text, to=[member.user.email])
    letter.attach("meeting.ics", calendar_of(meeting, address), "text/calendar")
    letter.send()
