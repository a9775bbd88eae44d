"""What the list knows of every item of a version: enough to filter, sort and sum, in one query."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import BooleanField, Case, F, IntegerField, Q, Value, When

from thai.text import search_key

from .models import OTHERS_MONEY, Equipment, Project

LAST = 10**6  # of an order: where nothing was chosen
CODE_WIDTH = 4


class Outline(NamedTuple):
    """One row of a version's items, without its long texts."""

    is_found: bool
    what: str  # project, activity, equipment
    category: int | None
    guideline: int | None
    pk: int
    line_id: int
    code: str
    change: str
    order: int
    strategy_id: int | None
    strategy_number: int | None
    strategy_name: str | None
    program_id: int | None
    program_order: int | None
    program_name: str | None
    unit_id: int | None
    unit_order: int | None
    unit_name: str | None
    source_id: int | None
    source_order: int | None
    source_name: str | None
    origin_class: str | None
    agency: str
    budget: Decimal | None
    months: int
    changed_at: datetime
    sort: str

    @property
    def is_equipment(self):
        return self.what == "equipment"

    @property
    def is_others_money(self):
        return self.origin_class in OTHERS_MONEY

    @property
    def place(self):
        """Where it stands in the plan; the same order as amending.in_official_order."""
        if self.is_equipment:
            head = (1, _or_last(self.category), 0)
        else:
            head = (0, _or_last(self.strategy_number), _or_last(self.guideline))
        return (*head, _or_last(self.program_order), self.order, self.code)


COLUMNS = [
    "is_found", "what", "category_place", "guideline_place", "pk", "line_id", "line__code",
    "change", "order", "strategy_id", "strategy__number", "strategy__name", "program_id",
    "program__order", "program__name", "unit_id", "unit__order", "unit__name", "source_id",
    "source__order", "source__name", "source__origin_class", "agency", "budget", "months",
    "changed_at", "sort",
]  # fmt: skip


def outlines_of(version, text=""):
    """Return an Outline of each item in official order; `is_found` where it holds the text."""
    nothing = Value(None, output_field=IntegerField())
    found = Value(True)
    if text.split():
        found = Case(When(matching(text), then=True), default=False, output_field=BooleanField())
    projects = Project.objects.filter(version=version).annotate(
        is_found=found, what=F("kind"), category_place=nothing,
        guideline_place=F("guideline__number"),
    )  # fmt: skip
    equipment = Equipment.objects.filter(version=version).annotate(
        is_found=found, what=Value("equipment"), category_place=F("category__order"),
        guideline_place=nothing,
    )  # fmt: skip
    both = projects.order_by().values_list(*COLUMNS).union(
        equipment.order_by().values_list(*COLUMNS), all=True
    )  # fmt: skip
    return sorted((Outline(*row) for row in both), key=lambda row: row.place)


def matching(text):
    """Return the condition that an item holds every word of a text, or has it as its code.

    A number belongs to the word before it: "ถนน หมู่ที่ 3" asks for "ถนน" and for "หมู่ที่3".
    """
    words = []
    for word in text.split():
        key = search_key(word)
        if words and key.isdecimal():
            words[-1] += key
        else:
            words.append(key)
    condition = Q()
    for word in words:
        condition &= Q(search__contains=word)
    whole = "".join(words)
    if whole.isdecimal():
        condition |= Q(line__code=whole.zfill(CODE_WIDTH))
    return condition


def _or_last(order):
    return LAST if order is None else order
