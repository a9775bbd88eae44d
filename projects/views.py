"""The items of a version: one item, its form, its removal."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.contrib import messages
from django.db import transaction
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from organizations.access import member_may
from plans.access import version_at
from plans.models import PlanVersion
from plans.overview import tabs_for
from plans.workflow import StepRefused

from .amending import begin_item, editable_codes, find_item, items_of
from .conflict import is_settled
from .findings import Rule
from .forms import copied_values, form_for, hidden_fields, opened_with, typed_words
from .history import changes_of, why_gone
from .item_list import found_codes
from .models import Equipment, Project, hold_collecting
from .overlaps.groups import kept_rows
from .readiness import about, findings, may_mend, next_after, open_findings, seen_by

KEPT = ("kind", "strategy", "guideline", "program", "source", "unit")  # from one item to the next


def item_at(request, version, code):
    """Return an item of a version by its public code, or raise Http404."""
    item = find_item(version, code)
    if item is None:
        raise Http404
    return item


def editable_at(request, year, version, code, lock=False):
    """Return an item the member may change now, or raise Http404."""
    found = item_at(request, version_at(request, year, version), code)
    if lock:  # the version first, as every step does, so that no two wait for each other
        rows = PlanVersion.objects.select_for_update(of=("self",), no_key=True)
        rows.get(pk=found.version_id)
    rows = type(found).objects.editable_by(request.member)
    rows = rows.select_for_update(of=("self",)) if lock else rows
    item = get_object_or_404(rows.with_labels(), pk=found.pk)
    item.version = found.version
    return item


def page(request, template, version, status=200, **context):
    """Render a page of a version within its tabs."""
    tabs = tabs_for(version, request.member)
    return render(request, template, {"version": version, "tabs": tabs, **context}, status=status)


@member_may("projects.view")
def detail(request, year, version, code):
    version = version_at(request, year, version)
    item = item_at(request, version, code)
    editable = type(item).objects.editable_by(request.member).filter(pk=item.pk)
    context = {
        "item": item,
        "further_units": item.further_units.all(),
        "is_editable": editable.exists(),
        "may_copy": version.is_collecting and not item.is_cancelled,
        "list_query": list_query(request, version),
        "findings": seen_by(about(findings(version), item), request.member),
        "overlaps": kept_rows(item, request.member, timezone.localdate()),
        "changes": changes_of(item),
    }
    return page(request, "projects/item_detail.html", version, **context)


@member_may("projects.edit")
def add(request, year, version):
    version = version_at(request, year, version)
    if request.method == "POST":
        return _add(request, version)
    item = begin_item(version, request.GET.get("kind"), by=request.member)
    return _form_page(request, form_for(item, request.member, None, _begun_with(request, version)))


def _add(request, version):
    """Save a new item; what was typed is shown when it comes too late."""
    try:
        item = begin_item(version, request.GET.get("kind"), by=request.member)
        form = form_for(item, request.member, request.POST)
        if not form.is_valid():
            return _form_page(request, form)
        return _saved(request, _added_once(form))
    except StepRefused as refused:
        return _unsaved_page(request, version, refused.reasons)


@transaction.atomic
def _added_once(form):
    """Save a new item and return it; a second click gets the item of the first."""
    hold_collecting(form.instance.version)
    if twin := form.just_added():
        twin.version = form.instance.version
        return twin
    form.save()
    return form.instance


def _begun_with(request, version):
    """Return what a new item begins with: the last one's headings, or all of one to copy."""
    if code := request.GET.get("copy"):
        item = find_item(version, code)
        return copied_values(item) if item else {}
    return {name: request.GET[name] for name in KEPT if name in request.GET}


@member_may("projects.edit")
def edit(request, year, version, code):
    if request.method != "POST":
        return _form_page(request, form_at(request, year, version, code))
    try:
        return _save(request, year, version, code)
    except Http404:
        if (base := opened_with(request.POST)) is None:
            raise
        version = version_at(request, year, version)
        return _unsaved_page(request, version, [why_gone(version, code, base)])


def form_at(request, year, version, code, data=None):
    """Return the form of an item, locked while what was typed is saved, or raise Http404."""
    item = editable_at(request, year, version, code, lock=data is not None)
    if item.is_cancelled:  # it only says that the line ends
        raise Http404
    return form_for(item, request.member, data)


@transaction.atomic
def _save(request, year, version, code):
    """Save what was typed; the lock lets the second of two people see what the first saved."""
    form = form_at(request, year, version, code, request.POST)
    if form.is_valid() and form.is_stale:
        settled = form.merged()
        if settled is None:
            return _conflict_page(request, form)
        form = settled
    if not form.is_valid():
        return _form_page(request, form)
    following = _next_in_list(request, form.instance)  # saving may take it out of the filter
    form.save()
    return _saved(request, form.instance, following)


