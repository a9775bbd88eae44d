"""The book cut into parts that are printed apart, each known by the hash of all it prints.

A part begins a page. Changing one item changes one part; the others come from the store.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string

from . import month_strip, page_numbers
from .book_pages import markup_for, page_context, style_context

FULL = 25  # rows; a part of a form takes programs until it has as many
MOST = 60  # rows; one that is half full takes no program that makes it larger


@dataclass(frozen=True)
class Part:
    """One part as WeasyPrint gets it; links to other parts are `link:anchor`."""

    key: str
    html: str
    css: str
    weight: int  # rows, about what its printing costs
    own_css: str = ""  # beside `css`, which parts of a paper share and which is read once
    seal: str = ""  # the name of the stored picture, where the part shows it

    @cached_property
    def sha256(self):
        printed = "\0".join((self.css, self.own_css, self.html, self.seal))
        return hashlib.sha256(printed.encode()).hexdigest()


class Cutter:
    """Makes the parts of one book; contexts are composed once."""

    def __init__(self, book):
        self.book = book
        self.context = page_context(book, markup_for(book))

    def part(self, key, template, masks=(), weight=1, **context):
        shown = {**self.context, "template": f"documents/parts/{template}.html", **context}
        html = render_to_string("documents/part.html", shown)
        seal = self.book.seal if "book:seal" in html else ""
        css = self.css_of_numbers if "sizes" in context else self.css
        return Part(key, html, css, weight, month_strip.rules(masks), seal)

    @cached_property
    def css(self):
        """The style sheet that the parts share."""
        return render_to_string("documents/book.css", style_context(self.book))

    @cached_property
    def css_of_numbers(self):
        figures = self.book.figures
        context = {**style_context(self.book), "digits": figures.prose("0123456789")}
        return render_to_string("documents/book.css", context)

    def parts(self):
        """Return the parts but the contents, in the order of the book; the front is the first."""
        found = [self.part("front", "front"), self.part("prose", "prose", weight=8)]
        found.append(self.part("summary", "summary", weight=1 + len(self.book.summary) // 2))
        for form in self.context["forms"]:
            found += self._of_form(form)
        if self.book.cancelled:
            masks = {row.months for row in self.book.cancelled}
            found.append(self.part("cancelled", "cancelled", masks, len(self.book.cancelled)))
        if self.context["index"]:
            found.append(self.part("index", "index", weight=len(self.book.rows) // 8))
        return found

    def _of_form(self, form):
        stretches = list(runs_of(form["chapters"], form.get("parts_chapters", False))) or [[]]
        for number, runs in enumerate(stretches):
            rows = [row for _, groups in runs for group in groups for row in group["rows"]]
            is_first = number == 0
            begins_chapter = bool(runs) and runs[0][0] is not None
            yield self.part(
                f"{form['anchor']}-{number}", "form", {row["mask"] for row in rows}, len(rows),
                form=form, runs=runs, anchor=form["anchor"] if is_first else "",
                shows_title=is_first or (begins_chapter and form.get("parts_chapters")),
            )  # fmt: skip

    def contents(self, page_of):
        """Return the part of the contents; `page_of` gives the page number of an anchor."""
        figures = self.book.figures
        lines = [
            (level, anchor, text, figures.prose(page_of.get(anchor, "")))
            for level, anchor, text in self.context["contents"]
        ]
        return self.part("contents", "contents", contents=lines)

    def numbers(self):
        """Return the sample of page numbers: a page of each kind, see page_numbers."""
        return self.part("numbers", "numbers", sizes=page_numbers.KINDS)


def runs_of(chapters, starts_page):
    """Yield the stretches of a form that begin a page: [(chapter if it begins here, groups)].

    Programs follow one another until a stretch has FULL rows, or half of them and the next would
    make it longer than MOST; with `starts_page` every chapter begins a stretch as well.
    """
    stretch, count = [], 0
    for chapter in chapters:
        if stretch and (starts_page or count >= FULL):
            yield stretch
            stretch, count = [], 0
        for place, group in enumerate(chapter["groups"]):
            rows = len(group["rows"])
            is_full = count >= FULL or (count >= FULL // 2 and count + rows > MOST)
            if place and is_full:
                yield stretch
                stretch, count = [], 0
            if place == 0 or not stretch:
                stretch.append((chapter if place == 0 else None, []))
            stretch[-1][1].append(group)
            count += rows
    if stretch:
        yield stretch
