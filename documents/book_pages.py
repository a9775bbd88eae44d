"""What the templates of the plan book show: every text as it is printed, digits included."""

from dataclasses import replace
from functools import lru_cache
from math import floor

from projects.schedule import FISCAL_ORDER
from thai.calendar import SHORT_MONTHS
from thai.text import sort_key

from . import dictionary, flow_chart, month_strip
from .form_layouts import EQUIPMENT, FORMS, PROJECTS, SUMMARY, table_width, widths
from .form_tables import CANCELLED
from .kept_words import kept_together, markup_with, own_names
from .rounding import note_on_shares

NO_MONTHS = "ยังไม่ระบุเดือน"
LETTERS = {"detail": 43, "name": 36, "place": 14, "owner": 17}  # about, on a line of the cell
LONG = 14  # lines: half a page; such a row may be parted
TOGETHER = 24  # lines of two rows that a page still holds with their sum and the table's head
SIZE, POINT = 9.0, 25.4 / 72  # of the tables; a point in millimetres
WIDTHS = dict(zip("๐๑๒๓๔๕๖๗๘๙,.", (67, 70, 72, 71, 69, 69, 68, 80, 69, 70, 30, 30), strict=True))
ARABIC = 57  # hundredths of an em, as the others: of bold figures
INDEX = "ดัชนีรายการ เรียงตามตัวอักษร"
CELLS = {
    "number": "c n", "name": "t", "detail": "t", "budget": "b", "place": "t c", "owner": "t c",
    "source": "t c",
}  # fmt: skip
SUMMARY_CELLS = {"count": "c", "count_share": "c", "amount": "b", "amount_share": "c", "units": "t"}


def style_context(book):
    """Return what the style sheet of all parts needs."""
    flow = flow_rows(book)
    return {
        "draft": book.state if book.is_draft else "",
        "money_sizes": _money_sizes(book),
        "paper": book.layout.paper,
        "table_width": f"{table_width(book.layout):g}",
        "running_width": f"{table_width(book.layout) - 48:g}",
        "widths": _widths(book),
        "month_width": f"{month_strip.MONTH_WIDTH:g}",
        "flow_picture": flow_chart.as_url(flow_chart.drawing(flow)),
        "flow_rules": flow_chart.rules(flow),
    }


def flow_rows(book):
    return flow_chart.rows_of([(step.who, step.what) for step in book.flow])


def _money_sizes(book):
    """Return (form, points) where the longest amount takes smaller figures to stay on a line."""
    sums = [group.sum.amount for chapter in book.chapters for group in chapter.groups]
    amounts = {
        SUMMARY: [row.amount for row in book.summary],
        PROJECTS: [*sums, *(row.budget for row in book.cancelled)],
        EQUIPMENT: [group.sum.amount for chapter in book.equipment for group in chapter.groups],
    }
    for name, found in amounts.items():
        sizes = widths(book.layout, name, shows_satang=book.figures.shows_satang)
        room = sizes.get("amount", sizes.get("budget", 0)) - 2.0
        texts = map(book.figures.money, found)
        longest = max((sum(WIDTHS.get(c, ARABIC) for c in t) for t in texts), default=0) / 100
        if longest * SIZE * POINT > room:
            yield name, f"{floor(room / longest / POINT * 10) / 10:g}"


def _widths(book):
    """Return (form, column, millimetres); months are all alike, units take the rest."""
    return [
        (name, key, f"{width:g}")
        for name in FORMS
        for key, width in widths(book.layout, name, shows_satang=book.figures.shows_satang).items()
        if key not in {"months", "units"}
    ]


def page_context(book, keep=kept_together):
    """Return every text of the book; `keep` writes what people typed, so that lines end well."""
    figures, layout = book.figures, book.layout
    marks = {name: figures.prose(layout.form(name).mark) for name in FORMS}
    forms = [
        {
            **_form(layout, PROJECTS, figures),
            "parts_chapters": True,  # each strategy begins a page
            "anchor": "form-02",
            "chapters": _chapters(book.chapters, layout.projects, figures, "โครงการ/กิจกรรม", keep),
            "empty": "ไม่มีโครงการหรือกิจกรรมในแผนฉบับนี้",
        },
        {
            **_form(layout, EQUIPMENT, figures),
            "anchor": "form-02-1",
            "chapters": _chapters(book.equipment, layout.equipment, figures, "รายการ", keep),
            "empty": "ไม่มีครุภัณฑ์ที่ไม่ได้ดำเนินการตามโครงการพัฒนาท้องถิ่นในแผนฉบับนี้",
        },
    ]
    year = book.fiscal_year
    return {
        "book": book,
        "title": book.title,
        "year": figures.prose(f"ประจำปีงบประมาณ พ.ศ. {year}"),
        "revision": figures.prose(book.revision.strip()),
        "running": f"{book.title} {book.organization}",
        "notice_blocks": _blocks(book.notice.blocks if book.notice else [], keep),
        "merged": _blocks(book.merged, keep),
        "preface": {"title": book.preface.title, "blocks": _blocks(book.preface.blocks, keep)},
        "part_one": [
            {"key": section.key, "title": section.title, "blocks": _blocks(section.blocks, keep)}
            for section in book.part_one
        ],
        "flow": flow_rows(book),
        "part_1": figures.prose("ส่วนที่ 1 บทนำ"),
        "part_2": figures.prose(layout.part_title),
        "contents": _contents(book, marks),
        "marks": {**marks, "cancelled": marks[PROJECTS]},
        "titles": {"cancelled": CANCELLED, "index": INDEX},
        "summary_form": _form(layout, SUMMARY, figures),
        "summary": [_summary_row(row, layout.summary, figures) for row in book.summary],
        "note_on_shares": figures.table(note_on_shares(book.summary)),
        "forms": forms,
        "cancelled": book.cancelled
        and _group(book.cancelled, None, layout.projects, figures, "รายการ", keep),
        "index": _index(book),
        "months": [SHORT_MONTHS[month] for month in FISCAL_ORDER],
        "first_year": figures.table(f"พ.ศ. {year - 1}"),
        "second_year": figures.table(f"พ.ศ. {year}"),
    }


