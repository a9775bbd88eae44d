"""What is drawn over the cells of a workbook, put back after the library that drops it. Pure.

Offices draw months as arrows: a marked workbook without them would come back without its months.
"""

import io
import posixpath
import re
import zipfile
from typing import BinaryIO

from .packages import TYPES, main_part, opened, related, tree

KEPT = "kept"  # the folder of the parts put back; their own links stay as they are, being relative
ID = "keptDrawing"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = f'<drawing xmlns:r="{OFFICE}" r:id="{ID}"/>'.encode()
LINK = f'<Relationship Id="{ID}" Type="{OFFICE}/drawing" Target="/{KEPT}/{{part}}"/>'
NO_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "</Relationships>"
)
AFTER = re.compile(  # what may stand behind a drawing in a sheet
    rb"<(?:legacyDrawing|legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems"
    rb"|tableParts|extLst)\b|</worksheet>"
)


def with_drawings(original: BinaryIO, written: bytes) -> bytes:
    """Return a written workbook with the drawings of its original, sheet by sheet.

    It must have been written without any.
    """
    with opened(original) as old, zipfile.ZipFile(io.BytesIO(written)) as new:
        drawn = {name: found for name, part in sheets_of(old).items()
                 if (found := drawing_of(old, part))}  # fmt: skip
        places = {part: drawn[name] for name, part in sheets_of(new).items() if name in drawn}
        if not places:
            return written
        parts = {name: new.read(name) for name in new.namelist()}
        for sheet, drawing in places.items():
            parts[sheet] = AFTER.sub(lambda found: DRAWING + found[0], parts[sheet], count=1)
            links = links_of(sheet)
            text = parts.get(links, NO_LINKS.encode()).decode()
            link = LINK.format(part=drawing)
            parts[links] = text.replace("</Relationships>", f"{link}</Relationships>").encode()
        kept = _all_of(old, set(places.values()))
        types = parts[TYPES].decode()
        parts[TYPES] = types.replace("</Types>", f"{_types(old, kept)}</Types>").encode()
        parts |= {f"{KEPT}/{name}": _moved(old, name) for name in kept}
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def sheets_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return {name of a sheet: its part}."""
    main = main_part(archive)
    parts = related(archive, main)
    return {
        one.get("name", ""): parts[one.get(f"{{{OFFICE}}}id")][1]
        for one in tree(archive, main).iter("{*}sheet")
        if one.get(f"{{{OFFICE}}}id") in parts
    }


def drawing_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the part that is drawn over a sheet, or ""."""
    found = (part for kind, part in related(archive, sheet).values() if kind == "drawing")
    return next((part for part in found if part in archive.namelist()), "")


def links_of(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _all_of(archive: zipfile.ZipFile, parts: set[str]) -> list[str]:
    """Return the parts, all they refer to, and where they say so."""
    known, names = set(archive.namelist()), list(parts)
    for name in names:  # grows while it is walked
        names += [
            part for _, part in related(archive, name).values()
            if part in known and part not in names
        ]  # fmt: skip
    return names + [links for name in names if (links := links_of(name)) in known]


def _moved(archive: zipfile.ZipFile, name: str) -> bytes:
    content = archive.read(name)
    if name.endswith(".rels"):
        content = re.sub(rb'(Target=["\'])/', rb"\1/" + KEPT.encode() + b"/", content)
    return content


def _types(archive: zipfile.ZipFile, parts: list[str]) -> str:
    """Return what kind each kept part is, as a workbook says it."""
    by_part, by_ending = {}, {}
    for one in tree(archive, TYPES):
        if one.get("PartName"):
            by_part[one.get("PartName")] = one.get("ContentType")
        elif one.get("Extension"):
            by_ending[one.get("Extension").lower()] = one.get("ContentType")
    found = []
    for part in parts:
        ending = part.rpartition(".")[2].lower()
        kind = by_part.get(f"/{part}") or by_ending.get(ending)
        if kind and ending != "rels":
            found.append(f'<Override PartName="/{KEPT}/{part}" ContentType="{kind}"/>')
    return "".join(found)
