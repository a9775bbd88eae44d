"""A cell of the list becomes a field, and a row again."""

from urllib.parse import urlsplit

from django.db import transaction
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from organizations.access import member_may
from plans.access import version_at

from .history import changes_of, why_gone
from .in_place import EDITED_IN_PLACE, form_in_place, is_stale, row_of
from .item_list import list_items
from .list_views import columns_asked
from .views import editable_at


@member_may("projects.edit")
def cell(request, year, version, code, field):
    """Open a field, shut it or save it, or say in its cell why that is no longer possible."""
    step = _save if request.method == "POST" else _open
    try:
        return step(request, year, version, code, field)
    except Http404:
        typed = request.POST.get(f"{code}-{field}")
        if field not in EDITED_IN_PLACE or (typed is None and not request.htmx):
            raise
        reason = why_gone(version_at(request, year, version), code, {})
        context = {"reason": reason, "typed": typed if field in ("budget", "place") else ""}
        return render(request, "projects/_cell_gone.html", context, status=422)


def _open(request, year, version, code, field):
    form = _form_at(request, year, version, code, field)
    if not request.htmx:
        return redirect(f"{reverse('projects:edit', args=form.instance.address)}#id_{field}")
    return _row(request, form) if "shut" in request.GET else _cell(request, form, field)


def _form_at(request, year, version, code, field):
    data = request.POST if request.method == "POST" else None
    item = editable_at(request, year, version, code, lock=data is not None)
    form = form_in_place(item, request.member, field, data)
    if form is None:
        raise Http404
    return form


@transaction.atomic
def _save(request, year, version, code, field):
    form = _form_at(request, year, version, code, field)
    if not form.is_valid():
        return _cell(request, form, field)
    if is_stale(form, field):
        other = changes_of(form.instance, limit=1)
        form.add_error(field, f"มีผู้แก้ช่องนี้ก่อนท่าน ค่าตอนนี้คือ “{form.before[field] or 'ว่าง'}”")
        return _cell(request, form, field, other)
    form.save()
    return _row(request, form) if request.htmx else redirect("projects:list", *_address(form))


def _address(form):
    return form.instance.version.address


def _cell(request, form, name, other=()):
    context = {"form": form, "field": form[name], "name": name, "item": form.instance}
    context |= {"version": form.instance.version, "other": other}
    status = 422 if form.errors else 200
    return render(request, "projects/_cell_form.html", context, status=status)


def _row(request, form):
    """Show the row again, and the count and the sums of the list it stands in."""
    item, asked = form.instance, QueryDict(urlsplit(request.htmx.current_url or "").query)
    listed = list_items(item.version, asked, columns_asked(request), has_ticks=True)
    context = {"row": row_of(item, listed), "list": listed, "version": item.version}
    context |= {"shown": listed.shown, "may_bulk": True}
    response = render(request, "projects/_cell_saved.html", context)
    response["HX-Retarget"], response["HX-Reswap"] = "closest tr", "outerHTML"
    return response