def markup_for(book):
    """Return `keep` of page_context for HTML: names only this town knows stay whole as well."""
    own = own_names(row.place for row in (*book.rows, *book.cancelled))
    return markup_with(name for name in own if dictionary.is_parted(name))


def _blocks(blocks, keep):
    return [replace(block, text=keep(block.text)) for block in blocks]


def _contents(book, marks):
    """Return (level, anchor, text) of every line of the contents."""
    lines = []
    if book.notice:
        lines.append(("one", "notice", book.notice.heading))
    if book.merged:
        lines.append(("one", "notice", "ฉบับที่รวมอยู่ในเล่มนี้"))
    lines.append(("one", "preface", book.preface.title))
    lines.append(("one", "part-1", book.figures.prose("ส่วนที่ 1 บทนำ")))
    lines += [("two", section.key, section.title) for section in book.part_one]
    lines.append(("one", "form-01", book.figures.prose(book.layout.part_title)))
    lines.append(("two", "summary", f"{marks[SUMMARY]} {book.layout.summary.title}"))
    for anchor, name, chapters in (
        ("form-02", PROJECTS, book.chapters),
        ("form-02-1", EQUIPMENT, book.equipment),
    ):
        lines.append(("two", anchor, f"{marks[name]} {book.layout.form(name).title}"))
        for chapter in chapters:
            lines.append(("three", chapter.anchor, chapter.title))
    if book.cancelled:
        lines.append(("two", "cancelled", CANCELLED))
    if book.rows:
        lines.append(("one", "index", f"ภาคผนวก {INDEX}"))
    return lines


def _index(book):
    """Return every item in the order of the dictionary, as it was typed, and where it stands.

    Not by page: counters of three hundred targets would double the time of the whole book.
    """
    figures, entries = book.figures, []
    forms = ((book.layout.projects, book.chapters), (book.layout.equipment, book.equipment))
    for form, chapters in forms:
        for group in (group for chapter in chapters for group in chapter.groups):
            for row in group.rows:
                place = figures.prose(f"{form.short_mark} {group.number} ลำดับที่ {row.number}")
                entries.append({"anchor": f"i{row.code}", "name": row.name, "place": place})
    return sorted(entries, key=lambda entry: (_key(entry["name"]), entry["anchor"]))


@lru_cache(maxsize=10_000)  # a book of which one item changed is sorted again
def _key(name):
    return sort_key(name)


def _form(layout, name, figures):
    """Return what a form prints above its rows; `cells` counts those of a row, months and all."""
    form = layout.form(name)
    return {
        "name": name,
        "mark": figures.prose(form.mark),
        "title": form.title,
        "columns": [{"key": each.key, "lines": each.lines} for each in form.columns],
        "cells": form.width,
    }


def _chapters(chapters, form, figures, unit, keep):
    return [
        {
            "anchor": chapter.anchor,
            "title": chapter.title,
            "groups": [
                {
                    "anchor": group.anchor,
                    "title": group.title,
                    "heading": group.heading,
                    **_group(group.rows, group.sum.amount, form, figures, unit, keep),
                }
                for group in chapter.groups
            ],
        }
        for chapter in chapters
    ]


def _group(rows, amount, form, figures, unit, keep):
    count, before = figures.table(f"{len(rows):,}"), form.cells_before("budget")
    return {
        "keeps_two": sum(map(lines_of, rows[-2:])) <= TOGETHER,
        "rows": [_row(row, form, figures, keep) for row in rows],
        "sum_title": f"รวม {count} {unit}",
        "sum": "" if amount is None else figures.money(amount),
        "before": before,
        "after": form.width - before - 1,
    }


def lines_of(row):
    """Return about how many lines a row takes, its tallest cell deciding."""
    return max(
        sum(len(line) // letters + 1 for line in getattr(row, key).split("\n"))
        for key, letters in LETTERS.items()
    )


def _row(row, form, figures, keep):
    texts = {
        "number": figures.table(row.number),
        "name": keep(row.name),
        "detail": keep(figures.table(row.detail)),
        "budget": figures.money(row.budget),
        "place": keep(figures.table(row.place)) or "-",
        "owner": keep(row.owner) or "-",
        "source": keep(row.source) or "-",
        "months": figures.table(row.months_text) or NO_MONTHS,
    }
    return {
        **texts,
        "anchor": f"i{row.code}",
        "mask": row.months,
        "months_class": month_strip.css_class(row.months),
        "is_long": lines_of(row) > LONG,
        "cells": [
            (column.key, CELLS.get(column.key), texts[column.key]) for column in form.columns
        ],
    }


def summary_texts(row, figures):
    """Return the texts of a row of ผด.01 by the key of their column."""
    return {
        "title": row.title,
        "count": figures.count(row.count),
        "count_share": figures.share(row.count_share),
        "amount": figures.money(row.amount),
        "amount_share": figures.share(row.amount_share),
        "units": row.units,
    }


def _summary_row(row, form, figures):
    texts = summary_texts(row, figures)
    classes = {**SUMMARY_CELLS, "title": "c" if row.kind in {"sum", "total"} else ""}
    return {
        **texts,
        "kind": row.kind,
        "cells": [(classes[column.key], texts[column.key]) for column in form.columns],
    }
