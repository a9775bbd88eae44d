"""Make the Thai text of a PDF come out as it went in: searched, copied and read aloud.

WeasyPrint maps a glyph to the text it was first drawn with (its issue 2841). HarfBuzz draws ำ as
ํ + [tone] + า, so ํ maps to nothing and า to ำ or า, whichever came first in the document; marks
moved over tall consonants (ป ฝ ฟ) are drawn with pen moves that viewers take for spaces.

Here every glyph maps to its own character, read from the unmodified font. Where a glyph must stand
for other text, or was moved, a composite glyph (same outlines, moved) joins the subset font:

- ํ [tone] า becomes [tone] + one composite that stands for ำ;
- a moved mark becomes a composite of itself, without a pen move;
- a tone drawn before a lower vowel changes places with it, as it is typed.

The picture does not change. It leans on the insides of WeasyPrint 70 and pydyf 0.13, which are
therefore pinned; the extraction tests tell when they move. TrueType outlines only.
"""

import io
import re
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import normalize

from .thai_fonts import write_font

NIKHAHIT, SARA_AA, SARA_AM = "ํ", "า", "ำ"
TONES = "่้๊๋์"
LOWER_VOWELS = "ฺุู"
MARKS = "ัิีึื็๎" + TONES + LOWER_VOWELS + NIKHAHIT

STRAY = 1.5  # thousandths of an em that are rounding, not a move

TOKEN = re.compile(rb"<([0-9a-fA-F]*)>|([^<>\s]+)")
NOT_DRAWN = {"/Metadata", "/ObjStm", "/XRef", "/EmbeddedFile"}


def finish(document, pdf):
    """Repair the text of a finished PDF; WeasyPrint's `write_pdf(finisher=finish)`."""
    fonts, drawn = {}, {}
    for font in document.fonts.values():
        if font.bitmap:
            continue
        repaired = fonts.setdefault(font.hash, RepairedFont(font))
        repaired.make_room_for(font)
        drawn.setdefault(font.hash, {}).update(font.to_unicode)
    for stream in _drawing_streams(pdf):
        _repair_stream(stream.stream, fonts)
    for entry in _composite_fonts(pdf):
        name = entry["BaseFont"]
        name = name.decode() if isinstance(name, bytes) else name
        repaired = fonts.get(name[1:].split("+")[0])
        if repaired:
            write_font(pdf, entry, repaired, drawn[repaired.font.hash])


def _drawing_streams(pdf):
    import pydyf  # slow to import

    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pydyf.Stream) and (thing.extra or {}).get("Type") not in NOT_DRAWN
    ]


def _composite_fonts(pdf):
    return [
        thing
        for thing in list(pdf.objects)
        if isinstance(thing, dict)
        and thing.get("Type") == "/Font"
        and thing.get("Subtype") == "/Type0"
    ]


@dataclass(slots=True)
class Glyph:
    """One glyph of a text run: the pen moves left by `before` first, and stands at `rise`."""

    id: int
    before: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class Mark:
    """A mark of a cluster: its glyph, how far it was moved, what it stands for."""

    id: int
    dx: float
    dy: float
    text: str


@dataclass
class RepairedFont:
    """A font of the document: what its glyphs stand for, and the composites it needs."""

    font: object
    texts: dict = field(default_factory=dict)  # glyph id: text
    ligatures: set = field(default_factory=set)  # glyphs that draw ํ together with a tone
    composites: dict = field(default_factory=dict)  # (parts, text): new glyph id
    widths: dict = field(default_factory=dict)  # new glyph id: width
    first_free: int = 0
    is_extended: bool = False

    def __post_init__(self):
        from weasyprint.text.fonts import get_hb_object_data  # slow to import

        blob = get_hb_object_data(self.font.hb_face)
        self.texts, self.ligatures = texts_of_glyphs(blob, self.font.index)
        self.marks = {glyph for glyph, text in self.texts.items() if text and text in MARKS}
        self.marks |= self.ligatures
        self.can_compose = "glyf" in self.font.tables

    def make_room_for(self, font):
        self.first_free = max(self.first_free, max(font.to_unicode, default=0) + 1)

    def composite(self, parts, text):
        """Return the id of the glyph that draws `parts` [(id, dx, dy)] and stands for `text`."""
        free = self.first_free + len(self.composites)
        return self.composites.setdefault((tuple(parts), text), free)


@lru_cache(maxsize=8)
def texts_of_glyphs(blob, index):
    """Return ({glyph id: text}, {glyphs that draw ํ with a tone}) of a font file.

    From its character map, then its glyph names, then single substitutions (a mark's variants).
    """
    from fontTools import agl  # slow to import
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(blob), fontNumber=index, lazy=True)
    names = font.getGlyphOrder()
    ids = {name: number for number, name in enumerate(names)}
    texts = {}
    # From high to low, so that the plain space wins over the no-break space it is drawn with.
    for code, name in sorted(font.getBestCmap().items(), reverse=True):
        if not 0xE000 <= code <= 0xF8FF:
            is_plainer = code == 0xA0 or 0xFB00 <= code <= 0xFB06  # ﬁ is f and i to who searches
            texts[ids[name]] = normalize("NFKC", chr(code)) if is_plainer else chr(code)
    for name in names:
        text = agl.toUnicode(name)
        if ids[name] not in texts and text and not re.search("[\ue000-\uf8ff]", text):
            texts[ids[name]] = text
    for old, new in _single_substitutions(font):
        if ids[new] not in texts and ids[old] in texts:
            texts[ids[new]] = texts[ids[old]]
    ligatures = set()
    for glyph, text in texts.items():
        if len(text) > 1 and NIKHAHIT in text and set(text) <= set(MARKS):
            texts[glyph] = text.replace(NIKHAHIT, "")
            ligatures.add(glyph)
    return texts, ligatures


