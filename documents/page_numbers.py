"""The page numbers of a book, as pages to be laid over its own.

Laying out hundreds of pages for a line each takes as long as a part of a form. So one page of each
kind is printed with all ten digits, and the line of every other page is put together from it.
"""

import io
import re

from . import press, thai_text

KINDS = ("prose", "form")  # of pages that carry a number; the cover has none
LINE = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm\n(/\S+ (\S+) Tf)\n(\[.*?\] TJ)")


def printed(sample, sides):
    """Return the Printed page numbers of a book.

    `sample` is the Printed page of each of KINDS; `sides` tells the kind of each page in order.
    """
    import pikepdf  # slow to import
    from pikepdf import Dictionary, Name

    with pikepdf.open(io.BytesIO(sample.data)) as book:
        lines = {kind: _Line(page) for kind, page in zip(KINDS, book.pages, strict=True)}
        count = len(book.pages)
        for number, kind in enumerate(sides, start=1):
            line = lines.get(kind)
            model = (line or lines[KINDS[0]]).page
            content = line.written(number, len(sides)) if line else b""
            page = Dictionary(
                Type=Name.Page, MediaBox=model.MediaBox, Resources=model.Resources,
                Contents=book.make_stream(content),
            )  # fmt: skip
            book.pages.append(pikepdf.Page(book.make_indirect(page)))
        del book.pages[:count]
        target = io.BytesIO()
        book.save(target, static_id=True)
    return press.Printed("numbers", target.getvalue(), {}, [[0, 0]] * len(sides))


class _Line:
    """The line "หน้า 0123456789 จาก 0123456789" of a page: its glyphs, and where it ends."""

    def __init__(self, page):
        self.page = page.obj
        content = page.Contents.read_bytes()
        found = LINE.search(content)
        left, self.base, self.font, size, run = found.groups()
        self.before, self.after = content[: found.start()], content[found.end() :]
        self.size = float(size)
        self.widths = _widths(page.Resources.Font[self.font.split()[0].decode()])
        glyphs = []
        thai_text.read_glyphs(run, 0.0, 0.0, glyphs)
        ids = [glyph.id for glyph in glyphs]
        self.digits = ids[-10:]
        first = next(at for at in range(len(ids)) if ids[at : at + 10] == self.digits)
        self.head, self.middle = ids[:first], ids[first + 10 : -10]
        self.right = float(left) + self._length(ids)

    def _length(self, ids):
        return sum(self.widths[each] for each in ids) * self.size / 1000

    def written(self, number, total):
        """Return the content of a page: its line ends where the line of the sample does."""
        ids = [*self.head, *self._in_digits(number), *self.middle, *self._in_digits(total)]
        left = b"%.4f" % (self.right - self._length(ids))
        run = "".join(f"{each:04x}" for each in ids).encode()
        line = b"1 0 0 -1 %s %s Tm\n%s\n[<%s>] TJ" % (left, self.base, self.font, run)
        return self.before + line + self.after

    def _in_digits(self, number):
        return [self.digits[int(digit)] for digit in str(number)]


def _widths(font):
    """Return {glyph: width in thousandths of an em} of a font of the file."""
    listed = list(font.DescendantFonts[0].W)  # a glyph, and the widths from there on
    return {
        int(first) + place: float(width)
        for first, widths in zip(listed[::2], listed[1::2], strict=True)
        for place, width in enumerate(widths)
    }
