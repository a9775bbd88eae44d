"""Where the columns of a workbook are when it comes back: moved, hidden, with others between. Pure.

Our own words stand above them, so nothing has to be guessed.
"""

from dataclasses import dataclass, field
from typing import Any

from ..imports.table_columns import column_letter, label_key, spread, text_of
from ..imports.table_reader import Sheet
from .columns import CODE, EQUIPMENT, MONTHS, PROJECTS, columns_of

LINES_ABOVE = 30  # among which the header is looked for
KEYS = {
    title: {label_key(column.label): column.name for column in columns_of(title)}
    for title in (PROJECTS, EQUIPMENT)
}


@dataclass
class FoundSheet:
    """One sheet of items with its columns; rows as the user's own program numbers them."""

    name: str
    kind: str  # PROJECTS or EQUIPMENT
    columns: dict[str, int]  # name → place from 0
    rows: list[list[Any]]
    first: int  # the number of the first row below the header
    repeated: list[str] = field(default_factory=list)  # labels that stand twice

    @property
    def lacking(self) -> list[str]:
        """Return the labels of the columns that are not in the file."""
        return [c.label for c in columns_of(self.kind) if c.name not in self.columns]

    def numbered(self) -> list[tuple[int, list[Any]]]:
        return list(enumerate(self.rows[self.first - 1 :], start=self.first))

    def value(self, row: list[Any], name: str) -> Any:
        place = self.columns[name]
        return row[place] if place < len(row) else None

    def place(self, number: int, name: str) -> str:
        """Return a cell as the user finds it: E57, or its row where the column is gone."""
        if name not in self.columns:
            return str(number)
        return f"{column_letter(self.columns[name])}{number}"


def find_sheets(sheets: list[Sheet]) -> list[FoundSheet]:
    """Return the sheets that hold items; guide and foreign sheets are left out."""
    return [found for sheet in sheets if (found := _find(sheet))]


def _find(sheet: Sheet) -> FoundSheet | None:
    rows = spread(sheet)  # a range merged over months is a mark in each of them
    for index, row in enumerate(rows[:LINES_ABOVE]):
        labels = [label_key(text_of(value)) for value in row]
        for title, keys in KEYS.items():
            names = {keys[label] for label in labels if label in keys}
            if {CODE, "name"} <= names:  # what the name is called tells one sheet from the other
                return _described(sheet.name, title, rows, index)
    return None


def _described(name: str, title: str, rows: list[list[Any]], index: int) -> FoundSheet:
    below = rows[index + 1] if index + 1 < len(rows) else []
    keys = KEYS[title]
    months = {key for key, column in keys.items() if column in MONTHS}
    is_tall = any(label_key(text_of(value)) in months for value in below)
    columns: dict[str, int] = {}
    repeated = []
    for line in (rows[index], below) if is_tall else (rows[index],):
        for at, value in enumerate(line):
            column = keys.get(label_key(text_of(value)))
            if column is None or columns.get(column) == at:
                continue
            if column in columns:
                repeated.append(text_of(value))
            columns.setdefault(column, at)
    first = index + (3 if is_tall else 2)
    return FoundSheet(name, title, columns, rows, first, repeated)
