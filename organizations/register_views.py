"""Creating an organization: found in the register of all local governments, confirmed, made."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from thai.text import search_key

from . import creation
from .access import installer
from .member_views import link_for
from .models import Organization, RegisterEntry
from .register_forms import CreationForm

FOUND_AT_MOST = 50


@installer
def register(request):
    query = request.GET.get("q", "").strip()
    found = RegisterEntry.objects.none()
    if query:
        found = RegisterEntry.objects.filter(search__contains=search_key(query))
    entries = list(found.select_related("type")[:FOUND_AT_MOST])
    codes = [entry.code for entry in entries]
    here = {o.code: o for o in Organization.objects.filter(code__in=codes).select_related("type")}
    context = {
        "query": query,
        "count": found.count() if query else 0,
        "rows": [(entry, here.get(entry.code)) for entry in entries],
        "size": RegisterEntry.objects.count(),
    }
    return render(request, "organizations/register.html", context)


@installer
def create(request, code):
    entry = get_object_or_404(RegisterEntry.objects.select_related("type"), code=code)
    form = CreationForm(request.POST or None, entry=entry)
    if request.method == "POST" and form.is_valid():
        organization = form.create(by=request.user)
        messages.success(request, f"สร้าง{organization.full_name}แล้ว ที่อยู่คือ /{organization.slug}/")
        invite_first(request, organization, form.cleaned_data["admin_email"])
        return redirect("register")
    status = 422 if form.errors else 200
    context = {"entry": entry, "form": form, **given_by_type(entry)}
    return render(request, "organizations/register_confirm.html", context, status=status)


def given_by_type(entry):
    """Return what the new organization starts with, and why it cannot be made."""
    return {
        "reasons": creation.faults_of_code(entry.code),
        "title": creation.title_of_executive(entry.type, entry.name),
        "units": entry.type.starting_units.all(),
    }


def invite_first(request, organization, email):
    """Invite the first administrator, or say that the mail did not leave."""
    try:
        creation.invite_admin(organization, email, link_for=link_for(request))
        messages.success(request, f"ส่งคำเชิญผู้ดูแลระบบไปที่ {email} แล้ว")
    except OSError:
        messages.warning(request, f"ส่งอีเมลถึง {email} ไม่ได้ในขณะนี้")
