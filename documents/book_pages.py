"""What the templates of the plan book show: every text as it is printed, digits included."""

import re
from dataclasses import replace

from projects.schedule import FISCAL_ORDER
from thai.calendar import SHORT_MONTHS
from thai.text import sort_key

from . import flow_chart, month_strip
from .plan_book import CANCELLED, FORM_01, FORM_02, FORM_02_1

NO_MONTHS = "ยังไม่ระบุเดือน"
LONG, LONG_LINES = 600, 14  # of a detail: half a page; such a row may be parted
INDEX = "ดัชนีรายการ เรียงตามตัวอักษร"


def style_context(book, masks=()):
    """Return what the style sheet needs; `masks` are the sets of months that are drawn."""
    flow = flow_rows(book)
    return {
        "counter": "thai" if book.figures.is_thai_in_prose else "decimal",
        "draft": book.state if book.is_draft else "",
        "shows_satang": book.figures.shows_satang,
        "months": month_strip.rules(masks),
        "month_width": f"{month_strip.MONTH_WIDTH:g}",
        "months_width": f"{month_strip.WIDTH:g}",
        "flow_picture": month_strip.as_url(flow_chart.drawing(flow)),
        "flow_rules": flow_chart.rules(flow),
    }


def flow_rows(book):
    return flow_chart.rows_of([(step.who, step.what) for step in book.flow])


def page_context(book):
    figures = book.figures
    marks = {
        "summary": figures.prose("แบบ ผด.01"),
        "projects": figures.prose("แบบ ผด.02"),
        "equipment": figures.prose("แบบ ผด.02/1"),
        "cancelled": figures.prose("แบบ ผด.02"),
    }
    forms = [
        {
            "mark": marks["projects"],
            "parts_chapters": True,  # each strategy begins a page
            "anchor": "form-02",
            "title": FORM_02,
            "item": "โครงการ",
            "detail": "รายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ",
            "chapters": [_chapter(chapter, figures, "โครงการ/กิจกรรม") for chapter in book.chapters],
            "empty": "ไม่มีโครงการหรือกิจกรรมในแผนฉบับนี้",
        },
        {
            "mark": marks["equipment"],
            "anchor": "form-02-1",
            "title": FORM_02_1,
            "item": "ครุภัณฑ์",
            "detail": "รายละเอียดของครุภัณฑ์",
            "chapters": [_chapter(chapter, figures, "รายการ") for chapter in book.equipment],
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
        "notice_blocks": _blocks(book.notice.blocks if book.notice else []),
        "merged": _blocks(book.merged),
        "preface": {"title": book.preface.title, "blocks": _blocks(book.preface.blocks)},
        "part_one": [
            {"key": section.key, "title": section.title, "blocks": _blocks(section.blocks)}
            for section in book.part_one
        ],
        "flow": flow_rows(book),
        "part_1": figures.prose("ส่วนที่ 1 บทนำ"),
        "part_2": figures.prose("ส่วนที่ 2 บัญชีโครงการ กิจกรรม และงบประมาณ"),
        "contents": _contents(book, marks),
        "marks": marks,
        "titles": {"summary": FORM_01, "cancelled": CANCELLED, "index": INDEX},
        "summary": [_summary_row(row, figures) for row in book.summary],
        "forms": forms,
        "cancelled": book.cancelled and _group(book.cancelled, None, figures, "รายการ"),
        "index": _index(book),
        "months": [SHORT_MONTHS[month] for month in FISCAL_ORDER],
        "first_year": figures.table(f"พ.ศ. {year - 1}"),
        "second_year": figures.table(f"พ.ศ. {year}"),
    }


def _blocks(blocks):
    return [replace(block, text=kept_together(block.text)) for block in blocks]


def kept_together(text):
    """Keep ๆ and a lone ฯ on the line of their word; readers of the file see a plain space."""
    return re.sub(" (?=[ๆฯ])", "\u00a0", text)


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
    lines.append(("one", "form-01", book.figures.prose("ส่วนที่ 2 บัญชีโครงการ กิจกรรม และงบประมาณ")))
    lines.append(("two", "summary", f"{marks['summary']} {FORM_01}"))
    for anchor, name, title, chapters in (
        ("form-02", "projects", FORM_02, book.chapters),
        ("form-02-1", "equipment", FORM_02_1, book.equipment),
    ):
        lines.append(("two", anchor, f"{marks[name]} {title}"))
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
    for mark, chapters in (("ผด.02", book.chapters), ("ผด.02/1", book.equipment)):
        for group in (group for chapter in chapters for group in chapter.groups):
            for row in group.rows:
                place = figures.prose(f"{mark} {group.number} ลำดับที่ {row.number}")
                entries.append({"anchor": f"i{row.code}", "name": row.name, "place": place})
    return sorted(entries, key=lambda entry: (sort_key(entry["name"]), entry["anchor"]))


def _chapter(chapter, figures, unit):
    return {
        "anchor": chapter.anchor,
        "title": chapter.title,
        "groups": [
            {
                "anchor": group.anchor,
                "title": group.title,
                **_group(group.rows, group.sum.amount, figures, unit),
            }
            for group in chapter.groups
        ],
    }


def _group(rows, amount, figures, unit):
    count = figures.table(f"{len(rows):,}")
    return {
        "rows": [_row(row, figures) for row in rows],
        "sum_title": f"รวม {count} {unit}",
        "sum": "" if amount is None else figures.money(amount),
    }


def _row(row, figures):
    return {
        "anchor": f"i{row.code}",
        "number": figures.table(row.number),
        "name": kept_together(row.name),
        "detail": kept_together(figures.table(row.detail)),
        "budget": figures.money(row.budget),
        "place": kept_together(figures.table(row.place)) or "-",
        "owner": kept_together(row.owner) or "-",
        "months": figures.table(row.months_text) or NO_MONTHS,
        "mask": row.months,
        "months_class": month_strip.css_class(row.months),
        "is_long": len(row.detail) > LONG or row.detail.count("\n") > LONG_LINES,
    }


def _summary_row(row, figures):
    return {
        "kind": row.kind,
        "title": row.title,
        "count": figures.count(row.count),
        "count_share": figures.share(row.count_share),
        "amount": figures.money(row.amount),
        "amount_share": figures.share(row.amount_share),
        "units": row.units,
    }
