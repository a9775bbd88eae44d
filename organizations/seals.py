"""The seal: an uploaded picture, believed by its content, never by its name."""

import secrets
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

LIMIT = 2 * 1024 * 1024
FORMATS = ("PNG", "JPEG")
MOST_PIXELS = 40_000_000
SHOWN_AT = (600, 600)  # enough for print at 5 cm
REFUSAL = "อ่านภาพนี้ไม่ได้ ใช้ไฟล์ PNG หรือ JPEG ไม่เกิน 2 MB"


def redrawn(upload):
    """Return the picture drawn anew as PNG, so that nothing hidden in the file survives."""
    if upload.size > LIMIT:
        raise ValidationError(REFUSAL)
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(REFUSAL)
            clean = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(REFUSAL) from error
    clean.thumbnail(SHOWN_AT)
    drawn = BytesIO()
    clean.save(drawn, "PNG")
    return ContentFile(drawn.getvalue(), name=f"{secrets.token_hex(8)}.png")
