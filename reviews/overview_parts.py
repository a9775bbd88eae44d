"""What this app adds to a version's page and to a member's desk."""

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils import timezone

from organizations.desk import Task
from organizations.desk import contributes as adds_tasks
from plans.models import PlanVersion
from plans.overview import Part, add_tab, contributes
from plans.stays import in_stage_since
from plans.workflow import Stage

from .committee import ROLE_OF_BODY
from .models import Meeting, Remark, ReviewRound
from .turns import SEND, before_round, body_to_come, turn_in, while_correcting


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
    if version.is_correcting:
        given = while_correcting(version, member)
    else:
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
        since = timezone.localdate(round.started_at)
        for step in turn.steps:
            yield Task(step.label, step.url, about=about, due_on=due, since=since)
        for blocker in turn.blockers:
            yield Task(blocker.sentence, blocker.url, about=about, due_on=due, since=since)
        if member.is_planner:
            for sentence in turn.waiting:
                page = round.get_absolute_url()
                yield Task(sentence, page, about, due, waits_for=round.body_name, since=since)


@adds_tasks
def drafts_to_send(member, today):
    """Yield the versions whose next step is a planner's: to send them to a committee.

    While items are collected, only when nothing stands against it: what is left has its own line.
    """
    if not member.may("reviews.start"):
        return
    running = ReviewRound.objects.running().filter(version=OuterRef("pk"))
    versions = PlanVersion.objects.visible_to(member).filter(~Exists(running))
    resting = versions.filter(stage__in=[Stage.COLLECTING, Stage.DRAFTED]).with_plan()
    for version in resting.prefetch_related("stage_changes"):
        is_ready = version.stage == Stage.DRAFTED or before_round(version, member).steps
        if is_ready and (body := body_to_come(version)):
            address, label = SEND[body]
            url, since = reverse(address, args=version.address), in_stage_since(version)
            yield Task(label, url, about=str(version), since=since)


@adds_tasks
def drafts_to_correct(member, today):
    """Yield the versions that a resolution adopted with changes, until they are made."""
    if not member.may("reviews.draft_resolution"):
        return
    versions = PlanVersion.objects.visible_to(member).filter(is_correcting=True).with_plan()
    # The round of the resolution ended when it was confirmed; another list is another task.
    for version in versions.annotate(confirmed_at=Max("review_rounds__closed_at")):
        since = timezone.localdate(version.confirmed_at)
        for step in while_correcting(version, member).steps:
            yield Task(step.label, step.url, about=str(version), since=since)


@adds_tasks
def remarks_at_the_desk(member, today):
    """Yield the remarks a unit was asked to see to, and the answers a raiser has to judge."""
    if not member.may("reviews.view"):
        return
    remarks = Remark.objects.visible_to(member).select_related("round__version__plan__organization")
    asked = remarks.waiting_for(member.unit) if member.unit_id else remarks.none()
    for title, found in (
        ("ตอบความเห็นที่มอบให้หน่วยงานของท่าน", asked),
        ("ยืนยันว่าคำตอบความเห็นของท่านครบถ้วน", remarks.to_be_confirmed_by(member)),
    ):
        for remark in found:
            version = remark.round.version
            url = reverse("reviews:remark", args=[*version.address, remark.pk])
            yield Task(title, url, about=f"{version} {remark.body[:60]}", since=_day(remark))


def _day(remark):
    return timezone.localdate(remark.answered_at or remark.at)


@adds_tasks
def meetings_to_come(member, today):
    """Yield the meetings that a member's body was called to, until their day is over."""
    bodies = [body for body, role in ROLE_OF_BODY.items() if member.has_role(role)]
    called = Meeting.objects.visible_to(member).filter(called_at__isnull=False, body__in=bodies)
    for meeting in called.filter(held_on__gte=today).select_related("organization"):
        since = timezone.localdate(meeting.called_at)
        title, about = f"เข้า{meeting}", f"{meeting.when} {meeting.place}"
        key = f"meeting {meeting.pk} {meeting.call}"
        yield Task(
            title, meeting.get_absolute_url(), about=about, due_on=meeting.held_on, since=since,
            key=key,
        )  # fmt: skip
