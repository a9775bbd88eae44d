"""Repair the tags of a PDF/A: running headers and page numbers are artifacts, not content.

WeasyPrint marks the text of page margins as content that no element of the structure tree owns
(its issue 1836); a screen reader would stumble over it on every page.
"""

from .thai_text import deref


def mark_margins(document, pdf):
    """Turn marked content that the structure tree does not own into artifacts; return how many."""
    import pydyf  # slow to import

    root = next(
        (
            thing
            for thing in pdf.objects
            if isinstance(thing, dict) and thing.get("Type") == "/StructTreeRoot"
        ),
        None,
    )
    if root is None:
        return 0
    owned = _elements(pdf, root)
    pages = {index: deref(pdf, reference) for index, reference in enumerate(pdf.page_references)}
    numbers = deref(pdf, root["ParentTree"])["Nums"]
    count = 0
    for key, parents in zip(numbers[::2], numbers[1::2], strict=True):
        if key not in pages or not isinstance(parents, list):
            continue
        orphans = {mark for mark, parent in enumerate(parents) if _number(parent) not in owned}
        for mark in orphans:
            parents[mark] = b"null"
        operators = deref(pdf, pages[key]["Contents"]).stream
        for place, operator in enumerate(operators[:-1]):
            if not isinstance(operator, dict) or operators[place + 1] != b"BDC":
                continue
            if operator.get("MCID") in orphans:
                operators[place - 1] = b"/Artifact"
                operators[place] = pydyf.Dictionary({"Type": "/Pagination"})
                count += 1
    return count


def _elements(pdf, root):
    """Return the numbers of all elements reachable from the root of the structure tree."""
    seen, to_visit = set(), [_number(child) for child in root["K"]]
    while to_visit:
        number = to_visit.pop()
        if number is None or number in seen:
            continue
        seen.add(number)
        element = pdf.objects[number]
        children = element.get("K") if isinstance(element, dict) else None
        if isinstance(children, list):
            to_visit += [_number(child) for child in children if not isinstance(child, int)]
    return seen


def _number(reference):
    text = reference if isinstance(reference, str) else bytes(reference).decode()
    return int(text.split()[0]) if text.endswith(" R") else None
