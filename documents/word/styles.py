"""The styles of our Word files: Word's own by its names, and ours by Thai ones. Pure.

What an official changes in a style changes in the whole paper: no paragraph carries a look of its
own. Headings are Word's, so its navigation pane and its table of contents know them.
"""

from dataclasses import dataclass, field
from typing import Any

from .markup import ordered, paragraph_properties, run_properties, twips

FONT, OTHER_FONT = "TH Sarabun New", "TH SarabunPSK"  # the second where the first is missing
ARROWS, ARROW_SIZE = "Arial", 8  # TH Sarabun has no arrows; here they are as wide as high
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TABLE_POINTS = 13
INDENT = 25.0  # millimetres, of the first line of prose, as in official letters
MARK = 8.0  # of an entry's number or dash

TITLE, SUBTITLE, COVER_LINE = "Title", "Subtitle", "CoverLine"
PROSE, ENTRY, CENTERED, AT_RIGHT = "BodyTextFirstIndent", "List", "Centered", "AtRight"
CAPTION, SMALL, SECTION_END = "Caption", "Small", "SectionEnd"
FORM_TITLE, FORM_AGAIN, FORM_LINE = "FormTitle", "FormAgain", "FormLine"
TABLE_TEXT, TABLE_CENTERED, TABLE_MONEY = "TableText", "TableCentered", "TableMoney"
TABLE_HEAD, MONTH_HEAD, MONTH, ARROW = "TableHead", "MonthHead", "Month", "Arrow"
TABLE_GAP, FLOW_WHO, FLOW_WHAT, FLOW_ARROW = "TableGap", "FlowWho", "FlowWhat", "FlowArrow"
NOTICE_SUBJECT, NOTICE_RULE, DATED, SIGNATURE = "NoticeSubject", "NoticeRule", "Date", "Signature"
HEADER, FOOTER = "Header", "Footer"
CONTENTS_HEAD, INDEX_ENTRY = "TOCHeading", "Index1"
LISTED, BOXED = "PlanTable", "FlowTable"  # of tables


@dataclass(frozen=True)
class Style:
    """One style of paragraphs; `shape` and `look` are arguments of the functions of markup."""

    key: str
    name: str
    based_on: str = "Normal"
    following: str = ""
    shape: dict[str, Any] = field(default_factory=dict)
    look: dict[str, Any] = field(default_factory=dict)
    is_builtin: bool = False

    def to_xml(self) -> str:
        custom = "" if self.is_builtin else ' w:customStyle="1"'
        default = ' w:default="1"' if self.key == "Normal" else ""
        based = f'<w:basedOn w:val="{self.based_on}"/>' if self.key != "Normal" else ""
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        return (
            f'<w:style w:type="paragraph"{default}{custom} w:styleId="{self.key}">'
            f'<w:name w:val="{self.name}"/>{based}{following}<w:qFormat/>'
            f"{ordered('pPr', paragraph_properties(**self.shape))}"
            f"{ordered('rPr', run_properties(**self.look))}</w:style>"
        )


def _builtin(key: str, name: str, shape: dict[str, Any], **look: Any) -> Style:
    following = PROSE if name.startswith("heading") else ""
    return Style(key, name, following=following, shape=shape, look=look, is_builtin=True)


def _own(
    key: str, name: str, shape: dict[str, Any], based_on: str = "Normal", **look: Any
) -> Style:
    return Style(key, name, based_on=based_on, shape=shape, look=look)


def _heading(level: int, points: float, **shape: Any) -> Style:
    shape = {"keeps_next": True, "keeps_lines": True, "outline": level - 1, **shape}
    return _builtin(f"Heading{level}", f"heading {level}", shape, points=points, is_bold=True)


def _contents(level: int, points: float, before: float = 0, is_bold: bool = False) -> Style:
    shape = {
        "left": (level - 1) * 8 + 4, "first": -4, "right": 12, "before": before, "after": 1,
        "tabs": (("right", 160.0, "dot"),),
    }  # fmt: skip
    return _builtin(f"TOC{level}", f"toc {level}", shape, points=points, is_bold=is_bold)


