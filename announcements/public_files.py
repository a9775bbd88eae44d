"""What citizens and machines download: the announced PDF, the items, the board, the calendar."""

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import condition

from organizations.access import public

from .board import board_data, calendar_of
from .exports import csv_of, xlsx_of
from .public_views import day_asked, etag_of_plan, organization_at
from .publication import data_of, publication_of

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def open_to_all(response):
    """Let any site's scripts read open data."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def attached(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return open_to_all(response)


def book_asked(request, publication):
    """Return the printed book of the version named in the address, else of the day."""
    version = request.GET.get("version")
    if not version:
        return publication.book
    for announcement in publication.announcements:
        if announcement.version.slug == version:
            return announcement.book
    raise Http404


@public
@condition(etag_func=etag_of_plan)
def pdf(request, organization, year):
    publication = publication_of(organization, year, day_asked(request))
    book = book_asked(request, publication)
    if not book or not book.is_ready:
        text = "กำลังจัดทำเล่มแผน ลองใหม่ในอีกสักครู่"
        return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
    name = f"{organization}-{year}-{book.version.slug if book.version_id else 'consolidated'}.pdf"
    response = FileResponse(book.file.open("rb"), content_type="application/pdf", filename=name)
    response["X-Content-SHA256"] = book.sha256
    return response


@public
@condition(etag_func=etag_of_plan)
def items_json(request, organization, year):
    data = data_of(publication_of(organization, year, day_asked(request)))
    return open_to_all(JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1}))


@public
@condition(etag_func=etag_of_plan)
def items_csv(request, organization, year):
    data = data_of(publication_of(organization, year, day_asked(request)))
    content_type = "text/csv; charset=utf-8"
    return attached(csv_of(data["items"]), content_type, f"{organization}-{year}-items.csv")


@public
@condition(etag_func=etag_of_plan)
def items_xlsx(request, organization, year):
    data = data_of(publication_of(organization, year, day_asked(request)))
    return attached(xlsx_of(data["items"]), EXCEL, f"{organization}-{year}-items.xlsx")


@public
def board_json(request, organization):
    def address(name, *args):
        return request.build_absolute_uri(reverse(name, args=args))

    data = board_data(organization_at(organization), address)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Type"] = "application/ld+json; charset=utf-8"
    return open_to_all(response)


@public
def calendar_ics(request, organization):
    content = calendar_of(organization_at(organization))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    return open_to_all(response)
