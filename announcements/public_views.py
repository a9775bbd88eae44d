"""The citizens' pages: organization, plan, item, notice board, calculator. Nothing of a draft."""

import hashlib
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import condition

from organizations.access import public
from organizations.holidays import calendar_for
from organizations.models import Organization
from organizations.proofs import proof_response
from plans.models import Procedure
from plans.workflow import Kind
from projects.totals import grouped, totals_of
from thai.calendar import fiscal_year

from . import story
from .board import board_of, notices_of
from .charts import bars, busiest, month_columns
from .deadlines import display_clock, posting_clock
from .filters import Filters
from .models import Announcement, PostingEvidence
from .print_page import forms_of
from .public_forms import CalculatorForm
from .publication import fingerprint, publication_of, rows_of_line

PER_PAGE = 50


def organization_at(slug):
    return get_object_or_404(Organization.objects.select_related("type"), slug=slug)


def public_page(request, organization, template, **context):
    """Render a page inside an organization: its name in the frame, its entries in the bar."""
    request.organization = organization
    entries = [
        ("ค้นหา อปท.", reverse("home")),
        ("แผน", reverse("public:organization", args=[organization.slug])),
        ("ป้ายประกาศ", reverse("public:board", args=[organization.slug])),
        *((label, reverse(name, args=[organization.slug])) for label, name in story.MENU),
        ("นับกำหนดเวลา", reverse("public:deadlines")),
    ]
    context["public_nav"] = [
        {"label": label, "url": url, "is_current": url == request.path} for label, url in entries
    ]
    return render(request, f"public/{template}.html", context)


def day_asked(request):
    """Return the day of `?as_of=`, never later than today; Http404 for what is no day."""
    today = timezone.localdate()
    try:
        return min(date.fromisoformat(request.GET.get("as_of") or today.isoformat()), today)
    except ValueError:
        raise Http404 from None


def etag_of_plan(request, organization, year, **kwargs):
    """Return what tells one answer about a plan from another: content, day, reader, look."""
    seen = fingerprint(organization, year, day_asked(request))
    reader = request.user.is_authenticated, request.COOKIES.get("text_size", "")
    look = static("css/site.css"), request.get_full_path(), timezone.localdate().isoformat()
    return f'"{hashlib.sha256(repr((seen, reader, look)).encode()).hexdigest()[:32]}"'


@public
def organization(request, organization):
    town = organization_at(organization)
    notices = notices_of(town)
    this_year = fiscal_year(timezone.localdate())
    years = {}
    for notice in notices:
        years.setdefault(notice.year, []).append(notice)
    newest = max((year for year in years if year <= this_year), default=max(years, default=None))
    current = next((n for n in notices if n.year == newest), None)
    posted = [notice for notice in notices if notice.is_up]
    return public_page(
        request, town, "organization_detail", years=years, current=current, posted=posted
    )


@public
@condition(etag_func=etag_of_plan)
def plan(request, organization, year):
    on, today = day_asked(request), timezone.localdate()
    publication = publication_of(organization, year, on)
    context = {
        "publication": publication,
        **found_in(publication, request.GET),
        **pictures(publication, today),
        **state_of(publication, today),
    }
    return public_page(request, publication.organization, "plan_detail", **context)


@public
@condition(etag_func=etag_of_plan)
def plan_print(request, organization, year):
    """Show the forms of the book, all of them on one page to print."""
    publication = publication_of(organization, year, day_asked(request))
    forms = forms_of(publication.compose())
    town = publication.organization
    return public_page(request, town, "plan_print", publication=publication, **forms)


def found_in(publication, asked):
    """Return the items that match the filter in the address, one page of them."""
    filters = Filters.read(asked)
    found = filters.keep(publication.items)
    return {
        "filters": filters,
        "selects": filters.selects(publication.items),
        "found": totals_of(found),
        "page_obj": Paginator(found, PER_PAGE).get_page(asked.get("page")),
    }


def pictures(publication, today):
    """Return the tables with bars and the months, always of the whole plan."""
    items, year = publication.items, publication.plan.fiscal_year
    month = today.month if fiscal_year(today) == year else None
    columns = month_columns((item.months for item in items), year, month)
    strategies = grouped(items, lambda item: item.strategy)
    origins = grouped(items, lambda item: item.source)
    of_day = f"as_of={publication.on.isoformat()}&" if publication.on < today else ""
    return {
        "of_day": of_day,
        "columns": columns,
        "busiest": busiest(columns),
        "by_strategy": bars(
            (str(key or "ไม่ระบุ"), totals, f"?{of_day}strategy={key.pk}#items" if key else "")
            for key, totals in strategies.items()
        ),
        "by_source": bars(
            (str(key or "ไม่ระบุ"), totals, f"?{of_day}source={key.pk}#items" if key else "")
            for key, totals in sorted(origins.items(), key=lambda pair: place_of(pair[0]))
        ),
    }


def place_of(source):
    return source.order if source else 10**6


def state_of(publication, today):
    """Return what the banner and the clocks say: posting, withdrawal, a later year."""
    version = publication.latest.version
    calendar = calendar_for(publication.organization)
    postings = list(publication.latest.postings.prefetch_related("evidence"))
    first = min((posting.posted_on for posting in postings), default=None)
    original = next(a for a in publication.announcements if a.version.kind == Kind.ORIGINAL)
    newer = Announcement.objects.filter(
        organization=publication.organization,
        version__plan__fiscal_year__gt=publication.plan.fiscal_year,
        announced_on__lte=today,
    )
    return {
        "is_past": publication.on < today,
        "original": original if publication.revisions else None,
        "newer_year": newer.values_list("version__plan__fiscal_year", flat=True).first(),
        "postings": postings,
        "clocks": [
            posting_clock(version, first, today, calendar),
            display_clock(version, first, today, calendar),
        ],
    }


@public
def item(request, organization, year, code):
    on, town = day_asked(request), organization_at(organization)
    line, rows, announcements = rows_of_line(town, year, code, on)
    context = {
        "item": rows[-1],
        "year": year,
        "announcement": announcements[rows[-1].version_id],
        "events": story.story_of(line, rows, announcements, on),
        "is_past": on < timezone.localdate(),
    }
    return public_page(request, town, "item_detail", **context)


@public
def board(request, organization):
    town = organization_at(organization)
    return public_page(request, town, "board", **board_of(town))


@public
def photo(request, organization, pk):
    """Serve the copy without metadata; the original is for members."""
    proof = get_object_or_404(
        PostingEvidence, posting__announcement__organization__slug=organization, pk=pk
    )
    content_type = "image/jpeg" if proof.is_picture else proof.content_type
    response = proof_response(proof.public_copy, content_type)
    response["Cache-Control"] = "public, max-age=86400"
    return response


@public
def deadlines(request):
    procedure = Procedure.in_force(timezone.localdate())
    form = CalculatorForm(request.GET or None, procedure=procedure)
    deadline = form.deadline() if form.is_valid() else None
    context = {"form": form, "deadline": deadline, "procedure": procedure}
    status = 422 if form.errors else 200
    return render(request, "public/deadline_form.html", context, status=status)
