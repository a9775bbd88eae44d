"""Sign-in, sign-out, passwords and invitations; there is no open sign-up."""

from allauth.account import views as allauth_views
from django.conf import settings
from django.urls import path, re_path

from . import account_views, accounts, digest_views
from .access import public, signed_in

# Called by the template, so that the list is as fresh as the page.
login = allauth_views.LoginView.as_view(
    extra_context={
        "demo_accounts": accounts.demo_accounts,
        "demo_password": settings.DEMO_PASSWORD,
    }
)

urlpatterns = [
    path("login/", public(login), name="account_login"),
    path("logout/", public(allauth_views.logout), name="account_logout"),
    path("inactive/", public(allauth_views.account_inactive), name="account_inactive"),
    path(
        "password/change/",
        signed_in(allauth_views.password_change),
        name="account_change_password",
    ),
    path("password/set/", signed_in(allauth_views.password_set), name="account_set_password"),
    path("password/reset/", public(allauth_views.password_reset), name="account_reset_password"),
    path(
        "password/reset/done/",
        public(allauth_views.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "password/reset/key/done/",
        public(allauth_views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(allauth_views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("invitation/<str:token>/", account_views.invitation, name="invitation"),
    path("digests/<str:token>/leave/", digest_views.leave, name="leave_digests"),
    path("organizations/", account_views.choose_organization, name="choose_organization"),
]
