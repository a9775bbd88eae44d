"""What this app adds to a version's page and to a member's desk."""

from django.urls import reverse

from organizations.desk import Task
from organizations.desk import contributes as adds_tasks
from plans.models import PlanVersion
from plans.overview import Part, add_tab, contributes
from plans.workflow import Stage

from .committee import ROLE_OF_BODY
from .models import ReviewRound
from .turns import SEND, before_round, body_to_come, turn_in


def passes_a_committee(version):
    return any(body in ROLE_OF_BODY for body in version.route)


add_tab(30, "พิจารณา", "reviews:review", "reviews.view", passes_a_committee)


@contributes
def reviewing(version, member, today):
    """Add the step or the waiting of the committees, and the rounds so far."""
    rounds = list(version.review_rounds.with_version().prefetch_related("resolutions"))
    running = next((round for round in rounds if round.is_running), None)
    if running:
        running.version = version
    given = turn_in(running, member) if running else before_round(version, member)
    if rounds:
        context = {"rounds": rounds, "sentence": _editing_note(running)}
        context["exemptions"] = version.exemptions.in_force().count()
        given.parts.append(Part(30, "reviews/_overview.html", context))
    return given


def _editing_note(running):
    if running is None or not running.is_of_support:
        return ""
    return "ระหว่างนี้ยังแก้รายการได้ แต่คำตอบของกรรมการจะสิ้นผลและต้องตอบใหม่ก่อนประธานสรุปผล"


@adds_tasks
def rounds_at_the_desk(member, today):
    """Yield what a running round waits for: the member's own turn, or whose it is."""
    if not member.may("reviews.view"):
        return
    for round in ReviewRound.objects.visible_to(member).running().with_version():
        turn = turn_in(round, member)
        about, due = str(round.version), round.answer_by
        for step in turn.steps:
            yield Task(step.label, step.url, about=about, due_on=due)
        for blocker in turn.blockers:
            yield Task(blocker.sentence, blocker.url, about=about, due_on=due)
        if member.is_planner:
            for sentence in turn.waiting:
                page = round.get_absolute_url()
                yield Task(sentence, page, about=about, due_on=due, waits_for=round.body_name)


@adds_tasks
def drafts_to_send(member, today):
    """Yield the versions whose next step is a planner's: to send them to the meeting."""
    if not member.may("reviews.start"):
        return
    resting = PlanVersion.objects.visible_to(member).filter(stage=Stage.DRAFTED).with_plan()
    for version in resting:
        if body := body_to_come(version):
            address, label = SEND[body]
            yield Task(label, reverse(address, args=version.address), about=str(version))
