"""The log: what was done, by whom, before and after, in a chain that shows any tampering."""

from django.db import models, transaction
from django.utils import timezone

from .chain import FORMAT, digest
from .models import LogEntry, LogHead, LogSubject
from .subjects import subjects_of


def record(by, action, obj, *, changes=None, reason="", **kwargs):
    """Append one entry and return it; the further arguments are those of `record_many`.

    `changes` maps a field's Thai label to [before, after], both plain text.
    """
    return record_many(by, action, [(obj, changes or {})], reason=reason, **kwargs)[0]


@transaction.atomic
def record_many(
    by, action, rows, *, reason="", is_exception=False, organization=None, outsider="", about=()
):
    """Append one entry for each (object, changes) and return them, for the price of one.

    `by` is a Member. Or it is None, and the `organization` is named: for the product itself, or for
    an `outsider` who has no account here, such as an agency that was sent a link. `about` are
    further objects whose trails it belongs to, beyond those the object itself leads to.
    """
    organization, rows = organization or by.organization, list(rows)
    if not rows:
        return []
    head, _ = LogHead.objects.select_for_update().get_or_create(organization=organization)
    entries, now, actor = [], timezone.now(), str(by or outsider or "ระบบ")
    for obj, changes in rows:
        entry = LogEntry(
            organization=organization,
            number=head.number + 1,
            at=now,
            member=by,
            actor=actor,
            action=action,
            object_type=obj._meta.model_name,
            object_id=str(obj.pk),
            object_label=str(obj),
            about=subjects_of(obj, *about),
            changes=changes,
            reason=reason,
            is_exception=is_exception,
            format=FORMAT,
            previous_hash=head.hash,
        )
        entry.hash = digest(entry)
        head.number, head.hash = entry.number, entry.hash
        entries.append(entry)
    LogEntry.objects.bulk_create(entries, batch_size=500)
    LogSubject.objects.bulk_create(_subjects(entries), batch_size=2000)
    head.save(update_fields=["number", "hash"])
    return entries


def _subjects(entries):
    return [
        LogSubject(entry=entry, kind=kind, key=key)
        for entry in entries
        for kind, keys in entry.about.items()
        for key in keys
    ]


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
