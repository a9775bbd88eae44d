"""A meeting for the calendars of its members: one event, the same one when the day is moved."""

from datetime import datetime, timedelta

from django.utils import timezone

LASTS = timedelta(hours=3)  # what a calendar keeps free; nobody says when a meeting ends


def calendar_of(meeting, address):
    """Return a called meeting as an iCalendar file; `address` is that of its page."""
    from icalendar import Calendar, Event  # slow to import

    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//actionplan//th")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event.add("uid", f"meeting-{meeting.pk}@{meeting.organization.slug}")
    event.add("sequence", max(meeting.call - 1, 0))
    event.add("dtstamp", meeting.called_at or meeting.recorded_at)
    event.add("summary", str(meeting))
    event.add("location", meeting.place)
    event.add("url", address)
    if meeting.held_at:
        zone = timezone.get_default_timezone()
        begin = datetime.combine(meeting.held_on, meeting.held_at, tzinfo=zone)
        event.add("dtstart", begin)
        event.add("dtend", begin + LASTS)
    else:
        event.add("dtstart", meeting.held_on)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()
