"""Where an item stands in the plan: under which heading, and in which place there."""

import re
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.urls import reverse

from organizations.audit import record
from plans.workflow import StepRefused
from thai.numerals import to_arabic_digits

from .amending import items_of
from .item_list import heading
from .models import hold_open

CHANGED = "มีผู้จัดลำดับ เพิ่ม หรือเอารายการออกจากหัวข้อนี้ไปก่อนแล้ว ด้านล่างเป็นลำดับล่าสุด"


def place_of(item):
    """Return what decides under which heading an item stands."""
    category = getattr(item, "category_id", None)
    return (item.is_equipment, item.strategy_id, item.guideline_id, item.program_id, category)


@dataclass(frozen=True)
class Group:
    """The items under one heading, in official order."""

    items: list

    @property
    def heading(self):
        return heading(self.items[0])

    @property
    def codes(self):
        return [item.code for item in self.items]

    @property
    def address(self):
        """Return the page that orders this heading; any of its items names it."""
        version = self.items[0].version
        return f"{reverse('projects:order', args=version.address)}?at={self.codes[0]}"


def groups_of(version):
    """Return the Groups of a version that collects, or raise StepRefused."""
    if not version.is_editable:
        raise StepRefused(version, f"แผนอยู่ในขั้น “{version.get_stage_display()}” จัดลำดับไม่ได้")
    return [Group(list(items)) for _, items in groupby(items_of(version), key=place_of)]


def group_at(version, codes):
    """Return the heading under which the first of some items still there stands, or None."""
    by_code = {code: group for group in groups_of(version) for code in group.codes}
    return next((by_code[code] for code in codes if code in by_code), None)


def arranged(codes, typed):
    """Return codes by the places somebody typed, {code: text}, and the codes that are unreadable.

    Who moves up goes before whoever stands there, who moves down goes after.

    >>> arranged(["a", "b", "c"], {"c": "1"})
    (['c', 'a', 'b'], [])
    """
    wanted, unreadable = {}, []
    for place, code in enumerate(codes, start=1):
        digits = to_arabic_digits(typed.get(code, "").strip())
        if digits and not re.fullmatch("0*[1-9][0-9]{0,5}", digits):
            unreadable.append(code)
        elif digits:
            aim = min(int(digits), len(codes))
            wanted[code] = (aim, (aim > place) - (aim < place))
        else:
            wanted[code] = (place, 0)
    if unreadable:
        return codes, unreadable
    place = {code: number for number, code in enumerate(codes)}
    return sorted(codes, key=lambda code: (*wanted[code], place[code])), []


def moved(codes, step):
    """Return codes after one step such as "up 0042"; a step that leads nowhere changes nothing."""
    way, _, code = step.partition(" ")
    places = {"up": -1, "down": 1}
    if code not in codes or way not in places:
        return codes
    rest = [other for other in codes if other != code]
    at = min(max(codes.index(code) + places[way], 0), len(rest))
    return [*rest[:at], code, *rest[at:]]


@transaction.atomic
def save_order(version, codes, *, seen, by):
    """Put the items of one heading into an order; return how many there are, 0 if it is the same.

    The order is no content of the single item: its revision stays, an open form is not disturbed.
    """
    hold_open(version)
    group = group_at(version, codes)
    if group is None:
        raise StepRefused(reverse("projects:order", args=version.address), CHANGED)
    if group.codes != seen or sorted(codes) != sorted(seen):
        raise StepRefused(group.address, CHANGED)
    if codes == seen:
        return 0
    place = {code: number for number, code in enumerate(codes, start=1)}
    for item in group.items:
        item.order = place[item.code]
    type(group.items[0]).objects.bulk_update(group.items, ["order"], batch_size=300)
    words = {" · ".join(group.heading): [", ".join(seen), ", ".join(codes)]}
    record(by, "reorder", version, changes=words)
    return len(codes)
