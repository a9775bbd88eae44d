"""Outside agencies for the planner: their links, what they sent, what becomes of it."""

import segno
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at
from plans.workflow import Stage, StepRefused
from thai.numerals import to_arabic_digits

from ..amending import find_item, items_of
from ..models import AgencyInvitation, Proposal
from ..views import page
from .alike import likely_items
from .deciding import accept as accept_proposal
from .deciding import accept_many, item_of, reasons_to_stay, side_by_side
from .deciding import merge as merge_proposal
from .deciding import reopen as reopen_proposal
from .forms import (
    AcceptForm,
    AcceptManyForm,
    InviteForm,
    LastDayForm,
    MergeForm,
    RefuseForm,
    RenewForm,
    known_agencies,
    usual_last_day,
)
from .letters import mail_link, tell


def invitation_at(request, year, version, pk):
    """Return an invitation of a version with its counts, or raise Http404."""
    version = version_at(request, year, version)
    mine = AgencyInvitation.objects.visible_to(request.member).filter(version=version)
    found = get_object_or_404(mine.with_counts(), pk=pk)
    found.version = version
    return found


def proposal_at(request, year, version, pk):
    """Return a proposal that a version may decide, or raise Http404."""
    version = version_at(request, year, version)
    mine = Proposal.objects.visible_to(request.member).within(version)
    found = get_object_or_404(mine.with_labels(), pk=pk)
    found.into = version
    return found


def form_page(request, template, version, form, **context):
    """Render a page with a form; one that has faults is told so by its status."""
    status = 422 if form.errors else 200
    return page(request, f"projects/{template}.html", version, status, form=form, **context)


# Invitations


@member_may("projects.invite_agency")
def agencies(request, year, version):
    version = version_at(request, year, version)
    initial = {"last_day": usual_last_day(version, timezone.localdate())}
    form = InviteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        sent = AgencyInvitation.send(version, by=request.member, **form.cleaned_data)
        return link_page(request, sent)
    context = {
        "invitations": version.agency_invitations.with_counts(),
        "names": known_agencies(request.member),
    }
    return form_page(request, "proposal_agencies", version, form, **context)


@never_cache
def link_page(request, invitation):
    """Show a new link, this once, and mail it where an address is known."""
    link = request.build_absolute_uri(invitation.link)
    is_mailed = bool(invitation.email)
    try:
        if is_mailed:
            mail_link(invitation, link)
    except OSError:
        is_mailed = False
        messages.warning(request, "ออกลิงก์แล้ว แต่ส่งอีเมลไม่ได้ในขณะนี้ คัดลอกลิงก์ไปส่งเอง")
    drawn = segno.make(link, error="m", micro=False).svg_data_uri(scale=5)
    context = {"invitation": invitation, "link": link, "is_mailed": is_mailed, "qr": drawn}
    return page(request, "projects/proposal_link.html", invitation.version, **context)


@member_may("projects.invite_agency")
def renew(request, year, version, pk):
    invitation = invitation_at(request, year, version, pk)
    usual = usual_last_day(invitation.version, timezone.localdate())
    initial = {"last_day": max(usual, invitation.last_day), "seen": invitation.stamp}
    initial["email"] = invitation.email
    form = RenewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        invitation.renew(by=request.member, **form.cleaned_data)
        return link_page(request, invitation)
    return form_page(request, "proposal_renew", invitation.version, form, invitation=invitation)


@member_may("projects.invite_agency")
def extend(request, year, version, pk):
    invitation = invitation_at(request, year, version, pk)
    form = LastDayForm(request.POST or None, initial={"last_day": invitation.last_day})
    if request.method == "POST" and form.is_valid():
        invitation.extend(by=request.member, **form.cleaned_data)
        messages.success(request, f"ขยายเวลาลิงก์ของ{invitation} แล้ว")
        return redirect(invitation)
    return form_page(request, "proposal_extend", invitation.version, form, invitation=invitation)


@member_may("projects.invite_agency")
def withdraw(request, year, version, pk):
    invitation = invitation_at(request, year, version, pk)
    if request.method == "POST":
        invitation.withdraw(by=request.member)
        messages.success(request, f"ถอนลิงก์ของ{invitation} แล้ว")
        return redirect(invitation)
    context = {"invitation": invitation}
    return page(request, "projects/proposal_withdraw.html", invitation.version, **context)


@require_POST
@member_may("projects.decide_proposal")
def tell_results(request, year, version, pk):
    invitation = invitation_at(request, year, version, pk)
    try:
        count = tell(invitation, by=request.member)
        messages.success(request, f"ส่งผล {count:,} รายการให้{invitation} แล้ว")
    except OSError:
        messages.warning(request, "ส่งอีเมลไม่ได้ในขณะนี้ กด ส่งผลให้หน่วยงาน อีกครั้งภายหลัง")
    return redirect("projects:proposals", *invitation.version.address)


# Proposals


@member_may("projects.decide_proposal")
def proposals(request, year, version):
    version = version_at(request, year, version)
    groups = by_agency(version)
    rows = [row for _, rows in groups for row in rows]
    waiting = [row for row in rows if row.is_waiting]
    likely = likely_items(waiting, items_of(version)) if waiting else {}
    for row in rows:
        row.likely = likely.get(row.pk, [])
    context = {"groups": groups, "waiting": len(waiting), "total": len(rows)}
    context["others"] = [] if version.is_collecting else collecting_beside(version)
    return page(request, "projects/proposal_list.html", version, **context)


