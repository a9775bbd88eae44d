"""How the pages of a Word file lie: paper, margins, running head, page numbers. Pure."""

from dataclasses import dataclass

from .markup import field, ordered, paragraph, paragraph_properties, run, twips, value
from .styles import FOOTER, HEADER

PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
ALONG = (25.0, 20.0, 22.0, 30.0)  # margins in millimetres: top, right, bottom, left
ACROSS = (21.0, 12.0, 15.0, 12.0)
COVER = (20.0, 20.0, 20.0, 20.0)
_EDGE = 'w:val="double" w:sz="6" w:space="0" w:color="000000"'


@dataclass(frozen=True)
class Section:
    """Pages that lie alike and carry the same head and foot."""

    is_landscape: bool = False
    paper: str = "A4"
    head: tuple[str, str] = ("", "")  # at the left, at the right
    foot: str = ""  # at the left, beside the page number
    is_numbered: bool = True
    is_cover: bool = False  # framed, without head and foot

    @property
    def margins(self) -> tuple[float, float, float, float]:
        return COVER if self.is_cover else ACROSS if self.is_landscape else ALONG

    @property
    def size(self) -> tuple[float, float]:
        width, height = PAPERS[self.paper]
        return (height, width) if self.is_landscape else (width, height)

    @property
    def text_width(self) -> float:
        _, right, _, left = self.margins
        return self.size[0] - left - right

    def header(self) -> str:
        """Return the paragraph at the head of its pages."""
        left, right = self.head
        words = run(left) + (run(f"\t{right}", is_bold=True) if right else "")
        return self._line(HEADER, words)

    def footer(self, is_thai: bool) -> str:
        """Return the paragraph at their foot; Word counts the pages."""
        form = "THAIARABIC" if is_thai else "ARABIC"  # LibreOffice reads other cases as letters
        number = (
            run("\tหน้า ")
            + field(f"PAGE \\* {form}", run("๑" if is_thai else "1"))
            + run(" จาก ")
            + field(f"NUMPAGES \\* {form}", run("๑" if is_thai else "1"))
        )
        return self._line(FOOTER, run(self.foot, is_bold=True) + number * self.is_numbered)

    def _line(self, style: str, words: str) -> str:
        tabs = (("right", self.text_width, "none"),)
        return paragraph(words, paragraph_properties(style=style, tabs=tabs))

    def properties(self, header: str, footer: str, is_thai: bool) -> str:
        """Return the properties of the section; `header` and `footer` are ids of their files."""
        width, height = self.size
        top, right, bottom, left = self.margins
        turned = ' w:orient="landscape"' if self.is_landscape else ""
        edges = "".join(f"<w:{edge} {_EDGE}/>" for edge in ("top", "left", "bottom", "right"))
        return ordered(
            "sectPr",
            {
                "headerReference": f'<w:headerReference w:type="default" r:id="{header}"/>',
                "footerReference": f'<w:footerReference w:type="default" r:id="{footer}"/>',
                "type": value("type", "nextPage"),
                "pgSz": f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>',
                "pgMar": (
                    f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}"'
                    f' w:bottom="{twips(bottom)}" w:left="{twips(left)}"'
                    f' w:header="{twips(top - 9)}" w:footer="{twips(bottom - 8.5)}" w:gutter="0"/>'
                ),
                "pgBorders": (
                    f'<w:pgBorders w:offsetFrom="text">{edges}</w:pgBorders>' * self.is_cover
                ),
                "pgNumType": '<w:pgNumType w:fmt="thaiNumbers"/>' if is_thai else "",
                "cols": '<w:cols w:space="720"/>',
            },
        )
