"""Where things stand on the pages of a finished PDF, in points from the upper left."""

from dataclasses import dataclass

import pymupdf
import pypdfium2

BORDER = 0.3  # points; the lines between months are thinner


@dataclass(frozen=True)
class Line:
    """One line of a cell or paragraph."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    is_bold: bool


@dataclass(frozen=True)
class Leaf:
    """One page: its lines from top to bottom, its borders, the ink of its letters."""

    number: int
    width: float
    height: float
    lines: list
    upright: list  # borders of cells, (x, from, to)
    level: list  # (y, from, to)
    ink: list  # (letter, left, top, right, bottom)

    @property
    def is_across(self):
        return self.width > self.height

    @property
    def body(self):
        """The lines without running head and page number."""
        foot = self.height - (40 if self.is_across else 60)
        return [line for line in self.lines if 55 < line.top < foot]


def leaves_of(data):
    """Return the pages of a PDF."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        drawn = [(page.rect, lines_of(page), *borders_of(page)) for page in document]
    inks = pypdfium2.PdfDocument(data)
    try:
        return [
            Leaf(number, rect.width, rect.height, *rest, list(ink_of(inks[number], rect.height)))
            for number, (rect, *rest) in enumerate(drawn)
        ]
    finally:
        inks.close()


def lines_of(page):
    found = []
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", []):
            words = "".join(span["text"] for span in line["spans"]).strip()
            first = line["spans"][0]
            if words:
                is_bold = "Bold" in first["font"]
                found.append(Line(words, *line["bbox"], round(first["size"], 1), is_bold))
    return sorted(found, key=lambda line: (round(line.top), line.left))


def borders_of(page):
    """Return the upright and the level borders of the cells of a page."""
    upright, level = [], []
    for drawing in page.get_drawings():
        if drawing["type"] != "s" or drawing["width"] < BORDER:
            continue
        x0, y0, x1, y1 = drawing["rect"]
        if x1 - x0 < 1:
            upright.append((x0, y0, y1))
        elif y1 - y0 < 1:
            level.append((y0, x0, x1))
    return upright, level


def ink_of(page, height):
    """Yield where each letter of a page is drawn; marks count, spaces do not."""
    text = page.get_textpage()
    letters = text.get_text_range()
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        if right - left > 0.2:
            letter = letters[place] if place < len(letters) else "?"
            yield letter, left, height - top, right, height - bottom
    text.close()
    page.close()


def struck(leaf, slack=0.1):
    """Return the letters that a border runs through, or that stand off the page."""
    found = []
    for letter, left, top, right, bottom in leaf.ink:
        is_off = left < 0 or top < 0 or right > leaf.width or bottom > leaf.height
        is_crossed = any(
            left + slack < x < right - slack and top < end and bottom > start
            for x, start, end in leaf.upright
        ) or any(
            top + slack < y < bottom - slack and left < end and right > start
            for y, start, end in leaf.level
        )
        if is_off or is_crossed:
            found.append((letter, round(left), round(top)))
    return found
