"""Last year as a start: choose items of an earlier plan, look at what changes, copy them."""

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at

from .amending import refuse_new_items
from .copying import Copying, Options, source_at, sources_for
from .copying_forms import EarlierFilter, OptionsForm
from .views import page


def copying_at(request, year, version, key):
    """Return a version, all sources, and the Copying of one; None without an earlier plan."""
    version = version_at(request, year, version)
    refuse_new_items(version, by=request.member)
    sources = sources_for(version, request.member)
    source = source_at(sources, key) if key else next(iter(sources), None)
    if source is None and (key or request.method == "POST"):
        raise Http404
    today = timezone.localdate()
    return version, sources, source and Copying(version, source, request.member, today)


@member_may("projects.copy")
def copy(request, year, version):
    key = request.GET.get("from", "")
    version, sources, copying = copying_at(request, year, version, key)
    if copying is None:
        return page(request, "projects/copy_empty.html", version)
    return _list_page(request, copying, sources, request.GET)


def _list_page(request, copying, sources, data, faults=(), picked=()):
    asked = EarlierFilter(data, copying, sources)
    copied, outcomes = copying.copied, copying.outcomes
    rows = [
        (item, outcomes.get(item.line.code), item.line_id in copied, item.line.code in picked)
        for item in asked.found()
    ]
    form = OptionsForm(data if faults else None, initial=asdict(Options()))
    context = {"copying": copying, "filter": asked, "rows": rows, "form": form, "reasons": faults,
               "has_outcomes": bool(outcomes)}  # fmt: skip
    status = 422 if faults else 200
    return page(request, "projects/copy_list.html", copying.version, status, **context)


@require_POST
@member_may("projects.copy")
def preview(request, year, version):
    data = request.POST
    version, sources, copying = copying_at(request, year, version, data.get("from", ""))
    codes = set(data.getlist("pick"))
    if "all" in data:
        codes = {item.line.code for item in EarlierFilter(data, copying, sources).found()}
    copies = copying.copies(codes)
    if not copies:
        faults = ["เลือกอย่างน้อย 1 รายการที่จะคัดลอก"]
        return _list_page(request, copying, sources, data, faults)
    return _preview_page(request, copying, copies, OptionsForm(data))


def _preview_page(request, copying, copies, form):
    options = form.options()
    context = {
        "copying": copying,
        "copies": sorted(copies, key=lambda copy: not (copy.moved or copy.notes)),
        "form": form,
        "options": options,
        "moved": sum(bool(copy.moved) for copy in copies),
        "noted": sum(bool(copy.notes) for copy in copies),
    }
    return page(request, "projects/copy_preview.html", copying.version, **context)


@require_POST
@member_may("projects.copy")
def save(request, year, version):
    data, picks = request.POST, request.POST.getlist("pick")
    version, _, copying = copying_at(request, year, version, data.get("from", ""))
    unmoved = {pick.partition(".")[0] for pick in picks} - set(data.getlist("move"))
    made = copying.confirm(
        picks, OptionsForm(data).options(), told_again=set(data.getlist("again")),
        unmoved=unmoved, by=request.member,
    )  # fmt: skip
    address = reverse("projects:readiness", args=version.address)
    words = format_html(
        'คัดลอก {} รายการจาก{}แล้ว <a href="{}">ดูความพร้อมของแผน</a>',
        len(made),
        copying.source,
        address,
    )
    messages.success(request, words)
    return redirect("projects:list", *version.address)
