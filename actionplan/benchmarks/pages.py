"""Pages of the demo's 289 items."""

from django.conf import settings
from django.test import Client
from django.urls import reverse

from organizations.models import Member
from organizations.roles import Role
from plans.models import PlanVersion

from . import timing

SLUG, YEAR = "nakhonsawan", 2568
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HEAD = ["page", "ms", "× /healthz", "queries", "bytes", "compressed"]


def version_measured():
    """Return the demo's version, or raise LookupError where no demo is loaded."""
    version = PlanVersion.objects.filter(
        plan__organization__slug=SLUG, plan__fiscal_year=YEAR, kind="original"
    ).first()
    if version is None:
        raise LookupError("Load the demo first: manage.py load_demo")
    return version


def planner_signed_in(organization):
    """Return a client in which the planner of an organization is signed in."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    planner = Member.objects.filter(organization=organization, role_rows__role=Role.PLANNER).first()
    client = Client()
    client.force_login(planner.user, backend=BACKEND)
    return client


def rows():
    """Yield a row per page: server time is the median of warm runs in this process."""
    version = version_measured()
    signed_in = planner_signed_in(version.organization)
    baseline, *_ = timing.page(Client(), reverse("healthz"))
    pages = [
        ("plan, public", Client(), reverse("public:plan", args=[SLUG, YEAR])),
        ("version, member", signed_in, version.get_absolute_url()),
        ("items, member", signed_in, reverse("projects:list", args=version.address)),
        ("readiness, member", signed_in, reverse("projects:readiness", args=version.address)),
    ]
    yield "/healthz", f"{baseline:.1f}", "1.0", 1, 2, ""
    for name, client, url in pages:
        ms, queries, size, packed = timing.page(client, url)
        yield name, f"{ms:.0f}", f"{ms / baseline:.1f}", queries, size, packed
