"""Hints beside the form while somebody types; they only read, whatever is sent."""

import json

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at
from thai.baht import MoneyInputError, parse_money
from thai.text import repair

from .models import Line
from .suggestions import FIELDS, alike, wordings


@require_POST
@member_may("projects.edit")
def words(request, year, version, field):
    version = version_at(request, year, version)
    if field not in FIELDS:
        raise Http404
    found = wordings(version, field, request.POST.get(field, ""))
    rows = [(one, json.dumps(one.fills, ensure_ascii=False) if one.fills else "") for one in found]
    context = {"field": field, "rows": rows}
    return render(request, "projects/_wordings.html", context)


@require_POST
@member_may("projects.edit")
def hints(request, year, version):
    version = version_at(request, year, version)
    typed = {name: request.POST.get(name, "") for name in ("name", "detail", "place")}
    typed["budget"] = _amount(request.POST.get("budget", ""))
    code = repair(request.POST.get("code", ""))  # PostgreSQL refuses a NUL
    line = Line.objects.filter(plan=version.plan, code=code).first()
    pairs = alike(version, typed, line)
    slugs = {one.pk: one.slug for one in version.plan.versions.all()}
    codes = Line.objects.in_bulk([pair.b.key[1] for pair in pairs])
    rows = [
        (pair, codes[pair.b.key[1]].code, slugs[pair.b.key[0]], pair.b.key[1]) for pair in pairs
    ]
    context = {"version": version, "rows": rows, "line": line}
    return render(request, "projects/_alike.html", context)


def _amount(text):
    """Return an amount that is being typed, or None while it cannot be read."""
    try:
        return parse_money(text)
    except MoneyInputError:
        return None
