"""Results for members: the list, one item's form and history, the summary."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from documents.models import Rendering
from documents.papers.registry import PAPERS
from organizations.access import member_may
from plans.models import Plan
from projects.models import Line
from thai.baht import format_money

from .forms import BudgetChangeForm, CutOffForm, OpinionForm, ReportForm
from .history import history_of
from .ledger import announced, result_of
from .listing import Filter, next_waiting, waiting_first
from .pictures import pictures_of
from .report_paper import RESULTS, files_of
from .reporters import own_unit, reportable
from .result_csv import csv_response
from .rounds import cut_offs, last_cut_off, round_on
from .statuses import Status

PER_PAGE = 50


def plan_at(member, year):
    """Return the announced plan of a year, or raise Http404."""
    return get_object_or_404(announced(Plan.objects.visible_to(member)), fiscal_year=year)


def line_at(member, year, code):
    lines = Line.objects.filter(plan__organization=member.organization)
    return get_object_or_404(
        lines.select_related("plan__organization"), plan__fiscal_year=year, code=code
    )


@member_may("progress.view")
def index(request):
    plan = announced(Plan.objects.visible_to(request.member)).first()
    if plan is None:
        return render(request, "progress/no_plan.html")
    return redirect("progress:list", request.organization.slug, plan.fiscal_year)


@member_may("progress.view")
def item_list(request, year):
    plan, today = plan_at(request.member, year), timezone.localdate()
    until = CutOffForm(request.GET, fiscal_year=year, today=today).day_or(today)
    result, asked = result_of(plan, until), round_on(year, today)
    wanted = Filter.of(request.GET, own_unit(request.member))
    rows = waiting_first(wanted.kept(result.rows, asked), asked)
    context = {
        "plan": plan, "result": result, "asked": asked, "filter": wanted, "until": until,
        "found": result.tally(rows), "statuses": Status.choices,
        "is_dated": until != today, "waiting": {row.code for row in rows if row.waits(asked)},
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "years": announced(Plan.objects.visible_to(request.member)), "units": result.by("unit"),
    }  # fmt: skip
    return render(request, "progress/item_list.html", context)


def item_page(request, line, **forms):
    """Show one item's results, with the forms this member may send, filled as given."""
    today, year = timezone.localdate(), line.plan.fiscal_year
    result, asked = result_of(line.plan, today), round_on(year, today)
    row = result.find(line.code)
    if row is None:
        raise Http404
    mine = reportable(result.rows, request.member)
    if row in mine:
        forms.setdefault("form", ReportForm(initial=suggested(row, asked, today)))
        forms.setdefault("budget_form", BudgetChangeForm(auto_id="budget_%s"))
    if request.member.may("progress.give_opinion"):
        forms.setdefault("opinion_form", OpinionForm())
    context = {
        "line": line, "plan": line.plan, "row": row, "asked": asked, **forms,
        "history": history_of(line), "left": sum(other.waits(asked) for other in mine),
        "may_report": row in mine, "suggested_day": asked.suggested_day(today),
        "from_budget": f"จากงบที่ใช้บังคับ {format_money(row.in_force)} บาท",
    }  # fmt: skip
    is_refused = any(form.errors for form in forms.values() if hasattr(form, "errors"))
    return render(request, "progress/item_detail.html", context, status=422 if is_refused else 200)


def suggested(row, asked, today):
    """Return what the form offers: the last status and amounts, the cut-off of the round."""
    return {
        "status": row.status,
        "as_of": asked.suggested_day(today),
        "disbursed": row.disbursed or None,
        "contracted": row.contracted or None,
    }


@member_may("progress.view")
def detail(request, year, code):
    return item_page(request, line_at(request.member, year, code))


@member_may("progress.report")
def report(request, year, code):
    line = line_at(request.member, year, code)
    if request.method != "POST":
        return redirect("progress:detail", request.organization.slug, year, code)
    form = ReportForm(request.POST)
    if form.is_valid() and (said := form.save(line, by=request.member)):
        return go_on(request, line, said)
    return item_page(request, line, form=form)


