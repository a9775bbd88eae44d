"""The log: what was done, by whom, before and after, in a chain that shows any tampering."""

import hashlib
import json
from datetime import UTC

from django.db import models, transaction
from django.utils import timezone

from .models import LogEntry, Organization


def digest(entry):
    """Return the SHA-256 of an entry's content together with the hash before it."""
    content = {
        "organization": entry.organization_id,
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "member": entry.member_id,
        "actor": entry.actor,
        "action": entry.action,
        "object": [entry.object_type, entry.object_id, entry.object_label],
        "changes": entry.changes,
        "reason": entry.reason,
        "is_exception": entry.is_exception,
        "previous": entry.previous_hash,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def record(by, action, obj, *, changes=None, reason="", **kwargs):
    """Append one entry and return it; the further arguments are those of `record_many`.

    `changes` maps a field's Thai label to [before, after], both plain text.
    """
    return record_many(by, action, [(obj, changes or {})], reason=reason, **kwargs)[0]


@transaction.atomic
def record_many(by, action, rows, *, reason="", is_exception=False, organization=None, outsider=""):
    """Append one entry for each (object, changes) and return them, for the price of one.

    `by` is a Member. Or it is None, and the `organization` is named: for the product itself, or for
    an `outsider` who has no account here, such as an agency that was sent a link.
    """
    organization = organization or by.organization
    # The row lock lets only one writer at a time see the end of the chain.
    Organization.objects.select_for_update().get(pk=organization.pk)
    last = LogEntry.objects.filter(organization=organization).order_by("-number").first()
    entries, now, actor = [], timezone.now(), str(by or outsider or "ระบบ")
    for obj, changes in rows:
        last = LogEntry(
            organization=organization,
            number=last.number + 1 if last else 1,
            at=now,
            member=by,
            actor=actor,
            action=action,
            object_type=obj._meta.model_name,
            object_id=str(obj.pk),
            object_label=str(obj),
            changes=changes,
            reason=reason,
            is_exception=is_exception,
            previous_hash=last.hash if last else "",
        )
        last.hash = digest(last)
        entries.append(last)
    return LogEntry.objects.bulk_create(entries, batch_size=500)


def first_broken(organization):
    """Return the first entry whose hash, number or link is wrong, or None when all is well."""
    previous = ""
    entries = organization.log_entries.order_by("number").iterator()
    for number, entry in enumerate(entries, start=1):
        if entry.number != number or entry.previous_hash != previous or entry.hash != digest(entry):
            return entry
        previous = entry.hash
    return None


def shown(field, value):
    """Return a field's value as the log shows it."""
    if value is None or value == "":
        return ""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def values_of(instance, names):
    """Return {field name: shown text} of an instance, to compare before and after."""
    return {name: shown(instance._meta.get_field(name), getattr(instance, name)) for name in names}


def changes_between(instance, before, after):
    """Return {Thai label: [before, after]} of the fields that differ."""
    return {
        str(instance._meta.get_field(name).verbose_name): [before.get(name, ""), value]
        for name, value in after.items()
        if before.get(name, "") != value
    }
