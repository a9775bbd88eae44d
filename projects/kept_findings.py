"""What readiness found, kept until the content changes: lists ask for it on every page."""

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, DateTimeField, F, Max, Sum, Value
from django.utils import timezone

from organizations.models import Unit
from plans.models import Strategy

from .findings import Level
from .models import BudgetSource, Equipment, KeptFindings, Project
from .readiness import findings, open_findings


@dataclass(frozen=True)
class Standing:
    """How many open findings an item has, and of which rules."""

    must: int = 0
    should: int = 0
    codes: frozenset = frozenset()


def standings(version, today=None):
    """Return {line id: Standing} of the items with open findings (2 queries when kept)."""
    today = today or timezone.localdate()
    token = token_of(version, today)
    kept = KeptFindings.objects.filter(version=version).defer("overlaps").first()
    if kept is None or kept.token != token:
        content = _computed(version, today)
        kept, _ = KeptFindings.objects.update_or_create(
            version=version, defaults={"token": token, "content": content, "at": timezone.now()}
        )
    return {
        int(line): Standing(must, should, frozenset(codes))
        for line, (must, should, codes) in kept.content.items()
    }


def token_of(version, today):
    """Return what changes whenever a finding may, asked for in one query.

    That is the rows of the version and of the year's other versions, their further units, what was
    accepted and told apart, units, strategies, sources, the day. The order of the items decides
    nothing: of two alike the later line is the one found.
    """
    ours = {"organization": version.organization, "is_active": True}
    parts = [
        _sums("project", Project.objects.filter(version=version), "revision", "changed_at"),
        _sums("equipment", Equipment.objects.filter(version=version), "revision", "changed_at"),
        _sums("accepted", version.accepted_findings.all(), "pk", "at"),
        *_of_rest("project", Project, version),
        *_of_rest("equipment", Equipment, version),
        _sums("apart", version.organization.distinctions.all(), "pk", "at"),
        _sums(F("origin_class"), BudgetSource.objects.all(), "pk"),
        _sums("unit", Unit.objects.filter(**ours), "pk"),
        _sums("strategy", Strategy.objects.filter(**ours), "pk"),
    ]
    sums = sorted(parts[0].union(*parts[1:], all=True))  # one query for all of them
    content = [str(today), version.stage, sums]
    return hashlib.sha256(json.dumps(content, default=str).encode()).hexdigest()


def _of_rest(noun, model, version):
    """Yield the sums of the year's other versions, and of the units that help in this one."""
    others = model.objects.filter(version__plan=version.plan_id).exclude(version=version)
    yield _sums(f"other {noun}", others, "revision", "changed_at")
    links = model.further_units.through.objects.filter(**{f"{noun}__version": version})
    yield _sums(f"{noun} units", links, "unit_id")


def _sums(noun, rows, summed, latest=None):
    """Return one row that differs once any of some rows does: noun, count, last, sum, moment."""
    moment = Max(latest) if latest else Value(None, output_field=DateTimeField())
    return (
        rows.order_by()
        .values(noun=Value(noun) if isinstance(noun, str) else noun)
        .annotate(count=Count("pk"), last=Max("pk"), total=Sum(summed), moment=moment)
        .values_list("noun", "count", "last", "total", "moment")
    )


def _computed(version, today):
    found = defaultdict(list)
    for finding in open_findings(findings(version, None, today)):
        if finding.item:
            found[finding.item.line_id].append(finding)
    return {str(line): _counted(rows) for line, rows in found.items()}


def _counted(rows):
    levels = Counter(row.level for row in rows)
    return [levels[Level.MUST], levels[Level.SHOULD], sorted({row.code for row in rows})]