def go_on(request, line, said):
    """Tell what was kept and what looks odd, then lead to the next item that waits."""
    today, year = timezone.localdate(), line.plan.fiscal_year
    asked = round_on(year, today)
    mine = reportable(result_of(line.plan, today).rows, request.member)
    left = sum(row.waits(asked) for row in mine)
    link = format_html('<a href="{}">รายการ {}</a>', said.get_absolute_url(), line.code)
    if said.is_repeated:
        messages.info(request, format_html("{} บันทึกไว้แล้วเมื่อครู่ ไม่ได้บันทึกซ้ำ", link))
    elif left:
        messages.success(request, format_html("บันทึกผลของ{}แล้ว เหลืออีก {} รายการ", link, left))
    else:
        messages.success(request, format_html("บันทึกผลของ{}แล้ว รายงานครบทุกรายการแล้ว", link))
    for point in said.odd_points():
        messages.warning(request, format_html("ควรตรวจ {} {}", link, point))
    following = next_waiting(mine, asked, line.code)
    if following:
        return redirect("progress:detail", request.organization.slug, year, following.code)
    return redirect("progress:list", request.organization.slug, year)


@member_may("progress.report")
def change_budget(request, year, code):
    line = line_at(request.member, year, code)
    if request.method != "POST":
        return redirect("progress:detail", request.organization.slug, year, code)
    form = BudgetChangeForm(request.POST, auto_id="budget_%s")
    if form.is_valid() and (change := form.save(line, by=request.member)):
        done = "บันทึกไว้แล้วเมื่อครู่ ไม่ได้บันทึกซ้ำ" if change.is_repeated else "บันทึกการโอนหรือแก้งบแล้ว"
        messages.success(request, done)
        return redirect(change)
    return item_page(request, line, budget_form=form)


@require_POST
@member_may("progress.give_opinion")
def give_opinion(request, year, code, pk):
    line = line_at(request.member, year, code)
    report = get_object_or_404(line.progress_reports, pk=pk)
    form = OpinionForm(request.POST)
    if form.is_valid() and form.save(report, by=request.member):
        messages.success(request, "บันทึกความเห็นแล้ว")
        return redirect(report)
    return item_page(request, line, opinion_form=form, opinion_of=report.pk)


@member_may("progress.view")
def summary(request, year):
    plan, today = plan_at(request.member, year), timezone.localdate()
    form = CutOffForm(request.GET or None, fiscal_year=year, today=today)
    result = result_of(plan, form.day_or(last_cut_off(year, today)))
    context = {
        "plan": plan, "form": form, "cut_offs": cut_offs(year, today),
        "rows_url": f"../?until={result.until.isoformat()}&unit=all",
        "files": files_of(plan, result.until),
        **pictures_of(result, request.GET.get("by", "")),
    }  # fmt: skip
    return render(request, "progress/summary.html", context, status=422 if form.errors else 200)


@member_may("progress.view")
def table_csv(request, year):
    plan, today = plan_at(request.member, year), timezone.localdate()
    form = CutOffForm(request.GET or None, fiscal_year=year, today=today)
    return csv_response(plan, result_of(plan, form.day_or(last_cut_off(year, today))))


@require_POST
@member_may("documents.render")
def ask_report(request, year):
    """Have the report printed in the background, and show how far it is."""
    plan, today = plan_at(request.member, year), timezone.localdate()
    form = CutOffForm(request.POST, fiscal_year=year, today=today)
    format = request.POST.get("format")
    if not form.is_valid() or format not in PAPERS[RESULTS].formats:
        raise Http404
    until = form.day_or(last_cut_off(year, today))
    return redirect(Rendering.ask_consolidated(plan, until, format, RESULTS, by=request.member))
