"""One item as its file has it, with the words for where each of its cells stands. Pure."""

from dataclasses import dataclass, field
from typing import Any

from .cell_values import NO_MARK
from .column_labels import LABELS, column_letter, text_of
from .headers import Layout
from .marks import Seen


@dataclass
class SourceRow:
    """One item as the file has it."""

    sheet: str
    number: int
    layout: Layout
    cells: dict[str, Any]
    months: dict[int, Any]
    headings: dict[str, tuple[int, str]]  # field → (row, text) of the heading above it
    last: int = 0  # its last row, where it goes on below
    places: dict[str, int] = field(default_factory=dict)  # field → row, where that is another
    doubts: list[tuple[str, str]] = field(default_factory=list)  # field, what to look at
    faults: list[tuple[str, str]] = field(default_factory=list)  # field, what cannot be read
    seen: Seen = field(default_factory=Seen)

    def __post_init__(self) -> None:
        self.last = self.last or self.number

    @property
    def is_marked(self) -> bool:
        """Say whether anything is written in its month cells."""
        return any(text_of(value) not in NO_MARK for value in self.months.values())

    @property
    def marks(self) -> str:
        """Return what is written in its month cells, each once."""
        return " ".join(dict.fromkeys(text_of(value) for value in self.months.values()))

    def place(self, name: str) -> str:
        """Return the cell of a field in the owner's words: "E57", or the row of its heading."""
        index = self.layout.fields.get(name)
        if name == "months" and index is None and self.layout.months:
            index = min(self.layout.months.values())
        if index is None and name in self.headings:
            return str(self.headings[name][0] or "")  # a paragraph above it has no row
        row = self.places.get(name, self.number)
        return "" if index is None else f"{column_letter(index)}{row}"

    def label(self, name: str) -> str:
        index = self.layout.fields.get(name)
        return self.layout.labels[index] if index is not None else LABELS[name][-1]

    def text(self, name: str) -> str:
        """Return a field's text, from its column or else from the heading above."""
        text = text_of(self.cells.get(name))
        return text or (self.headings[name][1] if name in self.headings else "")
