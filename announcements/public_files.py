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


def announcement_asked(request, publication):
    """Return the announcement of the version named in the address, None where none is named."""
    version = request.GET.get("version")
    if not version:
        return None
    for announcement in publication.announcements:
        if announcement.version.slug == version:
            return announcement
    raise Http404


def announced_pdf(paper, title, name):
    """Return the stored file of a paper; while it is made, say so."""
    if not paper or not paper.is_ready:
        text = f"กำลังจัดทำ{title} ลองใหม่ในอีกสักครู่"
        return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
    response = FileResponse(paper.file.open("rb"), content_type="application/pdf", filename=name)
    response["X-Content-SHA256"] = paper.sha256
    return response


@public
@condition(etag_func=etag_of_plan)
def pdf(request, organization, year):
    publication = publication_of(organization, year, day_asked(request))
    asked = announcement_asked(request, publication)
    book = asked.book if asked else publication.book
    slug = book.version.slug if book and book.version_id else "consolidated"
    return announced_pdf(book, "เล่มแผน", f"{organization}-{year}-{slug}.pdf")


@public
@condition(etag_func=etag_of_plan)
def notice(request, organization, year):
    """Give out the signed notice, of the latest version unless the address names one."""
    publication = publication_of(organization, year, day_asked(request))
    announcement = announcement_asked(request, publication) or publication.latest
    name = f"{organization}-{year}-{announcement.version.slug}-notice.pdf"
    return announced_pdf(announcement.notice, "ประกาศ", name)


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
