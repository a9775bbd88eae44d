"""Holidays as an organization keeps them: the national list with its own additions."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from thai.calendar import short_date
from thai.holidays import HolidayCalendar

from .audit import record
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


def years_listed():
    """Return the C.E. years of the national list, first to last."""
    days = Holiday.objects.filter(organization=None).dates("on", "year")
    return [day.year for day in days]


def days_of(organization, year):
    """Return the holidays of a C.E. year: national days with the organization's own word on each.

    A national day carries `own`: the row by which the organization withdrew it, or None.
    """
    rows = Holiday.objects.filter(on__year=year)
    own = {row.on: row for row in rows.filter(organization=organization)}
    days = list(rows.filter(organization=None))
    national = {day.on for day in days}
    for day in days:
        day.own = own.get(day.on)
    days += [row for row in own.values() if row.on not in national]
    return sorted(days, key=lambda day: day.on)


@transaction.atomic
def withdraw(holiday, *, by):
    """Make a national holiday a working day of the organization, or raise the reasons."""
    if Holiday.objects.filter(organization=by.organization, on=holiday.on).exists():
        raise ValidationError([f"องค์กรยกเลิก{holiday} {short_date(holiday.on)} ไว้แล้ว"])
    row = by.organization.holidays.create(on=holiday.on, name=holiday.name, is_withdrawn=True)
    record(by, "suspend", row, changes={"วันที่": [short_date(row.on), ""]})
    return row


@transaction.atomic
def undo(holiday, *, by):
    """Take back the organization's own word on a day, so that the national list holds again."""
    on = short_date(holiday.on)
    changes = {"วันที่": ["", on] if holiday.is_withdrawn else [on, ""]}
    record(by, "restore" if holiday.is_withdrawn else "delete", holiday, changes=changes)
    holiday.delete()
