"""The trail of a version: how the log finds all that was done under it, and the way there."""

from urllib.parse import urlencode

from django.urls import reverse

from organizations.models import LogEntry
from organizations.subjects import follow

from .models import PlanVersion
from .overview import Contribution, Part, contributes


def address_of(version):
    """Name a version in the log's address: 2569/original."""
    return f"{version.fiscal_year}/{version.slug}"


def versions_of(member):
    """Return [(2569/original, its name, key)] of the versions a member may see, newest first."""
    versions = PlanVersion.objects.visible_to(member).select_related("plan")
    return [(address_of(version), str(version), version.pk) for version in versions]


follow(PlanVersion, "ฉบับแผน", options=versions_of)


@contributes
def trail_of_version(version, member, today):
    """Show who keeps or checks the plan what was done last, and lead to everything."""
    if not member.may("organizations.view_log"):
        return Contribution()
    kind = version._meta.model_name
    trail = LogEntry.objects.visible_to(member).about(kind, [version.pk])
    query = urlencode({kind: address_of(version)})
    context = {
        "last": trail.order_by("-number").first(),
        "exceptions": trail.filter(is_exception=True).count(),
        "url": f"{reverse('organizations:log', args=[version.organization.slug])}?{query}",
    }
    return Contribution(parts=[Part(90, "plans/_trail_part.html", context)])
