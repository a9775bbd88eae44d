"""The parts of a .xlsx or .docx, looked at before anything unpacks them. Pure.

Such a file comes from outside: its parts may unpack without end, name entities that grow, or carry
programs. Nothing of it is read before `opened` has looked.
"""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from xml.parsers import expat

from .sheets import BINARY_BOOK, DAMAGED, HAS_MACROS, NOT_A_TABLE, UNPACKS_TOO_LARGE, FileRefused

MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 2_000
MAX_ELEMENTS = 600_000  # in a part that is held as a tree; each becomes an object in memory
TYPES = "[Content_Types].xml"
WORKBOOK = b"spreadsheetml.sheet.main+xml"
DOCUMENT = b"wordprocessingml.document.main+xml"


@contextmanager
def opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """Open the archive of a document; whatever is wrong with it becomes one sentence."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise FileRefused(UNPACKS_TOO_LARGE)
            yield archive
    except FileRefused:
        raise
    except Exception as error:  # a damaged part raises whatever its reader happens to meet
        raise FileRefused(DAMAGED) from error


def is_document(archive: zipfile.ZipFile) -> bool:
    """Say whether an archive is a Word document, not a workbook; refuse all else and macros."""
    names = set(archive.namelist())
    if TYPES not in names:
        raise FileRefused(NOT_A_TABLE)
    types = archive.read(TYPES)
    if b"sheet.binary" in types:
        raise FileRefused(BINARY_BOOK)
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in names):
        raise FileRefused(HAS_MACROS)
    if WORKBOOK not in types and DOCUMENT not in types:
        raise FileRefused(NOT_A_TABLE)
    return DOCUMENT in types


def tree(archive: zipfile.ZipFile, name: str) -> Any:
    """Return the root element of a part; no entity is ever resolved."""
    from lxml import etree  # slow to import

    with archive.open(name) as part:
        blocks = iter(lambda: part.read(1 << 20), b"")
        elements = sum(block.count(b"<") - block.count(b"</") for block in blocks)
    if elements > MAX_ELEMENTS:
        raise FileRefused(UNPACKS_TOO_LARGE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(archive.read(name), parser)
    if root.getroottree().docinfo.doctype:
        raise FileRefused(DAMAGED)
    return root


def stream(
    archive: zipfile.ZipFile,
    name: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Read a large part without holding it; its own tags come without their prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise FileRefused(DAMAGED)

    def first(tag: str, attributes: dict[str, str]) -> None:
        """Learn from the outermost tag whether this writer puts a prefix before each."""
        prefix = tag[: tag.find(":") + 1]
        if prefix:
            parser.StartElementHandler = lambda tag, told: start(tag.removeprefix(prefix), told)
            parser.EndElementHandler = lambda tag: end(tag.removeprefix(prefix))
        else:
            parser.StartElementHandler, parser.EndElementHandler = start, end
        start(tag.removeprefix(prefix), attributes)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = first
    parser.CharacterDataHandler = text
    with archive.open(name) as part:
        parser.ParseFile(part)


def related(archive: zipfile.ZipFile, name: str = "") -> dict[str, tuple[str, str]]:
    """Return {id: (kind, part)} of what a part refers to inside the archive; "" for the whole."""
    folder, base = posixpath.split(name)
    path = posixpath.join(folder, "_rels", f"{base}.rels")
    if path not in archive.namelist():
        return {}
    found = {}
    for one in tree(archive, path):
        if one.get("Target") and one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target")))[1:]
            found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target)
    return found


def main_part(archive: zipfile.ZipFile) -> str:
    """Return the part with the workbook or the text itself."""
    return next(part for kind, part in related(archive).values() if kind == "officeDocument")


def local(element: Any) -> str:
    """Return the name of an element without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
