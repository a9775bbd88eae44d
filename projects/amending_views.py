"""Revisions: pick an item of the plan in force, to replace it or take it out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at
from plans.workflow import Kind
from thai.text import search_key

from .amending import consolidated, items_of
from .views import page


def revision_at(request, year, version):
    """Return a revision that collects, or raise Http404: only there items are picked."""
    found = version_at(request, year, version)
    if found.kind == Kind.ORIGINAL or not found.is_collecting:
        raise Http404
    return found


def offered(version, member):
    """Return the items in force today that a member may change: all, or those of the own unit."""
    rows = consolidated(version.plan, timezone.localdate())
    if member.is_planner:
        return rows
    return [item for item in rows if member.unit_id and item.unit_id == member.unit_id]


def in_force_at(version, code, member):
    for item in offered(version, member):
        if item.line.code == code:
            return item
    raise Http404


@member_may("projects.edit")
def pick(request, year, version):
    version = revision_at(request, year, version)
    needle = search_key(request.GET.get("q", ""))
    taken = {item.line_id for item in items_of(version)}
    rows = offered(version, request.member)
    found = [item for item in rows if needle in item.search]
    context = {"items": found, "taken": taken, "total": len(rows), "q": request.GET.get("q", "")}
    return page(request, "projects/item_pick.html", version, **context)


@require_POST
@member_may("projects.edit")
def replace(request, year, version, code):
    version = revision_at(request, year, version)
    item = in_force_at(version, code, request.member).replace_in(version, by=request.member)
    messages.success(request, f"เริ่มแก้รายการ {code} ในฉบับนี้แล้ว แก้ให้ครบแล้วบันทึก")
    return redirect("projects:edit", *item.address)


@member_may("projects.edit")
def cancel(request, year, version, code):
    version = revision_at(request, year, version)
    item = in_force_at(version, code, request.member)
    if request.method == "POST":
        item.cancel_in(version, reason=request.POST.get("reason", ""), by=request.member)
        messages.success(request, f"ตัดรายการ {code} ออกในฉบับนี้แล้ว")
        return redirect("projects:list", *version.address)
    return page(request, "projects/item_confirm_cancel.html", version, item=item)
