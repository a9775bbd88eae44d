"""Who changed a cell here while the workbook was away, read from the log."""

from dataclasses import dataclass
from datetime import datetime

from organizations.models import LogEntry, Member

from .columns import MONTHS


@dataclass(frozen=True)
class Author:
    """Who and when; not certain where the log names no such change of this very cell."""

    name: str
    at: datetime
    is_certain: bool = True


def authors_of(lines, version, since):
    """Return the Author of each line's cell, in their order (2 queries at most)."""
    if not lines:
        return []
    items = [line.row.item for line in lines]
    entries = LogEntry.objects.filter(
        organization=version.organization, object_type__in={i._meta.model_name for i in items},
        object_id__in={str(item.pk) for item in items}, at__gte=since,
    )  # fmt: skip
    found = {}
    for entry in entries.order_by("number"):
        for label in entry.changes:
            found[entry.object_type, entry.object_id, label] = Author(entry.actor, entry.at)
    ids = {item.changed_by_id for item in items} - {None}
    members = Member.objects.select_related("user").in_bulk(ids) if ids else {}
    return [found.get(_place(line)) or _last(line.row.item, members) for line in lines]


def _place(line):
    """Return where the log keeps a change of this cell."""
    item, name = line.row.item, line.cell.name
    field = item._meta.get_field("months" if name in MONTHS else name)
    return item._meta.model_name, str(item.pk), str(field.verbose_name)


def _last(item, members):
    return Author(str(members.get(item.changed_by_id) or "ระบบ"), item.changed_at, False)
