"""What waits for a member: every app adds its own tasks, the home page shows them together.

A higher app registers a function in its `ready()`; nothing here knows who they are.
"""

from dataclasses import dataclass, field
from datetime import date

SOURCES = []


@dataclass(frozen=True)
class Task:
    """One line of "งานของฉัน": a link, what it belongs to, by when, and who acts."""

    title: str
    url: str
    about: str = ""
    due_on: date | None = None
    clock: object = None
    waits_for: str = ""  # somebody else's turn: whose


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
        tasks.sort(key=lambda task: task.due_on or date.max)
    return desk
