"""The twelve month columns of a form as pictures: the grid, and one arrow per run. Pure.

A cell per month would be twelve boxes a row, which is what makes such tables slow; here a row has
one cell over all twelve, a class for its months, and the picture of that class behind its text.
"""

from urllib.parse import quote

from projects.schedule import runs_of

MONTH_WIDTH = 7.0  # mm; the stylesheet gives the columns the same
WIDTH = 12 * MONTH_WIDTH
HEIGHT = (
    6.4  # of the picture, centred in the cell; the arrow lies below the words in its upper half
)
MIDDLE = 4.7
WORDS = 40.0  # mm; the words of most sets of months are not longer
GAP, HEAD, HALF_HEAD, HALF_SHAFT = 0.5, 1.7, 0.85, 0.16


def css_class(mask: int) -> str:
    """Return the class of a set of months: one for each that the book uses."""
    return f"m{mask:03x}"


def rules(masks: set[int]) -> str:
    """Return the style rules of the month cells that a book uses."""
    return "\n".join(rule(mask) for mask in sorted(masks))


def rule(mask: int) -> str:
    pictures = ",".join(f"url({as_url(picture)})" for picture in (arrows(mask), grid()))
    return f"table.list td.{css_class(mask)}{{background-image:{pictures};{words(mask)}}}"


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


def arrows(mask: int) -> str:
    """Return the picture of a double arrow over each unbroken run of months, as one path."""
    path = "".join(_arrow(first, last) for first, last in runs_of(mask))
    return _svg(HEIGHT, f'<path d="{path}"/>')


def _arrow(first: int, last: int) -> str:
    left, right = first * MONTH_WIDTH + GAP, (last + 1) * MONTH_WIDTH - GAP
    shaft_top, shaft_bottom = MIDDLE - HALF_SHAFT, MIDDLE + HALF_SHAFT
    head_top, head_bottom = MIDDLE - HALF_HEAD, MIDDLE + HALF_HEAD
    return (
        f"M{left:g} {MIDDLE:g}L{left + HEAD:g} {head_top:g}V{shaft_top:g}"
        f"H{right - HEAD:g}V{head_top:g}L{right:g} {MIDDLE:g}L{right - HEAD:g} {head_bottom:g}"
        f"V{shaft_bottom:g}H{left + HEAD:g}V{head_bottom:g}z"
    )


def grid() -> str:
    """Return the eleven lines between the months, to stretch over a cell's whole height.

    In every cell, not once behind the table: a fragment that gives its last row to the next page
    keeps the height it had before, and the lines would run past its end.
    """
    lines = "".join(f"M{place * MONTH_WIDTH:g} 0V10" for place in range(1, 12))
    return _svg(10, f'<path d="{lines}" stroke="#000" stroke-width=".1"/>')


def _svg(height: float, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}"'
        f' width="{WIDTH:g}mm" height="{height:g}mm" preserveAspectRatio="none">{content}</svg>'
    )


def as_url(svg: str) -> str:
    return f'"data:image/svg+xml,{quote(svg)}"'
