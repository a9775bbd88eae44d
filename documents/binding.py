"""Printed parts → one PDF/A-3a and PDF/UA-1: pages, tags, links, outline, numbers, attachments.

The structure trees of the parts become one; numbers that tie a page to its tree move up. Page
numbers come as pages of their own, laid over as artifacts.
"""

import io

from . import metadata

LINK = "link:"  # how a part names an anchor of another one
VERSION = "1.7"  # of PDF, the one PDF/A-3 and PDF/UA-1 are made for
LONG_AGO = "D:20000101000000Z"  # of attachments, which must have a date, and the same each time


def bind(parts, numbers, outline, *, title, author, description, attachments=()):
    """Return the bytes of the book.

    `parts` are Printed in order; `numbers` a Printed with as many pages; `outline` lists (depth
    from 0, anchor, words) of the bookmarks; `attachments` are Attached.
    """
    import pikepdf  # slow to import

    book = pikepdf.Pdf.new()
    tree = _Tree(book)
    for part in parts:
        source = pikepdf.Pdf.open(io.BytesIO(part.data))
        tree.take(source)
        book.pages.extend(source.pages)
        tree.graft(source)
        if "/OutputIntents" not in book.Root and "/OutputIntents" in source.Root:
            intents = source.make_indirect(source.Root.OutputIntents)
            book.Root.OutputIntents = book.copy_foreign(intents)
    tree.close()
    places = places_of(parts)
    _lay_over(book, numbers)
    _link(book, places)
    _bookmark(book, outline, places)
    _attach(book, attachments)
    _describe(book, title, author, description)
    target = io.BytesIO()
    book.save(
        target, deterministic_id=True, compress_streams=True, min_version=VERSION,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )  # fmt: skip
    return target.getvalue()


def places_of(parts):
    """Return {anchor: (page from 0, x, y)} over the whole book; the first of a name wins."""
    places, before = {}, 0
    for part in parts:
        for name, (page, x, y) in part.anchors.items():
            places.setdefault(name, (before + page, x, y))
        before += len(part.sizes)
    return places


class _Tree:
    """The structure tree of the book, grown from those of its parts."""

    def __init__(self, book):
        from pikepdf import Array, Dictionary, Name  # slow to import

        self.book = book
        self.offset = 0
        self.numbers = Array()
        self.root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array())
        self.document = book.make_indirect(document)
        self.root.K = Array([self.document])

    def take(self, source):
        """Move a part's numbers up, before its pages are copied."""
        from pikepdf import Name  # slow to import

        for page in source.pages:
            if Name.StructParents in page.obj:
                page.obj.StructParents = int(page.obj.StructParents) + self.offset
            for note in page.obj.get("/Annots", []):
                if Name.StructParent in note:
                    note.StructParent = int(note.StructParent) + self.offset

    def graft(self, source):
        """Hang a part's tree into the book's; its pages are copied by then."""
        part = source.Root.StructTreeRoot
        copied = self.book.copy_foreign(part.K[0])
        for child in copied.K:
            child.P = self.document
            self.document.K.append(child)
        parents = part.ParentTree
        parents = parents if parents.is_indirect else source.make_indirect(parents)
        numbers = list(self.book.copy_foreign(parents).Nums)
        for place in range(0, len(numbers), 2):
            self.numbers.append(int(numbers[place]) + self.offset)
            self.numbers.append(numbers[place + 1])
        self.offset += max((int(key) for key in numbers[::2]), default=-1) + 1

    def close(self):
        from pikepdf import Dictionary  # slow to import

        self.root.ParentTree = self.book.make_indirect(Dictionary(Nums=self.numbers))
        self.root.ParentTreeNextKey = self.offset
        self.book.Root.StructTreeRoot = self.root
        self.book.Root.MarkInfo = Dictionary(Marked=True)


def _lay_over(book, numbers):
    """Draw on each page the page number made for it, as an artifact."""
    import pikepdf  # slow to import
    from pikepdf import Array, Dictionary, Name

    # What stands around the content of a page is the same for all, and kept once.
    before = book.make_stream(b"q")
    after = book.make_stream(
        b"Q /Artifact <</Type /Pagination /Subtype /Footer>> BDC q /Number Do Q EMC"
    )
    overlay = pikepdf.Pdf.open(io.BytesIO(numbers.data))
    for page, number in zip(book.pages, overlay.pages, strict=True):
        form = book.copy_foreign(number.as_form_xobject())
        # Pages of one part share their resources: each gets a shallow copy of its own.
        resources = Dictionary(dict(page.obj.Resources.items()))
        resources.XObject = Dictionary(
            {**dict(resources.get(Name.XObject, {}).items()), "/Number": form}
        )
        page.obj.Resources = resources
        page.obj.Contents = Array([before, page.obj.Contents, after])


def _link(book, places):
    """Turn the links between parts into places of the book, and say where each leads."""
    from pikepdf import Array, Name, String  # slow to import

    for page in book.pages:
        for note in page.obj.get("/Annots", []):
            action = note.get("/A")
            if action is None or not str(action.get("/URI", "")).startswith(LINK):
                continue
            number, x, y = places[str(action.URI).removeprefix(LINK)]
            del note["/A"]
            note.Dest = Array([book.pages[number].obj, Name.XYZ, x, y, 0])
            note.Contents = String(f"ไปหน้า {number + 1}")


def _bookmark(book, outline, places):
    import pikepdf  # slow to import

    with book.open_outline() as tree:
        path = []
        for depth, anchor, words in outline:
            page, x, y = places[anchor]
            item = pikepdf.OutlineItem(words, page, "XYZ", left=x, top=y)
            del path[depth:]
            (path[-1].children if path else tree.root).append(item)
            path.append(item)


def _attach(book, attachments):
    """Attach files to the book as a whole, each listed once."""
    import pikepdf  # slow to import
    from pikepdf import Array, Name

    for each in attachments:
        book.attachments[each.name] = pikepdf.AttachedFileSpec(
            book, each.data, description=each.description, filename=each.name,
            mime_type=each.mime, creation_date=LONG_AGO, mod_date=LONG_AGO,
            relationship=Name(f"/{each.relationship}"),
        )  # fmt: skip
    if attachments:
        book.Root.AF = Array([book.attachments[each.name].obj for each in attachments])


def _describe(book, title, author, description):
    """Say what the book is, in the words archives and readers look for; twice, and the same."""
    from pikepdf import Dictionary, Name, Stream, String  # slow to import

    book.Root.Lang = String(metadata.LANGUAGE)
    book.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    words = Stream(book, metadata.packet(title, author, description))
    words.Type, words.Subtype = Name.Metadata, Name.XML
    book.Root.Metadata = words
    book.docinfo.Title, book.docinfo.Author = String(title), String(author)
    book.docinfo.Subject, book.docinfo.Producer = String(description), String(metadata.PRODUCER)
