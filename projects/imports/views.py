"""An import in its steps: the file, its sheets, its columns, the preview, the confirmation."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import get_valid_filename
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at
from plans.workflow import StepRefused

from ..exchange.views import download, show
from ..models import Import
from ..views import page
from .choosing import is_certain, tables_of
from .column_labels import LABELS
from .forms import OptionsForm, UploadForm, UploadLimit
from .mapping import map_columns
from .meanings import remember
from .outlook import headers_seen, sheets_seen
from .preview import Preview
from .saving import (
    choose,
    confirm,
    options_of,
    origin_of,
    reading_of,
    refuse_unless_collecting,
    sheets_of,
    start,
)
from .step_forms import ColumnsForm, NamesForm, SheetsForm
from .table_reader import FileRefused
from .undoing import Undoing, undo
from .workbook import annotated, sample

STEPS = ("เลือกไฟล์", "แผ่นงาน", "คอลัมน์", "ตรวจก่อนบันทึก", "ยืนยัน")
ITEMS = 100  # on a page of what an import brought


def attempt_at(request, year, version, pk):
    """Return an import of a version, or raise Http404."""
    found = version_at(request, year, version)
    rows = Import.objects.select_related("by__user", "undone_by__user", "export__by__user")
    attempt = get_object_or_404(rows, version=found, pk=pk)
    attempt.version = found
    return attempt


def open_at(request, year, version, pk):
    """Return an import that is not saved yet, or lead to the page of what became of it."""
    attempt = attempt_at(request, year, version, pk)
    if attempt.saved_at:
        raise StepRefused(attempt, "นำเข้าไฟล์นี้ลงแผนไปแล้ว จึงเลือกใหม่ไม่ได้")
    if attempt.export_id:
        raise StepRefused(attempt, "ไฟล์นี้ส่งออกจากแผนฉบับนี้ จึงไม่ต้องเลือกแผ่นงานและคอลัมน์")
    refuse_unless_collecting(attempt.version)
    return attempt


def address(attempt, step):
    return reverse(f"projects:import_{step}", args=[*attempt.version.address, attempt.pk])


def step_page(request, number, template, attempt, status=200, **context):
    """Render one of the five steps of a file that is not saved yet."""
    places = [None, address(attempt, "sheets"), address(attempt, "columns"),
              attempt.get_absolute_url(), None]  # fmt: skip
    context |= {"attempt": attempt, "step": number, "steps": steps(number, places)}
    return page(request, f"projects/import_{template}.html", attempt.version, status, **context)


def steps(number, places=(None,) * 5):
    """Return the five steps as includes/stepper.html draws them; done ones can be gone back to."""
    states = ["done"] * (number - 1) + ["now"] + ["todo"] * (5 - number)
    return [
        {"label": label, "state": state, "url": url if state == "done" else None}
        for label, state, url in zip(STEPS, states, places, strict=True)
    ]


def sheets_at(attempt):
    """Return the sheets of a file, or lead to where another can be sent."""
    try:
        return sheets_of(attempt)
    except FileRefused as refused:
        places = reverse("projects:imports", args=attempt.version.address)
        raise StepRefused(places, str(refused)) from refused


def reading_at(attempt):
    """Return what the file would do, or lead to the step where that can be mended."""
    try:
        return reading_of(attempt)
    except FileRefused as refused:
        raise StepRefused(address(attempt, "sheets"), str(refused)) from refused


def tables_at(attempt):
    """Return the tables and the mappings used, or lead to the step where the header is chosen."""
    try:
        organization = attempt.version.organization
        return tables_of(organization, sheets_of(attempt), options_of(attempt))
    except FileRefused as refused:
        raise StepRefused(address(attempt, "sheets"), str(refused)) from refused


@member_may("projects.import")
def imports(request, year, version):
    version = version_at(request, year, version)
    found = version.imports.select_related("by__user").defer("effects", "decisions")
    return page(request, "projects/import_list.html", version, imports=found)


# --- 1 The file -----------------------------------------------------------------------------------


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
        attempt = start(version, file, file.name, form.options, by=request.member)
        return redirect(_after_upload(attempt))
    context = {"form": form, "fiscal_year": version.fiscal_year, "labels": LABELS}
    context |= {"step": 1, "steps": steps(1)}
    return page(request, "projects/import_upload.html", version, _status(form), **context)


def _status(form):
    return 422 if form.errors else 200


def _after_upload(attempt):
    """Return where to go on: to the preview where everything was found without doubt."""
    if attempt.export_id:
        return attempt
    tables, _ = tables_at(attempt)
    return attempt if is_certain(tables) else address(attempt, "columns")


@member_may("projects.import")
def import_sample(request, year, version):
    version_at(request, year, version)
    return download(sample(), "sample.xlsx")


# --- 2 Sheets, 3 columns --------------------------------------------------------------------------


def _sent(request):
    """Return what was posted, though it were nothing at all: no tick is an answer too."""
    return request.POST if request.method == "POST" else None


@member_may("projects.import")
def import_sheets(request, year, version, pk):
    attempt = open_at(request, year, version, pk)
    options = options_of(attempt)
    seen = sheets_seen(attempt.version.organization, sheets_at(attempt), options)
    form = SheetsForm(_sent(request), seen=seen, options=options)
    if form.is_valid():
        choose(attempt, sheet="", **form.choice)
        return redirect(address(attempt, "columns"))
    return step_page(request, 2, "sheets", attempt, _status(form), form=form)


@member_may("projects.import")
def import_columns(request, year, version, pk):
    attempt = open_at(request, year, version, pk)
    seen = headers_seen(sheets_of(attempt), options_of(attempt), *tables_at(attempt))
    form = ColumnsForm(_sent(request), seen=seen)
    if form.is_valid():
        map_columns(attempt, form.choice, by=request.member)
        return redirect(attempt)
    return step_page(request, 3, "columns", attempt, _status(form), form=form)


# --- 4 The preview, or the lasting page -----------------------------------------------------------


@member_may("projects.import")
def import_detail(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    if attempt.export_id:
        return show(request, attempt)
    if attempt.saved_at:
        return page(request, "projects/import_result.html", attempt.version, attempt=attempt)
    return step_page(request, 4, "preview", attempt, **_preview(request, attempt))


def _preview(request, attempt):
    """Return what the fourth step shows: the reading, its rows, names and options."""
    reading = reading_at(attempt)
    preview = Preview(reading, request.GET)
    return {
        "reading": reading,
        "preview": preview,
        "origin": origin_of(attempt),
        "page_obj": preview.page,
        "blockers": reading.reasons(leaving_out=True),
        "names": NamesForm(names=reading.names),
        "form": OptionsForm(version=attempt.version, initial=attempt.options),
        "fiscal_year": attempt.version.fiscal_year,
    }


@require_POST
@member_may("projects.import")
def import_options(request, year, version, pk):
    attempt = open_at(request, year, version, pk)
    form = OptionsForm(request.POST, version=attempt.version)
    if form.is_valid():
        choose(attempt, **form.cleaned_data)
    return redirect(attempt)


@require_POST
@member_may("projects.import")
def import_names(request, year, version, pk):
    attempt = open_at(request, year, version, pk)
    form = NamesForm(request.POST, names=reading_at(attempt).names)
    if form.is_valid() and (count := remember(attempt, form.choice, by=request.member)):
        messages.success(request, f"จำความหมายของ {count:,} ชื่อแล้ว ไฟล์ต่อไปจะใช้ด้วย")
    return redirect(attempt)


@member_may("projects.import")
def import_marked(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    reading = reading_at(attempt)
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


# --- 5 Into the plan, and back --------------------------------------------------------------------


@member_may("projects.import")
def import_confirm(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    if attempt.saved_at or not attempt.version.is_editable:
        return redirect(attempt)
    reading = reading_at(attempt)
    if reading.reasons(leaving_out=True):
        return redirect(attempt)
    return step_page(request, 5, "confirm", attempt, reading=reading)


@require_POST
@member_may("projects.import")
def import_save(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    shown = request.POST.get("fingerprint") or "unseen"
    leaving_out = "leaving_out" in request.POST
    reading = confirm(attempt, by=request.member, fingerprint=shown, leaving_out=leaving_out)
    messages.success(request, f"นำเข้าแล้ว {reading.number_to_save:,} รายการ")
    return redirect(attempt)


@member_may("projects.import")
def import_items(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    found = Paginator(Undoing(attempt).items_left, ITEMS).get_page(request.GET.get("page"))
    context = {"attempt": attempt, "page_obj": found}
    return page(request, "projects/import_items.html", attempt.version, **context)


@member_may("projects.import")
def import_undo_confirm(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    if attempt.undone_at or not attempt.saved_at:
        return redirect(attempt)
    context = {"attempt": attempt, "undoing": Undoing(attempt)}
    return page(request, "projects/import_undo.html", attempt.version, **context)


@require_POST
@member_may("projects.import")
def import_undo(request, year, version, pk):
    attempt = attempt_at(request, year, version, pk)
    undo(attempt, by=request.member)
    messages.success(request, f"ถอนการนำเข้า “{attempt}” แล้ว")
    return redirect(attempt)
