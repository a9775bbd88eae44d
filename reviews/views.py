"""The pages of a round: sending, agreement, review item by item, remarks."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from organizations.access import member_may
from organizations.roles import Body
from plans.access import version_at
from plans.overview import tabs_for
from projects import readiness
from projects.amending import items_of
from projects.canonical import hash_of
from projects.models import Line
from projects.totals import totals_of

from .agreement import short_code
from .committee import members_of, name_of
from .forms import CloseForm, StartForm, VerdictForm
from .models import Interest, Remark, Resolution, ReviewRound, Verdict
from .reading import accepted_by_code, changed_since_previous, finished_members, reading_of
from .turns import body_to_come


def round_of(version, *bodies):
    """Return the running or latest round of some bodies, or None."""
    rounds = ReviewRound.objects.filter(version=version, body__in=bodies or Body.values)
    round = rounds.with_version().last()
    if round:
        round.version = version  # one version, one stage
    return round


def round_or_404(version, *bodies):
    if round := round_of(version, *bodies):
        return round
    raise Http404


def page(request, name, version, status=200, **context):
    context |= {"version": version, "tabs": tabs_for(version, request.member)}
    return render(request, f"reviews/{name}.html", context, status=status)


# A round begins


@member_may("reviews.start")
def start_confirm(request, year, version, body):
    return _start_page(request, version_at(request, year, version), body, StartForm())


def _start_page(request, version, body, form, status=200):
    reasons, links = ReviewRound.obstacles(version, body)
    items = items_of(version)
    counts = readiness.counts_of(readiness.findings(version, items))
    return page(
        request, "round_confirm", version, status, form=form, body=body, counts=counts,
        is_support=body == Body.SUPPORT_COMMITTEE, body_name=name_of(version.organization, body),
        members=members_of(version.organization, body),
        obstacles=[(reason, links.get(reason)) for reason in reasons],
        totals=totals_of(items), code=short_code(hash_of(version)),
    )  # fmt: skip


@require_POST
@member_may("reviews.start")
def start(request, year, version, body):
    version, form = version_at(request, year, version), StartForm(request.POST)
    if not form.is_valid():
        return _start_page(request, version, body, form, 422)
    round = ReviewRound.start(version, body=body, by=request.member, **form.cleaned_data)
    messages.success(request, f"ส่งร่างแล้ว ขั้นต่อไป {round.body_name}พิจารณา")
    return redirect(version)


# The support committee


@member_may("reviews.view")
def agreement(request, year, version):
    version = version_at(request, year, version)
    return _agreement_page(request, version, VerdictForm(auto_id="id_answer_%s"))


def _agreement_page(request, version, form, status=200):
    round = round_of(version, Body.SUPPORT_COMMITTEE)
    if round is None:
        is_next = body_to_come(version) == Body.SUPPORT_COMMITTEE
        return page(request, "agreement", version, status, is_next=is_next)
    agreement = round.agreement()
    is_chair = round.is_running and request.member in round.confirmers()
    return page(
        request, "agreement", version, status, round=round, agreement=agreement, form=form,
        own=agreement.of(request.member), totals=round.table_now().totals,
        is_seat=round.is_open and round.is_seat_of(request.member),
        is_chair=is_chair,
        differences=round.changes_since(request.member),
        looked=round.since_looked(request.member), since_round=changed_since_previous(round),
        missing=Resolution.missing_for_agreement(round, agreement) if is_chair else [],
        resolution=round.resolutions.select_related("confirmed_by__user").first(),
        remarks=round.remarks.with_people(),
        accepted=version.accepted_findings.select_related("line", "by__user"),
    )  # fmt: skip


@require_POST
@member_may("reviews.agree")
def answer(request, year, version):
    version = version_at(request, year, version)
    round = round_or_404(version, Body.SUPPORT_COMMITTEE)
    form = VerdictForm(request.POST, auto_id="id_answer_%s")
    if not form.is_valid():
        return _agreement_page(request, version, form, 422)
    Verdict.give(round, by=request.member, **form.cleaned_data)
    messages.success(request, "บันทึกคำตอบแล้ว ตอบใหม่ได้จนกว่าประธานสรุปผล")
    return redirect(round)


@member_may("reviews.confirm_resolution")
def close_confirm(request, year, version):
    version = version_at(request, year, version)
    round = round_or_404(version, Body.SUPPORT_COMMITTEE)
    return _close_page(request, round, CloseForm(initial={"seen": round.hash_on_table()}))


def _close_page(request, round, form, status=200):
    return page(
        request, "agreement_close", round.version, status, round=round, form=form,
        agreement=round.agreement(), missing=Resolution.missing_for_agreement(round),
        is_chair=round.is_running and request.member in round.confirmers(),
    )  # fmt: skip


@require_POST
@member_may("reviews.confirm_resolution")
def close(request, year, version):
    version = version_at(request, year, version)
    round = round_or_404(version, Body.SUPPORT_COMMITTEE)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _close_page(request, round, form, 422)
    resolution = Resolution.conclude(round, by=request.member, **form.cleaned_data)
    messages.success(request, f"สรุปผลแล้ว {resolution.words}")
    return redirect(version)


# The development committee, item by item


@member_may("reviews.view")
def review(request, year, version):
    version = version_at(request, year, version)
    round = round_of(version, Body.COMMITTEE)
    rounds = ReviewRound.objects.filter(version=version).with_version()
    context = {"rounds": rounds.prefetch_related("resolutions"), "round": round}
    if round:
        context |= {
            "reading": reading_of(round, request.member),
            "looked": round.since_looked(request.member),
            "since_round": changed_since_previous(round),
            "is_seat": round.is_open and round.is_seat_of(request.member),
            "finished": finished_members(round),
            "unanswered": round.unanswered().count(),
        }
    return page(request, "review", version, **context)


@member_may("reviews.view")
def item(request, year, version, code):
    round = round_or_404(version_at(request, year, version), Body.COMMITTEE)
    own = Verdict.objects.filter(round=round, member=request.member, line__code=code).first()
    initial = {"reason": own.reason} if own else {}
    return _item_page(request, round, code, VerdictForm(initial=initial), own)


def _item_page(request, round, code, form, own=None, status=200):
    place = round.table.place_of(code)
    if place is None:
        raise Http404
    remarks = Remark.objects.filter(round__version=round.version, line__code=code).with_people()
    stakes = Interest.objects.filter(round=round, line__code=code).with_people()
    return page(
        request, "item", round.version, status, round=round, place=place, form=form, own=own,
        is_seat=round.is_open and round.is_seat_of(request.member), remarks=remarks,
        differences=[d for d in changed_since_previous(round) if d.code == code],
        accepted=accepted_by_code(round.version).get(code, []),
        can_remark=not round.barriers_for(request.member), is_round_open=round.is_open,
        interests=stakes, has_stake=any(stake.member == request.member for stake in stakes),
        left=len(Verdict.rest_of(round, request.member)),
    )  # fmt: skip


@require_POST
@member_may("reviews.give_verdict")
def give_verdict(request, year, version, code):
    round = round_or_404(version_at(request, year, version), Body.COMMITTEE)
    line = get_object_or_404(Line, plan=round.version.plan, code=code)
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _item_page(request, round, code, form, status=422)
    Verdict.give(round, by=request.member, line=line, **form.cleaned_data)
    messages.success(request, f"บันทึกผลพิจารณารายการ {code} แล้ว")
    after = round.table.place_of(code).after
    return (
        redirect("reviews:item", *round.version.address, after.code) if after else redirect(round)
    )


def _group(round, number):
    """Return the strategy at a place on the table; None means all of them."""
    groups = round.table.groups()
    if not number:
        return None
    if number.isdecimal() and len(number) < 9 and 0 < int(number) <= len(groups):
        return groups[int(number) - 1]
    raise Http404


@member_may("reviews.give_verdict")
def agree_rest_confirm(request, year, version):
    round = round_or_404(version_at(request, year, version), Body.COMMITTEE)
    group = _group(round, request.GET.get("strategy"))
    rest = Verdict.rest_of(round, request.member, group)
    total = len(group.items if group else round.table.items)
    return page(
        request, "agree_confirm", round.version, round=round, group=group, total=total,
        totals=totals_of(rest), done=total - len(rest),
    )  # fmt: skip


@require_POST
@member_may("reviews.give_verdict")
def agree_rest(request, year, version):
    round = round_or_404(version_at(request, year, version), Body.COMMITTEE)
    group = _group(round, request.POST.get("strategy"))
    count = Verdict.give_rest(round, by=request.member, group=group)
    messages.success(request, f"เห็นชอบพร้อมกัน {count} รายการแล้ว")
    return redirect(round)
