"""A proposal beside the item it may be: what both say, and which words stay. Pure.

Works on the words people read, so that 498,000.00 is compared with 498,000.00.
"""

from collections.abc import Mapping
from dataclasses import dataclass

OURS, SENT = "ours", "sent"
Words = Mapping[str, str]  # by the name of a field


@dataclass(frozen=True)
class Row:
    """One field: as the item has it, as the agency sent it."""

    name: str
    label: str
    ours: str
    sent: str
    pick: str = ""  # OURS or SENT, once chosen

    @property
    def is_choice(self) -> bool:
        """Say whether both say something, and not the same."""
        return bool(self.ours and self.sent and self.ours != self.sent)

    @property
    def takes_sent(self) -> bool:
        """Say whether the agency's words go in: they were chosen, or the item has none."""
        return self.pick == SENT if self.is_choice else bool(self.sent and not self.ours)

    @property
    def is_left_over(self) -> bool:
        """Say whether what the agency sent would not be in the item."""
        return self.is_choice and not self.takes_sent


def rows_of(ours: Words, sent: Words, labels: Words, picks: Words) -> list[Row]:
    """Return a Row for every field of `labels`, in its order."""
    return [
        Row(name, label, ours.get(name, ""), sent.get(name, ""), picks.get(name, ""))
        for name, label in labels.items()
    ]


def with_left_over(note: str, rows: list[Row], agency: str, further: str = "") -> str:
    """Return the item's note and, line by line, what the agency sent that went in nowhere else."""
    lines = [f"{agency}แจ้ง{row.label}: {row.sent}" for row in rows if row.is_left_over]
    if further and further not in note:
        lines.append(further)
    return "\n".join([*([note] if note else []), *lines])