def _single_substitutions(font):
    if "GSUB" not in font:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if type(table).__name__ == "SingleSubst":
                yield from table.mapping.items()


# --- The operators of a page ----------------------------------------------------------------------


def _repair_stream(operators, fonts):
    """Rewrite the text between each BT and ET in place."""
    start = None
    for index, operator in enumerate(operators):
        if operator == b"BT":
            start = index + 1
        elif operator == b"ET" and start is not None:
            _repair_block(operators, start, index, fonts)
            start = None


def _repair_block(operators, start, end, fonts):
    font, size, index = None, 1.0, start
    while index < end:
        operator = operators[index]
        if isinstance(operator, bytes) and operator.endswith(b" Tf"):
            name, points, _ = operator.split()
            font, size = fonts.get(name[1:].decode()), float(points)
        elif isinstance(operator, bytes) and operator.endswith(b" TJ") and font:
            index = _repair_run(operators, index, end, font, size)
            continue
        index += 1


def _repair_run(operators, start, end, font, size):
    """Rewrite one run, a TJ and any Ts TJ Ts for raised glyphs; return the index after it."""
    glyphs, tail, rise, index = [], 0.0, 0.0, start
    while index < end and isinstance(operators[index], bytes):
        operator = operators[index]
        if operator.endswith(b" Ts"):
            rise = float(operator[:-3]) / size * 1000
        elif operator.endswith(b" TJ"):
            tail = read_glyphs(operator, rise, tail, glyphs)
        else:
            break
        index += 1
    has_marks = any(glyph.id in font.marks for glyph in glyphs)
    # A raised glyph that is no mark (an exponent drawn by the font) is left as it is.
    has_raised = any(glyph.rise and glyph.id not in font.marks for glyph in glyphs)
    if font.can_compose and has_marks and not has_raised:
        operators[start] = _write_glyphs(*_repair_glyphs(glyphs, tail, font))
        operators[start + 1 : index] = [b""] * (index - start - 1)
    return index


def read_glyphs(operator, rise, before, glyphs):
    """Append the glyphs of one TJ; return the pen move after the last."""
    for digits, number in TOKEN.findall(operator[1:-4]):
        if number:
            before += float(number)
            continue
        for place in range(0, len(digits), 4):
            glyphs.append(Glyph(int(digits[place : place + 4], 16), before, rise))
            before = 0.0
    return before


def _write_glyphs(glyphs, tail):
    parts, run = [], []

    def close():
        if run:
            parts.append(f"<{''.join(run)}>")
            run.clear()

    for glyph in glyphs:
        if round(glyph.before, 2):
            close()
            parts.append(f"{round(glyph.before, 2):g}")
        run.append(f"{glyph.id:04x}")
    close()
    if round(tail, 2):
        parts.append(f"{round(tail, 2):g}")
    return f"[{' '.join(parts)}] TJ".encode()


def _repair_glyphs(glyphs, tail, font):
    """Return the glyphs of a run in the order they are read, marks as composites, and its tail."""
    repaired, index, carry = [], 0, 0.0
    while index < len(glyphs):
        glyph = glyphs[index]
        before, carry = glyph.before + carry, 0.0
        if glyph.id not in font.marks:
            repaired.append(Glyph(glyph.id, before))
            index += 1
            continue
        marks, index, pen = _cluster(glyphs, index, before, font)
        is_last = index == len(glyphs)
        back = pen - (tail if is_last else glyphs[index].before)
        kept = back if abs(back) > STRAY else 0.0  # what does not cancel out is real kerning
        follows_aa = not is_last and font.texts.get(glyphs[index].id) == SARA_AA
        am = _split_am(marks, glyphs[index].id, font) if follows_aa else None
        _put_vowel_before_tone(marks)
        for mark in marks:
            repaired.append(Glyph(_drawn(mark, font)))
        if am:
            repaired.append(Glyph(font.composite(am, SARA_AM), -kept))
            index += 1
        elif is_last:
            tail = -kept
        else:
            carry = -kept - glyphs[index].before
    return repaired, tail


def _cluster(glyphs, index, before, font):
    """Return the marks from `index` on, the index after them, and where the pen is then.

    A number in TJ moves the pen left; a later one brings it back.
    """
    marks, pen = [], 0.0
    while index < len(glyphs) and glyphs[index].id in font.marks:
        glyph = glyphs[index]
        pen -= glyph.before if marks else before
        marks.append(Mark(glyph.id, pen, glyph.rise, font.texts.get(glyph.id, "")))
        index += 1
    return marks, index, pen


def _split_am(marks, sara_aa, font):
    """Take ํ out of the marks before า; return the parts of the composite for ำ, or None."""
    nikhahits = [mark for mark in marks if mark.text == NIKHAHIT]
    if not nikhahits and not any(mark.id in font.ligatures for mark in marks):
        return None
    marks[:] = [mark for mark in marks if mark.text != NIKHAHIT]
    return [(mark.id, round(mark.dx), round(mark.dy)) for mark in nikhahits] + [(sara_aa, 0, 0)]


def _put_vowel_before_tone(marks):
    for place in range(len(marks) - 1):
        first, second = marks[place], marks[place + 1]
        if first.text and first.text in TONES and second.text and second.text in LOWER_VOWELS:
            marks[place], marks[place + 1] = second, first


def _drawn(mark, font):
    """Return the glyph that draws a mark where it is, without moving the pen.

    Even a small move makes some viewers put the letters of a word in the order they lie.
    """
    if abs(mark.dx) <= STRAY and not round(mark.dy):
        return mark.id
    return font.composite([(mark.id, round(mark.dx), round(mark.dy))], mark.text)
