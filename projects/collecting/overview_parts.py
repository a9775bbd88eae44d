"""What collecting adds to a version's page and to a member's desk."""

from django.urls import reverse

from organizations.desk import Task
from organizations.desk import contributes as adds_tasks
from organizations.holidays import calendar_for
from organizations.roles import Role
from plans.clocks import finish_clock
from plans.models import PlanVersion
from plans.overview import Contribution, Part, contributes
from plans.stays import in_stage_since
from plans.workflow import Stage

from .standing import standing_of


@contributes
def collecting_part(version, member, today):
    """Add how many units have said that they are done."""
    if version.stage != Stage.COLLECTING or not member.may("projects.view"):
        return Contribution()
    units = standing_of(version)
    done = [each for each in units if each.is_done]
    context = {
        "units": units,
        "done": done,
        "url": reverse("projects:collecting", args=version.address),
    }
    return Contribution(parts=[Part(15, "projects/_collecting_part.html", context)])


@adds_tasks
def word_to_give(member, today):
    """Yield, for a unit's staff, the versions that wait for the word of their unit."""
    if member.is_planner or not member.has_role(Role.UNIT_STAFF) or not member.unit_id:
        return
    calendar = calendar_for(member.organization)
    waiting = PlanVersion.objects.visible_to(member).filter(stage=Stage.COLLECTING)
    for version in waiting.with_plan().prefetch_related("extensions", "stage_changes"):
        standings = {each.unit.pk: each for each in standing_of(version)}
        own = standings.get(member.unit_id)  # none for a unit out of use that has no items
        if own and not own.is_done:
            clock = finish_clock(version, today, calendar)
            url = reverse("projects:collecting", args=version.address)
            title = f"แจ้งว่ารายการของ{member.unit}ครบแล้ว"
            since = in_stage_since(version)
            yield Task(title, url, str(version), clock.due, clock, since=since)
