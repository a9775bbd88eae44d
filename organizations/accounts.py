"""How people get in: nobody signs up by themselves, and five failures make a pause."""

from math import ceil

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import render, resolve_url
from django.utils import timezone

from .models import Member

NAMES_OF_EMAIL = ("email", "username", "login")  # allauth's, the admin page's, the form field's


class ClosedSignupAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_password_change_redirect_url(self, request):
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def set_password(self, user, password):
        """Keep the password and end a pause: a new one is the way out that the page offers."""
        super().set_password(user, password)
        reset(username=user.email)


def typed_email(request, credentials=None):
    """Return the e-mail that failures are counted by, whoever hands it over under which name."""
    given = credentials or request.POST
    found = next((given[name] for name in NAMES_OF_EMAIL if given.get(name)), "")
    return found.strip().lower()


def client_address(request):
    """Return where a request comes from, seen through the proxies that the settings trust."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return None  # nobody at the other end: a command signed somebody in


def locked(request, response, credentials):
    """Show for how many minutes this e-mail has to wait."""
    attempts = AccessAttempt.objects.filter(
        username=typed_email(request, credentials), ip_address=request.axes_ip_address
    )
    last = max((attempt.attempt_time for attempt in attempts), default=timezone.now())
    left = last + get_cool_off(request) - timezone.now()
    minutes = max(1, ceil(left.total_seconds() / 60))
    return render(request, "account/locked.html", {"minutes": minutes}, status=429)


def demo_accounts():
    """Return the members of the demo's organizations, to be listed on its sign-in page."""
    if not settings.DEMO:
        return []
    members = Member.objects.filter(organization__is_demo=True, is_active=True)
    return (
        members.select_related("organization__type", "user", "unit")
        .prefetch_related("role_rows")
        .order_by("organization__pk", "pk")
    )
