"""The words a Word file is written in: runs, paragraphs, fields, links. Pure.

Word refuses a file whose properties stand in the wrong order, so every group of properties goes
through `ordered`, which knows the order the schema demands.
"""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

MM = 1440 / 25.4  # twentieths of a point, in which Word measures
PARAGRAPH = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "pBdr", "shd",
    "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr",
)  # fmt: skip
RUN = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "noProof",
    "vanish",
    "color",
    "sz",
    "szCs",
    "lang",
)
ROW = ("cantSplit", "trHeight", "tblHeader")
CELL = ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "tcMar", "vAlign")
TABLE = (
    "tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook",
    "tblCaption",
)  # fmt: skip
SECTION = (
    "headerReference", "footerReference", "type", "pgSz", "pgMar", "pgBorders", "pgNumType", "cols",
    "vAlign",
)  # fmt: skip
ORDERS = {
    "pPr": PARAGRAPH, "rPr": RUN, "trPr": ROW, "tcPr": CELL, "tblPr": TABLE, "sectPr": SECTION,
}  # fmt: skip
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # of XML, never of a plan
_BREAKS = re.compile("([\n\t])")


def twips(millimetres: float) -> int:
    return round(millimetres * MM)


def ordered(group: str, properties: Mapping[str, str]) -> str:
    """Return a group of properties, {name: its XML}, in the order of the schema; "" for none."""
    inside = "".join(properties[name] for name in ORDERS[group] if properties.get(name))
    if unknown := set(properties) - set(ORDERS[group]):
        raise ValueError(f"w:{group} has no place for {sorted(unknown)}")
    return f"<w:{group}>{inside}</w:{group}>" if inside else ""


def value(name: str, val: object) -> str:
    return f'<w:{name} w:val="{val}"/>'


def attribute(words: str) -> str:
    """Return words as the quoted value of an attribute."""
    return quoteattr(_FORBIDDEN.sub("", words).replace("\n", " "))


def plain(words: str) -> str:
    """Return words as text of a run; new lines and tabs are what Word calls them."""
    words = escape(_FORBIDDEN.sub("", words))
    if "\n" not in words and "\t" not in words:
        return f'<w:t xml:space="preserve">{words}</w:t>'
    marks = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    return "".join(
        marks.get(piece) or f'<w:t xml:space="preserve">{piece}</w:t>'
        for piece in _BREAKS.split(words)
        if piece
    )


def run_properties(
    *, font: str = "", points: float = 0, is_bold: bool = False, color: str = ""
) -> dict[str, str]:
    """Return how letters look; Thai is a complex script, which Word sizes and fattens apart."""
    found = {}
    if font:
        names = " ".join(f'w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
        found["rFonts"] = f"<w:rFonts {names}/>"
    if is_bold:
        found |= {"b": "<w:b/>", "bCs": "<w:bCs/>"}
    if color:
        found["color"] = value("color", color)
    if points:
        half = round(points * 2)
        found |= {"sz": value("sz", half), "szCs": value("szCs", half)}
    return found


def run(words: str, *, is_bold: bool = False, points: float = 0) -> str:
    """Return words that look as their paragraph's style says, but for what is given."""
    if not words:
        return ""
    look = ordered("rPr", run_properties(is_bold=is_bold, points=points))
    return f"<w:r>{look}{plain(words)}</w:r>"


def paragraph_properties(
    *,
    style: str = "",
    keeps_next: bool = False,
    keeps_lines: bool = False,
    starts_page: bool = False,
    rule_below: bool = False,
    tabs: tuple[tuple[str, float, str], ...] = (),  # (side, millimetres, leader)
    before: float | None = None,  # points
    after: float | None = None,
    line: float = 0,  # points, exactly; else as the font says
    left: float = 0,  # millimetres
    right: float = 0,
    first: float = 0,  # of the first line; below nothing it hangs
    align: str = "",
    outline: int | None = None,
    section: str = "",
) -> dict[str, str]:
    """Return the properties of a paragraph or of a style of paragraphs."""
    found = {}
    if style:
        found["pStyle"] = value("pStyle", style)
    if keeps_next:
        found["keepNext"] = "<w:keepNext/>"
    if keeps_lines:
        found["keepLines"] = "<w:keepLines/>"
    if starts_page:
        found["pageBreakBefore"] = "<w:pageBreakBefore/>"
    if rule_below:
        rule = '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
        found["pBdr"] = f"<w:pBdr>{rule}</w:pBdr>"
    if tabs:
        stops = "".join(
            f'<w:tab w:val="{side}" w:leader="{leader}" w:pos="{twips(place)}"/>'
            for side, place, leader in tabs
        )
        found["tabs"] = f"<w:tabs>{stops}</w:tabs>"
    if before is not None or after is not None or line:
        space = "" if before is None else f' w:before="{round(before * 20)}"'
        space += "" if after is None else f' w:after="{round(after * 20)}"'
        space += f' w:line="{round(line * 20)}" w:lineRule="exact"' if line else ""
        found["spacing"] = f"<w:spacing{space}/>"
    if left or right or first:
        inner = f'w:hanging="{twips(-first)}"' if first < 0 else f'w:firstLine="{twips(first)}"'
        found["ind"] = f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" {inner}/>'
    if align:
        found["jc"] = value("jc", align)
    if outline is not None:
        found["outlineLvl"] = value("outlineLvl", outline)
    if section:
        found["sectPr"] = section
    return found


def paragraph(content: str, properties: Mapping[str, str]) -> str:
    """Return one paragraph of ready runs."""
    return f"<w:p>{ordered('pPr', properties)}{content}</w:p>"


def field(instruction: str, result: str = "") -> str:
    """Return a field that Word works out again when asked; `result` are the runs it shows now."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def entry_of_contents(words: str, level: int) -> str:
    """Return the hidden field that lists other words than its paragraph's in the contents."""
    words = words.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' TC "{escape(_FORBIDDEN.sub("", words))}" \\f C \\l "{level}" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark_name(anchor: str) -> str:
    """Return the name of a place as Word allows it: letters, digits, 40 at most."""
    return re.sub("[^0-9A-Za-z_]", "_", anchor)[:40]


def bookmark(anchor: str, number: int, content: str) -> str:
    """Return runs that can be linked to; `number` is the mark's own in the document."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(anchor)}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def link(anchor: str, content: str) -> str:
    return f'<w:hyperlink w:anchor="{bookmark_name(anchor)}" w:history="1">{content}</w:hyperlink>'
