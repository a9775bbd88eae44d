"""The page of overlaps, and telling two works apart for good."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from organizations.access import member_may
from plans.access import version_at
from plans.workflow import StepRefused

from ..amending import items_of
from ..models import Distinction
from ..views import item_at, page
from .forms import ReasonForm
from .groups import groups_of, other_item, told_apart


@member_may("projects.compare")
def overlaps(request, year, version):
    version = version_at(request, year, version)
    items, code = items_of(version), request.GET.get("item", "")
    reader = {"member": request.member, "today": timezone.localdate()}
    context = {
        "groups": groups_of(version, items, code=code, **reader),
        "told": told_apart(version, items, **reader),
        "code": code,
    }
    return page(request, "projects/overlaps.html", version, **context)


@member_may("projects.tell_apart")
def tell_apart(request, year, version, code, line_pk):
    item = item_at(request, version_at(request, year, version), code)
    other = other_at(request.member, line_pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        Distinction.tell_apart(item, other, reason=form.given, by=request.member)
        messages.success(request, f"จำไว้แล้วว่า {item.code} กับ {other.code} ไม่ซ้ำกัน")
        return redirect("projects:overlaps", *item.version.address)
    context = {"item": item, "other": other, "form": form}
    return page(request, "projects/overlap_apart.html", item.version, status_of(form), **context)


@member_may("projects.tell_apart")
def take_back(request, year, version, pk):
    version = version_at(request, year, version)
    told = told_at(version, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        told.take_back(version, reason=form.given, by=request.member)
        messages.success(request, "ถอนแล้ว รายการทั้งสองจะถูกเทียบกันอีก")
        return redirect("projects:overlaps", *version.address)
    context = {"told": told, "form": form}
    return page(request, "projects/overlap_take_back.html", version, status_of(form), **context)


def other_at(member, line_pk):
    """Return the item to compare with, or raise Http404: another town's draft is not there."""
    if other := other_item(member, line_pk, timezone.localdate()):
        return other
    raise Http404


def told_at(version, pk):
    """Return what was told apart, or refuse in words: the second click finds it gone."""
    if told := version.organization.distinctions.filter(pk=pk).first():
        return told
    raise StepRefused(version, "มีผู้ถอนไปก่อนแล้ว")


def status_of(form):
    return 422 if form.errors else 200
