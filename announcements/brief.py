"""What the executive reads before announcing: the figures, the resolution, what is still open."""

import json
from dataclasses import dataclass, field
from decimal import Decimal

from organizations.models import LogEntry
from projects.amending import items_of
from projects.canonical import content_of
from projects.models import AcceptedFinding
from projects.totals import Totals, totals_of
from reviews.differences import differences
from reviews.models import Attendance, Remark

from .models import Announcement

LARGEST = 5


@dataclass
class Brief:
    """One page for the executive; every figure is computed here."""

    totals: Totals
    largest: list
    resolution: object = None
    present: int = 0
    invited: int = 0
    open_remarks: int = 0
    accepted: int = 0
    exceptions: int = 0
    changed_codes: list = field(default_factory=list)
    blockers: list = field(default_factory=list)


def brief_of(version):
    """Return the Brief of a version."""
    items = items_of(version)
    resolution = Announcement.resolution_of(version)
    logged = LogEntry.objects.filter(
        organization=version.organization,
        object_type=version._meta.model_name,
        object_id=str(version.pk),
        is_exception=True,
    )
    brief = Brief(
        totals=totals_of(items),
        largest=sorted(items, key=lambda item: item.budget or Decimal(0), reverse=True)[:LARGEST],
        resolution=resolution,
        open_remarks=Remark.objects.filter(round__version=version, answer="").count(),
        accepted=AcceptedFinding.objects.filter(version=version).count(),
        exceptions=logged.count(),
        blockers=Announcement.blockers(version),
    )
    if resolution:
        submitted = json.loads(resolution.round.snapshot.content)
        found = differences(submitted, content_of(version, items))
        brief.changed_codes = sorted({difference.code for difference in found})
        if resolution.meeting_id:
            ways = [row.way for row in resolution.meeting.attendances.all()]
            came = {Attendance.Way.PRESENT, Attendance.Way.REPRESENTED}
            brief.invited, brief.present = len(ways), sum(way in came for way in ways)
    return brief
