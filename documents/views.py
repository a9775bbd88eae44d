"""Wording the texts of the book, and its content for machines."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at

from .canonical_text import text_of_version
from .forms import PartOneForm, SectionTextForm
from .models import PartOne
from .text_diff import side_by_side
from .texts import FIELDS
from .wording_preview import preview_of, text_of, texts_of


@member_may("documents.view")
def content(request, year, version):
    version = version_at(request, year, version)
    response = HttpResponse(text_of_version(version), content_type="application/json")
    response["Content-Disposition"] = (
        f'attachment; filename="{"-".join(map(str, version.address))}.json"'
    )
    return response


@member_may("documents.edit_texts")
def texts(request):
    order = PartOne.of(request.organization)
    context = {"texts": texts_of(request.organization), "order": order}
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
    context["order"] = PartOne.of(request.organization)
    status = 422 if form.errors else 200
    return render(request, "documents/sectiontext_form.html", context, status=status)


@require_POST
@member_may("documents.edit_texts")
def restore_text(request, key):
    text = text_of(request.organization, key)
    text.restore(None, by=request.member)
    messages.success(request, f"กลับไปใช้ข้อความตั้งต้นของ “{text.title}” แล้ว")
    return redirect("documents:texts", request.organization.slug)


@member_may("documents.edit_texts")
def former_texts(request, key):
    text = text_of(request.organization, key)
    return render(request, "documents/sectiontext_former_list.html", {"text": text})


@member_may("documents.edit_texts")
def former_text(request, key, pk):
    text = text_of(request.organization, key)
    former = get_object_or_404(text.former, pk=pk)
    context = {"text": text, "former": former, "pairs": side_by_side(former.body, text.body)}
    return render(request, "documents/sectiontext_former.html", context)


@require_POST
@member_may("documents.edit_texts")
def restore_former(request, key, pk):
    text = text_of(request.organization, key)
    former = get_object_or_404(text.former, pk=pk)
    text.restore(None if former.is_default else former.body, by=request.member)
    messages.success(request, f"คืน{text}ให้เหมือนเดิมแล้ว")
    return redirect(text)


@member_may("documents.edit_texts")
def part_one(request):
    order = PartOne.of(request.organization)
    form = PartOneForm(request.POST or None, instance=order, member=request.member)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"บันทึก{order}แล้ว")
        return redirect("documents:texts", request.organization.slug)
    status = 422 if form.errors else 200
    return render(request, "documents/partone_form.html", {"form": form}, status=status)
