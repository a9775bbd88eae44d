"""A sheet as PDF/A: cut at its page breaks, printed and bound as the plan book is."""

from dataclasses import replace

from django.template.loader import render_to_string

from .. import press
from ..binding import bind
from ..book_parts import Part
from ..kept_words import markup_with
from ..makers import made_with
from ..paper import Paper
from .sheet import Entry, Prose, Sheet, Table, Title

KEEP = markup_with(())


def render(sheet: Sheet, store=None, tell=None):
    """Return the Paper of a sheet; raise PrintFault when a letter is in no font.

    `store` and `tell` are those of press.print_parts.
    """
    named = named_stretches(sheet)
    parts = [_part(sheet, number, blocks) for number, blocks in enumerate(named)]
    done = press.print_parts(parts, store, tell)
    printed = [done[part.key] for part in parts]
    pages = sum(len(part.sizes) for part in printed)
    data = bind(
        printed,
        _margins(sheet, pages, store),
        [(0, name, block.text) for blocks in named for name, block in blocks if is_title(block)],
        title=sheet.title,
        author=sheet.author,
        description=" ".join(filter(None, (sheet.title, sheet.draft))),
    )
    return Paper(data, pages, made_with())


def named_stretches(sheet):
    """Return [(name, block)] of each stretch; a name is an anchor and the class of columns."""
    number, named = 0, []
    for stretch in sheet.stretches:
        named.append([(f"b{number + place}", _set(block)) for place, block in enumerate(stretch)])
        number += len(stretch)
    return named


def _set(block):
    """Return prose as it is set: measures, years and ฯลฯ stay on one line."""
    return replace(block, text=KEEP(block.text)) if isinstance(block, Prose | Entry) else block


def is_title(block):
    return isinstance(block, Title)


def _part(sheet, number, blocks):
    head = sheet.head if number == 0 else None
    context = {
        "sheet": sheet,
        "head": head,
        "blocks": [(name, block, f"documents/sheet/{block.kind}.html") for name, block in blocks],
    }
    widths = [
        (f"{name}-{place}", f"{column.width:g}")
        for name, block in blocks
        if isinstance(block, Table)
        for place, column in enumerate(block.columns)
    ]
    tables = [
        (name, f"{sum(column.width for column in block.columns):g}")
        for name, block in blocks
        if isinstance(block, Table)
    ]
    style = {"sheet": sheet, "widths": widths, "tables": tables, "look": sheet.look}
    rows = sum(len(block.rows) for _, block in blocks if isinstance(block, Table))
    return Part(
        key=f"sheet-{number}",
        html=render_to_string("documents/sheet.html", context),
        css=render_to_string("documents/sheet.css", style),
        weight=max(rows, 1),
        seal=head.seal if head else "",
    )


def _margins(sheet, pages, store):
    """Return the pages of page numbers, running heads and the word draft, to be laid over."""
    numbers = [sheet.page_line(page, pages) for page in range(1, pages + 1)]
    context = {"sheet": sheet, "numbers": numbers}
    part = Part(
        key="margins",
        html=render_to_string("documents/sheet/margins.html", context),
        css=render_to_string("documents/sheet_margins.css", context),
        weight=1,
    )
    printed = store and store.get(part)
    if not printed:
        printed = press.print_part(part, press.UNTAGGED)
        if store:
            store.put(part, printed)
    return printed
