"""The minutes of a meeting: written, printed, and kept as they were signed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from organizations.access import member_may
from organizations.proofs import proof_response

from . import minutes_paper
from .agenda import agenda_of
from .call_views import meeting_page, sheet_response, visible_or_404
from .minutes_forms import MinutesForm, ScanForm
from .models import Meeting, SignedMinutes


@member_may("reviews.meet")
def edit_minutes(request, pk):
    open_ones = Meeting.objects.with_open_minutes(request.member).with_attendance()
    meeting = get_object_or_404(open_ones, pk=pk)
    form = MinutesForm(
        request.POST or None, instance=meeting, member=request.member, items=agenda_of(meeting)
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "บันทึกรายงานการประชุมแล้ว")
        return redirect(meeting)
    status = 422 if form.errors else 200
    return meeting_page(request, "meeting_minutes", meeting, status, form=form)


@member_may("reviews.view")
def minutes(request, pk, format):
    return sheet_response(visible_or_404(request, pk), minutes_paper.compose, format, "minutes")


@member_may("reviews.meet")
def add_scan(request, pk):
    meeting = visible_or_404(request, pk)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.save(meeting, by=request.member):
        messages.success(request, "แนบรายงานที่ลงนามแล้ว")
        return redirect(meeting)
    status = 422 if form.errors else 200
    return meeting_page(request, "meeting_scan", meeting, status, form=form)


@member_may("reviews.view")
def scan(request, pk, scan_pk):
    """Serve a scan as it came, to members only."""
    found = SignedMinutes.objects.visible_to(request.member)
    stored = get_object_or_404(found, meeting=pk, pk=scan_pk)
    return proof_response(stored.file, stored.content_type)
