"""An import in its steps: the file, the preview, the confirmation, the page that stays."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import get_valid_filename
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at

from ..models import Import
from ..views import page
from .excel_import import confirm, read_again, reading_of, refuse_unless_collecting, start
from .forms import OptionsForm, UploadForm, UploadLimit
from .table_columns import LABELS
from .table_reader import FileRefused
from .workbook import annotated, sample

ROWS = 100  # on a page of the preview
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attempt_at(request, year, version, pk):
    """Return an import of a version, or raise Http404."""
    found = version_at(request, year, version)
    attempt = get_object_or_404(Import.objects.select_related("by__user"), version=found, pk=pk)
    attempt.version = found
    return attempt


def download(content, name):
    """Answer with a workbook to be saved, never to be opened in the page."""
    answer = HttpResponse(content, content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@member_may("projects.import")
def imports(request, year, version):
    version = version_at(request, year, version)
    found = version.imports.select_related("by__user")
    return page(request, "projects/import_list.html", version, imports=found)


@csrf_exempt  # checked by _upload, once the upload has its limit: checking reads the whole body
@member_may("projects.import")
def import_upload(request, year, version):
    request.upload_handlers.insert(0, UploadLimit(request))
    return _upload(request, year, version)


@csrf_protect
def _upload(request, year, version):
    version = version_at(request, year, version)
    refuse_unless_collecting(version)
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*given, version=version, sent=sent, initial={"create_missing": True})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        return redirect(start(version, file, file.name, form.options, by=request.member))
    context = {"form": form, "fiscal_year": version.fiscal_year, "labels": LABELS}
    status = 422 if form.errors else 200
    return page(request, "projects/import_upload.html", version, status, **context)


@member_may("projects.import")
def import_sample(request, year, version):
    version_at(request, year, version)
    return download(sample(), "sample.xlsx")


@member_may("projects.import")
def import_detail(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    if attempt.saved_at:
        return page(request, "projects/import_result.html", attempt.version, attempt=attempt)
    reading = reading_of(attempt)
    context = {
        "attempt": attempt,
        "reading": reading,
        "page_obj": Paginator(reading.rows_to_show, ROWS).get_page(request.GET.get("page")),
        "form": _options_form(attempt, reading),
        "fiscal_year": attempt.version.fiscal_year,
    }
    return page(request, "projects/import_preview.html", attempt.version, **context)


def _options_form(attempt, reading, data=None):
    return OptionsForm(
        data, version=attempt.version, sheets=reading.sheets, initial=attempt.options
    )


@require_POST
@member_may("projects.import")
def import_options(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    form = _options_form(attempt, reading_of(attempt), request.POST)
    if form.is_valid():
        try:
            read_again(attempt, form.options)
        except FileRefused as refused:
            messages.error(request, str(refused))
    return redirect(attempt)


@member_may("projects.import")
def import_confirm(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    reading = reading_of(attempt)
    if attempt.saved_at or reading.reasons() or not attempt.version.is_editable:
        return redirect(attempt)
    context = {"attempt": attempt, "reading": reading}
    return page(request, "projects/import_confirm.html", attempt.version, **context)


@require_POST
@member_may("projects.import")
def import_save(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    shown = request.POST.get("fingerprint") or "unseen"
    reading = confirm(attempt, by=request.member, fingerprint=shown)
    messages.success(request, f"นำเข้าแล้ว {reading.number_to_save:,} รายการ")
    return redirect(attempt)


@member_may("projects.import")
def import_marked(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    reading = reading_of(attempt)
    with attempt.file.open("rb") as file:
        content = annotated(file, attempt.file_name, reading)
    return download(content, f"marked-{attempt.pk}.xlsx")


@member_may("projects.import")
def import_file(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    name = get_valid_filename(attempt.file_name)
    return FileResponse(
        attempt.file.open("rb"), as_attachment=True, filename=name,
        content_type="application/octet-stream",
    )  # fmt: skip
