"""What a meeting decides of the items one by one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from organizations.access import member_may

from .call_views import meeting_or_404, meeting_page
from .decision_forms import DecisionsForm
from .models import ItemDecision


@member_may("reviews.meet")
def decide(request, pk, round_pk):
    meeting = meeting_or_404(request, pk)
    round = get_object_or_404(meeting.rounds.with_version(), pk=round_pk)
    form = DecisionsForm(request.POST or None, round=round)
    if request.method == "POST" and form.is_valid():
        decided = form.save(meeting, by=request.member)
        messages.success(request, f"บันทึกมติรายรายการแล้ว {len(decided)} ข้อ")
        return redirect(meeting)
    status = 422 if form.errors else 200
    reasons = ItemDecision.barriers(meeting, round)
    return meeting_page(
        request, "meeting_decide", meeting, status, form=form, round=round, reasons=reasons
    )
