"""The trail of an item: everything done to its line, in whatever version, and what came of it."""

import re

from organizations.subjects import follow
from thai.numerals import to_arabic_digits
from thai.text import search_key

from .models import Equipment, Line, Project

CODE = re.compile(r"(?:(\d{4})/)?(\d{1,8})")


def lines_named(member, text):
    """Return the keys of the lines a typed 0042, 2569/0042 or part of a name means."""
    lines = Line.objects.filter(plan__organization=member.organization)
    code = CODE.fullmatch(to_arabic_digits(text.strip()))
    if code:
        year, number = code.groups()
        found = lines.filter(code=number, **({"plan__fiscal_year": year} if year else {}))
        return found.values("pk")
    key = search_key(text)
    if not key:
        return lines.none().values("pk")
    named = [
        model.objects.filter(version__plan__organization=member.organization, search__contains=key)
        for model in (Project, Equipment)
    ]
    return named[0].order_by().values("line").union(named[1].order_by().values("line"))


def name_of_line(member, text):
    """Return รายการ 0042 and its name for 2569/0042, or "" where the text names no one item."""
    code = CODE.fullmatch(to_arabic_digits(text.strip()))
    if not code or not code[1]:
        return ""
    for model in (Project, Equipment):
        items = model.objects.filter(version__plan__organization=member.organization)
        items = items.filter(line__code=code[2], version__plan__fiscal_year=code[1])
        if item := items.order_by("-version__opened_at").first():
            return f"รายการ {code[2]} {item.name}"
    return ""


follow(Line, "รายการ", find=lines_named, name=name_of_line)
