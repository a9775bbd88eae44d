"""The plan book as PDF/A: tagged, searchable in Thai, the same bytes for the same content.

Cut into parts (`book_parts`), printed side by side or taken from the store (`press`), bound into
one file (`binding`).
"""

from . import page_numbers, press
from .attachments import attachments_of
from .binding import bind, places_of
from .book_parts import Cutter
from .paper import Paper, PrintFault
from .plan_book import printed_with

DEPTHS = {"one": 0, "two": 1, "three": 2}  # of the lines of the contents, in the outline
BELOW = 3  # a program below its strategy
NAMED = 5  # items of one fault; who mends these knows where the others come from


def render(book, store=None, tell=None):
    """Return the Paper of a book; raise PrintFault when a letter is in no font.

    `store` (a PartStore) gives the parts that are as they were, and keeps the others; `tell` is
    called as parts get ready, see press.print_parts.
    """
    cutter = Cutter(book)
    parts = cutter.parts()
    try:
        done = press.print_parts(parts, store, tell)
    except PrintFault as fault:
        raise PrintFault(*fault.args, *_items_with(fault.letters, book.rows)) from fault
    front, *rest = [done[part.key] for part in parts]
    contents = _contents(cutter, front, rest, store)
    printed = [front, contents, *rest]
    sample = _one(cutter.numbers(), store, press.UNTAGGED)
    data = bind(
        printed,
        page_numbers.printed(sample, _sides(printed)),
        outline_of(cutter),
        title=f"{book.title} {book.organization}",
        author=book.organization,
        description=f"{book.title} {book.organization} {book.state}",
        attachments=attachments_of(book),
    )
    return Paper(data, sum(len(part.sizes) for part in printed), printed_with())


def _items_with(letters, rows):
    """Return the items in which letters stand that no font has, as sentences."""
    texts = ((row, f"{row.name}{row.detail}{row.place}{row.owner}{row.source}") for row in rows)
    found = [row for row, text in texts if any(letter in text for letter in letters)]
    return [f"พบในรายการ {row.code} {row.name}" for row in found[:NAMED]]


def _contents(cutter, front, rest, store):
    """Return the printed contents: again, until it has as many pages as its numbers count on."""
    pages = 1
    while True:
        blank = press.Printed("contents", b"", {}, [[0, 0]] * pages)
        places = places_of([front, blank, *rest])
        page_of = {anchor: page + 1 for anchor, (page, _, _) in places.items()}
        printed = _one(cutter.contents(page_of), store)
        if len(printed.sizes) == pages:
            return printed
        pages = len(printed.sizes)


def _one(part, store, options=press.TAGGED):
    """Return one part, from the store where it has it."""
    printed = store and store.get(part)
    if not printed:
        printed = press.print_part(part, options=options)
        if store:
            store.put(part, printed)
    return printed


def _sides(parts):
    """Return how each page lies: the cover, then prose upright and forms across."""
    sizes = [size for part in parts for size in part.sizes]
    return ["cover", *("form" if width > height else "prose" for width, height in sizes[1:])]


def outline_of(cutter):
    """Return [(depth, anchor, words)] of the bookmarks: the contents, and what is below them.

    Below a strategy that is its programs, or its guidelines and their programs.
    """
    groups = {
        chapter["anchor"]: list(_below(chapter))
        for form in cutter.context["forms"]
        for chapter in form["chapters"]
    }
    lines = []
    for level, anchor, words in cutter.context["contents"]:
        lines.append((DEPTHS[level], anchor, words))
        lines += groups.get(anchor, [])
    return lines


def _below(chapter):
    has_guidelines = any(group["heading"] for group in chapter["groups"])
    for group in chapter["groups"]:
        if group["heading"]:
            yield BELOW, group["anchor"], group["heading"]
        yield BELOW + has_guidelines, group["anchor"], group["title"]
