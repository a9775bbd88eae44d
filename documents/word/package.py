"""The files inside a .docx and what ties them together. Pure.

python-docx would bring its own template, its own styles and a relation to the time of writing;
what a paper needs of a package is this page of names, so the same content gives the same bytes.
"""

import zipfile
from dataclasses import dataclass, field
from typing import IO
from xml.sax.saxutils import escape

from ..archive import settled
from .styles import FONT, OTHER_FONT, W, styles_xml

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    f"{W}"
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = {"document": "document.main", "fontTable": "fontTable"}
SETTINGS = (
    f"<w:settings {W}>"
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:bidi="th-TH"/><w:decimalSymbol w:val="."/>'
    '<w:listSeparator w:val=","/></w:settings>'
)
FONTS = (
    f'<w:fonts {W}><w:font w:name="{FONT}"><w:altName w:val="{OTHER_FONT}"/>'
    '<w:panose1 w:val="020B0500040200020003"/><w:charset w:val="DE"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)


@dataclass
class Package:
    """The parts of one file; heads, feet and pictures get the id the body names them by."""

    title: str
    author: str
    files: dict[str, bytes] = field(default_factory=dict)  # beside the document, by name
    ids: dict[tuple[str, bytes], str] = field(default_factory=dict)

    def add(self, kind: str, content: bytes, ending: str = "xml") -> str:
        """Keep a header, footer or image, the same one once; return its id."""
        if (kind, content) not in self.ids:
            number = 1 + sum(each == kind for each, _ in self.ids)
            name = f"media/image{number}.{ending}" if kind == "image" else f"{kind}{number}.xml"
            self.files[name] = content
            self.ids[kind, content] = f"rId{len(self.ids) + 10}"
        return self.ids[kind, content]

    def add_line(self, kind: str, paragraph: str) -> str:
        """Keep the one paragraph of a header or footer; return its id."""
        tag = {"header": "hdr", "footer": "ftr"}[kind]
        xml = f"{HEAD}<w:{tag} {NAMESPACES}>{paragraph}</w:{tag}>"
        return self.add(kind, xml.encode())

    def save(self, body: str) -> bytes:
        """Return the bytes of the file: the same for the same content."""
        parts = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": _relations(
                [("rId1", f"{KIND}/officeDocument", "word/document.xml"),
                 ("rId2", CORE, "docProps/core.xml")]
            ),
            "docProps/core.xml": self._properties(),
            "word/_rels/document.xml.rels": self._relations(),
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": styles_xml(),
            "word/settings.xml": SETTINGS,
            "word/fontTable.xml": FONTS,
        }  # fmt: skip

        def write(file: IO[bytes]) -> None:
            with zipfile.ZipFile(file, "w") as archive:
                for name, xml in parts.items():
                    archive.writestr(name, HEAD + xml)
                for name, content in self.files.items():
                    archive.writestr(f"word/{name}", content)

        return settled(write)

    def _types(self) -> str:
        names = ["document", "styles", "settings", "fontTable"]
        names += [name.removesuffix(".xml") for name in self.files if name.endswith(".xml")]
        kinds = {name: TYPES.get(name, name.rstrip("0123456789")) for name in names}
        overrides = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
            for name, kind in kinds.items()
        )
        package = "application/vnd.openxmlformats-package"
        return (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="{package}.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            '<Default Extension="jpeg" ContentType="image/jpeg"/>'
            '<Override PartName="/docProps/core.xml"'
            f' ContentType="{package}.core-properties+xml"/>{overrides}</Types>'
        )

    def _relations(self) -> str:
        names = ["styles", "settings", "fontTable"]
        fixed = [(f"rId{n}", f"{KIND}/{name}", f"{name}.xml") for n, name in enumerate(names, 1)]
        added = [
            (number, f"{KIND}/{kind}", name)
            for (kind, _), number, name in zip(self.ids, self.ids.values(), self.files, strict=True)
        ]
        return _relations(fixed + added)

    def _properties(self) -> str:
        author = escape(self.author)
        day = 'xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:'
        return (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(self.title)}</dc:title><dc:creator>{author}</dc:creator>"
            f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy><dc:language>th-TH</dc:language>"
            f"<dcterms:created {day}created><dcterms:modified {day}modified></cp:coreProperties>"
        )


def _relations(found: list[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>'
        for number, kind, target in found
    )
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'
