"""The twelve month columns of a form: the grid, and one arrow per unbroken run of months.

A cell per month would be twelve boxes a row, and a picture behind the cell one more drawing each;
both make such tables slow. Here a row has one cell over all twelve with a class for its months,
and lines and arrows are drawn into the finished page, under its text: WeasyPrint's `finisher`.
"""

from projects.schedule import runs_of

from .thai_fonts import deref

MONTH_WIDTH = 6.0  # mm; the stylesheet gives the columns the same
WIDTH = 12 * MONTH_WIDTH
BELOW = 1.5  # mm; the arrow lies so far below the middle of its cell, the words above it
WORDS = 40.0  # mm; the words of most sets of months are not longer
GAP, HEAD, HALF_HEAD, HALF_SHAFT = 0.5, 1.7, 0.85, 0.16
AROUND = 0.4  # mm; beside the words, where no line is drawn
LINE = 0.1
PIXELS = 96 / 25.4  # of CSS, in a millimetre; the boxes of a page are measured in them
POINTS = 0.75  # in a pixel


def css_class(mask: int) -> str:
    """Return the class of a set of months: one for each that the book uses."""
    return f"m{mask:03x}"


def rules(masks: set[int]) -> str:
    """Return the style rules of the month cells that a book uses."""
    return "\n".join(f"table.list td.{css_class(mask)}{{{words(mask)}}}" for mask in sorted(masks))


def words(mask: int) -> str:
    """Return the style that puts a cell's words over its arrows, or beside the nearer edge."""
    runs = runs_of(mask)
    if not runs:
        return ""
    left, right = runs[0][0] * MONTH_WIDTH, (11 - runs[-1][1]) * MONTH_WIDTH
    if WIDTH - abs(left - right) >= WORDS:
        side = "right" if right > left else "left"
        return f"padding-{side}:{abs(left - right):g}mm"
    if left < right:
        return f"text-align:left;padding-left:{left + GAP:g}mm"
    return f"text-align:right;padding-right:{right + GAP:g}mm"


def draw(document, pdf):
    """Draw what belongs under the words of every month cell, as an artifact of its page."""
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        cells = list(_cells(page._page_box))
        if cells:
            operators = deref(pdf, deref(pdf, reference)["Contents"]).stream
            # After the first, which turns the page so that it is measured from its top.
            operators.insert(1, picture(cells).encode())


def _cells(box):
    """Yield (x, y, height, mask, boxes of the words) of the month cells of a page, in pixels."""
    from weasyprint.formatting_structure import boxes  # slow to import

    to_visit = [box]
    while to_visit:
        box = to_visit.pop()
        if isinstance(box, boxes.TableCellBox):
            classes = (box.element.get("class") or "").split()
            if classes[:1] == ["months"]:
                words = [text for line in box.children for text in line.children]
                places = [(t.position_x, t.position_y, t.width, t.height) for t in words]
                yield (
                    box.border_box_x(), box.border_box_y(), box.border_height(),
                    int(classes[1][1:], 16), places,
                )  # fmt: skip
        elif not isinstance(box, boxes.LineBox):
            to_visit += reversed(getattr(box, "children", ()))


def picture(cells) -> str:
    """Return the operators that draw month cells: the grid first, then room for words, arrows."""
    width = LINE * PIXELS
    parts = [
        "/Artifact BMC q",
        f"{POINTS:g} 0 0 {POINTS:g} 0 0 cm 0 0 0 rg 0 0 0 RG {width:.2f} w",
        *_grid(cells),
        "S 1 1 1 rg",
    ]
    for _, _, _, _, words in cells:
        for x, y, length, height in words:
            around = AROUND * PIXELS
            parts.append(f"{x - around:.2f} {y:.2f} {length + 2 * around:.2f} {height:.2f} re")
    parts.append("f 0 0 0 rg")
    for x, y, height, mask, _ in cells:
        middle = y + height / 2 + BELOW * PIXELS
        parts += [_arrow(x, middle, first, last) for first, last in runs_of(mask)]
    return "\n".join([*parts, "f Q EMC"])


def _grid(cells):
    """Yield the eleven lines between the months, each as long as its cells lie one on another."""
    stretches = []
    for x, y, height, _, _ in cells:
        if stretches and abs(stretches[-1][2] - y) < 1 and abs(stretches[-1][0] - x) < 1:
            stretches[-1][2] = y + height
        else:
            stretches.append([x, y, y + height])
    for x, top, bottom in stretches:
        for place in range(1, 12):
            across = x + place * MONTH_WIDTH * PIXELS
            yield f"{across:.2f} {top:.2f} m {across:.2f} {bottom:.2f} l"


def _arrow(x: float, middle: float, first: int, last: int) -> str:
    """Return a double arrow over months, as one path."""
    left = x + (first * MONTH_WIDTH + GAP) * PIXELS
    right = x + ((last + 1) * MONTH_WIDTH - GAP) * PIXELS
    head, half_head, half_shaft = HEAD * PIXELS, HALF_HEAD * PIXELS, HALF_SHAFT * PIXELS
    corners = [
        (left, 0), (left + head, -half_head), (left + head, -half_shaft),
        (right - head, -half_shaft), (right - head, -half_head), (right, 0),
        (right - head, half_head), (right - head, half_shaft),
        (left + head, half_shaft), (left + head, half_head),
    ]  # fmt: skip
    start, *rest = [f"{across:.2f} {middle + down:.2f}" for across, down in corners]
    return " ".join([f"{start} m", *(f"{corner} l" for corner in rest), "h"])
