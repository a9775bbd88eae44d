"""The header of a table: found, or chosen by a person, and what its columns mean. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .column_labels import FIELD_OF, MONTH_OF, column_letter, label_key, text_of

HEADER_MONTHS = 3  # fewer month names in a row may be chance
LONGEST_LABEL = 80
FIRST_ROWS = 40  # where a header that was mapped before is looked for
MONTH_WITH_YEAR = re.compile(r"(\D+)((?:25|26)?[0-9]{2})")  # "ต.ค. 2567", as our own export has it
ONLY_YEAR = re.compile(r"(?:ปี|พศ|ปีงบประมาณ|ปีพศ|ปีงบประมาณพศ)?((?:25|26)?[0-9]{2})")  # "พ.ศ. 2567"


@dataclass(frozen=True)
class Chosen:
    """What a person says about a sheet's header; it goes before what we find ourselves."""

    row: int  # its first line, as the user's program numbers it
    fields: dict[str, int]  # field → column, from 0
    months: dict[int, int]  # calendar month → column
    height: int = 1


@dataclass
class Layout:
    """What the columns of a table mean, and what its owner calls them."""

    row: int
    fields: dict[str, int]
    months: dict[int, int]
    labels: dict[int, str]
    height: int = 1
    key: str = ""  # of the header's first line; see header_key
    years: dict[int, int] = field(default_factory=dict)  # month → the B.E. year above it
    more_money: list[int] = field(default_factory=list)  # columns called like the budget's, unread

    @property
    def unused(self) -> list[str]:
        used = {*self.fields.values(), *self.months.values()}
        return [label for index, label in sorted(self.labels.items()) if index not in used]

    @property
    def is_equipment(self) -> bool:
        return "ครุภัณฑ์" in self.labels.get(self.fields.get("name", -1), "")


def header_key(layout: Layout) -> str:
    """Return a stable text of a header's labels: the same for next year's file of the office.

    It is that of the header's first line, whatever its columns were said to mean.
    """
    return layout.key


def row_key(row: list[Any]) -> str:
    """Return what header_key would be if a header began with this row; "" for an empty one."""
    keys = [label_key(cell) if isinstance(cell, str) else "" for cell in row]
    return "|".join(re.sub("2[56][0-9]{2}", "", key) for key in keys).rstrip("|")


def layout_of(rows: list[list[Any]], chosen: Chosen) -> Layout:
    """Return the layout somebody chose; a column without a label is called by its letter."""
    lines = rows[chosen.row - 1 : chosen.row - 1 + chosen.height]
    labels: dict[int, str] = {}
    for line in lines:
        for column, value in enumerate(line):
            if isinstance(value, str) and (text := text_of(value)):
                if column in chosen.months.values():
                    labels[column] = text
                else:
                    labels.setdefault(column, text)
    for column in (*chosen.fields.values(), *chosen.months.values()):
        labels.setdefault(column, f"คอลัมน์ {column_letter(column)}")
    key = row_key(lines[0]) if lines else ""
    fields, months = dict(chosen.fields), dict(chosen.months)
    years = _years(rows, chosen.row - 1, chosen.height, months, labels)
    more = _more_money(labels, fields)
    return Layout(chosen.row, fields, months, labels, chosen.height, key, years, more)


def remembered(rows: list[list[Any]], known: Callable[[str], Chosen | None]) -> Chosen | None:
    """Return what was chosen before for a header like one of this sheet, moved to where it is.

    `known` is asked with a header's key and answers with what somebody chose for it, if anything.
    """
    for number, row in enumerate(rows[:FIRST_ROWS], start=1):
        if (key := row_key(row)) and (chosen := known(key)):
            return Chosen(number, chosen.fields, chosen.months, chosen.height)
    return None


def find_layout(rows: list[list[Any]], index: int) -> Layout | None:
    """Return the layout of the header that begins at a row, or None when none does."""
    fields, months, labels = _named(rows[index])
    if "name" not in fields or len(fields) < 2:
        return None
    height = 1
    for below in range(1, 3):
        if months or index + below >= len(rows):
            break
        more_fields, more_months, more_labels = _named(rows[index + below])
        if len(more_months) >= HEADER_MONTHS and "name" not in set(more_fields) - set(fields):
            months, height = more_months, below + 1
            labels |= {column: more_labels[column] for column in months.values()}
    taken = set(months.values())
    fields = {name: column for name, column in fields.items() if column not in taken}
    if "name" not in fields:
        return None
    years = _years(rows, index, height, months, labels)
    more = _more_money(labels, fields)
    return Layout(index + 1, fields, months, labels, height, row_key(rows[index]), years, more)


def _more_money(labels: dict[int, str], fields: dict[str, int]) -> list[int]:
    """Return the columns that are called money as the budget's is, but hold no field."""
    used = set(fields.values())
    return [
        column
        for column, label in labels.items()
        if column not in used and FIELD_OF.get(label_key(label)) == "budget"
    ]


def _years(
    rows: list[list[Any]], index: int, height: int, months: dict[int, int], labels: dict[int, str]
) -> dict[int, int]:
    """Return the year each month stands under: in its own label, or in a line above it."""
    found = {}
    for month, column in months.items():
        if dated := MONTH_WITH_YEAR.fullmatch(label_key(labels.get(column, ""))):
            found[month] = int(dated[2]) + (2500 if len(dated[2]) == 2 else 0)
    for line in rows[max(0, index - 1) : index + height]:
        year = 0  # of the last cell with one: a year may stand in the first of its cells only
        for month, column in sorted(months.items(), key=lambda one: one[1]):
            text = label_key(str(line[column] or "")) if column < len(line) else ""
            if told := ONLY_YEAR.fullmatch(text):
                year = int(told[1]) + (2500 if len(told[1]) == 2 else 0)
            elif text:
                year = 0
            if year:
                found.setdefault(month, year)
    return found


def _named(row: list[Any]) -> tuple[dict[str, int], dict[int, int], dict[int, str]]:
    fields: dict[str, int] = {}
    months: dict[int, int] = {}
    labels: dict[int, str] = {}
    for column, value in enumerate(row):
        if not isinstance(value, str) or len(value) > LONGEST_LABEL:
            continue
        key = label_key(value)
        labels[column] = text_of(value)
        if dated := MONTH_WITH_YEAR.fullmatch(key):
            key = dated[1] if dated[1] in MONTH_OF else key
        if key in MONTH_OF:
            months.setdefault(MONTH_OF[key], column)
        elif key in FIELD_OF:
            fields.setdefault(FIELD_OF[key], column)
    return fields, months, labels
