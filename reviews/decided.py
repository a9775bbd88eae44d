"""Whether a resolution on the whole says what the meeting decided item by item. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from .fulfilment import REMOVE

AGREE, WITH_CHANGES, DISAGREE = "agree", "agree_with_changes", "disagree"


def contradictions(
    decisions: Iterable[Any],
    outcome: str,
    changes: Sequence[tuple[str, str, str]],
    is_unchanged: bool,
) -> list[str]:
    """Return what a resolution says against the decisions; those of a code "" are of the rest.

    `outcome` and the listed `changes` (code, field, after) are those of Resolution. A draft that
    was changed meanwhile may always be sent back.
    """
    by_code = {decision.code: decision.choice for decision in decisions}
    is_rest_agreed = by_code.pop("", None) == AGREE
    doubts = {code: choice for code, choice in by_code.items() if choice != AGREE}
    if outcome == "adopt":
        return [
            f"ที่ประชุม{'ให้ปรับปรุง' if choice == WITH_CHANGES else 'ไม่เห็นชอบ'} {code} จึงเห็นชอบทั้งร่างไม่ได้"
            for code, choice in doubts.items()
        ]
    if outcome == "with_list":
        return _against_list(by_code, is_rest_agreed, changes)
    is_all_agreed = is_rest_agreed and not doubts
    return ["ที่ประชุมเห็นชอบทุกรายการตามเสนอ จึงส่งกลับให้แก้ไม่ได้"] if is_all_agreed and is_unchanged else []


def _against_list(
    by_code: dict[str, str], is_rest_agreed: bool, changes: Sequence[tuple[str, str, str]]
) -> list[str]:
    listed = {code for code, _, _ in changes}
    removed = {code for code, field, _ in changes if field == REMOVE}
    faults = [
        f"ที่ประชุมให้ปรับปรุง {code} แต่ไม่มีในสิ่งที่ให้ปรับปรุง"
        for code, choice in by_code.items()
        if choice == WITH_CHANGES and code not in listed
    ]
    faults += [
        f"ที่ประชุมไม่เห็นชอบ {code} ต้องระบุให้ตัดรายการออก"
        for code, choice in by_code.items()
        if choice == DISAGREE and code not in removed
    ]
    fallback = AGREE if is_rest_agreed else ""
    return faults + [
        f"ที่ประชุมเห็นชอบ {code} ตามเสนอ แต่มีในสิ่งที่ให้ปรับปรุง"
        for code in sorted(listed)
        if by_code.get(code, fallback) == AGREE
    ]
