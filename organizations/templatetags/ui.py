"""Icons, state tags, month cells and clock calendars: what a page needs a little code for."""

import re
from datetime import timedelta
from functools import cache

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from organizations.desk import since_words
from thai.calendar import FISCAL_MONTH_NUMBERS, SHORT_MONTHS

register = template.Library()
SATURDAY = 5

# State = words + icon + colour; the colours are the classes .tag-… of the style sheet.
STAGES = {
    "collecting": ("quiet", "pencil"),
    "drafted": ("info", "file-earmark-check"),
    "in_review": ("review", "people"),
    "approved": ("approved", "check2-circle"),
    "announced": ("solid", "megaphone-fill"),
}
CLOCKS = {
    "not_started": ("quiet", "dash-circle", "ยังไม่เริ่มนับ"),
    "far": ("quiet", "clock", "เหลือ {days} วัน"),
    "near": ("near", "exclamation-triangle-fill", "เหลือ {days} วัน"),
    "today": ("near", "exclamation-triangle-fill", "ครบกำหนดวันนี้"),
    "late": ("late", "x-octagon-fill", "เกินกำหนด {days} วัน"),
    "kept": ("kept", "check-circle-fill", "ทันกำหนด"),
    "ended": ("kept", "check-circle-fill", "ครบกำหนดแล้ว"),
    "kept_late": ("kept-late", "check-circle", "ทำแล้ว แต่เกินกำหนด {days} วัน"),
}
MARKS = {
    "sent_back": ("returned", "arrow-return-left", "ส่งกลับให้แก้"),
    "exception": ("returned", "flag-fill", "กรณีพิเศษ"),
    "extended": ("review", "calendar-plus", "ขยายเวลา"),
    "must": ("late", "x-octagon-fill", "ต้องแก้"),
    "should": ("near", "exclamation-triangle-fill", "ควรตรวจ"),
    "done": ("kept", "check-circle-fill", "เรียบร้อย"),
    "waiting": ("quiet", "hourglass-split", "รอ"),
    "draft": ("quiet", "pencil", "ร่าง"),
}


@cache
def _drawing(name):
    """Return what is inside one of Bootstrap's icons, as script/assets copied it."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise template.TemplateSyntaxError(f"no icon is called {name!r}")
    svg = (settings.BASE_DIR / "build" / "icons" / f"{name}.svg").read_text()
    return mark_safe(re.sub(r"\s*\n\s*", "", svg[svg.index(">") + 1 : svg.rindex("</svg>")]))


@register.simple_tag
def icon(name, label=""):
    """Draw an icon in the page itself; without a label it is hidden, words stand beside it."""
    named = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" {}>{}</svg>', mark_safe(named), _drawing(name)
    )


@register.inclusion_tag("includes/tag.html")
def stage_tag(version):
    """Show the stage of a plan version."""
    tone, picture = STAGES[version.stage]
    return {"tone": tone, "icon": picture, "text": version.get_stage_display()}


@register.inclusion_tag("includes/tag.html")
def clock_tag(clock):
    """Show how much time is left on a clock, or how it was kept."""
    tone, picture, words = CLOCKS[str(clock.state)]
    return {"tone": tone, "icon": picture, "text": words.format(days=abs(clock.days or 0))}


@register.inclusion_tag("includes/tag.html")
def mark(kind, text=""):
    """Show one of the fixed marks: sent_back, exception, extended, must, should, done …"""
    tone, picture, words = MARKS[kind]
    return {"tone": tone, "icon": picture, "text": text or words}


@register.simple_tag
def month_cells(months):
    """Draw the twelve cells of a month bar: chosen ones tall, the others low."""
    return _month_cells(frozenset(months))


@cache  # a list draws one for each row, and few patterns of months are in use
def _month_cells(chosen):
    tall = mark_safe('<rect class="on" x="{}" y="2" width="8" height="20"/>')
    low = mark_safe('<rect x="{}" y="18" width="8" height="4"/>')
    cells = (
        format_html(tall if month in chosen else low, place * 10)
        for place, month in enumerate(FISCAL_MONTH_NUMBERS)
    )
    return mark_safe("".join(cells))


@register.simple_tag
def deadline_weeks(deadline):
    """Return the weeks, Sunday first, from the start of a period to its last day."""
    off = {day for day, _ in deadline.holidays}
    look = {
        day: "counted off" if day in off or day.weekday() >= SATURDAY else "counted"
        for day in deadline.counted
    }
    look[deadline.start] = "start"
    if deadline.is_holiday:
        look[deadline.safe] = "safe"
    look[deadline.strict] = "last"
    words = {day: f"({number})" for number, day in enumerate(deadline.counted, start=1)}
    words[deadline.start] = "เริ่ม"
    first = deadline.start - timedelta(days=deadline.start.isoweekday() % 7)
    number_of_weeks = (deadline.strict - first).days // 7 + 1
    return [
        [
            {
                "date": day,
                "look": look.get(day, ""),
                "word": words.get(day, ""),
                "month": SHORT_MONTHS[day.month] if day.day == 1 or day == first else "",
            }
            for day in (first + timedelta(days=7 * week + place) for place in range(7))
        ]
        for week in range(number_of_weeks)
    ]


@register.filter
def since(task, today):
    """Return since when a task waits, in words; "" where nobody knows."""
    return since_words(task.since, today) if task.since else ""


@register.filter
def error_count(form):
    """Return how many faults a form has, over all fields."""
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def page_numbers(page):
    """Return the pages worth a link: the ends and the neighbours of this one."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def short_month(number):
    """Return "ต.ค." for 10."""
    return SHORT_MONTHS[int(number)]


@register.filter
def may(member, action):
    """Say whether a member's roles allow an action; nobody may nothing."""
    return bool(member) and member.may(action)
