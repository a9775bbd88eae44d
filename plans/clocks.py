"""A clock: one period of the law, where it stands today, and how it was counted. Pure."""

from dataclasses import dataclass
from datetime import date

from thai.periods import Deadline

NEAR = 7  # days or fewer left: "เหลือ 3 วัน" turns amber


@dataclass(frozen=True)
class Clock:
    """One period for the include `clock.html`; `due` is the strict day unless extended."""

    label: str
    state: str  # not_started, far, near, today, late, kept, kept_late
    due: date | None = None
    days: int = 0  # left, or late; always positive
    deadline: Deadline | None = None
    done_on: date | None = None
    citation: str = ""
    extended_to: date | None = None
    rule: str = ""  # one sentence on which day is counted from, and why


def not_started(label, citation="", rule=""):
    return Clock(label=label, state="not_started", citation=citation, rule=rule)


def running(label, deadline, *, today, done_on=None, citation="", extended_to=None, rule=""):
    """Return the clock of a period: kept or late when done, else far, near, due or late."""
    due = extended_to or deadline.strict
    if done_on is not None:
        state = "kept" if done_on <= due else "kept_late"
        days = max((done_on - due).days, 0)
    else:
        left = (due - today).days
        days = abs(left)
        if left < 0:
            state = "late"
        elif left == 0:
            state = "today"
        else:
            state = "near" if left <= NEAR or today > deadline.safe else "far"
    return Clock(
        label=label, state=state, due=due, days=days, deadline=deadline, done_on=done_on,
        citation=citation, extended_to=extended_to, rule=rule,
    )  # fmt: skip


def finish_clock(version, today, calendar=None):
    """Return the clock "ต้องแล้วเสร็จ" of a version: from its trigger to the announcement."""
    extension = max((e.due_on for e in version.extensions.all()), default=None)
    return running(
        "ต้องประกาศใช้",
        version.finish_by(calendar),
        today=today,
        done_on=version.announced_on,
        citation="ข้อ 27",
        extended_to=extension,
        rule=f"นับจากวันที่{version.get_trigger_display()}",
    )
