"""The session of somebody who came in by a personal link: marked, and no longer than the link."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.utils import timezone

from organizations.account_views import BACKEND

KEY = "seat_link"


def begin(request, link):
    """Sign the member of a link in until the link ends, for a working day at most."""
    login(request, link.member.user, backend=BACKEND)
    request.session[KEY] = link.pk
    day = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    request.session.set_expiry(min(link.expires_at, day))
