"""Changing or removing many items: choose, see every row before and after, confirm."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at

from .bulk import preview_edit, preview_removal, remove_all, save_edit
from .bulk_forms import BulkForm, selection_of
from .forms import hidden_fields
from .views import page

SELECTION = ("pick", "all", "query", "count")


@require_POST
@member_may("projects.bulk_edit")
def choose(request, year, version):
    version, selection = _asked(request, year, version)
    items = selection.items_in(version)
    if request.POST.get("do") == "delete":
        return _removal_page(request, version, preview_removal(version, items, by=request.member))
    sent = {**request.POST.dict(), "months": request.POST.getlist("months")}
    form = BulkForm(initial=sent, member=request.member)
    return _form_page(request, version, form, items)


@require_POST
@member_may("projects.bulk_edit")
def preview(request, year, version):
    version, selection = _asked(request, year, version)
    items = selection.items_in(version)
    form = BulkForm(request.POST, member=request.member)
    if not form.is_valid():
        return _form_page(request, version, form, items, 422)
    shown = preview_edit(version, items, form.edit, by=request.member)
    return _preview_page(request, version, shown, form)


@require_POST
@member_may("projects.bulk_edit")
def save(request, year, version):
    version, selection = _asked(request, year, version)
    form = BulkForm(request.POST, member=request.member)
    if not form.is_valid():
        return _form_page(request, version, form, selection.items_in(version), 422)
    given = {"seen": request.POST.get("seen"), "note": form.cleaned_data["note"]}
    shown, is_saved = save_edit(version, selection, form.edit, by=request.member, **given)
    if not is_saved:
        return _preview_page(request, version, shown, form, 409)
    messages.success(request, f"แก้ {len(shown.changing):,} รายการแล้ว")
    return redirect(selection.list_address(version))


@require_POST
@member_may("projects.bulk_edit")
def delete(request, year, version):
    version, selection = _asked(request, year, version)
    seen = request.POST.get("seen")
    shown, is_done = remove_all(version, selection, seen=seen, by=request.member)
    if not is_done:
        return _removal_page(request, version, shown, 409)
    messages.success(request, f"ลบ {len(shown.changing):,} รายการแล้ว")
    return redirect(selection.list_address(version))


def _asked(request, year, version):
    return version_at(request, year, version), selection_of(request.POST)


def _chosen(request, version, items):
    """Return what every page says of the selection: the way back to it, and what is gone."""
    selection = selection_of(request.POST)
    return {"back": selection.list_address(version), "missing": selection.missing_from(items)}


def _form_page(request, version, form, items, status=200):
    context = {
        "form": form,
        "items": items,
        "fiscal_year": version.fiscal_year,
        "hidden": [pair for pair in hidden_fields(request.POST) if pair[0] in SELECTION],
        **_chosen(request, version, items),
    }
    return page(request, "projects/bulk_form.html", version, status, **context)


def _preview_page(request, version, preview, form, status=200):
    context = {
        "preview": preview,
        "note": form.cleaned_data["note"],
        "hidden": hidden_fields(request.POST),
        "has_moved": status != 200,
        **_chosen(request, version, [row.item for row in preview.rows]),
    }
    return page(request, "projects/bulk_preview.html", version, status, **context)


def _removal_page(request, version, preview, status=200):
    context = {
        "preview": preview,
        "hidden": [pair for pair in hidden_fields(request.POST) if pair[0] in SELECTION],
        "has_moved": status != 200,
        **_chosen(request, version, [row.item for row in preview.rows]),
    }
    return page(request, "projects/bulk_confirm_delete.html", version, status, **context)
