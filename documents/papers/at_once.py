"""A paper of a page or two, printed while the reader waits: a draft, or how things stand today."""

from django.http import HttpResponse

from plans.workflow import StepRefused

from ..one_at_a_time import turn
from ..paper import PrintFault
from ..part_store import PartStore
from ..serving import TYPES
from ..texts import TextFault

PDF = "pdf"


def paper_response(kind, version, format, facts=None):
    """Return a paper of a version as a file, or raise StepRefused where it cannot be printed."""
    try:
        content = kind.compose(version, facts=facts)
        paper = printed(kind.printers, content, format)
    except (TextFault, PrintFault) as fault:
        raise StepRefused(version, *fault.args) from fault
    organization, year, slug = version.address
    return file_of(paper, format, f"{organization}-{year}-{slug}-{kind.key}")


def printed(printers, content, format):
    """Return the Paper of a content; of a PDF, what is printed already comes from the store."""
    if format != PDF:
        return printers[format](content)
    with turn():
        return printers[format](content, PartStore())


def file_of(paper, format, name):
    """Return a Paper as a file; a PDF opens in the browser, the others are saved."""
    response = HttpResponse(paper.data, content_type=TYPES[format])
    shown = "inline" if format == PDF else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{name}.{format}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
