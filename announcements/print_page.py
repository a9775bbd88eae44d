"""The forms of a plan as one page to print: the texts of the book, months as cells with arrows."""

from documents.book_pages import page_context
from projects.schedule import runs_of, spelled

MONTHS = 12


def forms_of(book):
    """Return what the page shows: every text as the book prints it, and each row's month cells."""
    context = page_context(book, keep=str)
    tables = [
        group
        for form in context["forms"]
        for chapter in form["chapters"]
        for group in chapter["groups"]
    ]
    if context["cancelled"]:
        tables.append(context["cancelled"])
    cells = {
        mask: month_cells(mask, book.fiscal_year, book.figures)
        for mask in {row["mask"] for table in tables for row in table["rows"]}
    }
    for table in tables:
        for row in table["rows"]:
            row["month_cells"] = cells[row["mask"]]
    return context


def month_cells(mask, year, figures):
    """Return (months wide, words) of each cell: one over every run, one for a month without work.

    A month without work has no words.
    """
    starts = dict(runs_of(mask))
    cells, place = [], 0
    while place < MONTHS:
        last = starts.get(place)
        if last is None:
            cells.append((1, ""))
            place += 1
            continue
        run = sum(1 << month for month in range(place, last + 1))
        cells.append((last + 1 - place, figures.table(spelled(run, year))))
        place = last + 1
    return cells
