"""What outside agencies add to a version's page and to the planner's desk."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from organizations.desk import Task
from organizations.desk import contributes as adds_tasks
from organizations.holidays import calendar_for
from plans.clocks import finish_clock
from plans.models import PlanVersion
from plans.overview import Contribution, Part, contributes
from plans.workflow import Stage

from ..models import Proposal

WAITING = Q(state=Proposal.State.WAITING)


@contributes
def version_page(version, member, today):
    """Show the planner who was invited and what waits; nobody else meets proposals."""
    given = Contribution()
    if not member.may("projects.decide_proposal"):
        return given
    invited = version.agency_invitations.count()
    if not invited and not version.is_collecting:
        return given
    sent = Proposal.objects.on_list_of(version)
    context = sent.aggregate(sent=Count("pk"), waiting=Count("pk", filter=WAITING))
    context["invited"] = invited
    for name in ("agencies", "proposals"):
        context[f"{name}_url"] = reverse(f"projects:{name}", args=version.address)
    given.parts.append(Part(25, "projects/_proposals_part.html", context))
    return given


@adds_tasks
def what_agencies_sent(member, today):
    """Yield one line for each version that collects and can decide proposals that wait."""
    if not member.may("projects.decide_proposal"):
        return
    waiting = Proposal.objects.visible_to(member).waiting().select_related("invitation__version")
    collecting = PlanVersion.objects.visible_to(member).filter(stage=Stage.COLLECTING)
    versions = collecting.with_plan().prefetch_related("extensions") if waiting else []
    calendar = calendar_for(member.organization) if waiting else None
    for version in versions:
        mine = [one for one in waiting if one.may_go_into(version)]
        if not mine:
            continue
        clock = finish_clock(version, today, calendar)
        title = f"ข้อเสนอจากหน่วยงานภายนอก {len(mine):,} รายการรอตรวจ"
        url = reverse("projects:proposals", args=version.address)
        since = timezone.localdate(min(one.sent_at for one in mine))
        yield Task(title, url, str(version), clock.due, clock, since=since)
