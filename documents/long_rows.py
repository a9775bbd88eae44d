"""Rows that go on on the next page: closed by a line there, their number said again here.

WeasyPrint parts a row in the middle of its cells, leaves it open at the foot of the page and its
narrow cells empty on the next one. Everything is laid out by then, so nothing moves.
"""

LONG, NUMBER = "long", "n"  # classes of such a row, and of the cell of its number


def finish(document):
    """Close and number the parted rows of a laid-out document, before it is drawn."""
    told = {}  # row → its number's lines, as they stand on its first page, and where
    for page in document.pages:
        for table in _tables(page._page_box):
            table.skip_cell_border_bottom = False
            for row in _long_rows(table):
                cell = next((c for c in row.children if NUMBER in _classes(c)), None)
                if cell is None:
                    continue
                if row.element not in told:
                    told[row.element] = cell.children, cell.content_box_y()
                    cell.children = cell.children[:1]  # without "(ต่อ)"
                else:
                    lines, top = told[row.element]
                    cell.children = [line.deepcopy() for line in lines]
                    for line in cell.children:
                        line.translate(dy=cell.content_box_y() - top)


def _tables(box):
    """Yield the tables of a page; no table holds another."""
    from weasyprint.formatting_structure import boxes  # slow to import

    if isinstance(box, boxes.TableBox):
        yield box
    elif isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.LineBox):
        for child in box.children:
            yield from _tables(child)


def _long_rows(table):
    return [row for group in table.children for row in group.children if LONG in _classes(row)]


def _classes(box):
    return (box.element.get("class") or "").split() if box.element is not None else []
