"""Give a stored file out safely: its type is fixed, the browser may not guess another."""

from django.http import FileResponse, Http404

from .models import Rendering

_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    Rendering.Format.PDF: "application/pdf",
    Rendering.Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Rendering.Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
}


def file_response(rendering):
    """Return the file of a finished rendering; a PDF opens in the browser, the others are saved."""
    try:
        file = rendering.file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(
        file,
        as_attachment=rendering.format != Rendering.Format.PDF,
        filename=rendering.file_name,
        content_type=TYPES[rendering.format],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = f'"{rendering.sha256}"'
    return response