def _form_page(request, form):
    item = form.instance
    version = item.version
    shown = about(findings(version), item) if item.pk else []
    query = list_query(request, version)
    context = {
        "form": form,
        "item": item,
        "fiscal_year": version.fiscal_year,
        "findings": [on_this_page(finding) for finding in open_findings(shown)],
        "changes": changes_of(item) if item.pk else [],
        "is_from_readiness": request.GET.get("from") in Rule.values,
        "is_from_list": query is not None,
        "list_query": query or "",
    }
    status = 422 if form.errors else 200
    return page(request, "projects/item_form.html", version, status, **context)


def _unsaved_page(request, version, reasons):
    """Show what was typed when it can no longer be saved, so that nothing is lost."""
    kind = Equipment if "category" in request.POST else Project
    form = form_for(kind(version=version), request.member, request.POST)
    context = {"reasons": reasons, "typed": typed_words(form)}
    return page(request, "projects/item_unsaved.html", version, 409, **context)


def list_query(request, version):
    """Return the filter of the list that a page was opened from, or None."""
    if request.GET.get("from") == "list":
        return request.GET.get("query", "")
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_list = came_from.path == reverse("projects:list", args=version.address)
    return came_from.query if is_list else None


def on_this_page(finding):
    """Link a finding to its field in the form that is open; another item's stays a link there."""
    is_here = "#id_" in finding.url
    return replace(finding, url=f"#id_{finding.field}") if is_here else finding


def _conflict_page(request, form):
    rows = form.conflict()
    context = {
        "item": form.instance,
        "rows": rows,
        "is_unsettled": "seen" in request.POST and not is_settled(rows),
        "hidden": hidden_fields(request.POST),
        "seen": form.initial["revision"],
        "other": changes_of(form.instance, limit=1),
    }
    return page(request, "projects/item_conflict.html", form.instance.version, 409, **context)


def _saved(request, item, following=""):
    """Say what is left, and go where the button pointed."""
    items = items_of(item.version)
    found = findings(item.version, items)
    left = sum(finding.is_must for finding in about(found, item))
    is_left = f"รายการนี้เหลือ {left} ข้อที่ต้องแก้ก่อนส่ง" if left else "รายการนี้ไม่มีข้อที่ต้องแก้ก่อนส่ง"
    messages.success(request, f"บันทึกแล้ว {is_left}")
    if "another" in request.POST:
        return redirect(_another_address(request, item))
    if "next" in request.POST and request.GET.get("from") in Rule.values:
        return redirect(_next_address(request, item, items, found))
    if "next" in request.POST:
        return redirect(following or item)
    if request.GET.get("from") == "list":
        return redirect(_list_address(request, item.version))
    return redirect(item)


def _another_address(request, item):
    """Return the address of the next new item; no two are the same, nor what is typed there."""
    kept = {name: request.POST[name] for name in KEPT if request.POST.get(name)}
    query = urlencode({"kind": item.kind, **kept, "after": item.code})
    return f"{reverse('projects:add', args=item.version.address)}?{query}"


def _list_address(request, version):
    query = request.GET.get("query", "")
    return f"{reverse('projects:list', args=version.address)}{'?' if query else ''}{query}"


def _next_in_list(request, item):
    """Return the address of the next item one may change in the list one came from; "" unasked."""
    if "next" not in request.POST or request.GET.get("from") in Rule.values:
        return ""
    version, query = item.version, request.GET.get("query", "")
    mine = editable_codes(version, request.member)
    codes = [code for code in found_codes(version, QueryDict(query)) if code in mine]
    later = codes[codes.index(item.code) + 1 :] if item.code in codes else codes
    if not later:
        return _list_address(request, version)
    address = reverse("projects:edit", args=[*version.address, later[0]])
    return f"{address}?{urlencode({'from': 'list', 'query': query})}"


def _next_address(request, item, items, found):
    mine = [finding for finding in found if may_mend(finding, request.member)]
    following = next_after(mine, items, item, request.GET.get("from"))
    return following.url if following else reverse("projects:readiness", args=item.version.address)


@member_may("projects.edit")
def delete(request, year, version, code):
    item = editable_at(request, year, version, code)
    if request.method == "POST":
        item.remove(by=request.member)
        messages.success(request, f"ลบ “{item}” แล้ว")
        return redirect("projects:list", *item.version.address)
    return page(request, "projects/item_confirm_delete.html", item.version, item=item)
