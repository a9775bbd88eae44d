"""Asking for the plan's documents, watching them being made, taking them; wording their texts."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at
from plans.models import Plan
from plans.overview import tabs_for

from .canonical_text import text_of_version
from .forms import SectionTextForm
from .models import Rendering
from .serving import file_response
from .shelf import shelf_of
from .texts import FIELDS
from .wording_preview import preview_of, restore, text_of, texts_of


def load_rendering(request, pk):
    renderings = Rendering.objects.visible_to(request.member)
    return get_object_or_404(renderings.select_related("plan__organization", "version"), pk=pk)


def chosen_format(request):
    """Return the format a form asks for; a value that no form offers is not found."""
    if request.POST.get("format") not in Rendering.Format.values:
        raise Http404
    return Rendering.Format(request.POST["format"])


@member_may("documents.view")
def rendering_list(request, year, version):
    version = version_at(request, year, version)
    context = {
        "version": version,
        "tabs": tabs_for(version, request.member),
        "shelf": shelf_of(version),
        "may_ask": request.member.may("documents.render"),
        "may_edit_texts": request.member.may("documents.edit_texts"),
    }
    return render(request, "documents/rendering_list.html", context)


@require_POST
@member_may("documents.render")
def ask(request, year, version):
    version = version_at(request, year, version)
    return redirect(Rendering.ask(version, chosen_format(request), by=request.member))


@require_POST
@member_may("documents.render")
def ask_consolidated(request, year):
    plan = get_object_or_404(Plan.objects.visible_to(request.member), fiscal_year=year)
    today = timezone.localdate()
    rendering = Rendering.ask_consolidated(plan, today, chosen_format(request), by=request.member)
    return redirect(rendering)


@member_may("documents.view")
def content(request, year, version):
    version = version_at(request, year, version)
    response = HttpResponse(text_of_version(version), content_type="application/json")
    response["Content-Disposition"] = (
        f'attachment; filename="{"-".join(map(str, version.address))}.json"'
    )
    return response


@member_may("documents.view")
def detail(request, pk):
    rendering = load_rendering(request, pk)
    return render(request, "documents/rendering_detail.html", {"rendering": rendering})


@member_may("documents.view")
def download(request, pk):
    rendering = load_rendering(request, pk)
    if not rendering.is_ready:
        raise Http404
    return file_response(rendering)


@member_may("documents.edit_texts")
def texts(request):
    context = {"texts": texts_of(request.organization)}
    return render(request, "documents/sectiontext_list.html", context)


@member_may("documents.edit_texts")
def edit_text(request, key):
    text = text_of(request.organization, key)
    shown = request.POST.get("body", text.body)
    form = SectionTextForm(request.POST or None, instance=text, member=request.member)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        form.save()
        messages.success(request, f"บันทึก{text}แล้ว")
        return redirect("documents:texts", request.organization.slug)
    preview = preview_of(text, shown)
    context = {"form": form, "text": text, "fields": FIELDS.items(), "preview": preview}
    status = 422 if form.errors else 200
    return render(request, "documents/sectiontext_form.html", context, status=status)


@require_POST
@member_may("documents.edit_texts")
def restore_text(request, key):
    text = text_of(request.organization, key)
    restore(text, by=request.member)
    messages.success(request, f"กลับไปใช้ข้อความตั้งต้นของ “{text.title}” แล้ว")
    return redirect("documents:texts", request.organization.slug)
