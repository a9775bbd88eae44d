"""An entry as a page and a file show it: a sentence, and what was before and after."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from thai.baht import format_money
from thai.calendar import short_date
from thai.changes import pieces

from .log_words import sentence
from .models import LogEntry

MONEY = re.compile(r"-?\d{1,13}\.\d{2}")
DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")


@dataclass
class Row:
    entry: LogEntry

    @cached_property
    def words(self):
        return sentence(self.entry)

    @cached_property
    def changes(self):
        """[(label, [Piece, …])] of every field that changed, words marked in long texts."""
        return [
            (label, pieces(readable(before), readable(after)))
            for label, (before, after) in self.entry.changes.items()
        ]


def readable(value):
    """Return a value as people write it: an amount with its commas, a day with its month."""
    text = str(value)
    if MONEY.fullmatch(text):
        return format_money(Decimal(text))
    if DAY.fullmatch(text):
        return short_date(date.fromisoformat(text))
    return text
