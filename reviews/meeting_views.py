"""The pages of meetings and of what they resolve."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organizations.access import member_may
from organizations.roles import Body
from plans.access import version_at
from thai.calendar import to_be

from .agenda import agenda_of
from .call_views import meeting_or_404, meeting_page, visible_or_404
from .committee import ROLE_OF_BODY, name_of
from .differences import differences
from .meeting_course import course_of
from .meeting_forms import MeetingForm
from .models import Meeting, Resolution, ReviewRound
from .reading import doubts_of, finished_members
from .resolution_forms import ResolutionDraft
from .views import page, round_of, round_or_404


@member_may("reviews.view")
def meeting_list(request):
    meetings = Meeting.objects.visible_to(request.member).with_attendance()
    waiting = ReviewRound.objects.visible_to(request.member).running().with_version()
    organization, due = request.organization, {round.body for round in waiting}
    bodies = [(body, name_of(organization, body), body in due) for body in ROLE_OF_BODY]
    context = {"meetings": meetings, "waiting": waiting, "bodies": bodies}
    return render(request, "reviews/meeting_list.html", context)


@member_may("reviews.view")
def meeting(request, pk):
    meeting = visible_or_404(request, pk)
    is_open = Meeting.objects.editable_by(request.member).filter(pk=pk).exists()
    context = {
        "is_open": is_open,
        "course": course_of(meeting, request.member if is_open else None),
        "agenda": agenda_of(meeting),
        "scans": meeting.scans.select_related("added_by__user"),
        "told": meeting.notices.filter(call=meeting.call).count(),
        "resolutions": meeting.resolutions.select_related("round", "confirmed_by__user"),
        "considered": [(_with_words(round), doubts_of(round)) for round in meeting.rounds.all()],
    }
    return meeting_page(request, "meeting_detail", meeting, **context)


def _with_words(round):
    """Return a round with who has a stake in it and what was decided of its items."""
    round.stakes = round.interests.with_people()
    round.decided = list(round.decisions.select_related("line"))
    return round


@member_may("reviews.meet")
def add_meeting(request, body):
    if body not in ROLE_OF_BODY:
        raise Http404
    today = timezone.localdate()
    waiting = ReviewRound.objects.visible_to(request.member).running().filter(body=body)
    number = Meeting.next_number(request.organization, body, to_be(today.year))
    initial = {"number": number, "held_on": today, "rounds": waiting}
    draft = Meeting(organization=request.organization, body=body)
    form = MeetingForm(request.POST or None, member=request.member, initial=initial, instance=draft)
    return _meeting_form(request, form)


@member_may("reviews.meet")
def edit_meeting(request, pk):
    meeting = meeting_or_404(request, pk)
    if meeting.called_at and meeting.is_ahead:  # nobody came yet; its day has a page of its own
        return redirect("reviews:move_meeting", request.organization.slug, pk)
    form = MeetingForm(request.POST or None, member=request.member, instance=meeting)
    return _meeting_form(request, form)


def _meeting_form(request, form):
    if request.method == "POST" and form.is_valid():
        meeting = form.save()
        messages.success(request, f"บันทึกการประชุมแล้ว {meeting.quorum_words}")
        return redirect(meeting)
    status = 422 if form.errors else 200
    return render(request, "reviews/meeting_form.html", {"form": form}, status=status)


@member_may("reviews.view")
def resolution(request, year, version):
    version = version_at(request, year, version)
    round = round_of(version, Body.COMMITTEE)
    if round is None:
        return page(request, "resolution", version)
    found = _resolution(round)
    return page(
        request, "resolution", version, round=round, resolution=found,
        obstacles=Resolution.obstacles(round) if round.is_running else {},
        **(_standing(found, request.member) if found else {}),
    )  # fmt: skip


def _resolution(round):
    """Return the resolution of a round with what its page shows, or None."""
    found = round.resolutions.select_related(
        "meeting__organization", "drafted_by__user", "confirmed_by__user"
    )
    resolution = found.first()
    if resolution:
        resolution.round = round
    return resolution


def _standing(resolution, member):
    """Return who may confirm a resolution, what hinders this member, and what differs now."""
    round = resolution.round
    if resolution.is_confirmed:
        return {}
    is_same = resolution.is_about_current
    return {
        "confirmers": round.confirmers(resolution.drafted_by),
        "barriers": resolution.barriers_for(member),
        "is_chair": member.chairs == round.body,
        "is_same": is_same,
        "differences": [] if is_same else differences(round.content, round.content_now()),
    }


@member_may("reviews.draft_resolution")
def draft_resolution(request, year, version):
    round = round_or_404(version_at(request, year, version), Body.COMMITTEE)
    draft = ResolutionDraft(round, request.POST if request.method == "POST" else None)
    if draft.is_sent and draft.is_valid():
        Resolution.draft(round, by=request.member, **draft.told)
        messages.success(request, f"ร่างมติแล้ว ขั้นต่อไป ประธาน{round.body_name}ยืนยันมติ")
        return redirect("reviews:resolution", *round.version.address)
    return page(
        request, "resolution_form", round.version, 422 if draft.is_faulty else 200, draft=draft,
        form=draft.form, round=round, obstacles=Resolution.obstacles(round),
        doubts=doubts_of(round), finished=finished_members(round),
        confirmers=round.confirmers(request.member), is_same=round.is_unchanged,
    )  # fmt: skip


def resolution_or_404(request, year, version):
    round = round_or_404(version_at(request, year, version), Body.COMMITTEE)
    get_object_or_404(Resolution, round=round)
    return _resolution(round)


@member_may("reviews.confirm_resolution")
def confirm_confirm(request, year, version):
    found = resolution_or_404(request, year, version)
    return page(
        request, "resolution_confirm", found.round.version, resolution=found, round=found.round,
        **_standing(found, request.member),
    )  # fmt: skip


@require_POST
@member_may("reviews.confirm_resolution")
def confirm(request, year, version):
    found = resolution_or_404(request, year, version)
    found.confirm(by=request.member)
    messages.success(request, f"ยืนยันมติแล้ว {found.words}")
    return redirect(found.round.version)


@member_may("reviews.draft_resolution")
def withdraw_confirm(request, year, version):
    found = resolution_or_404(request, year, version)
    return page(
        request, "resolution_withdraw", found.round.version, resolution=found, round=found.round
    )


@require_POST
@member_may("reviews.draft_resolution")
def withdraw(request, year, version):
    found = resolution_or_404(request, year, version)
    found.withdraw(by=request.member)
    messages.success(request, "ถอนร่างมติแล้ว ร่างใหม่ได้")
    return redirect("reviews:resolution", *found.round.version.address)
