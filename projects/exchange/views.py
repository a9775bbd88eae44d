"""The workbook goes out; what came back is shown, decided, confirmed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at

from ..imports.workbook import annotated
from ..item_list import found_codes
from ..models import Import
from ..views import page
from . import saving
from .reading import Returned
from .taking_out import choices_of, take_out
from .workbook import render

AT_ONCE = 50  # of each group on the first page
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PICK = "pick-"
STEPS = ("เลือกไฟล์", "ตรวจก่อนบันทึก", "ยืนยัน")


def download(content, name):
    """Answer with a workbook to be saved, never to be opened in the page."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=WORKBOOK, headers=headers)


def attempt_at(request, year, version, pk):
    """Return an import of a workbook of ours, or raise Http404."""
    found = version_at(request, year, version)
    rows = Import.objects.select_related("by__user", "undone_by__user", "export__by__user")
    attempt = get_object_or_404(rows, version=found, pk=pk, export__isnull=False)
    attempt.version = found
    return attempt


def steps(number, attempt):
    """Return the three steps as includes/stepper.html draws them."""
    states = ["done"] * (number - 1) + ["now"] + ["todo"] * (3 - number)
    urls = [None, attempt.get_absolute_url() if number == 3 else None, None]
    named = zip(STEPS, states, urls, strict=True)
    return [{"label": label, "state": state, "url": url} for label, state, url in named]


@member_may("projects.export")
def export(request, year, version):
    version = version_at(request, year, version)
    codes = set(found_codes(version, request.GET)) if request.GET else None
    taken = take_out(version, by=request.member, codes=codes)
    content = render(taken, choices_of(taken))
    return download(content, f"items-{version.fiscal_year}-{version.slug}.xlsx")


def show(request, attempt):
    """Answer with the preview of a workbook that came back, or with what became of it."""
    if attempt.saved_at:
        return page(request, "projects/exchange_result.html", attempt.version, attempt=attempt)
    returned, whole = Returned(attempt), request.GET.get("show", "")
    shown = _shown(returned.groups, whole, request.GET.get("page"))
    context = {"attempt": attempt, "returned": returned, "whole": whole, "shown": shown}
    context["steps"] = steps(2, attempt)
    return page(request, "projects/exchange_preview.html", attempt.version, **context)


def _shown(groups, whole, number):
    """Return {group: a Page of it}: the first rows of each, more of the one shown by itself."""
    return {
        name: Paginator(rows, 2 * AT_ONCE if whole == name else AT_ONCE).get_page(
            number if whole == name else 1
        )
        for name, rows in groups.items()
    }


@require_POST
@member_may("projects.import")
def decide(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    shown = request.POST.get("fingerprint") or "unseen"
    everything = request.POST.get("all", "")
    picks = _picks(request.POST)
    lapsed = saving.decide(attempt, picks, everything=everything, fingerprint=shown)
    if lapsed:
        messages.error(request, f"มีผู้แก้อีกครั้งระหว่างที่ท่านเลือก {lapsed} ข้อ ให้เลือกใหม่")
    return redirect(f"{attempt.get_absolute_url()}#conflicts")


def _picks(data):
    """Return {what: (side, token)} of the radios sent."""
    sent = {name.removeprefix(PICK): value for name, value in data.items() if name.startswith(PICK)}
    return {key: tuple(value.partition(":")[::2]) for key, value in sent.items()}


@require_POST
@member_may("projects.import")
def names(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    saving.add_names(attempt, request.POST.get("add") == "yes")
    return redirect(attempt)


@member_may("projects.import")
def confirm(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    returned = None if attempt.saved_at else Returned(attempt)
    if not returned or not attempt.version.is_editable or returned.reasons(leaving_out=True):
        return redirect(attempt)
    context = {"attempt": attempt, "returned": returned, "steps": steps(3, attempt)}
    return page(request, "projects/exchange_confirm.html", attempt.version, **context)


@require_POST
@member_may("projects.import")
def save(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    shown = request.POST.get("fingerprint", "")
    leaving_out = "leaving_out" in request.POST
    saving.confirm(attempt, by=request.member, fingerprint=shown, leaving_out=leaving_out)
    counts = attempt.counts
    told = f"บันทึกแล้ว แก้ {counts['cells']:,} ช่อง ใน {counts['changed']:,} รายการ"
    added = f" เพิ่ม {counts['new']:,} รายการ" if counts["new"] else ""
    messages.success(request, told + added)
    return redirect(attempt)


@member_may("projects.import")
def marked(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    returned = Returned(attempt)
    with attempt.file.open("rb") as file:
        content = annotated(file, attempt.file_name, returned)
    return download(content, f"marked-{attempt.pk}.xlsx")