CENTER = {"align": "center"}
KEPT = {"align": "center", "keeps_next": True}
STYLES = (
    _builtin("Normal", "Normal", {"before": 0, "after": 0}),
    _builtin(TITLE, "Title", CENTER, points=36, is_bold=True),
    _builtin(SUBTITLE, "Subtitle", CENTER, points=28, is_bold=True),
    _own(COVER_LINE, "บรรทัดบนปก", CENTER, points=20),
    _heading(1, 20, align="center", after=12),
    _heading(2, 17, before=12, after=3),
    _heading(3, 16, before=4, after=2),
    _heading(4, 15.5, before=6, after=3, left=5),
    _heading(5, 15.5, before=6, after=3, left=10),
    _builtin(PROSE, "Body Text First Indent", {"first": INDENT, "after": 6}),
    _builtin(ENTRY, "List", {
        "left": INDENT + MARK, "first": -MARK, "after": 4,
        "tabs": (("left", INDENT + MARK, "none"),),
    }),
    _own(CENTERED, "กึ่งกลาง", CENTER),
    _own(AT_RIGHT, "ชิดขวา", {"align": "right", "before": 28}),
    _builtin(CAPTION, "caption", {"keeps_next": True, "after": 3}, points=14, is_bold=True),
    _own(SMALL, "ตัวเล็ก", {"after": 6}, points=13, color="595959"),
    _own(SECTION_END, "ท้ายตอน", {"line": 1, "after": 0}, points=1),
    _own(FORM_TITLE, "ชื่อแบบ", {**KEPT, "outline": 1}, points=17, is_bold=True),
    _own(FORM_AGAIN, "ชื่อแบบที่กล่าวซ้ำ", {"outline": 9}, FORM_TITLE),
    _own(FORM_LINE, "บรรทัดใต้ชื่อแบบ", KEPT, is_bold=True),
    _own(TABLE_TEXT, "ข้อความในตาราง", {}, points=TABLE_POINTS),
    _own(TABLE_CENTERED, "กึ่งกลางในตาราง", CENTER, TABLE_TEXT),
    _own(TABLE_MONEY, "จำนวนเงินในตาราง", {"align": "right"}, TABLE_TEXT),
    _own(TABLE_HEAD, "หัวตาราง", KEPT, TABLE_TEXT, is_bold=True),
    _own(MONTH_HEAD, "หัวเดือน", {}, TABLE_HEAD, points=11),
    _own(MONTH, "เดือนในตาราง", CENTER, TABLE_TEXT, points=9.5),
    _own(ARROW, "ลูกศรในตาราง", {**CENTER, "line": 8}, TABLE_TEXT, points=ARROW_SIZE, font=ARROWS),
    _own(TABLE_GAP, "คั่นตาราง", {"line": 8}, points=6),
    _own(FLOW_WHO, "ผู้ดำเนินการในแผนภูมิ", KEPT, points=15, is_bold=True),
    _own(FLOW_WHAT, "ขั้นตอนในแผนภูมิ", {"keeps_next": True}, points=15),
    _own(FLOW_ARROW, "ลูกศรในแผนภูมิ", {**KEPT, "line": 16}, points=14, font=ARROWS),
    _own(NOTICE_SUBJECT, "เรื่องของประกาศ", {**CENTER, "after": 3}, is_bold=True),
    _own(NOTICE_RULE, "เส้นใต้เรื่อง", {
        "rule_below": True, "left": 55, "right": 55, "line": 8, "after": 16,
    }),
    _builtin(DATED, "Date", {"first": 30, "before": 16, "keeps_next": True}),
    _builtin(SIGNATURE, "Signature", {"align": "center", "left": 65, "keeps_lines": True}),
    _builtin(HEADER, "header", {}, points=13),
    _builtin(FOOTER, "footer", {}, points=13),
    _builtin(CONTENTS_HEAD, "TOC Heading", {**KEPT, "after": 10}, points=20, is_bold=True),
    _contents(1, 16, before=5, is_bold=True),
    _contents(2, 16),
    _contents(3, 15),
    _builtin(INDEX_ENTRY, "index 1", {"left": 5, "first": -5, "after": 1}, points=12.5),
)  # fmt: skip
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def styles_xml() -> str:
    """Return the file of styles; what it does not say, the font's defaults say."""
    look = ordered(
        "rPr",
        {
            **run_properties(font=FONT, points=16),
            "lang": '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/>',
        },
    )
    return (
        f"<w:styles {W}><w:docDefaults><w:rPrDefault>{look}</w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        f"{''.join(style.to_xml() for style in STYLES)}{_TABLES}</w:styles>"
    )


def _table_style(key: str, name: str, borders: str, cell_edge: float) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>{borders}<w:tblCellMar>'
        f'<w:left w:w="{twips(cell_edge)}" w:type="dxa"/>'
        f'<w:right w:w="{twips(cell_edge)}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in _EDGES
)
_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_TABLES = (
    _NORMAL
    + _table_style(LISTED, "ตารางของแผน", f"<w:tblBorders>{BORDERS}</w:tblBorders>", 1.0)
    + _table_style(BOXED, "แผนภูมิ", "", 3.0)
)
