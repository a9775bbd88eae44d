"""Uploaded photos and scans: read by content on the way in, harmless to browsers on the way out."""

from django.conf import settings
from django.http import FileResponse
from django.utils import timezone

from .photos import PhotoRefused, examine

PICTURES_AND_SCANS = "image/jpeg,image/png,image/webp,application/pdf"


def proofs_in(files):
    """Return ([(name, bytes, Photo), …], [why a file is refused, …]) of uploaded files."""
    proofs, refused, seen = [], [], set()
    for file in files:
        # One byte over the limit is enough to refuse; a huge upload is never read whole.
        data = file.read(settings.UPLOAD_LIMIT + 1)
        try:
            photo = examine(
                file.name,
                data,
                limit=settings.UPLOAD_LIMIT,
                zone=timezone.get_default_timezone(),
            )
        except PhotoRefused as fault:
            refused.append(str(fault))
            continue
        if photo.sha256 not in seen:
            seen.add(photo.sha256)
            proofs.append((file.name, data, photo))
    if not files:
        refused.append("ต้องมีภาพถ่ายหรือเอกสารสแกนอย่างน้อย 1 ไฟล์")
    return proofs, refused


def proof_response(stored, content_type):
    """Serve a checked upload so that no browser runs anything in it."""
    response = FileResponse(stored.open("rb"), content_type=content_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
