"""The front door, the pages about the product itself, and the pages of faults."""

from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from announcements.models import Announcement
from organizations.access import public
from organizations.models import Organization, RegisterEntry
from thai.text import search_key

TEXT_SIZES = {"normal", "large", "larger"}
FOUND_AT_MOST = 50


@public
def home(request):
    """Search all local governments; those with a plan here come first."""
    query = request.GET.get("q", "").strip()
    organizations = Organization.objects.select_related("type")
    count, rows = found_in_register(query, organizations) if query else (0, [])
    newest = Announcement.objects.filter(withdrawn_at__isnull=True)
    context = {
        "query": query,
        "count": count,
        "rows": rows[:FOUND_AT_MOST],
        "organizations": organizations,
        "newest": newest.select_related("version__plan", "organization__type")[:5],
    }
    return render(request, "actionplan/home.html", context)


def found_in_register(query, organizations):
    """Return how many bodies match, and (entry, its organization or None), those here first."""
    found = RegisterEntry.objects.filter(search__contains=search_key(query))
    here = {organization.code: organization for organization in organizations}
    rows = [(entry, here.get(entry.code)) for entry in found.select_related("type")[:500]]
    return found.count(), sorted(rows, key=lambda row: row[1] is None)


@public
def healthz(request):
    """Answer "ok" when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@public
def text_size(request, size):
    """Keep the size of text in a cookie and return to where the reader was."""
    if size not in TEXT_SIZES:
        raise Http404
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = redirect(back)
    response.set_cookie("text_size", size, max_age=31_536_000, samesite="Lax", httponly=True)
    return response


@public
def about(request):
    return render(request, "actionplan/about.html")


@public
def accessibility(request):
    return render(request, "actionplan/accessibility.html")


@public
def privacy(request):
    return render(request, "actionplan/privacy.html")


@public
def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


@public
def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


@public
def not_found(request, exception=None):
    return render(request, "404.html", status=404)


@public
def server_error(request):
    return render(request, "500.html", {"request_id": getattr(request, "id", "")}, status=500)
