"""The readiness page: what must be mended, what to look at, what was accepted and why."""

from collections import Counter
from dataclasses import replace
from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at
from plans.workflow import StepRefused

from .amending import items_of
from .findings import Level, Rule
from .mending import CHANGED, mend, mend_of
from .models import AcceptedFinding
from .overlaps.groups import kept_counts
from .readiness import findings, may_mend, open_findings, seen_by
from .views import editable_at, page


def grouped_by(found, by):
    """Return [(heading, findings)]: by rule in the order of the rules, or by unit."""
    if by == "unit":
        found = sorted(found, key=lambda f: (f.unit is None, f.unit.order if f.unit else 0))
        heads = groupby(found, key=lambda f: str(f.unit) if f.unit else "ยังไม่มีหน่วยงาน")
    else:
        heads = groupby(found, key=lambda f: f.code.label)
    return [(head, list(rows)) for head, rows in heads]


def ticked(found, data):
    """Return the findings chosen one by one, or by a whole rule while its count is as shown."""
    counts = Counter(finding.code for finding in found)
    keys, wholes = set(data.getlist("finding")), set(data.getlist("all"))
    return [f for f in found if f.key in keys or f"{f.code}-{counts[f.code]}" in wholes]


def with_mends(found, version, member):
    """Add to each finding how it may be put right at once, where this member may."""
    if not version.is_editable:
        return found
    return [
        replace(f, mend=mend_of(f.item, f.code)) if f.item and may_mend(f, member) else f
        for f in found
    ]


@member_may("projects.view")
def readiness(request, year, version):
    version = version_at(request, year, version)
    items = items_of(version)
    found = with_mends(findings(version, items), version, request.member)
    found = seen_by(found, request.member)
    by = "unit" if request.GET.get("by") == "unit" else "rule"
    left = open_findings(found)
    context = {"by": by, "accepted": [finding for finding in found if finding.accepted]}
    context |= {"beyond": kept_counts(version, items, request.member)}
    for level in Level:
        rows = [finding for finding in left if finding.level == level]
        context |= {level.value: grouped_by(rows, by), f"{level.value}_count": len(rows)}
    return page(request, "projects/readiness.html", version, **context)


@require_POST
@member_may("projects.accept_finding")
def accept(request, year, version):
    version = version_at(request, year, version)
    chosen = ticked(open_findings(findings(version)), request.POST)
    reason = request.POST.get("reason", "")
    count = AcceptedFinding.accept(version, chosen, reason=reason, by=request.member)
    messages.success(request, f"รับทราบ {count} ข้อพร้อมเหตุผลแล้ว")
    return redirect("projects:readiness", *version.address)


@member_may("projects.edit")
def mend_finding(request, year, version, code, rule):
    item = editable_at(request, year, version, code)
    rule = rule_named(rule)
    if request.method == "POST":
        mend(item, rule, seen=request.POST.get("seen", ""), by=request.member)
        messages.success(request, f"แก้รายการ {item.code} แล้ว")
        return redirect("projects:readiness", *item.version.address)
    wanted = mend_of(item, rule)
    if wanted is None:
        raise StepRefused(item.version, CHANGED)
    return page(request, "projects/readiness_mend.html", item.version, item=item, mend=wanted)


def rule_named(name):
    """Return a rule by its name in an address, or raise Http404."""
    if name not in Rule.values:
        raise Http404
    return Rule(name)
