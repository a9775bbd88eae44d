"""A picture in the line of text, known by what it is said to show. Pure."""

import io

from .markup import attribute

EMU = 36000  # per millimetre
_URI = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def measured(data: bytes) -> tuple[str, float]:
    """Return the kind of a picture, "png" or "jpeg", and its width by its height."""
    from PIL import Image  # slow to import

    with Image.open(io.BytesIO(data)) as image:
        return (image.format or "").lower(), image.width / image.height


def picture(relation: str, number: int, words: str, width: float, height: float) -> str:
    """Return the run of a picture; `words` are read aloud in its place."""
    across, up = round(width * EMU), round(height * EMU)
    named = f'id="{number}" name="Picture {number}" descr={attribute(words)}'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{up}"/><wp:docPr {named}/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        f'<a:graphicData uri="{_URI}"><pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{across}" cy="{up}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</w:r>"
    )
