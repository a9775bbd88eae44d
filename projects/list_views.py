"""The list of a version's items, its print-out, and the views of it that a member keeps."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from organizations.access import member_may
from organizations.models import Member
from plans.access import version_at
from plans.workflow import Kind

from .canonical import hash_of
from .columns import COLUMNS
from .copying import earlier_year
from .item_list import list_items, listed_on_paper
from .view_forms import ViewForm, query_to_keep
from .views import page

KEPT = "item_columns"  # in the session: the columns a member chose last


def columns_asked(request):
    """Return the columns of an address, remembered for the member, or the remembered ones."""
    if asked := [column.key for column in COLUMNS if column.key in request.GET.getlist("col")]:
        if request.session.get(KEPT) != asked:
            request.session[KEPT] = asked
        return asked
    return request.session.get(KEPT, [])


@member_may("projects.view")
def item_list(request, year, version):
    version = version_at(request, year, version)
    may = request.member.may
    may_bulk = version.is_editable and may("projects.bulk_edit")
    may_add = version.is_collecting and may("projects.edit")
    context = {
        "list": list_items(version, request.GET, columns_asked(request), may_bulk),
        "saved": request.member.saved_views.all(),
        "may_add": may_add,
        "may_pick": may_add and version.kind != Kind.ORIGINAL,
        "may_bulk": may_bulk,
        "earlier_year": partial(earlier_year, version),  # asked only where it is shown
    }
    return page(request, "projects/item_list.html", version, **context)


@member_may("projects.view")
def print_list(request, year, version):
    version = version_at(request, year, version)
    listed = listed_on_paper(version, request.GET, columns_asked(request))
    code = hash_of(version)
    context = {"list": listed, "content_code": f"{code[:4]} {code[4:8]}"}
    return page(request, "projects/item_print.html", version, **context)


@member_may("projects.save_view")
def views(request, year, version):
    return _views_page(request, version_at(request, year, version))


@require_POST
@member_may("projects.save_view")
@transaction.atomic
def view_add(request, year, version):
    version = version_at(request, year, version)
    # The second click waits; the log, which names the member, does not.
    Member.objects.select_for_update(no_key=True).get(pk=request.member.pk)
    form = ViewForm(request.POST, member=request.member)
    form.instance.query = query_to_keep(request.POST.get("query", ""))
    if not form.is_valid():
        return _views_page(request, version, form, 422)
    view = form.save()
    messages.success(request, f"บันทึกมุมมอง “{view}” แล้ว")
    return redirect(f"{reverse('projects:list', args=version.address)}?{view.query}")


@member_may("projects.save_view")
def view_edit(request, year, version, pk):
    version = version_at(request, year, version)
    view = get_object_or_404(request.member.saved_views, pk=pk)
    form = ViewForm(request.POST or None, instance=view, member=request.member)
    if form.is_valid():
        messages.success(request, f"เปลี่ยนชื่อเป็น “{form.save()}” แล้ว")
        return redirect("projects:views", *version.address)
    status = 422 if form.errors else 200
    return page(request, "projects/view_form.html", version, status, form=form, view=view)


@member_may("projects.save_view")
def view_delete(request, year, version, pk):
    version = version_at(request, year, version)
    view = get_object_or_404(request.member.saved_views, pk=pk)
    if request.method == "POST":
        view.delete()
        messages.success(request, f"ลบมุมมอง “{view}” แล้ว")
        return redirect("projects:views", *version.address)
    return page(request, "projects/view_confirm_delete.html", version, view=view)


def _views_page(request, version, form=None, status=200):
    saved = request.member.saved_views.all()
    return page(request, "projects/view_list.html", version, status, saved=saved, form=form)
