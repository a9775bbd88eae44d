"""What outside agencies add to a version's page and to the planner's desk."""

from django.db.models import Count, Q
from django.urls import reverse

from organizations.desk import Task
from organizations.desk import contributes as adds_tasks
from organizations.holidays import calendar_for
from plans.clocks import finish_clock
from plans.models import PlanVersion
from plans.overview import Contribution, Part, contributes
from plans.workflow import Stage

from ..models import Proposal

WAITING = Q(state=Proposal.State.WAITING)
WAITS = Q(agency_invitations__proposals__state=Proposal.State.WAITING)


@contributes
def version_page(version, member, today):
    """Show the planner who was invited and what waits; nobody else meets proposals."""
    given = Contribution()
    if not member.may("projects.decide_proposal"):
        return given
    invited = version.agency_invitations.count()
    if not invited and not version.is_editable:
        return given
    sent = Proposal.objects.filter(invitation__version=version)
    context = sent.aggregate(sent=Count("pk"), waiting=Count("pk", filter=WAITING))
    context["invited"] = invited
    for name in ("agencies", "proposals"):
        context[f"{name}_url"] = reverse(f"projects:{name}", args=version.address)
    given.parts.append(Part(25, "projects/_proposals_part.html", context))
    return given


@adds_tasks
def what_agencies_sent(member, today):
    """Yield one line for each version that collects and has proposals nobody decided."""
    if not member.may("projects.decide_proposal"):
        return
    collecting = PlanVersion.objects.visible_to(member).filter(stage=Stage.COLLECTING)
    counted = collecting.annotate(waiting=Count("pk", filter=WAITS)).filter(waiting__gt=0)
    versions = list(counted.with_plan().prefetch_related("extensions"))
    calendar = calendar_for(member.organization) if versions else None
    for version in versions:
        clock = finish_clock(version, today, calendar)
        title = f"ข้อเสนอจากหน่วยงานภายนอก {version.waiting:,} รายการรอตรวจ"
        url = reverse("projects:proposals", args=version.address)
        yield Task(title, url, about=str(version), due_on=clock.due, clock=clock)
