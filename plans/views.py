"""The plans of an organization, one version's page, opening a version, strategies."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from organizations.access import member_may
from organizations.holidays import calendar_for
from thai.calendar import fiscal_year

from .access import version_at
from .clocks import finish_clock
from .forms import GuidelineForm, OpenVersionForm, RoutesForm, StrategyForm
from .models import Guideline, Plan, PlanVersion, Procedure, Strategy
from .overview import overview_of, tabs_for
from .stepper import steps_of


def rows_of(versions, organization):
    """Return [(version, clock), …] for a list, with one look at the holidays."""
    calendar, today = calendar_for(organization), timezone.localdate()
    loaded = versions.with_plan().prefetch_related("extensions")
    return [(version, finish_clock(version, today, calendar)) for version in loaded]


@member_may("plans.view")
def plan_list(request):
    versions = PlanVersion.objects.visible_to(request.member)
    context = {"rows": rows_of(versions, request.organization)}
    return render(request, "plans/plan_list.html", context)


@member_may("plans.view")
def year(request, year):
    plan = get_object_or_404(Plan.objects.visible_to(request.member), fiscal_year=year)
    versions = PlanVersion.objects.visible_to(request.member).filter(plan=plan)
    context = {
        "plan": plan,
        "rows": rows_of(versions, request.organization),
        "is_public": plan.versions.announced_by(timezone.localdate()).exists(),
    }
    return render(request, "plans/plan_detail.html", context)


@member_may("plans.open")
def open_version(request, year=None):
    suggested = {"fiscal_year": year or fiscal_year(timezone.localdate()), "kind": "original"}
    form = OpenVersionForm(request.POST or None, initial=suggested)
    if request.method == "POST" and form.is_valid():
        version = Plan.open(request.organization, **form.cleaned_data, by=request.member)
        messages.success(request, f"เปิด{version}แล้ว ขั้นต่อไป รวบรวมรายการ")
        return redirect(version)
    status = 422 if form.errors else 200
    return render(request, "plans/version_open.html", {"form": form}, status=status)


@member_may("plans.view")
def version(request, year, version):
    version = version_at(request, year, version)
    context = {
        "version": version,
        "tabs": tabs_for(version, request.member),
        "steps": steps_of(version),
        "overview": overview_of(version, request.member, timezone.localdate()),
    }
    return render(request, "plans/version_detail.html", context)


@member_may("plans.choose_routes")
def routes(request):
    procedure = Procedure.in_force(timezone.localdate())
    if procedure is None:
        raise Http404
    form = RoutesForm(request.POST or None, organization=request.organization, procedure=procedure)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.member)
        messages.success(request, "บันทึกเส้นทางแล้ว ใช้กับฉบับที่เปิดหลังจากนี้")
        return redirect("organizations:settings", request.organization.slug)
    context = {"form": form, "procedure": procedure}
    return render(request, "plans/routes.html", context, status=422 if form.errors else 200)


@member_may("plans.view")
def strategies(request):
    found = Strategy.objects.visible_to(request.member).prefetch_related("guidelines__strategy")
    return render(request, "plans/strategy_list.html", {"strategies": found})


def _form_page(request, form, template, done):
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, done)
        return redirect("plans:strategies", request.organization.slug)
    return render(request, template, {"form": form}, status=422 if form.errors else 200)


@member_may("plans.manage_strategies")
def add_strategy(request):
    last = Strategy.objects.visible_to(request.member).order_by("number").last()
    initial = {"number": last.number + 1 if last else 1}
    form = StrategyForm(request.POST or None, member=request.member, initial=initial)
    return _form_page(request, form, "plans/strategy_form.html", "เพิ่มยุทธศาสตร์แล้ว")


@member_may("plans.manage_strategies")
def edit_strategy(request, pk):
    strategy = get_object_or_404(Strategy.objects.visible_to(request.member), pk=pk)
    form = StrategyForm(request.POST or None, member=request.member, instance=strategy)
    return _form_page(request, form, "plans/strategy_form.html", "บันทึกยุทธศาสตร์แล้ว")


@member_may("plans.manage_strategies")
def add_guideline(request):
    form = GuidelineForm(request.POST or None, member=request.member)
    return _form_page(request, form, "plans/guideline_form.html", "เพิ่มแนวทางการพัฒนาแล้ว")


@member_may("plans.manage_strategies")
def edit_guideline(request, pk):
    guideline = get_object_or_404(Guideline.objects.visible_to(request.member), pk=pk)
    form = GuidelineForm(request.POST or None, member=request.member, instance=guideline)
    return _form_page(request, form, "plans/guideline_form.html", "บันทึกแนวทางการพัฒนาแล้ว")
