"""What waits for an administrator: invitations, people without a unit, years without holidays."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from thai.calendar import to_be

from .desk import Task, contributes
from .holidays import years_listed
from .models import Invitation, Member
from .roles import Role


@contributes
def of_admin(member, today):
    """Yield one line per kind of chore that is due."""
    if not member.has_role(Role.ADMIN):
        return
    slug = member.organization.slug
    members = Member.objects.visible_to(member).filter(is_active=True)
    if count := unanswered(members):
        url = reverse("organizations:members", args=[slug])
        yield Task(f"คำเชิญ {count} ฉบับยังไม่ตอบรับ", url)
    if count := members.filter(role_rows__role=Role.UNIT_STAFF, unit=None).count():
        url = reverse("organizations:members", args=[slug])
        yield Task(f"เจ้าหน้าที่หน่วยงาน {count} คนยังไม่มีหน่วยงาน", url)
    for year in years_missing(today):
        url = reverse("organizations:holidays", args=[slug])
        yield Task(f"ปี {to_be(year)} ยังไม่มีรายการวันหยุด", f"{url}?year={to_be(year)}")


def unanswered(members):
    """Count the members whose newest invitation has no answer."""
    newest = Invitation.objects.filter(member=OuterRef("pk")).order_by("-sent_at")
    invited = members.filter(invitations__isnull=False).distinct()
    return (
        invited.annotate(answered=Subquery(newest.values("accepted_at")[:1]))
        .filter(answered=None)
        .count()
    )


def years_missing(today):
    """Return the years without a list that deadlines already reach: from October the next too."""
    wanted = [today.year, today.year + 1] if today.month >= 10 else [today.year]
    known = set(years_listed())
    return [year for year in wanted if year not in known]
