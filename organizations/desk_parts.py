"""What waits for an administrator, and for who may read the log when it is no longer whole."""

from datetime import date

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from thai.calendar import to_be

from .desk import Task, contributes
from .holidays import years_listed
from .models import Invitation, LogCheck, Member
from .roles import Role


@contributes
def of_admin(member, today):
    """Yield one line per kind of chore that is due."""
    if not member.has_role(Role.ADMIN):
        return
    slug = member.organization.slug
    members = Member.objects.visible_to(member).filter(is_active=True)
    url = reverse("organizations:members", args=[slug])
    if sent := unanswered(members):
        title = f"คำเชิญ {len(sent)} ฉบับยังไม่ตอบรับ"
        yield Task(title, url, since=timezone.localdate(min(sent)), key=f"invitations|{max(sent)}")
    if lost := members.filter(role_rows__role=Role.UNIT_STAFF, unit=None):
        title = f"เจ้าหน้าที่หน่วยงาน {len(lost)} คนยังไม่มีหน่วยงาน"
        since = timezone.localdate(min(one.created_at for one in lost))
        yield Task(title, url, since=since)
    for year in years_missing(today):
        url = reverse("organizations:holidays", args=[slug])
        title, since = f"ปี {to_be(year)} ยังไม่มีรายการวันหยุด", date(year - 1, 10, 1)
        yield Task(title, f"{url}?year={to_be(year)}", since=since, key=f"holidays|{year}")


@contributes
def of_auditor(member, today):
    """Yield the flaw that the last walk over the log found."""
    if not member.may("organizations.view_log"):
        return
    last = LogCheck.objects.visible_to(member).first()
    if last and not last.is_whole:
        url = reverse("organizations:log_check", args=[member.organization.slug])
        since, key = timezone.localdate(last.at), f"log|{last.fault}|{last.broken_number}"
        yield Task(f"บันทึกการใช้งานไม่ครบถ้วน {last.words}", url, since=since, key=key)


def unanswered(members):
    """Return when the newest invitations without an answer were sent."""
    newest = Invitation.objects.filter(member=OuterRef("pk")).order_by("-sent_at")
    invited = members.filter(invitations__isnull=False).distinct()
    answers = invited.annotate(
        answered=Subquery(newest.values("accepted_at")[:1]),
        sent=Subquery(newest.values("sent_at")[:1]),
    )
    return list(answers.filter(answered=None).values_list("sent", flat=True))


def years_missing(today):
    """Return the years without a list that deadlines already reach: from October the next too."""
    wanted = [today.year, today.year + 1] if today.month >= 10 else [today.year]
    known = set(years_listed())
    return [year for year in wanted if year not in known]