def by_agency(version):
    """Return [(invitation, its proposals)] of agencies that sent any, who waits first."""
    rows = {}
    for row in Proposal.objects.on_list_of(version).with_labels():
        row.into = version
        rows.setdefault(row.invitation_id, []).append(row)
    invitations = AgencyInvitation.objects.filter(pk__in=rows).with_counts()
    return sorted(
        ((one, rows[one.pk]) for one in invitations), key=lambda group: not group[0].waiting
    )


@member_may("projects.decide_proposal")
def proposal(request, year, version, pk):
    found = proposal_at(request, year, version, pk)
    form = AcceptForm(member=request.member, initial={"seen": found.wording})
    return proposal_page(request, found, form)


def proposal_page(request, found, form):
    """Show one proposal: what was sent, what it may repeat, what can be done with it."""
    version = found.version
    items = items_of(version) if found.is_open else []
    context = {
        "proposal": found,
        "likely": likely_items([found], items).get(found.pk, []),
        "item": item_of(found),
        "others": [] if version.is_collecting else collecting_beside(version),
        "may_reopen": version.is_collecting and not reasons_to_stay(found),
    }
    return form_page(request, "proposal_detail", version, form, **context)


def collecting_beside(version):
    """Return the versions of the same plan that collect and so may decide what this one left."""
    return version.plan.versions.filter(stage=Stage.COLLECTING).with_plan()


@require_POST
@member_may("projects.decide_proposal")
def accept(request, year, version, pk):
    found = proposal_at(request, year, version, pk)
    form = AcceptForm(request.POST, member=request.member)
    if not form.is_valid():
        return proposal_page(request, found, form)
    item = accept_proposal(found, by=request.member, **form.cleaned_data)
    messages.success(request, f"รับเป็นรายการ {item.code} แล้ว")
    return redirect("projects:proposals", *found.version.address)


@member_may("projects.decide_proposal")
def accept_several(request, year, version, pk):
    invitation = invitation_at(request, year, version, pk)
    waiting = waiting_of(invitation)
    form = AcceptManyForm(request.POST or None, member=request.member, proposals=waiting)
    if request.method == "POST" and form.is_valid():
        chosen = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        items = accept_many(chosen.pop("picked"), by=request.member, **chosen)
        codes = f"{items[0].code} – {items[-1].code}" if len(items) > 1 else items[0].code
        messages.success(request, f"รับเป็นรายการใหม่ {len(items):,} รายการแล้ว รหัส {codes}")
        return redirect("projects:proposals", *invitation.version.address)
    context = {"invitation": invitation}
    return form_page(request, "proposal_accept", invitation.version, form, **context)


def waiting_of(invitation):
    """Return what waits of one agency with what it may repeat, or raise StepRefused."""
    waiting = list(invitation.proposals.waiting().with_labels())
    if not waiting or not invitation.version.is_collecting:
        raise StepRefused(invitation, f"ไม่มีข้อเสนอของ{invitation}ที่รอตรวจในขั้นนี้")
    likely = likely_items(waiting, items_of(invitation.version))
    for one in waiting:
        one.invitation = invitation
        one.likely = likely.get(one.pk, [])
    return waiting


@member_may("projects.decide_proposal")
def refuse(request, year, version, pk):
    found = proposal_at(request, year, version, pk)
    form = RefuseForm(request.POST or None, initial={"seen": found.wording})
    if request.method == "POST" and form.is_valid():
        found.refuse(by=request.member, **form.cleaned_data)
        messages.success(request, f"บันทึกว่าไม่รับ “{found}” แล้ว")
        return redirect("projects:proposals", *found.version.address)
    return decision_page(request, "proposal_refuse", found, form)


@member_may("projects.decide_proposal")
def merge(request, year, version, pk):
    found = proposal_at(request, year, version, pk)
    item = item_to_merge(request, found)
    picks = {key.removeprefix("pick-"): value for key, value in request.POST.items()}
    initial = {"seen": found.wording, "revision": item.revision}
    form = MergeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        merge_proposal(found, item, by=request.member, picks=picks, **form.cleaned_data)
        messages.success(request, f"รวม “{found}” กับรายการ {item.code} แล้ว")
        return redirect("projects:proposals", *found.version.address)
    rows = side_by_side(found, item, picks)
    return decision_page(request, "proposal_merge", found, form, item=item, rows=rows)


def item_to_merge(request, found):
    """Return the item whose code was chosen, or raise StepRefused; one cut takes nothing."""
    code = to_arabic_digits(request.GET.get("code", "")).strip()
    item = find_item(found.version, code) if code.isdecimal() else None
    if item is None or item.is_cancelled:
        raise StepRefused(found, f"ไม่พบรายการรหัส “{code}” ในฉบับนี้ พิมพ์รหัสแบบ 0042")
    return item


def decision_page(request, template, found, form, **context):
    """Show what a decision asks for; one that was made is shown instead."""
    if not found.is_open:
        return redirect(found)
    return form_page(request, template, found.version, form, proposal=found, **context)


@require_POST
@member_may("projects.decide_proposal")
def reopen(request, year, version, pk):
    found = proposal_at(request, year, version, pk)
    reopen_proposal(found, by=request.member)
    messages.success(request, f"นำ “{found}” กลับมาตรวจใหม่แล้ว")
    return redirect(found)
