"""What waits for a member: every app adds its own tasks, the home page shows them together.

A higher app registers a function in its `ready()`; nothing here knows who they are. The mails of
`organizations.digests` tell of the same tasks.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from thai.calendar import short_date

SOURCES = []
COUNTS = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True)
class Task:
    """One line of "งานของฉัน": a link, what it belongs to, since and until when, and who acts.

    `key` makes it the same thing tomorrow; where no other is given, its words without the counts,
    its page and the day it began.
    """

    title: str
    url: str
    about: str = ""
    due_on: date | None = None
    clock: object = None
    waits_for: str = ""  # somebody else's turn: whose
    since: date | None = None
    key: str = ""

    @property
    def name(self):
        """The key, the same from day to day while the thing waits."""
        if self.key:
            return self.key
        page = self.url.partition("?")[0]
        began = self.since.isoformat() if self.since else ""
        words = COUNTS.sub("#", self.title)
        return "|".join([words, page, self.about, self.waits_for, began])

    @property
    def urgency(self):
        """Sorts by the day it is due, what has waited longest first."""
        return self.due_on or date.max, self.since or date.max


@dataclass
class Desk:
    to_do: list = field(default_factory=list)
    waiting: list = field(default_factory=list)


def contributes(function):
    """Register `function(member, today) -> iterable of Task`."""
    SOURCES.append(function)
    return function


def desk_of(member, today):
    """Return the member's tasks of all apps, the most urgent first."""
    desk = Desk()
    for source in SOURCES:
        for task in source(member, today):
            (desk.waiting if task.waits_for else desk.to_do).append(task)
    for tasks in (desk.to_do, desk.waiting):
        tasks.sort(key=lambda task: task.urgency)
    return desk


def since_words(since, today):
    """Return ตั้งแต่ 12 ก.ย. 2568 (9 วัน), or ตั้งแต่วันนี้."""
    days = (today - since).days
    if days <= 0:
        return "ตั้งแต่วันนี้"
    return f"ตั้งแต่ {short_date(since)} ({days:,} วัน)"
