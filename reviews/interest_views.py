"""Declaring a stake in an item: by the member, or by the secretary in the meeting."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at
from projects.models import Line

from .decision_forms import InterestForm
from .models import Interest
from .views import page, round_or_404


@member_may("reviews.declare_interest")
def declare(request, year, version, code):
    """Let a member declare their own stake; a planner names the member who told it."""
    round = round_or_404(version_at(request, year, version))
    place = round.table_now().place_of(code)
    if place is None:
        raise Http404
    form = InterestForm(request.POST or None, round=round, by=request.member)
    if request.method == "POST" and form.is_valid():
        line = get_object_or_404(Line, plan=round.version.plan, code=code)
        stake = Interest.declare(round, line=line, by=request.member, **form.cleaned_data)
        messages.success(request, f"บันทึกส่วนได้เสียของ {stake.member} แล้ว ผลพิจารณารายการนี้ไม่นับ")
        return redirect(_back(round, code))
    status = 422 if form.errors else 200
    return page(
        request, "interest_form", round.version, status, round=round, form=form, place=place
    )


@require_POST
@member_may("reviews.declare_interest")
def withdraw(request, year, version, pk):
    version = version_at(request, year, version)
    found = Interest.objects.editable_by(request.member).with_people()
    stake = get_object_or_404(found, round__version=version, pk=pk)
    stake.round.version = version
    code = stake.line.code
    stake.withdraw(by=request.member)
    messages.success(request, f"ถอนส่วนได้เสียของ {stake.member} ในรายการ {code} แล้ว")
    return redirect(_back(stake.round, code))


def _back(round, code):
    """Return the page of the item; support has none of its own."""
    if round.is_of_support:
        return round.get_absolute_url()
    return reverse("reviews:item", args=[*round.version.address, code])
