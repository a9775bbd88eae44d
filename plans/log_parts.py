"""The trail of a version: how the log finds everything that was done under it."""

from organizations.subjects import follow

from .models import PlanVersion


def versions_of(member):
    """Return [(2569/original, its name, key)] of the versions a member may see, newest first."""
    versions = PlanVersion.objects.visible_to(member).select_related("plan")
    return [(f"{v.plan.fiscal_year}/{v.slug}", str(v), v.pk) for v in versions]


follow(PlanVersion, "ฉบับแผน", options=versions_of)
