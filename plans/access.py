"""From an address to the version it names, for the views of every app that has pages of one."""

from .models import PlanVersion


def version_at(request, year, version):
    """Return the version at an address as this member may see it, or raise Http404."""
    return PlanVersion.objects.visible_to(request.member).get_at(year, version)
