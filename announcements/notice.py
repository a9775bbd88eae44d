"""What the notice (ประกาศ) rests on: the recorded events its text needs, and its preview."""

from dataclasses import dataclass
from datetime import date

from documents.form_models import layout_of
from documents.notice import compose_notice, values_for
from documents.plan_book import figures_for, texts_of
from documents.texts import TextFault
from projects.amending import items_of
from projects.totals import totals_of
from reviews.committee import name_of

from .models import Announcement, decided_day


@dataclass(frozen=True)
class NoticeEvent:
    """One event the text names; without a day it still has to be recorded."""

    title: str
    on: date | None
    url_name: str = ""


def events_of(version, announcement):
    """Return the events the notice of a version needs, in the order of its text."""
    events = [NoticeEvent(version.get_trigger_display(), version.trigger_on)]
    if len(version.route) > 1:
        resolution = Announcement.resolution_of(version)
        title = f"มติเห็นชอบของ{name_of(version.organization, version.route[-2])}"
        on = decided_day(resolution) if resolution else None
        events.append(NoticeEvent(title, on, "reviews:resolution"))
    on = announcement.announced_on if announcement else None
    return [*events, NoticeEvent("ผู้บริหารประกาศใช้", on, "announcements:brief")]


def preview_of(version, announcement):
    """Return the notice as it is printed: signed when announced, else a draft with dots.

    None while the organization's own wording of it cannot be printed.
    """
    items = items_of(version)
    facts = announcement.facts if announcement else None
    try:
        values = values_for(version, items, totals_of(items), facts)
        figures = figures_for(version.organization, items, layout_of(version))
        return compose_notice(version, values, texts_of(version), figures, facts)
    except TextFault:
        return None
