"""The canonical content of a version: one JSON text, the same for the same items, and its hash."""

import hashlib
import json

from .amending import items_of
from .models import Snapshot
from .schedule import months_of
from .totals import totals_of


def money(amount):
    return None if amount is None else f"{amount:.2f}"


def item_content(item):
    """Return one item as the canonical content names it; texts, no database ids."""
    content = {
        "code": item.line.code,
        "change": item.change,
        "kind": item.kind,
        "strategy": str(item.strategy or ""),
        "guideline": str(item.guideline or ""),
        "program": str(item.program or ""),
        "name": item.name,
        "detail": item.detail,
        "budget": money(item.budget),
        "source": str(item.source or ""),
        "origin_class": item.source.origin_class if item.source_id else "",
        "agency": item.agency,
        "place": item.place,
        "unit": str(item.unit or ""),
        "further_units": sorted(str(unit) for unit in item.further_units.all()),
        "months": months_of(item.months),
        "target": item.target,
        "devplan": [item.devplan_edition, item.devplan_page, item.devplan_item],
        "note": item.note,
    }
    if item.is_equipment:
        content["category"] = str(item.category or "")
    return content


def content_of(version, items=None):
    """Return the canonical content of a version's own items as plain data."""
    items = items_of(version) if items is None else items
    totals = totals_of(items)
    return {
        "organization": version.organization.full_name,
        "organization_code": version.organization.code,
        "fiscal_year": version.fiscal_year,
        "version": version.slug,
        "trigger": {"event": version.trigger, "on": version.trigger_on.isoformat()},
        "items": [item_content(item) for item in items],
        "totals": {
            "items": totals.count,
            "own": money(totals.own),
            "other": money(totals.other),
            "all": money(totals.all),
        },
    }


def text_of(content):
    """Return the one text of some content: sorted keys, no needless spaces, real letters."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(version):
    """Return the SHA-256 of what the version holds now."""
    return hashlib.sha256(text_of(content_of(version)).encode()).hexdigest()


def take_snapshot(version):
    """Keep what the version holds now, once per content, and return the Snapshot."""
    text = text_of(content_of(version))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    snapshot, _ = Snapshot.objects.get_or_create(
        version=version, sha256=sha256, defaults={"content": text}
    )
    return snapshot
