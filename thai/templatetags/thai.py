"""Filters that write dates, money and digits the Thai way; empty values become "" or "-"."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from thai import baht as money
from thai import calendar, numerals

register = template.Library()


def _day(value):
    """Return the local date of a date or of a moment."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def _date_filter(write):
    return lambda value: write(_day(value)) if isinstance(value, date) else ""


thai_date = register.filter("thai_date", _date_filter(calendar.long_date))
short_thai_date = register.filter("short_thai_date", _date_filter(calendar.short_date))
full_thai_date = register.filter("full_thai_date", _date_filter(calendar.full_date))
weekday_date = register.filter("weekday_date", _date_filter(calendar.weekday_date))
short_weekday_date = register.filter(
    "short_weekday_date", _date_filter(calendar.short_weekday_date)
)
month_label = register.filter("month_label", _date_filter(calendar.month_label))


@register.filter
def thai_datetime(value):
    """Write a moment as "15 ตุลาคม 2568 14.20 น.", local time."""
    if not isinstance(value, datetime):
        return thai_date(value)
    return f"{thai_date(value)} {thai_time(value)}"


@register.filter
def thai_time(value):
    """Write the time of day as "14.20 น.", local time."""
    if not isinstance(value, datetime):
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%H.%M} น."


@register.filter
def be_year(value):
    """Write the B.E. year of a date or a C.E. year."""
    if isinstance(value, date):
        return str(calendar.to_be(_day(value).year))
    return str(calendar.to_be(int(value))) if value else ""


@register.filter
def thai_digits(value):
    """Write 0-9 as ๐-๙."""
    return "" if value is None else numerals.to_thai_digits(str(value))


@register.filter
def baht(value):
    """Write an amount as "162,450,000.00", nothing as "-"."""
    return money.format_money(_amount(value))


@register.filter
def baht_plain(value):
    """Write an amount without satang where it has none: "162,450,000"."""
    return money.format_money(_amount(value), satang=False)


@register.filter
def baht_short(value):
    """Write an amount as "162.45 ล้าน"; below one million in full."""
    return money.format_millions(_amount(value))


@register.filter
def baht_words(value):
    """Write an amount in words: "สี่แสนเก้าหมื่นแปดพันบาทถ้วน"."""
    amount = _amount(value)
    return money.NO_AMOUNT if amount is None else money.baht_text(amount)


@register.filter
def int_comma(value):
    """Write a whole number as "1,234"."""
    return "" if value in (None, "") else f"{int(value):,}"


def _amount(value):
    """Let a variable the template could not find, which arrives as "", count as no amount."""
    return None if value == "" else value
