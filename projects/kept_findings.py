"""What readiness found, kept until the content changes: lists ask for it on every page."""

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max, Sum
from django.utils import timezone

from organizations.models import Unit
from plans.models import Strategy

from .findings import Level
from .models import Equipment, KeptFindings, Project
from .readiness import findings, open_findings


@dataclass(frozen=True)
class Standing:
    """How many open findings an item has, and of which rules."""

    must: int = 0
    should: int = 0
    codes: frozenset = frozenset()


def standings(version, today=None):
    """Return {line id: Standing} of the items with open findings (5 queries when kept)."""
    today = today or timezone.localdate()
    token = token_of(version, today)
    kept = KeptFindings.objects.filter(version=version).first()
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
    """Return what changes whenever a finding may: rows, acceptances, units, strategies, the day."""
    parts = [str(today), version.stage]
    for model in (Project, Equipment):
        rows = model.objects.filter(version=version)
        parts.append(rows.aggregate(Count("pk"), Sum("revision"), Max("changed_at"), Max("pk")))
    for rows in (
        version.accepted_findings,
        Unit.objects.filter(organization=version.organization, is_active=True),
        Strategy.objects.filter(organization=version.organization, is_active=True),
    ):
        parts.append(rows.aggregate(Count("pk"), Max("pk"), Sum("pk")))
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def _computed(version, today):
    found = defaultdict(list)
    for finding in open_findings(findings(version, None, today)):
        if finding.item:
            found[finding.item.line_id].append(finding)
    return {str(line): _counted(rows) for line, rows in found.items()}


def _counted(rows):
    levels = Counter(row.level for row in rows)
    return [levels[Level.MUST], levels[Level.SHOULD], sorted({row.code for row in rows})]
