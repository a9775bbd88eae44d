"""Holidays as an organization keeps them: the national list with its own additions."""

from django.db.models import Q

from thai.holidays import HolidayCalendar

from .models import Holiday


def calendar_for(organization=None):
    """Return the HolidayCalendar of an organization (or the national one) in one query.

    A year counts as known when the national list has at least one day in it.
    """
    rows = Holiday.objects.filter(Q(organization__isnull=True) | Q(organization=organization))
    by_date, own, years = {}, [], set()
    for row in rows:
        if row.organization_id is None:
            years.add(row.on.year)
            if not row.is_withdrawn:
                by_date[row.on] = row.name
        else:
            own.append(row)
    for row in own:
        if row.is_withdrawn:
            by_date.pop(row.on, None)
        else:
            by_date[row.on] = row.name
    return HolidayCalendar(by_date=by_date, years=frozenset(years))
