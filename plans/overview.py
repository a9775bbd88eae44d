"""The page of one version: every app adds its steps, clocks, figures and tab.

A higher app registers in its `ready()`; this package never looks up.
"""

from dataclasses import dataclass, field

CONTRIBUTORS = []
TABS = []


@dataclass(frozen=True)
class Step:
    """The next lawful step for this member: a button to its confirm page."""

    label: str
    url: str
    follows: str = ""  # what comes then, who acts, by when
    is_outline: bool = False  # a second choice, such as sending back


@dataclass(frozen=True)
class Blocker:
    """What must be done before the next step, linked to where it is done."""

    sentence: str
    url: str


@dataclass(frozen=True)
class Part:
    """A section of the page: a template and what it shows."""

    order: int
    template: str
    context: dict


@dataclass
class Contribution:
    steps: list = field(default_factory=list)
    blockers: list = field(default_factory=list)
    waiting: list = field(default_factory=list)  # sentences: whose turn it is, since when
    clocks: list = field(default_factory=list)
    parts: list = field(default_factory=list)


@dataclass(frozen=True)
class Tab:
    order: int
    label: str
    url_name: str
    action: str  # of organizations.roles.ALLOWED
    shows: object = None  # function(version) -> bool; None means always


def contributes(function):
    """Register `function(version, member, today) -> Contribution`."""
    CONTRIBUTORS.append(function)
    return function


def add_tab(*args, **kwargs):
    TABS.append(Tab(*args, **kwargs))
    TABS.sort(key=lambda tab: tab.order)


def overview_of(version, member, today):
    """Return one Contribution with everything the apps say about a version."""
    whole = Contribution()
    for function in CONTRIBUTORS:
        given = function(version, member, today)
        for name in ("steps", "blockers", "waiting", "clocks", "parts"):
            getattr(whole, name).extend(getattr(given, name))
    whole.parts.sort(key=lambda part: part.order)
    return whole


def tabs_for(version, member):
    """Return the tabs of a version that this member may open."""
    return [
        tab for tab in TABS if member.may(tab.action) and (tab.shows is None or tab.shows(version))
    ]
