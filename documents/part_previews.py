"""One part of the book by itself, at once: cut as the book is, so that they share what is printed.

Printed within the request of who looks at it, and therefore never a long one.
"""

import hashlib
from dataclasses import dataclass

from . import press
from .book_parts import Cutter, runs_of
from .one_at_a_time import turn
from .part_store import PartStore
from .plan_book import compose

MOST_ROWS = 100  # about a second; a longer part is shown once the book has been printed


@dataclass(frozen=True)
class Piece:
    """A part as the list of previews names it."""

    key: str
    title: str
    groups: tuple[str, ...] = ()
    rows: int = 0  # 0 for prose
    is_long: bool = False


@dataclass(frozen=True)
class Preview:
    """A part as PDF, and what it is known by to a browser that has it already."""

    data: bytes
    etag: str


def pieces_of(version, facts=None):
    """Return the Pieces of a version's book in print order."""
    cutter = Cutter(compose(version, facts=facts))
    context, cancelled = cutter.context, cutter.book.cancelled
    summary = context["summary_form"]
    pieces = [
        Piece("front", "ปกและประกาศ"),
        Piece("prose", f"{context['preface']['title']} {context['part_1']}"),
        Piece("summary", f"{summary['mark']} {summary['title']}"),
    ]
    for form in context["forms"]:
        pieces += _of_form(form)
    if cancelled:
        pieces.append(_piece("cancelled", context["titles"]["cancelled"], (), len(cancelled)))
    return pieces


def _of_form(form):
    """Name the stretches of a form as Cutter numbers them."""
    heading = form["title"]
    stretches = runs_of(form["chapters"], form.get("parts_chapters", False))
    for number, runs in enumerate(stretches):
        chapters = [chapter["title"] for chapter, _ in runs if chapter]
        heading = " ".join(chapters) or heading  # one that began on an earlier page goes on
        groups = [group for _, groups in runs for group in groups]
        rows = sum(len(group["rows"]) for group in groups)
        names = tuple(group["title"] for group in groups if group["title"])
        yield _piece(f"{form['anchor']}-{number}", f"{form['mark']} {heading}", names, rows)


def _piece(key, title, groups, rows):
    return Piece(key, title, groups, rows, is_long=rows > MOST_ROWS)


def preview_of(version, key, facts=None):
    """Return the Preview of a part; raise LookupError where there is none, or Busy."""
    cutter = Cutter(compose(version, facts=facts))
    part = next((part for part in cutter.parts() if part.key == key), None)
    if part is None or key == "index":
        raise LookupError(key)
    store = PartStore()
    printed = store.get(part)
    if not printed:
        if part.weight > MOST_ROWS:
            raise LookupError(key)
        printed = _printed(part, store)
    return Preview(printed.data, hashlib.sha256(printed.data).hexdigest())


def _printed(part, store):
    with turn():
        printed = store.get(part) or press.print_part(part)
    store.put(part, printed)
    return printed
