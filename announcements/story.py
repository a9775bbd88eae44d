"""The life of one item as citizens read it; a higher app adds what came of it.

Nothing of a draft is told: the story starts when a version was announced, and looks back from it.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from projects.models import Change
from projects.schedule import spelled
from reviews.committee import name_of
from thai.baht import format_money

from .models import Announcement, decided_day

SOURCES = []
MENU = []  # further entries of an organization's public bar: (label, name of an address)


@dataclass(frozen=True)
class Event:
    """One event for the include `timeline.html`."""

    on: date
    title: str
    detail: str = ""
    url: str = ""
    link: str = ""
    anchor: str = ""


def contributes(function):
    """Register `function(line, on) -> iterable of Event`, what is known of a line by a day."""
    SOURCES.append(function)
    return function


def story_of(line, rows, announcements, on):
    """Return every Event of a line by a day, oldest first.

    `rows` are its announced rows and `announcements` those of their versions, {version id: …}.
    """
    events, before = [], None
    for row in rows:
        events += _of_version(row, before, announcements[row.version_id])
        before = row
    for source in SOURCES:
        events += source(line, on)
    # Sorting keeps the order of one day's events: agreed, announced, posted.
    return sorted((event for event in events if event.on <= on), key=lambda event: event.on)


def _of_version(row, before, announcement):
    version = row.version
    if resolution := Announcement.resolution_of(version):
        body = name_of(version.organization, resolution.round.body)
        yield Event(
            decided_day(resolution), f"{body}เห็นชอบ", version.label, anchor=f"agreed-{version.slug}"
        )
    is_printed = announcement.book and announcement.book.is_ready
    number = f" เลขที่ {announcement.full_number}" if announcement.number else ""
    said = f"{announcement}{number}"
    changed = changes_in_words(before, row)
    title = "ประกาศใช้" if before is None else f"{version.label}: {row.get_change_display()}"
    detail = f"{said} {changed}".strip()
    address = [version.organization.slug, version.fiscal_year]
    yield Event(
        announcement.announced_on,
        title,
        detail,
        url=f"{reverse('public:pdf', args=address)}?version={version.slug}" if is_printed else "",
        link="เล่มแผน PDF",
        anchor=f"announced-{version.slug}",
    )
    posted = announcement.postings.all()
    if posted:
        first = min(posting.posted_on for posting in posted)
        places = ", ".join(posting.place for posting in posted)
        yield Event(
            first,
            "ปิดประกาศให้ประชาชนเห็น",
            places,
            url=reverse("public:board", args=address[:1]),
            link="หลักฐานการปิดประกาศ",
            anchor=f"posted-{version.slug}",
        )


def changes_in_words(before, row):
    """Say which of the main fields a later row changed: "งบประมาณ เดิม … ใหม่ …"."""
    if before is None or row.change == Change.CANCEL:
        return row.note if row.change == Change.CANCEL else ""
    year = row.version.fiscal_year
    pairs = [
        ("ชื่อ", before.name, row.name),
        ("งบประมาณ", format_money(before.budget), format_money(row.budget)),
        ("เดือน", spelled(before.months, year), spelled(row.months, year)),
        ("สถานที่", before.place, row.place),
        ("หน่วยงาน", before.owner, row.owner),
        ("รายละเอียด", before.detail, row.detail),
    ]
    return " · ".join(
        f"{label} เดิม “{old or 'ไม่มี'}” ใหม่ “{new or 'ไม่มี'}”"
        for label, old, new in pairs
        if old != new
    )
