"""A layout tried out on an organization's own items: one group, as a page and as paper."""

from dataclasses import dataclass, replace

from plans.models import PlanVersion

from . import press
from .book_pages import page_context
from .book_parts import Cutter
from .form_layouts import FormLayout
from .one_at_a_time import turn
from .plan_book import compose

ROWS = 6  # on the page; the paper has all of the group


@dataclass(frozen=True)
class Trial:
    """The book of a version cut down to the first group of its first form that has any."""

    version: PlanVersion
    book: object

    @property
    def context(self):
        return page_context(self.book)

    @property
    def form(self):
        """Return the form that has the group."""
        return next((form for form in self.context["forms"] if form["chapters"]), None)

    @property
    def shown(self):
        """Return what the page shows: the form, its chapter and group, the first of its rows."""
        form = self.form
        if form is None:
            return None
        chapter = form["chapters"][0]
        group = chapter["groups"][0]
        return {"form": form, "chapter": chapter, "group": group, "rows": group["rows"][:ROWS]}

    def paper(self):
        """Return the PDF of ผด.01 and the group; raise PrintFault when a letter is in no font."""
        cutter, form = Cutter(self.book), self.form
        groups = [(chapter, chapter["groups"]) for chapter in form["chapters"]] if form else []
        rows = [row for _, tables in groups for table in tables for row in table["rows"]]
        part = cutter.part(
            "trial", "trial", {row["mask"] for row in rows}, form=form, runs=groups,
            anchor="trial", shows_title=True,
        )  # fmt: skip
        with turn():
            return press.print_part(part).data


def trial_of(organization, flat):
    """Return the Trial of a flat layout on the newest version, or None without any plan."""
    versions = PlanVersion.objects.filter(plan__organization=organization).with_plan()
    version = versions.order_by("-plan__fiscal_year", "opened_at").first()
    if version is None:
        return None
    layout = FormLayout.from_flat(flat).in_digits(organization.digit_style)
    book = compose(version, layout=layout)
    chapters, equipment = book.chapters[:1], [] if book.chapters else book.equipment[:1]
    return Trial(
        version,
        replace(book, chapters=_first(chapters), equipment=_first(equipment), cancelled=[]),
    )


def _first(chapters):
    return [replace(chapter, groups=chapter.groups[:1]) for chapter in chapters]
