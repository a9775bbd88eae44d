"""Photos and scans as proof: checked by content, timed, and a clean copy for the public. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, tzinfo
from io import BytesIO
from threading import Lock

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

READ = ("JPEG", "PNG", "WEBP")
FORMATS = {  # as Pillow names what it read
    "JPEG": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "WEBP": ("image/webp", "webp"),
    "MPO": ("image/jpeg", "jpg"),  # a phone's JPEG with a second picture behind the first
}
PDF = ("application/pdf", "pdf")
PUBLIC_WIDTH = 1600  # pixels of the longer side of the public copy
MOST_PIXELS = 64_000_000  # a phone's largest photo; more is a bomb
MOST_PAGES = 40

_EXIF = 0x8769  # the sub-directory of a photo's settings
_TAKEN, _TAKEN_OFFSET = 0x9003, 0x9011
_PILLOW = Lock()  # its switch is one for all threads
_PAGE_EXTRAS = ("/Annots", "/AA", "/Metadata", "/PieceInfo")


class PhotoRefused(ValueError):
    """A file that proves nothing; its text is a Thai sentence for the person who chose it."""


@dataclass(frozen=True)
class Photo:
    """A file that was read to its end: what it is, when it was taken, what the public may see."""

    content_type: str
    extension: str
    sha256: str
    taken_at: datetime | None
    public_copy: bytes
    public_extension: str


def examine(name: str, data: bytes, *, limit: int, zone: tzinfo) -> Photo:
    """Return the Photo in `data`, or raise PhotoRefused; the file's name is never believed."""
    if not data:
        raise PhotoRefused(f"ไฟล์ “{name}” ว่างเปล่า เลือกไฟล์ภาพหรือ PDF ใหม่")
    if len(data) > limit:
        size = limit // (1024 * 1024)
        raise PhotoRefused(f"ไฟล์ “{name}” ใหญ่เกิน {size} MB ย่อภาพแล้วลองใหม่")
    if data.startswith(b"%PDF-"):
        return _scan(name, data)
    return _picture(name, data, zone)


def _picture(name: str, data: bytes, zone: tzinfo) -> Photo:
    try:
        with Image.open(BytesIO(data), formats=READ) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PhotoRefused(f"ภาพ “{name}” มีจำนวนจุดภาพมากเกินไป ย่อภาพแล้วลองใหม่")
            _load_whole(image)
            content_type, extension = FORMATS[str(image.format)]
            taken_at = _taken_at(image, zone)
            public_copy = _clean_copy(image)
    except PhotoRefused:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise PhotoRefused(f"อ่านไฟล์ “{name}” ไม่ได้ ใช้ภาพ JPEG, PNG, WebP หรือ PDF ที่เปิดดูได้") from None
    return Photo(content_type, extension, _digest(data), taken_at, public_copy, "jpg")


def _load_whole(image: Image.Image) -> None:
    """Read every pixel, or raise OSError where the file was cut off.

    WeasyPrint, once imported, lets Pillow fill up what is missing, for the whole process.
    """
    with _PILLOW:
        lenient = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            image.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _clean_copy(image: Image.Image) -> bytes:
    """Draw the picture anew, upright and no larger than the web needs: no metadata survives."""
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((PUBLIC_WIDTH, PUBLIC_WIDTH))
    paper = Image.new("RGB", upright.size, "white")
    opaque = upright.convert("RGBA")
    paper.paste(opaque, mask=opaque)
    written = BytesIO()
    paper.save(written, "JPEG", quality=82, optimize=True)
    return written.getvalue()


def _taken_at(image: Image.Image, zone: tzinfo) -> datetime | None:
    """Return the moment the camera noted; without an offset it is the office's own time."""
    try:
        settings = image.getexif().get_ifd(_EXIF)
        noted = datetime.strptime(str(settings[_TAKEN]), "%Y:%m:%d %H:%M:%S")
        offset = str(settings.get(_TAKEN_OFFSET, "")).strip()
        aware = datetime.strptime(offset, "%z").tzinfo if offset else zone
        return noted.replace(tzinfo=aware)
    except (KeyError, ValueError, TypeError, OSError, SyntaxError):
        return None


def _scan(name: str, data: bytes) -> Photo:
    import pikepdf  # slow to import

    try:
        with pikepdf.open(BytesIO(data)) as scan, pikepdf.new() as clean:
            if not 1 <= len(scan.pages) <= MOST_PAGES:
                raise PhotoRefused(f"ไฟล์ “{name}” ต้องมี 1 ถึง {MOST_PAGES} หน้า")
            # Pages alone are taken over: no scripts, no attachments, no author.
            for page in scan.pages:
                for extra in _PAGE_EXTRAS:
                    if extra in page.obj:
                        del page.obj[extra]
            clean.pages.extend(scan.pages)
            written = BytesIO()
            clean.save(written, deterministic_id=True)
    except pikepdf.PasswordError:
        raise PhotoRefused(f"ไฟล์ “{name}” มีรหัสผ่าน บันทึกใหม่แบบไม่มีรหัสแล้วลองอีกครั้ง") from None
    except pikepdf.PdfError:
        raise PhotoRefused(f"อ่านไฟล์ “{name}” ไม่ได้ ใช้ PDF ที่เปิดดูได้") from None
    return Photo(*PDF, _digest(data), None, written.getvalue(), PDF[1])


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
