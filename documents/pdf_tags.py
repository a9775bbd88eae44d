"""Repair the tags of a PDF/A, which WeasyPrint leaves as only half of what a screen reader needs.

- The text of page margins is content that no element owns (its issue 1836): artifacts now, and so
  are the dots that lead to a page number.
- Heads of columns say so (Scope, its issue 2508); the headers it names itself are those of other
  columns as soon as a head spans two rows.
- A table without heads is no table but a picture of boxes, told from the top down.
- No level of headings is left out; a picture lies where it is on the page.

Done here, a part at a time, it runs in every process that prints and is kept with the part.
"""

from .thai_fonts import deref

POINTS = 0.75  # in a pixel of CSS
LAYOUT_OF_TABLE = {"/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TD"}


def repair(document, pdf):
    """Repair the tags of a finished PDF; for WeasyPrint's `finisher`, after thai_text."""
    root = next((thing for thing in pdf.objects if _type(thing) == "/StructTreeRoot"), None)
    if root is None:
        return
    tree = _Tree(pdf, root)
    tree.drop_links_in_links()
    tree.put_headings_in_order()
    for element in tree.elements.values():
        if element["S"] == "/Table":
            tree.repair_table(element)
        elif element["S"] == "/Figure":
            _place(pdf, element)
    tree.mark_artifacts()


class _Tree:
    """The structure tree of one PDF."""

    def __init__(self, pdf, root):
        self.pdf, self.root = pdf, root
        self.elements = {}  # number → element, in reading order
        to_visit = [(_number(child), None) for child in root["K"]]
        self.parents = {}
        while to_visit:
            number, parent = to_visit.pop()
            element = pdf.objects[number]
            if _type(element) != "/StructElem":
                continue
            self.elements[number], self.parents[number] = element, parent
            to_visit += [(_number(child), number) for child in reversed(_references(element))]

    def drop_links_in_links(self):
        """Take the leader out of the line of contents it belongs to: its dots are no words."""
        inner = [
            number
            for number, element in self.elements.items()
            if element["S"] == "/Link" and self._is_in_link(number)
        ]
        for number in inner:
            element = self.elements.pop(number)
            for child in _references(element):
                note = self.pdf.objects[_number(child)]
                if _type(note) == "/OBJR":
                    self._drop_note(note)
            parent = self.pdf.objects[self.parents[number]]
            parent["K"][:] = [k for k in parent["K"] if isinstance(k, int) or _number(k) != number]

    def _is_in_link(self, number):
        number = self.parents[number]
        while number is not None:
            if self.pdf.objects[number]["S"] == "/Link":
                return True
            number = self.parents[number]
        return False

    def _drop_note(self, note):
        """Forget an annotation, on its page and where the tree counts it."""
        gone = _number(note["Obj"])
        page = deref(self.pdf, note["Pg"])
        page["Annots"][:] = [each for each in page["Annots"] if _number(each) != gone]
        numbers = deref(self.pdf, self.root["ParentTree"])["Nums"]
        place = numbers.index(self.pdf.objects[gone]["StructParent"])
        del numbers[place : place + 2]

    def put_headings_in_order(self):
        level = None
        for element in self.elements.values():
            if element["S"] not in {"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}:
                continue
            own = int(element["S"][2:])
            # A part may begin anywhere: the part before it had what is above.
            level = own if level is None else min(own, level + 1)
            element["S"] = f"/H{level}"

    def repair_table(self, table):
        within = list(self._below(table))
        is_table = any(each["S"] == "/TH" for each in within)
        for each in [table, *within]:
            told = each.get("A")
            if not is_table and each["S"] in LAYOUT_OF_TABLE:
                each["S"] = "/Div"
                each.pop("A", None)
            elif each["S"] == "/TH":
                each.pop("ID", None)
                told["Scope"] = "/Column"
            elif each["S"] == "/TD":
                told.pop("Headers", None)
                if len(told) == 1:  # nothing but its owner
                    del each["A"]

    def _below(self, element):
        for child in _references(element):
            child = self.elements.get(_number(child))
            if child is not None:
                yield child
                yield from self._below(child)

    def mark_artifacts(self):
        """Turn marked content that the tree does not own into artifacts."""
        import pydyf  # slow to import

        pages = dict(enumerate(self.pdf.page_references))
        numbers = deref(self.pdf, self.root["ParentTree"])["Nums"]
        for key, parents in zip(numbers[::2], numbers[1::2], strict=True):
            if key not in pages or not isinstance(parents, list):
                continue
            orphans = {
                mark for mark, parent in enumerate(parents) if _number(parent) not in self.elements
            }
            if not orphans:
                continue
            for mark in orphans:
                parents[mark] = b"null"
            operators = deref(self.pdf, deref(self.pdf, pages[key])["Contents"]).stream
            for place, operator in enumerate(operators[:-1]):
                if not isinstance(operator, dict) or operators[place + 1] != b"BDC":
                    continue
                if operator.get("MCID") in orphans:
                    operators[place - 1] = b"/Artifact"
                    operators[place] = pydyf.Dictionary({"Type": "/Pagination"})


def _place(pdf, figure):
    """Write where a picture lies as PDF does: in points from the lower left of its page."""
    page = deref(pdf, figure["Pg"])
    height = float(page["MediaBox"][3])
    left, top, right, bottom = (float(edge) * POINTS for edge in figure["A"]["BBox"])
    figure["A"]["BBox"][:] = [
        round(edge, 2) for edge in (left, height - bottom, right, height - top)
    ]


def _references(element):
    """Return the children of an element that are things of their own, not marked content."""
    return [child for child in element["K"] if not isinstance(child, int)]


def _type(thing):
    return thing.get("Type") if isinstance(thing, dict) else None


def _number(reference):
    text = reference if isinstance(reference, str) else bytes(reference).decode()
    return int(text.split()[0]) if text.endswith(" R") else None
