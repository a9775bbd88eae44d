"""Asking for the plan's documents, watching them being made, cancelling, taking them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from organizations.access import member_may
from plans.access import version_at
from plans.models import Plan, PlanVersion
from plans.overview import tabs_for

from .forms import AskForm
from .models import Rendering
from .serving import file_response
from .shelf import shelf_of


def load_rendering(request, pk):
    renderings = Rendering.objects.visible_to(request.member)
    related = ("plan__organization", "version", "asked_by__user")
    return get_object_or_404(renderings.select_related(*related), pk=pk)


def shelf_page(request, version, form=None, *, is_merged=False, status=200):
    context = {
        "version": version,
        "tabs": tabs_for(version, request.member),
        "shelf": shelf_of(version),
        "form": form,
        "place": form and ("merged" if is_merged else form.place),
        "may_ask": request.member.may("documents.render"),
        "may_edit_texts": request.member.may("documents.edit_texts"),
    }
    return render(request, "documents/rendering_list.html", context, status=status)


@member_may("documents.view")
def rendering_list(request, year, version):
    return shelf_page(request, version_at(request, year, version))


@require_POST
@member_may("documents.render")
def ask(request, year, version):
    version = version_at(request, year, version)
    form = AskForm(request.POST)
    if not form.is_valid():
        return shelf_page(request, version, form, status=422)
    return redirect(Rendering.ask(version, by=request.member, **form.cleaned_data))


@require_POST
@member_may("documents.render")
def ask_consolidated(request, year):
    plan = get_object_or_404(Plan.objects.visible_to(request.member), fiscal_year=year)
    form, today = AskForm(request.POST), timezone.localdate()
    if not form.is_valid():
        versions = PlanVersion.objects.visible_to(request.member).filter(plan=plan)
        newest = versions.with_plan().order_by("-opened_at")[:1]
        return shelf_page(request, get_list_or_404(newest)[0], form, is_merged=True, status=422)
    format = form.cleaned_data["format"]
    return redirect(Rendering.ask_consolidated(plan, today, format, by=request.member))


def rendering_page(request, rendering, template):
    may_ask = request.member.may("documents.render")
    may_cancel = may_ask and not rendering.why_not_cancelled_by(request.member)
    context = {
        "rendering": rendering,
        "may_cancel": may_cancel,
        "may_retry": may_ask and not rendering.why_not_retried,
    }
    return render(request, template, context)


@member_may("documents.view")
def detail(request, pk):
    return rendering_page(request, load_rendering(request, pk), "documents/rendering_detail.html")


@member_may("documents.view")
def progress(request, pk):
    rendering = load_rendering(request, pk)
    if not request.htmx:
        return redirect(rendering)
    if rendering.is_lost and "lost" in request.GET:
        return HttpResponse(status=204)  # the page that says so waits for a worker to go on
    if rendering.is_lost or "lost" in request.GET or not rendering.is_waiting:
        return HttpResponseClientRefresh()
    return rendering_page(request, rendering, "documents/_progress.html")


@require_POST
@member_may("documents.render")
def cancel(request, pk):
    rendering = load_rendering(request, pk)
    rendering.cancel(by=request.member)
    messages.success(request, "ยกเลิกการจัดทำแล้ว ส่วนที่พิมพ์เสร็จแล้วยังอยู่ หากขออีกครั้งจะเร็วขึ้น")
    return redirect(rendering)


@require_POST
@member_may("documents.render")
def retry(request, pk):
    return redirect(load_rendering(request, pk).retry(by=request.member))


@member_may("documents.view")
def download(request, pk):
    rendering = load_rendering(request, pk)
    if not rendering.is_ready:
        raise Http404
    return file_response(rendering)
