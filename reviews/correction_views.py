"""The page on which a draft adopted with changes is brought to what the resolution lists."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at
from projects.amending import editable_codes

from .forms import GiveUpForm
from .meeting_views import resolution_or_404
from .views import page


def resolution_with_changes(request, year, version):
    """Return the version's confirmed resolution that lists changes, or raise Http404."""
    found = resolution_or_404(request, year, version)
    if not (found.is_with_changes and found.is_confirmed):
        raise Http404
    return found


def _page(request, resolution, form, status=200):
    version = resolution.round.version
    is_open = version.is_correcting and request.member.may("reviews.draft_resolution")
    return page(
        request, "corrections", version, status, resolution=resolution, round=resolution.round,
        fulfilment=resolution.fulfilment(), form=form if is_open else None,
        reasons=resolution.reasons_to_wait() if is_open else [],
        editable=editable_codes(version, request.member) if is_open else set(),
    )  # fmt: skip


@member_may("reviews.view")
def corrections(request, year, version):
    return _page(request, resolution_with_changes(request, year, version), GiveUpForm())


@require_POST
@member_may("reviews.draft_resolution")
def fulfil(request, year, version):
    resolution = resolution_with_changes(request, year, version)
    resolution.fulfil(by=request.member)
    messages.success(request, "แก้ครบตามมติแล้ว ขั้นต่อไป ผู้บริหารประกาศใช้")
    return redirect(version_at(request, year, version))


@require_POST
@member_may("reviews.draft_resolution")
def give_up(request, year, version):
    resolution = resolution_with_changes(request, year, version)
    form = GiveUpForm(request.POST)
    if not form.is_valid():
        return _page(request, resolution, form, 422)
    resolution.give_up(by=request.member, **form.cleaned_data)
    messages.success(request, "ส่งแผนกลับขั้นรวบรวมแล้ว")
    return redirect(version_at(request, year, version))
