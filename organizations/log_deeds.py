"""The kinds of action the log can be narrowed to. One table; what is in none of them is "other"."""

from django.db.models import Q

OTHER = "other"
DEEDS = {  # key in the address: (words, the actions of organizations.log_words)
    "add": (
        "เพิ่มหรือนำเข้า",
        ["add", "create", "open", "copy", "import", "propose", "accept proposal", "merge proposal"],
    ),
    "edit": ("แก้", ["edit", "replace", "reorder", "restore", "remember", "undo"]),
    "delete": ("ลบ ตัดออก หรือถอน", ["delete", "cancel", "withdraw", "refuse proposal"]),
    "review": (
        "พิจารณาและประชุม",
        [
            "start", "remark", "answer", "reply", "resolve", "agree", "agree_rest", "give_verdict",
            "record", "take_attendance", "draft", "confirm", "accept", "tell apart",
        ],
    ),
    "step": ("เปลี่ยนขั้นหรือขยายเวลา", ["move", "send_back", "extend", "announce"]),
    "post": ("ปิดประกาศ", ["announce", "post", "add evidence", "take down"]),
    "report": ("รายงานผลและเงิน", ["report", "change budget", "give opinion"]),
    "people": ("สมาชิกและคำเชิญ", ["invite", "join", "deactivate", "reactivate"]),
    "mail": ("อีเมล", ["mail digest", "digest undelivered", "stop digest", "tell results"]),
}  # fmt: skip
CHOICES = [("", "ทุกอย่าง"), *((key, words) for key, (words, _) in DEEDS.items()), (OTHER, "อื่น ๆ")]


def of_deed(key):
    """Return the condition for the entries of one kind of action."""
    if key == OTHER:
        return ~Q(action__in=[action for _, actions in DEEDS.values() for action in actions])
    return Q(action__in=DEEDS[key][1])
