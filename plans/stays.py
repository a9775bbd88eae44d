"""Since when a version has been in its stage: what waits there, waits since then."""

from django.utils import timezone


def in_stage_since(version):
    """Return the day of the last move, or of the opening; no query where moves are prefetched."""
    moves = list(version.stage_changes.all())
    return timezone.localdate(moves[-1].at if moves else version.opened_at)
