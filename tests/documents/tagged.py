"""Reads a tagged PDF as a screen reader does: by its structure tree, text through marked content.

Written for the tests, from the standard alone: nothing of the product that makes the file.
"""

import io
import re
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf

HEADINGS = {"H1", "H2", "H3", "H4", "H5", "H6"}
PAINTING = {
    "Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI", "EI",
    "INLINE IMAGE",
}  # fmt: skip


@dataclass
class Element:
    """One element of the structure tree; `contents` are its children and marked contents."""

    kind: str
    source: pikepdf.Dictionary
    contents: list = field(default_factory=list)  # Element, or (page number, mark)
    notes: list = field(default_factory=list)  # annotations it stands for

    @property
    def children(self):
        return [each for each in self.contents if isinstance(each, Element)]

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def marks(self):
        for each in self.contents:
            if isinstance(each, Element):
                yield from each.marks()
            else:
                yield each

    def attribute(self, name, otherwise=None):
        told = self.source.get("/A")
        return told.get(f"/{name}", otherwise) if told is not None else otherwise


@dataclass
class Marked:
    """What a page paints: the text of each mark, and what is painted outside of any."""

    texts: dict
    outside: list
    artifacts: int


@dataclass
class Cell:
    kind: str
    text: str
    columns: int
    rows: int
    scope: str


class TaggedPdf:
    def __init__(self, data):
        self.file = pikepdf.open(io.BytesIO(data))
        self.pages = list(self.file.pages)
        self.numbers = {page.obj.objgen: number for number, page in enumerate(self.pages)}
        self._fonts = {}

    @cached_property
    def document(self):
        (document,) = self.file.Root.StructTreeRoot.K
        return self._element(document, self.file.Root.StructTreeRoot)

    def _element(self, source, parent):
        assert source.P.objgen == parent.objgen
        element = Element(str(source.S)[1:], source)
        kids = source.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                element.contents.append((self.numbers[source.Pg.objgen], int(kid)))
            elif kid.get("/Type") == "/OBJR":
                element.notes.append(kid.Obj)
            else:
                element.contents.append(self._element(kid, source))
        return element

    @cached_property
    def marked(self):
        """Return [Marked] of the pages."""
        return [self._marked(page) for page in self.pages]

    def _marked(self, page):
        fonts = page.obj.Resources.get("/Font", {})
        texts, outside, stack, artifacts, letters = {}, [], [], 0, {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                told = operands[1] if name == "BDC" else None
                mark = told.get("/MCID") if isinstance(told, pikepdf.Dictionary) else None
                artifacts += operands[0] == "/Artifact"
                stack.append(mark if mark is None else int(mark))
                if mark is not None:
                    assert int(mark) not in texts, "a mark is used once on a page"
                    texts[int(mark)] = ""
            elif name == "EMC":
                stack.pop()
            elif name == "Tf":
                letters = self._letters(fonts[str(operands[0])])
            elif name in PAINTING:
                if not stack:
                    outside.append(name)
                mark = next((each for each in reversed(stack) if each is not None), None)
                if mark is not None and name in {"TJ", "Tj"}:
                    texts[mark] += written(operands[0], letters)
        assert stack == []
        return Marked(texts, outside, artifacts)

    def _letters(self, font):
        """Return {code: text} of a font, from what it tells readers."""
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = letters_of(font.ToUnicode.read_bytes())
        return self._fonts[font.objgen]

    def text(self, element):
        return "".join(self.marked[page].texts[mark] for page, mark in element.marks())

    def tables(self):
        """Return every table as [[Cell]]; one that goes on over a page comes as two."""
        tables = [each for each in self.document.walk() if each.kind == "Table"]
        return [
            [
                [self._cell(cell) for cell in row.children]
                for row in table.walk()
                if row.kind == "TR"
            ]
            for table in tables
        ]

    def _cell(self, element):
        return Cell(
            element.kind, self.text(element), int(element.attribute("ColSpan", 1)),
            int(element.attribute("RowSpan", 1)), str(element.attribute("Scope", "")),
        )  # fmt: skip


def letters_of(character_map):
    letters = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", character_map, re.DOTALL):
        for code, text in re.findall(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", part):
            letters[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return letters


def written(operand, letters):
    """Return the text of one operand that shows text; two bytes are a letter."""
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(
        letters[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2)
    )
