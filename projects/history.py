"""What happened to an item, read from the log."""

from django.utils import timezone

from organizations.models import LogEntry
from thai.calendar import short_date

from .amending import find_item

DEEDS = {
    "add": "เพิ่มรายการ",
    "edit": "แก้",
    "copy": "คัดลอกจากแผนปีก่อน",
    "import": "นำเข้าจากไฟล์",
    "replace": "เริ่มแก้แทนรายการเดิม",
    "cancel": "ตัดออกจากแผน",
}


SEARCHED = 200  # of the last deletions


def changes_of(item, limit=5):
    """Return the last entries of an item, newest first, with the deed in Thai."""
    entries = LogEntry.objects.filter(
        organization=item.version.organization,
        object_type=item._meta.model_name,
        object_id=str(item.pk),
    ).order_by("-number")[:limit]
    return [
        {
            "at": e.at,
            "by": e.actor,
            "deed": DEEDS.get(e.action, e.action),
            "changes": e.changes,
            "reason": e.reason,
        }
        for e in entries
    ]


def why_gone(version, code, words):
    """Say why an item that was opened with these words can no longer be saved."""
    if not version.is_editable:
        return f"แผนอยู่ในขั้น “{version.get_stage_display()}” แก้รายการไม่ได้"
    if find_item(version, code):
        return f"รายการ {code} ย้ายไปหน่วยงานอื่นหรือถูกตัดออกในฉบับนี้แล้ว"
    deletions = LogEntry.objects.filter(
        organization=version.organization, action="delete", object_label=words.get("name", "")
    )
    for entry in deletions.order_by("-number")[:SEARCHED]:
        if code in entry.changes.get("รหัสรายการ", []):
            at = timezone.localtime(entry.at)
            return f"{entry.actor} ลบรายการ {code} เมื่อ {short_date(at.date())} {at:%H.%M} น."
    return f"รายการ {code} ไม่มีในฉบับนี้แล้ว"
