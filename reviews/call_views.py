"""The pages before a meeting: its call, agenda and notice, on paper, by mail, in calendars."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from documents.paper import PrintFault
from documents.papers.at_once import file_of, printed
from documents.papers.sheet_printers import SHEET_PRINTERS
from organizations.access import member_may
from plans.workflow import StepRefused
from thai.calendar import to_be

from . import meeting_notice_paper
from .agenda import agenda_of
from .committee import ROLE_OF_BODY, members_of, name_of
from .meeting_calendar import calendar_of
from .meeting_forms import AgendaForm, CallForm, MoveForm
from .meeting_mail import reasons_not_to_tell, tell, untold
from .models import AgendaItem, Meeting, ReviewRound


def meeting_or_404(request, pk):
    """Return a meeting that may be written to still."""
    found = Meeting.objects.editable_by(request.member).with_attendance()
    return get_object_or_404(found, pk=pk)


def meeting_page(request, name, meeting, status=200, **context):
    return render(request, f"reviews/{name}.html", {"meeting": meeting, **context}, status=status)


@member_may("reviews.meet")
def call_meeting(request, body):
    if body not in ROLE_OF_BODY:
        raise Http404
    today = timezone.localdate()
    rounds = ReviewRound.objects.visible_to(request.member).running().filter(body=body)
    number = Meeting.next_number(request.organization, body, to_be(today.year))
    initial = {"number": number, "held_at": "9.30", "rounds": rounds}
    draft = Meeting(organization=request.organization, body=body)
    form = CallForm(request.POST or None, member=request.member, instance=draft, initial=initial)
    if request.method == "POST" and form.is_valid():
        meeting = form.save()
        messages.success(request, "เรียกประชุมแล้ว ขั้นต่อไป ตรวจระเบียบวาระแล้วส่งหนังสือเชิญ")
        return redirect(meeting)
    context = {"form": form, "body_name": name_of(request.organization, body)}
    context["members"] = members_of(request.organization, body)
    status = 422 if form.errors else 200
    return render(request, "reviews/meeting_call.html", context, status=status)


@member_may("reviews.meet")
def move_meeting(request, pk):
    meeting = meeting_or_404(request, pk)
    form = MoveForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        meeting.move(**form.cleaned_data, by=request.member)
        messages.success(request, f"กำหนดประชุม{meeting.when}")
        return redirect(meeting)
    status = 422 if form.errors else 200
    return meeting_page(request, "meeting_move", meeting, status, form=form)


@member_may("reviews.meet")
def edit_agenda(request, pk):
    meeting = meeting_or_404(request, pk)
    form = AgendaForm(request.POST or None, items=agenda_of(meeting), field="lines")
    if request.method == "POST" and form.is_valid():
        AgendaItem.keep(meeting, "lines", form.texts, by=request.member)
        messages.success(request, "บันทึกระเบียบวาระแล้ว")
        return redirect(meeting)
    return meeting_page(request, "meeting_agenda", meeting, form=form)


@member_may("reviews.meet")
def tell_confirm(request, pk):
    meeting = meeting_or_404(request, pk)
    return meeting_page(
        request, "meeting_tell", meeting, members=untold(meeting),
        reasons=reasons_not_to_tell(meeting), agenda=agenda_of(meeting),
    )  # fmt: skip


@require_POST
@member_may("reviews.meet")
def tell_members(request, pk):
    meeting = meeting_or_404(request, pk)
    sent, unsent = tell(meeting, by=request.member)
    messages.success(request, f"ส่งหนังสือเชิญทางอีเมลแล้ว {sent} คน")
    if unsent:
        messages.error(request, f"ส่งไม่ได้ {unsent} คน ลองส่งใหม่ภายหลัง")
    return redirect(meeting)


@member_may("reviews.view")
def notice(request, pk, format):
    meeting = visible_or_404(request, pk)
    return sheet_response(meeting, meeting_notice_paper.compose, format, "notice")


@member_may("reviews.view")
def calendar(request, pk):
    meeting = visible_or_404(request, pk)
    data = calendar_of(meeting, settings.SITE_URL + meeting.get_absolute_url())
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="meeting-{meeting.pk}.ics"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def visible_or_404(request, pk):
    found = Meeting.objects.visible_to(request.member).with_attendance()
    return get_object_or_404(found, pk=pk)


def sheet_response(meeting, compose, format, name):
    """Return a paper about a meeting, printed at once, or raise StepRefused."""
    try:
        paper = printed(SHEET_PRINTERS, compose(meeting), format)
    except PrintFault as fault:
        raise StepRefused(meeting, *fault.args) from fault
    slug, number = meeting.organization.slug, f"{meeting.year}-{meeting.number}"
    return file_of(paper, format, f"{slug}-{meeting.body}-{number}-{name}")
