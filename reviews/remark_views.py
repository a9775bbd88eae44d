"""The pages of remarks: saying something, its thread, its unit, its answer and its end."""

from collections import Counter

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at
from projects.models import Line
from thai.text import repair

from .forms import AssignForm, RemarkForm, ReplyForm, SayForm
from .models import Remark
from .views import page, round_of, round_or_404

STATES = {"": "ทั้งหมด", "waiting": "ยังไม่ตอบ", "answered": "รอผู้ให้ความเห็นยืนยัน", "ended": "จบแล้ว"}


def state_of(remark):
    if remark.is_confirmed:
        return "ended"
    return "answered" if remark.is_answered else "waiting"


@member_may("reviews.view")
def remarks(request, year, version):
    version = version_at(request, year, version)
    round, wanted = round_of(version), request.GET.get("state", "")
    is_open = bool(round) and not round.barriers_for(request.member)
    listed = _listed(version, wanted if wanted in STATES else "")
    return page(request, "remark_list", version, is_open=is_open, **listed)


def _listed(version, state):
    """Return the remarks in a state, and how many there are in each."""
    found = list(Remark.objects.filter(round__version=version).with_people())
    counts = Counter(map(state_of, found)) + Counter({"": len(found)})
    return {
        "remarks": [each for each in found if not state or state_of(each) == state],
        "choices": [(key, label, counts[key]) for key, label in STATES.items()],
        "state": state, "counts": {"all": len(found)},
        "empty": "ไม่มีความเห็นในสถานะนี้" if found else "ยังไม่มีความเห็นต่อร่างนี้",
    }  # fmt: skip


@member_may("reviews.remark")
def add_remark(request, year, version):
    round = round_or_404(version_at(request, year, version))
    code = repair(request.GET.get("item", ""))  # PostgreSQL refuses a NUL
    line = get_object_or_404(Line, plan=round.version.plan, code=code) if code else None
    initial = {"field": request.GET.get("field", "")}
    form = RemarkForm(request.POST or None, has_item=line is not None, initial=initial)
    if request.method == "POST" and form.is_valid():
        Remark.make(round, by=request.member, line=line, **form.cleaned_data)
        messages.success(request, "บันทึกความเห็นแล้ว")
        return redirect(_back_from_remark(round, line))
    status = 422 if form.errors else 200
    place = round.table_now().place_of(code) if line else None
    return page(
        request, "remark_form", round.version, status, form=form, round=round, place=place,
        back=_back_from_remark(round, line),
    )  # fmt: skip


def remark_at(request, year, version, pk):
    """Return the version and one of its remarks, or raise Http404."""
    version = version_at(request, year, version)
    found = Remark.objects.visible_to(request.member).with_people()
    return version, get_object_or_404(found, round__version=version, pk=pk)


@member_may("reviews.view")
def remark(request, year, version, pk):
    return _thread(request, *remark_at(request, year, version, pk))


def _thread(request, version, remark, form=None, status=200):
    """Show a remark with all that was said, and the forms of what this member may do."""
    member, bound = request.member, {type(form): form} if form else {}
    may_settle = not remark.barriers_to_settle(member)
    may_speak = member.may("reviews.discuss") and not remark.barriers_to_speak(member)
    is_planners = member.may("reviews.answer_remark") and not remark.is_answered
    return page(
        request, "remark_detail", version, status, remark=remark, may_settle=may_settle,
        say=(bound.get(SayForm) or SayForm()) if may_speak or may_settle else None,
        reply=(bound.get(ReplyForm) or ReplyForm()) if is_planners else None,
        assign=(bound.get(AssignForm) or AssignForm(remark=remark)) if is_planners else None,
        may_speak=may_speak,
    )  # fmt: skip


@require_POST
@member_may("reviews.answer_remark")
def reply(request, year, version, pk):
    version, remark = remark_at(request, year, version, pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _thread(request, version, remark, form, 422)
    remark.reply(by=request.member, **form.cleaned_data)
    messages.success(request, "ตอบความเห็นแล้ว ผู้ให้ความเห็นจะยืนยันว่าจบหรือขอคำตอบใหม่")
    return redirect("reviews:remarks", *version.address)


@require_POST
@member_may("reviews.discuss")
def say(request, year, version, pk):
    version, remark = remark_at(request, year, version, pk)
    form = SayForm(request.POST)
    if not form.is_valid():
        return _thread(request, version, remark, form, 422)
    if "reopen" in request.POST:
        remark.reopen(form.cleaned_data["body"], by=request.member)
    else:
        remark.say(form.cleaned_data["body"], by=request.member)
    messages.success(request, "บันทึกแล้ว")
    return redirect("reviews:remark", *version.address, pk)


@require_POST
@member_may("reviews.answer_remark")
def assign(request, year, version, pk):
    version, remark = remark_at(request, year, version, pk)
    form = AssignForm(request.POST, remark=remark)
    if not form.is_valid():
        return _thread(request, version, remark, form, 422)
    remark.assign(form.cleaned_data["unit"], by=request.member)
    messages.success(request, "บันทึกหน่วยงานที่ได้รับมอบแล้ว")
    return redirect("reviews:remark", *version.address, pk)


@require_POST
@member_may("reviews.discuss")
def settle(request, year, version, pk):
    version, remark = remark_at(request, year, version, pk)
    remark.confirm(by=request.member)
    messages.success(request, "ยืนยันแล้วว่าความเห็นข้อนี้จบ")
    return redirect("reviews:remarks", *version.address)


def _back_from_remark(round, line):
    """Return where a remark was begun: the item on the table, or the round's own page."""
    if line and not round.is_of_support:
        return reverse("reviews:item", args=[*round.version.address, line.code])
    return round.get_absolute_url()
