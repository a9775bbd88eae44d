"""The book as one would print it first: python -m actionplan.benchmarks.naive_paper SLUG FILE.

The same texts and looks in one document: one table for all items, its columns as wide as the
renderer finds, a cell for each month with the piece of an arrow in it.
"""

import os
import re
import sys

ARROW = {(True, True): "↔", (True, False): "←", (False, True): "→", (False, False): "─"}


def main(slug, target):
    from django.utils.html import escape
    from weasyprint import CSS, HTML

    from documents import press
    from documents.book_parts import Cutter
    from documents.plan_book import compose
    from plans.models import PlanVersion

    version = PlanVersion.objects.with_plan().get(plan__organization__slug=slug)
    cutter = Cutter(compose(version))
    parts = {part.key: part for part in cutter.parts()}
    body = [inner(parts[key].html) for key in ("front", "prose", "summary")]
    form = cutter.context["forms"][0]
    head = [f"<th>{escape(text)}</th>" for text in heads(form, cutter.context["months"])]
    body.append(f'<section class="form"><table class="naive"><tr>{"".join(head)}</tr>')
    for chapter in form["chapters"]:
        for group in chapter["groups"]:
            body += [f"<tr>{''.join(cells(row))}</tr>" for row in group["rows"]]
    body += ["</table></section>", inner(parts["index"].html)]
    css = cutter.css + (
        "@page { @bottom-right { content: counter(page) ' / ' counter(pages) } }"
        ".naive { border-collapse: collapse; font-size: 9pt; line-height: 1.5; width: 273mm }"
        ".naive td, .naive th { border: .12mm solid #000; padding: .5mm 1mm; vertical-align: top }"
    )
    fetcher = press._fetcher("")
    sheets = [CSS(string=press.FACES + css, base_url=press.BASE_URL, url_fetcher=fetcher)]
    page = f"<html lang=th><title>แผน</title><body>{''.join(body)}</body></html>"
    source = HTML(string=page, base_url=press.BASE_URL, url_fetcher=fetcher)
    source.write_pdf(target, stylesheets=sheets, **press.TAGGED)


def inner(html):
    return re.search("<body>(.*)</body>", html, re.DOTALL)[1]


def heads(form, months):
    """Return the words of the heads, months apart."""
    for column in form["columns"]:
        yield from months if column["key"] == "months" else [" ".join(column["lines"])]


def cells(row):
    """Return the cells of a row, a piece of an arrow in each of its months."""
    for key, _, text in row["cells"]:
        if key != "months":
            yield f"<td>{text}</td>"
            continue
        has = [False, *(bool(row["mask"] >> month & 1) for month in range(12)), False]
        for month in range(1, 13):
            piece = ARROW[not has[month - 1], not has[month + 1]] if has[month] else ""
            yield f"<td>{piece}</td>"


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionplan.settings")
    django.setup()
    main(*sys.argv[1:])
