"""The log as files: a table for people, and JSON that anybody can verify without this product."""

import csv
import json

from django.utils import timezone

from .chain import content_of
from .log_reading import Row, readable
from .spreadsheets import harmless

COLUMNS = [
    "ลำดับ", "เวลา", "ผู้ทำ", "สิ่งที่ทำ", "ช่อง", "เดิม", "ใหม่", "เหตุผล", "กรณีพิเศษ", "รหัสยืนยัน",
]  # fmt: skip
HOW = (
    "รหัสยืนยัน (hash) ของแต่ละรายการคือ SHA-256 เลขฐานสิบหกตัวพิมพ์เล็ก ของ content ที่เขียนเป็น JSON"
    " รหัสอักขระ UTF-8 เรียงชื่อตามลำดับอักษร ไม่มีช่องว่างหลัง , และ : และไม่แปลงอักษรไทยเป็น \\u"
    " previous ใน content คือรหัสยืนยันของรายการที่มี number ก่อนหน้าหนึ่ง รายการแรกเป็นข้อความว่าง"
    " รายการสุดท้ายของทั้งองค์กรต้องตรงกับ head"
    ' ใน Python: hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True,'
    ' separators=(",", ":")).encode()).hexdigest()'
)  # fmt: skip


class Echo:
    """A file that hands every written line straight on."""

    def write(self, line):
        return line


def csv_lines(entries):
    """Yield the lines of the table, one per changed field."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)  # the mark lets Excel read Thai
    for entry in entries:
        words = Row(entry).words
        for field, (before, after) in (entry.changes or {"": ["", ""]}).items():
            cells = [
                entry.number,
                timezone.localtime(entry.at).isoformat(timespec="seconds"),
                entry.actor,
                words,
                field,
                readable(before),
                readable(after),
                entry.reason,
                "1" if entry.is_exception else "0",
                entry.hash,
            ]
            yield writer.writerow([harmless(cell) for cell in cells])


def json_lines(entries, organization, head, is_everything):
    """Yield one JSON object, entry by entry; `how` tells how each hash is computed."""
    about = {
        "organization": {
            "id": organization.pk,
            "slug": organization.slug,
            "name": str(organization),
        },
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "head": {"number": head.number, "hash": head.hash} if head else None,
        "is_everything": is_everything,
        "how": HOW,
    }
    yield f'{written(about)[:-1]}, "entries": ['
    for place, entry in enumerate(entries):
        told = {"words": Row(entry).words, "content": content_of(entry), "hash": entry.hash}
        yield f"{',' if place else ''}\n{written(told)}"
    yield "\n]}\n"


def written(data):
    return json.dumps(data, ensure_ascii=False)
