"""The plan book as a Word file: the same words in the same order as on paper."""

from django.core.files.storage import default_storage

from ..book_pages import page_context
from .document import Document
from .flow import WIDTHS, flow_rows
from .forms import Forms
from .sections import Section
from .styles import (
    AT_RIGHT,
    BOXED,
    CENTERED,
    COVER_LINE,
    DATED,
    NOTICE_RULE,
    NOTICE_SUBJECT,
    SUBTITLE,
    TITLE,
)

LEVELS = {"one": 1, "two": 2, "three": 3}


def render(book):
    """Return the Paper of a book as .docx; the same bytes for the same content."""
    context = page_context(book, keep=str)  # as it was typed: in Word it is searched and changed
    is_thai = book.figures.is_thai_in_prose
    document = Document(f"{book.title} {book.organization}", book.organization, is_thai=is_thai)
    Prose(document, book, context).write()
    Forms(document, book, context).write()
    return document.save()


class Prose:
    """Writes what stands before the forms: cover, notice, preface, contents, part one."""

    def __init__(self, document, book, context):
        self.document, self.book, self.context = document, book, context
        self.seal = self._seal()

    def write(self):
        book, context = self.book, self.context
        self.document.new_section(Section(is_cover=True, is_numbered=False))
        self.cover()
        self.document.new_section(Section(foot=book.state if book.is_draft else ""))
        if book.notice:
            self.notice(book.notice)
        if book.merged:
            starts_page = bool(book.notice)
            self.head("ฉบับที่รวมอยู่ในเล่มนี้", "notice", starts_page=starts_page)
            self.document.blocks(context["merged"])
        self.head(book.preface.title, "preface", starts_page=bool(book.notice or book.merged))
        self.document.blocks(context["preface"]["blocks"])
        self.document.paragraph(book.prepared_by, AT_RIGHT)
        lines = [(LEVELS[level], anchor, text) for level, anchor, text in context["contents"]]
        self.document.contents("สารบัญ", lines)
        self.part_one()

    def _seal(self):
        """Return the picture of the seal; a paper without it is better than none."""
        if not self.book.seal or not default_storage.exists(self.book.seal):
            return None
        with default_storage.open(self.book.seal) as file:
            return file.read()

    def head(self, words, anchor, *, starts_page=True):
        self.document.heading(words, anchor=anchor, starts_page=starts_page)

    def cover(self):
        book, context, document = self.book, self.context, self.document
        alt = f"ตรา{book.organization}"
        if self.seal:
            document.picture(self.seal, alt, height=46, before=62)
        document.paragraph(book.plan_word, TITLE, before=45 if self.seal else 238)
        document.paragraph(context["year"], SUBTITLE)
        if context["revision"]:
            document.paragraph(context["revision"], SUBTITLE)
        document.paragraph("", NOTICE_RULE, before=14)
        document.paragraph(book.state, COVER_LINE, is_bold=book.is_draft)
        document.paragraph(book.organization, SUBTITLE, before=140)
        document.paragraph(book.area, COVER_LINE)

    def notice(self, notice):
        document = self.document
        if self.seal:
            document.picture(self.seal, f"ตรา{self.book.organization}", height=30, width=60)
        self.head(notice.heading, "notice", starts_page=False)
        if notice.number:
            document.paragraph(notice.number, CENTERED)
        document.paragraph(notice.subject, NOTICE_SUBJECT)
        document.paragraph("", NOTICE_RULE)
        self.document.blocks(self.context["notice_blocks"])
        document.paragraph(notice.dated, DATED)
        lines = (f"({notice.signer})", notice.title, notice.acting_for)
        document.signature([line for line in lines if line])

    def part_one(self):
        context, document = self.context, self.document
        self.head(context["part_1"], "part-1")
        for section in context["part_one"]:
            document.heading(section["title"], 2, anchor=section["key"])
            self.document.blocks(section["blocks"])
            if section["key"] == "steps":
                rows = flow_rows(context["flow"])
                document.table(WIDTHS, rows, style=BOXED, caption=section["title"])
