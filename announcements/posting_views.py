"""The planner's pages of posting: list, record, further photos, take-down; and the proof itself."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from organizations.access import member_may
from organizations.holidays import calendar_for
from organizations.proofs import proof_response
from plans.access import version_at

from .deadlines import display_clock, posting_clock
from .forms import EvidenceForm, PostingForm, TakeDownForm
from .models import Announcement, Posting, PostingEvidence
from .views import clocks_for, page


def announcement_of(request, version):
    found = Announcement.objects.visible_to(request.member).with_version()
    return get_object_or_404(found, version=version)


def posting_at(request, version, pk):
    return get_object_or_404(
        Posting.objects.visible_to(request.member), announcement__version=version, pk=pk
    )


def rows_of(announcement):
    """Return [(posting, its display clock), …] of an announcement, photos loaded."""
    version, today = announcement.version, timezone.localdate()
    calendar = calendar_for(announcement.organization)
    rows = []
    for posting in announcement.postings.prefetch_related("evidence__posting"):
        posting.announcement = announcement  # spares a join per row
        rows.append((posting, display_clock(version, posting.posted_on, today, calendar)))
    return rows


@member_may("announcements.view")
def postings(request, year, version):
    version = version_at(request, year, version)
    announcement = Announcement.objects.with_version().filter(version=version).first()
    rows = rows_of(announcement) if announcement else []
    clock = clocks_for(version)[1]
    return page(request, version, "postings", announcement=announcement, rows=rows, clock=clock)


@member_may("announcements.post")
def add_posting(request, year, version):
    version = version_at(request, year, version)
    announcement = announcement_of(request, version)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PostingForm(*sent, announcement=announcement, member=request.member)
    if form.is_valid():
        posting = form.save()
        messages.success(request, f"บันทึกการปิดประกาศที่{posting.place}แล้ว")
        return redirect(posting)
    clock = posting_clock(version, None, timezone.localdate(), calendar_for(request.organization))
    return page(request, version, "posting_form", 422 if sent else 200, form=form, clock=clock)


@member_may("announcements.post")
def add_evidence(request, year, version, pk):
    version = version_at(request, year, version)
    posting = posting_at(request, version, pk)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.save(posting, by=request.member):
        messages.success(request, "เพิ่มภาพถ่ายแล้ว")
        return redirect(posting)
    status = 422 if form.errors else 200
    return page(request, version, "evidence_form", status, form=form, posting=posting)


@member_may("announcements.post")
def confirm_take_down(request, year, version, pk):
    version = version_at(request, year, version)
    posting = posting_at(request, version, pk)
    form = TakeDownForm(posting=posting, member=request.member)
    return page(request, version, "take_down_confirm", form=form, posting=posting)


@require_POST
@member_may("announcements.post")
def take_down(request, year, version, pk):
    version = version_at(request, year, version)
    posting = posting_at(request, version, pk)
    form = TakeDownForm(request.POST, posting=posting, member=request.member)
    if not form.is_valid():
        return page(request, version, "take_down_confirm", 422, form=form, posting=posting)
    form.save()
    messages.success(request, f"บันทึกการปลดประกาศที่{posting.place}แล้ว")
    return redirect(posting)


@member_may("announcements.view")
def evidence(request, year, version, pk, evidence_pk):
    """Serve an original as it came, to members only."""
    posting = posting_at(request, version_at(request, year, version), pk)
    proof = get_object_or_404(PostingEvidence, posting=posting, pk=evidence_pk)
    return proof_response(proof.file, proof.content_type)
