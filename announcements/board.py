"""The notice board of an organization: what is posted now and what was, for pages and machines."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from thai.periods import last_day_of_display

from .models import Announcement


@dataclass(frozen=True)
class Display:
    """One place where a notice stands or stood, from – until."""

    posting: object
    until: date

    @property
    def is_up(self):
        return self.posting.removed_on is None


@dataclass(frozen=True)
class Notice:
    """One announcement as the board shows it."""

    announcement: Announcement
    displays: list = field(default_factory=list)

    @property
    def year(self):
        return self.announcement.version.fiscal_year

    @property
    def is_up(self):
        return any(display.is_up for display in self.displays)

    @property
    def posted_on(self):
        return min((d.posting.posted_on for d in self.displays), default=None)

    @property
    def until(self):
        """Return the last day on which it must stay up somewhere."""
        return max((display.until for display in self.displays), default=None)


def notices_of(organization):
    """Return every notice of an organization, the newest first (3 queries)."""
    announcements = (
        Announcement.objects.filter(
            organization=organization, announced_on__lte=timezone.localdate()
        )
        .with_version()
        .prefetch_related("postings__evidence")
    )
    notices = []
    for announcement in announcements:
        days = announcement.version.procedure.display_days
        displays = [
            Display(posting, last_day_of_display(posting.posted_on, days))
            for posting in announcement.postings.all()
        ]
        notices.append(Notice(announcement, displays))
    return notices


def board_of(organization):
    """Return the context of the board: posted now, waiting to be posted, ended."""
    notices = notices_of(organization)
    return {
        "posted": [notice for notice in notices if notice.is_up],
        "waiting": [notice for notice in notices if not notice.displays],
        "ended": [notice for notice in notices if notice.displays and not notice.is_up],
    }


def board_data(organization, address):
    """Return the board as JSON-LD; `address(name, *args)` gives absolute addresses."""
    return {
        "@context": {
            "@vocab": "https://schema.org/",
            "sha256": "https://schema.org/sha256",
        },
        "@type": "ItemList",
        "name": f"ป้ายประกาศ {organization.full_name}",
        "url": address("public:board", organization.slug),
        "itemListElement": [_notice_data(notice, address) for notice in notices_of(organization)],
    }


def _notice_data(notice, address):
    announcement, version = notice.announcement, notice.announcement.version
    slug, year = version.organization.slug, version.fiscal_year
    papers = (("public:pdf", announcement.book), ("public:notice", announcement.notice))
    documents = [
        {
            "@type": "DigitalDocument",
            "name": paper.title,
            "url": f"{address(name, slug, year)}?version={version.slug}",
            "encodingFormat": "application/pdf",
            "contentSize": paper.size,
            "sha256": paper.sha256,
        }
        for name, paper in papers
        if paper and paper.is_ready
    ]
    return {
        "@type": "SpecialAnnouncement",
        "name": f"ประกาศใช้{version.organization.plan_word} {version}",
        "url": address("public:plan", slug, year),
        "fiscal_year": year,
        "version": version.slug,
        "number": announcement.full_number,
        "datePosted": announcement.announced_on.isoformat(),
        "is_withdrawn": announcement.withdrawn_at is not None,
        "content_sha256": announcement.snapshot.sha256,
        "postings": [
            {
                "place": display.posting.place,
                "posted_from": display.posting.posted_on.isoformat(),
                "posted_until": display.until.isoformat(),
                "removed_on": iso(display.posting.removed_on),
            }
            for display in notice.displays
        ],
        "documents": documents,
    }


def iso(day):
    return day.isoformat() if day else None


def calendar_of(organization):
    """Return the display periods of an organization as an iCalendar text."""
    from icalendar import Calendar, Event  # slow to import

    calendar = Calendar()
    calendar.add("prodid", "-//actionplan//th")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"ปิดประกาศ {organization}")
    for notice in notices_of(organization):
        for display in notice.displays:
            posting = display.posting
            event = Event()
            event.add("uid", f"posting-{posting.pk}@{organization.slug}")
            event.add("dtstamp", posting.recorded_at)
            event.add("summary", f"ปิดประกาศ {notice.announcement.version}")
            event.add("location", posting.place)
            event.add("dtstart", posting.posted_on)
            event.add("dtend", display.until + timedelta(days=1))  # the end is not in the event
            event["transp"] = "TRANSPARENT"
            calendar.add_component(event)
    return calendar.to_ical()
