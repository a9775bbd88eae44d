"""Whether a draft was changed as a resolution lists it: all of the list, and nothing else."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from thai.text import repair

from .differences import Difference, differences, words
from .table import LABELS

REMOVE = "remove"
LISTED = {REMOVE: "ตัดรายการออก"} | {
    key: label for key, label in LABELS.items() if key not in {"change", "kind"}
}
PLACING = {"strategy", "guideline", "program", "category"}  # a change of these moves the item


@dataclass(frozen=True)
class Kept:
    """One listed change beside what the draft says now."""

    code: str
    label: str
    before: str
    wanted: str
    now: str
    is_done: bool
    is_literal: bool  # it reads as the list words it, or the list leaves the wording open


@dataclass(frozen=True)
class Fulfilment:
    kept: list[Kept]
    others: list[Difference]  # what else is not as the meeting saw it

    @property
    def left(self) -> list[Kept]:
        return [each for each in self.kept if not each.is_done]

    @property
    def reasons(self) -> list[str]:
        """Return why the draft is not yet as resolved; empty when it is."""
        left = [f"ยังไม่แก้ {each.code} {each.label}" for each in self.left]
        return left + [f"แก้นอกเหนือจากมติ: {each.label}" for each in self.others]


def fulfilment_of(listed, before, now):
    """Compare two canonical contents with the listed changes (code, field, after)."""
    old = {row["code"]: row for row in before["items"]}
    new = {row["code"]: row for row in now["items"]}
    year = now["fiscal_year"]
    kept = [_kept(change, old.get(change.code), new.get(change.code), year) for change in listed]
    wanted = {(change.code, change.field) for change in listed}
    moved = {code for code, field in wanted if field in PLACING}
    allowed = _allowing(before, new, wanted)
    return Fulfilment(kept, differences(_moved_last(allowed, moved), _moved_last(now, moved)))


def _kept(change, old, new, year):
    label = LISTED[change.field]
    if change.field == REMOVE:
        name = old["name"] if old else ""
        now = "" if new is None else name
        return Kept(change.code, label, name, "ตัดออก", now, new is None, True)
    key = change.field
    before = words(key, old.get(key), year) if old else ""
    now = words(key, new.get(key), year) if new else ""
    literal = not change.after or _reads(key, new, change.after, now)
    is_done = new is not None and (literal if _is_exact(key, change.after) else now != before)
    return Kept(change.code, label, before, shown(key, change.after), now, is_done, literal)


def _is_exact(key, after):
    return key == "budget" and bool(after)


def _reads(key, new, after, now):
    if new is None:
        return False
    if key == "budget":
        return amount_of(new.get(key)) == amount_of(after)
    return repair(now) == repair(after)


def amount_of(text):
    """Return a sum as the list or the content has it, or None."""
    try:
        return Decimal(text) if text not in (None, "") else None
    except InvalidOperation:
        return None


def shown(key, after):
    """Return what is wanted as a page writes it."""
    if key == "budget" and amount_of(after) is not None:
        return words(key, after, 0)
    return after or "ให้ปรับปรุง"


def _allowing(before, new, wanted):
    """Return the earlier content with what the list allows read as it is now."""
    rows = []
    for row in before["items"]:
        code = row["code"]
        if (code, REMOVE) in wanted and code not in new:
            continue
        fields = {field for listed, field in wanted if listed == code}
        rows.append({**row, **{key: new[code].get(key) for key in fields if code in new}})
    return {**before, "items": rows}


def _moved_last(content, moved):
    """Put the items that may stand elsewhere now last, so that their place is no difference."""
    rows = [row for row in content["items"] if row["code"] not in moved]
    last = [row for row in content["items"] if row["code"] in moved]
    return {**content, "items": rows + sorted(last, key=lambda row: row["code"])}
