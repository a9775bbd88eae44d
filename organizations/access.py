"""The guard of every view: who is asking, for which organization, and may they."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import render

from .models import Member
from .roles import ALLOWED, roles_for


def member_may(action):
    """Let a view run only for a member whose role allows `action`.

    The view's address begins with the organization's slug. Anonymous goes to login, somebody of
    another organization gets 404 as if nothing were there, a wrong role 403 naming the right ones.
    """
    roles = ALLOWED[action]

    def decorate(view):
        @wraps(view)
        def guarded(request, organization, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            member = Member.objects.acting(request.user, organization)
            if member is None:
                raise Http404
            request.member = member
            request.organization = member.organization
            if not roles & member.roles:
                context = {"roles": roles_for(action)}
                return render(request, "403.html", context, status=403)
            return view(request, **kwargs)

        guarded.guard = action
        return guarded

    return decorate


def public(view):
    """Mark a view that anybody may open; it must show nothing of a draft."""
    view.guard = "public"
    return view


def signed_in(view):
    """Let a view run for any signed-in user, before an organization is chosen."""

    @wraps(view)
    def guarded(request, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, **kwargs)

    guarded.guard = "signed_in"
    return guarded


def installer(view):
    """Let a view run only for those who run the installation, above all organizations."""

    @wraps(view)
    def guarded(request, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_superuser:
            return render(request, "403.html", {"roles": ["ผู้ดูแลระบบส่วนกลาง"]}, status=403)
        return view(request, **kwargs)

    guarded.guard = "installer"
    return guarded
