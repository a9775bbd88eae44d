"""What differs between two contents, field by field in Thai words."""

from dataclasses import dataclass
from decimal import Decimal

from plans.workflow import Trigger
from projects.schedule import mask_of, spelled
from thai.baht import format_money
from thai.changes import pieces

from .table import LABELS

KINDS = {"project": "โครงการ", "activity": "กิจกรรม", "equipment": "ครุภัณฑ์"}
CHANGES = {"add": "เพิ่ม", "replace": "เปลี่ยนแทนรายการเดิม", "cancel": "ตัดออก"}
HEAD = {"organization": "ชื่อองค์กร", "trigger": "เหตุที่ต้องจัดทำ"}


@dataclass(frozen=True)
class Difference:
    """One field that reads otherwise now; for the include `compare.html`."""

    code: str
    label: str
    before: str
    after: str
    reason: str = ""

    @property
    def pieces(self):
        """Both readings as one, cut at Thai words: what stays, what is gone, what is new."""
        return pieces(self.before, self.after)


def words(key, value, fiscal_year):
    """Return a value of the canonical content as a page writes it."""
    if value is None or value == "":
        return ""
    if key == "budget":
        return f"{format_money(Decimal(value))} บาท"
    if key == "months":
        return spelled(mask_of(value), fiscal_year)
    if key == "kind":
        return KINDS[value]
    if key == "change":
        return CHANGES[value]
    if isinstance(value, list):
        return " ".join(part for part in value if part)
    return str(value)


def differences(before, after):
    """Return the Differences from one canonical content to a later one, in the later order."""
    year = after["fiscal_year"]
    old = {row["code"]: row for row in before["items"]}
    new = {row["code"]: row for row in after["items"]}
    found = [
        Difference("", label, _head(before[key]), _head(after[key]))
        for key, label in HEAD.items()
        if before[key] != after[key]
    ]
    for code, row in new.items():
        if code not in old:
            found.append(Difference(code, f"{code} เพิ่มรายการ", "", row["name"]))
        else:
            found += _fields(old[code], row, year)
    found += [
        Difference(code, f"{code} ลบออกจากร่าง", row["name"], "")
        for code, row in old.items()
        if code not in new
    ]
    if [code for code in old if code in new] != [code for code in new if code in old]:
        found.append(Difference("", "ลำดับรายการ", "ลำดับเดิม", "จัดลำดับใหม่"))
    return found


def _head(value):
    return value if isinstance(value, str) else f"{Trigger(value['event']).label} {value['on']}"


def _fields(old, new, year):
    return [
        Difference(
            new["code"],
            f"{new['code']} {new['name']} · {label}",
            words(key, old.get(key), year),
            words(key, new.get(key), year),
        )
        for key, label in LABELS.items()
        if old.get(key) != new.get(key)
    ]
