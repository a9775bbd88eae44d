"""What came of a plan, for citizens: only of what was announced, without anybody's name."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from announcements.public_views import organization_at, public_page
from documents.models import Rendering
from documents.serving import file_response
from organizations.access import public
from plans.models import Plan

from .forms import CutOffForm
from .ledger import announced, result_of
from .listing import Filter
from .pictures import pictures_of
from .report_paper import files_of
from .result_csv import csv_response
from .rounds import cut_offs, last_cut_off, round_on
from .statuses import Status

PER_PAGE = 50


def plans_of(town):
    return announced(Plan.objects.filter(organization=town))


@public
def index(request, organization):
    town = organization_at(organization)
    plan = plans_of(town).first()
    if plan is None:
        return public_page(request, town, "results_none")
    return redirect("public_results:results", organization, plan.fiscal_year)


@public
def results(request, organization, year):
    town, today = organization_at(organization), timezone.localdate()
    plan = get_object_or_404(plans_of(town), fiscal_year=year)
    form = CutOffForm(request.GET or None, fiscal_year=year, today=today)
    result = result_of(plan, form.day_or(last_cut_off(year, today)))
    wanted = Filter.of(request.GET)
    rows = wanted.kept(result.rows, round_on(year, today))
    context = {
        "plan": plan, "form": form, "units": result.by("unit"), "cut_offs": cut_offs(year, today),
        "years": plans_of(town), "statuses": Status.choices,
        "filter": wanted, "found": result.tally(rows),
        "rows_url": f"?until={result.until.isoformat()}", "anchor": "#items",
        "report": pdf_of(plan, result.until),
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        **pictures_of(result, request.GET.get("by", "")),
    }  # fmt: skip
    return public_page(request, town, "results", **context)


@public
def results_csv(request, organization, year):
    town, today = organization_at(organization), timezone.localdate()
    plan = get_object_or_404(plans_of(town), fiscal_year=year)
    form = CutOffForm(request.GET or None, fiscal_year=year, today=today)
    return csv_response(plan, result_of(plan, form.day_or(last_cut_off(year, today))))


@public
def results_pdf(request, organization, year):
    """Give out the newest report of a day that the organization had printed."""
    town, today = organization_at(organization), timezone.localdate()
    plan = get_object_or_404(plans_of(town), fiscal_year=year)
    form = CutOffForm(request.GET or None, fiscal_year=year, today=today)
    report = pdf_of(plan, form.day_or(last_cut_off(year, today)))
    if report is None:
        raise Http404
    return file_response(report)


def pdf_of(plan, on):
    files = files_of(plan, on)
    return files[0] if files and files[0].format == Rendering.Format.PDF else None
