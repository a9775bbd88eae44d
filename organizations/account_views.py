"""Answering an invitation, and choosing where to work after signing in."""

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from . import invitations
from .access import public, signed_in
from .member_forms import FirstPasswordForm
from .models import Member

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@public
def invitation(request, token):
    found = invitations.find(token)
    if found is None:
        raise Http404
    if reasons := invitations.reasons_against(found):
        return closed(request, found, reasons)
    form = answer_form(request, found.member.user)
    if form.is_valid():
        return answer(request, found, form)
    context = {"invitation": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "account/invitation.html", context, status=status)


def answer_form(request, user):
    """Return the form for a first password, or an empty one for whoever has a password."""
    data = request.POST if request.method == "POST" else None
    if user.has_usable_password():
        return forms.Form(data)
    return FirstPasswordForm(user, data)


def answer(request, found, form):
    """Accept; only a password just chosen signs in, the link alone never does."""
    try:
        user = invitations.accept(found, form.cleaned_data.get("new_password1"))
    except ValidationError as refused:
        return closed(request, found, refused.messages)
    if "new_password1" in form.cleaned_data:
        login(request, user, backend=BACKEND)
        request.session.set_expiry(0)
    elif request.user != user:
        logout(request)
    organization = found.member.organization
    messages.success(request, f"ตอบรับคำเชิญของ{organization.full_name}แล้ว")
    return redirect(organization)


def closed(request, found, reasons):
    context = {"invitation": found, "reasons": reasons}
    return render(request, "account/invitation_closed.html", context, status=410)


@signed_in
def choose_organization(request):
    found = Member.objects.filter(user=request.user, is_active=True)
    members = list(
        found.select_related("organization__type", "unit")
        .prefetch_related("role_rows")
        .order_by("organization__sort", "pk")
    )
    if len(members) == 1 and not request.user.is_superuser:
        return redirect(members[0].organization)
    return render(request, "account/choose_organization.html", {"members": members})
