"""What happened to an item, read from the log."""

from organizations.models import LogEntry

DEEDS = {
    "add": "เพิ่มรายการ",
    "edit": "แก้",
    "copy": "คัดลอกจากแผนปีก่อน",
    "import": "นำเข้าจากไฟล์",
    "replace": "เริ่มแก้แทนรายการเดิม",
    "cancel": "ตัดออกจากแผน",
}


def changes_of(item, limit=5):
    """Return the last entries of an item, newest first, with the deed in Thai."""
    entries = LogEntry.objects.filter(
        organization=item.version.organization,
        object_type=item._meta.model_name,
        object_id=str(item.pk),
    ).order_by("-number")[:limit]
    return [
        {"at": e.at, "by": e.actor, "deed": DEEDS.get(e.action, e.action), "changes": e.changes}
        for e in entries
    ]
