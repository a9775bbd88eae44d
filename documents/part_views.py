"""Looking at one part of the book as it would be printed now, without waiting for the book."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

from organizations.access import member_may
from plans.access import version_at
from plans.overview import tabs_for
from plans.workflow import StepRefused

from .models import Rendering
from .one_at_a_time import Busy
from .paper import PrintFault
from .part_previews import pieces_of, preview_of
from .texts import TextFault


@member_may("documents.view")
def parts(request, year, version):
    version = version_at(request, year, version)
    try:
        pieces = pieces_of(version, Rendering.facts_of(version))
    except TextFault as fault:
        raise StepRefused(version, *fault.args) from fault
    context = {"version": version, "tabs": tabs_for(version, request.member), "pieces": pieces}
    return render(request, "documents/part_list.html", context)


@member_may("documents.view")
def part(request, year, version, part):
    version = version_at(request, year, version)
    try:
        preview = preview_of(version, part, Rendering.facts_of(version))
    except LookupError as error:
        raise Http404 from error
    except Busy:
        return render(request, "documents/part_busy.html", {"version": version}, status=503)
    except (TextFault, PrintFault) as fault:
        raise StepRefused(version, *fault.args) from fault
    return pdf_response(request, preview, f"{version.slug}-{part}.pdf")


def pdf_response(request, preview, name):
    """Answer with the PDF, or with nothing when the browser has these very bytes."""

    @condition(etag_func=lambda request: f'"{preview.etag}"')
    def answer(request):
        response = HttpResponse(preview.data, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return answer(request)
