"""A Word file written from top to bottom: what every paper of ours is printed with.

    document = Document(title, author, is_thai=True)
    document.new_section(Section())
    document.heading("คำนำ")
    document.paragraph("…")
    paper = document.save()

Every look is a style of `styles`; texts are printed as they are given.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from ..paper import Paper
from . import tables
from .markup import (
    bookmark_name,
    entry_of_contents,
    field,
    link,
    paragraph,
    paragraph_properties,
    run,
)
from .package import Package
from .pictures import measured, picture
from .sections import Section
from .styles import (
    CENTERED,
    CONTENTS_HEAD,
    ENTRY,
    LISTED,
    PROSE,
    SECTION_END,
    SIGNATURE,
    SMALL,
    TABLE_GAP,
)

CONTENTS = 'TOC \\o "1-3" \\f C \\h \\z'  # Word's own headings, and what lists other words
HOW_TO_NUMBER = "คลิกที่สารบัญ กด F9 แล้วเลือกอัปเดตทั้งตาราง เพื่อใส่เลขหน้า"  # goes away with that


class Document:
    """One Word file; the sections, and what they hold, in the order they are added."""

    def __init__(self, title: str, author: str, *, is_thai: bool = True) -> None:
        self.package = Package(title, author)
        self.is_thai = is_thai  # of the page numbers
        self.body: list[str] = []
        self.marks = tables.Marks()
        self.section: Section | None = None
        self.pictures = 0

    def new_section(self, section: Section) -> None:
        """Begin a page that lies as `section` says, and all that follow it."""
        if self.section:
            end = paragraph_properties(style=SECTION_END, section=self._properties())
            self.body.append(paragraph("", end))
        self.section = section

    def heading(
        self,
        words: str,
        level: int = 1,
        *,
        anchor: str = "",
        starts_page: bool = False,
    ) -> None:
        """Add a heading; those of the first three levels stand in the contents."""
        shape = paragraph_properties(style=f"Heading{level}", starts_page=starts_page)
        self.body.append(paragraph(self.marks.around(anchor, run(words)), shape))

    def listed_heading(self, words: str, style: str, listed: str, level: int, anchor: str) -> None:
        """Add a heading that stands in the contents with other words than its own."""
        content = self.marks.around(anchor, entry_of_contents(listed, level) + run(words))
        shape = paragraph_properties(style=style, outline=level - 1)
        self.body.append(paragraph(content, shape))

    def paragraph(
        self,
        words: str,
        style: str = PROSE,
        *,
        is_bold: bool = False,
        before: float | None = None,  # points of space above, where the style's are not meant
        starts_page: bool = False,
        keeps_next: bool = False,
        anchor: str = "",
    ) -> None:
        shape = paragraph_properties(
            style=style, before=before, starts_page=starts_page, keeps_next=keeps_next
        )
        content = self.marks.around(anchor, run(words, is_bold=is_bold))
        self.body.append(paragraph(content, shape))

    def linked(self, anchor: str, words: str, rest: str, style: str) -> None:
        """Add a paragraph whose first words lead to a place of the document."""
        content = link(anchor, run(words)) + run(rest)
        self.body.append(paragraph(content, paragraph_properties(style=style)))

    def entries(self, entries: Iterable[tuple[str, str]]) -> None:
        """Add the entries of a list: (mark, words), the mark as it is printed."""
        for mark, words in entries:
            self.paragraph(f"{mark}\t{words}", ENTRY)

    def blocks(self, blocks: Sequence[Any]) -> None:
        """Add the blocks of a text, as documents.texts.blocks_of gives them."""
        for block, following in zip_longest(blocks, blocks[1:]):
            if block.is_heading:
                self.heading(block.text, 4)
            elif block.mark:
                self.entries([(block.mark, block.text)])
            else:
                self.paragraph(block.text, keeps_next=bool(following and following.mark))

    def table(
        self,
        widths: Sequence[float],
        rows: Iterable[tables.Row],
        *,
        head: Iterable[tables.Row] = (),
        style: str = LISTED,
        caption: str = "",
    ) -> None:
        """Add a table; `widths` are millimetres, the rows of `head` stand on every page of it."""
        xml = tables.table(widths, rows, head=head, style=style, caption=caption, marks=self.marks)
        # Two tables without a paragraph between them would be one.
        self.body += [xml, paragraph("", paragraph_properties(style=TABLE_GAP))]

    def picture(
        self,
        data: bytes,
        words: str,
        *,
        height: float,
        width: float = 80.0,
        style: str = CENTERED,
        before: float | None = None,
    ) -> None:
        """Add a picture within so many millimetres; `words` say what it shows."""
        kind, ratio = measured(data)
        height = min(height, width / ratio)
        self.pictures += 1
        relation = self.package.add("image", data, kind)
        content = picture(relation, self.pictures, words, height * ratio, height)
        self.body.append(paragraph(content, paragraph_properties(style=style, before=before)))

    def signature(self, lines: Sequence[str]) -> None:
        """Add the lines below a signature, with room to sign above them, all on one page."""
        for place, words in enumerate(lines):
            shape = paragraph_properties(
                style=SIGNATURE,
                before=50 if place == 0 else None,
                keeps_next=place < len(lines) - 1,
            )
            self.body.append(paragraph(run(words), shape))

    def contents(self, title: str, lines: Iterable[tuple[int, str, str]]) -> None:
        """Add the table of contents: (level, anchor, words) of each line.

        Where pages end only Word knows: the numbers come when somebody asks it to update the
        table. A file that asks by itself would greet every reader with a question.
        """
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {CONTENTS} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        found = [paragraph(begin + run(HOW_TO_NUMBER), paragraph_properties(style=SMALL))]
        for level, anchor, words in lines:
            number = field(f"PAGEREF {bookmark_name(anchor)} \\h")
            content = link(anchor, run(f"{words}\t") + number)
            found.append(paragraph(content, paragraph_properties(style=f"TOC{level}")))
        found.append(paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>', {}))
        head = paragraph_properties(style=CONTENTS_HEAD, starts_page=True)
        self.body.append(
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
            f"{paragraph(run(title), head)}{''.join(found)}</w:sdtContent></w:sdt>"
        )

    def save(self) -> Paper:
        """Return the finished Paper; the same bytes for the same content."""
        return Paper(self.package.save("".join(self.body) + self._properties()))

    def _properties(self) -> str:
        section = self.section or Section()
        header = self.package.add_line("header", section.header())
        footer = self.package.add_line("footer", section.footer(self.is_thai))
        return section.properties(header, footer, self.is_thai)
