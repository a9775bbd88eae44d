"""The forms of the plan book in Word: ผด.01, ผด.02, ผด.02/1, what is cancelled, and the index.

Sums are plain words: a formula of Word stops at the first "-" and cannot read Thai digits, and
whoever updates the contents would update a wrong sum with them.
"""

from itertools import zip_longest

from ..form_layouts import MONTHS, SUMMARY, widths
from .fitting import fitting
from .months import month_cells
from .sections import Section
from .styles import (
    CENTERED,
    FORM_AGAIN,
    FORM_LINE,
    FORM_TITLE,
    INDEX_ENTRY,
    MONTH_HEAD,
    TABLE_CENTERED,
    TABLE_HEAD,
    TABLE_MONEY,
    TABLE_TEXT,
)
from .tables import HEAD_FILL, SUM_FILL, Cell, Row

STYLES = {
    "number": TABLE_CENTERED, "budget": TABLE_MONEY, "place": TABLE_CENTERED,
    "owner": TABLE_CENTERED, "source": TABLE_CENTERED, "count": TABLE_CENTERED,
    "count_share": TABLE_CENTERED, "amount": TABLE_MONEY, "amount_share": TABLE_CENTERED,
}  # fmt: skip
FILLS = {"heading": SUM_FILL, "sum": SUM_FILL, "total": HEAD_FILL}
BOLD = {"heading", "guideline", "sum", "total"}
LAST_ROWS = 2  # of a table stay with its sum


class Forms:
    """Writes the forms of one book into a document; texts come ready from `page_context`."""

    def __init__(self, document, book, context):
        self.document, self.book, self.context = document, book, context

    def write(self):
        self.summary()
        for form in self.context["forms"]:
            self.form(form)
        if self.book.cancelled:
            self.cancelled()
        if self.context["index"]:
            self.index()

    def pages(self, mark):
        """Begin pages across, with the running head and the mark of a form."""
        head = (self.context["running"], mark)
        foot = self.book.state if self.book.is_draft else ""
        paper = self.book.layout.paper
        self.document.new_section(Section(True, paper, head, foot))

    def titles(self, title, lines=()):
        """Add the lines below the title of a form."""
        self.document.paragraph(title, FORM_LINE)
        for line in lines:
            self.document.paragraph(line, FORM_LINE)

    def summary(self):
        context, form = self.context, self.context["summary_form"]
        self.pages(form["mark"])
        self.document.heading(context["part_2"], anchor="form-01")
        listed = f"{form['mark']} {form['title']}"
        self.document.listed_heading(form["title"], FORM_TITLE, listed, 2, "summary")
        self.titles(context["title"], [self.book.organization])
        sizes = widths(self.book.layout, SUMMARY)
        heads = [
            Cell("\n".join(column["lines"]), TABLE_HEAD, fill=HEAD_FILL, is_middle=True)
            for column in form["columns"]
        ]
        rows = context["summary"]
        body = [
            _summary_row(row, form, following)
            for row, following in zip_longest(rows, rows[1:], fillvalue={"kind": ""})
        ]
        self.document.table(sizes.values(), body, head=[Row(heads)], caption=listed)
        if context["note_on_shares"]:
            self.document.paragraph(context["note_on_shares"], TABLE_TEXT)

    def form(self, form):
        document, context = self.document, self.context
        self.pages(form["mark"])
        listed = f"{form['mark']} {form['title']}"
        document.listed_heading(form["title"], FORM_TITLE, listed, 2, form["anchor"])
        self.titles(context["title"], [self.book.organization])
        if not form["chapters"]:
            document.paragraph(form["empty"], CENTERED, before=56)
        for place, chapter in enumerate(form["chapters"]):
            if place and form.get("parts_chapters"):
                document.paragraph(form["title"], FORM_AGAIN, starts_page=True)
                self.titles(context["title"], [self.book.organization])
            document.heading(chapter["title"], 3, anchor=chapter["anchor"])
            for group in chapter["groups"]:
                self.group(group, form)

    def group(self, group, form):
        """Add one table with the heading above it."""
        if group["heading"]:
            self.document.heading(group["heading"], 4)
        level = 5 if self.book.layout.by_guideline else 4
        self.document.heading(group["title"], level, anchor=group["anchor"])
        self.items(group, form, f"{form['mark']} {group['title']}")

    def cancelled(self):
        context, title = self.context, self.context["titles"]["cancelled"]
        mark = context["marks"]["cancelled"]
        self.pages(mark)
        self.document.listed_heading(title, FORM_TITLE, title, 2, "cancelled")
        self.titles(context["title"], [self.book.organization])
        self.items(context["cancelled"], context["forms"][0], f"{mark} {title}")

    def index(self):
        context, title = self.context, self.context["titles"]["index"]
        self.pages("ภาคผนวก")
        self.document.listed_heading(title, FORM_TITLE, f"ภาคผนวก {title}", 1, "index")
        self.titles(context["title"])
        for entry in context["index"]:
            rest = f" · {entry['place']}"
            self.document.linked(entry["anchor"], entry["name"], rest, INDEX_ENTRY)

    def items(self, group, form, caption):
        """Add the table of some items, their sum below it."""
        satang = self.book.figures.shows_satang
        sizes = widths(self.book.layout, form["name"], shows_satang=satang)
        grid = []
        for key, width in sizes.items():
            grid += [width / MONTHS] * MONTHS if key == "months" else [width]
        kept = len(group["rows"]) - LAST_ROWS
        rows = [
            Row(self.cells(row, sizes), keeps_next=place >= kept, may_split=row["is_long"])
            for place, row in enumerate(group["rows"])
        ]
        rows.append(_sum_row(group, sizes["budget"]))
        self.document.table(grid, rows, head=self.heads(form), caption=caption)

    def heads(self, form):
        """Return the two rows of a head: years over months."""
        look = {"fill": HEAD_FILL, "is_middle": True}
        upper, lower = [], []
        for column in form["columns"]:
            if column["key"] != "months":
                words = "\n".join(column["lines"])
                upper.append(Cell(words, TABLE_HEAD, merge="start", **look))
                lower.append(Cell("", TABLE_HEAD, merge="on", **look))
                continue
            upper.append(Cell(self.context["first_year"], TABLE_HEAD, 3, **look))
            upper.append(Cell(self.context["second_year"], TABLE_HEAD, 9, **look))
            for month in self.context["months"]:
                lower.append(Cell(month, MONTH_HEAD, is_tight=True, **look))
        return [Row(upper), Row(lower)]

    def cells(self, row, sizes):
        cells = []
        for key, _, text in row["cells"]:
            if key == "months":
                cells += month_cells(row["mask"], sizes["months"] / MONTHS, text)
            elif key == "budget":
                cells.append(Cell(text, TABLE_MONEY, points=fitting(text, sizes[key])))
            else:
                anchor = row["anchor"] if key == "number" else ""
                style = STYLES.get(key, TABLE_TEXT)
                cells.append(Cell(text, style, anchor=anchor))
        return cells


def _sum_row(group, width):
    points = fitting(group["sum"], width)
    cells = [
        Cell(group["sum_title"], TABLE_CENTERED, group["before"], fill=SUM_FILL, is_bold=True),
        Cell(group["sum"], TABLE_MONEY, fill=SUM_FILL, is_bold=True, points=points),
    ]
    if group["after"]:
        cells.append(Cell("", TABLE_TEXT, group["after"], fill=SUM_FILL))
    return Row(cells)


def _summary_row(row, form, following):
    """Return a row of ผด.01; a heading stays with what follows, a sum with what it adds up."""
    kind = row["kind"]
    look = {"fill": FILLS.get(kind, ""), "is_bold": kind in BOLD}
    keeps_next = kind in {"heading", "guideline"} or following["kind"] in {"sum", "total", "part"}
    if kind in {"heading", "guideline"}:
        return Row([Cell(row["title"], TABLE_TEXT, form["cells"], **look)], keeps_next)
    cells = []
    for column, (_, text) in zip(form["columns"], row["cells"], strict=True):
        style = STYLES.get(column["key"], TABLE_TEXT)
        if column["key"] == "title" and kind in {"sum", "total"}:
            style = TABLE_CENTERED
        cells.append(Cell(text, style, **look))
    return Row(cells, keeps_next)
