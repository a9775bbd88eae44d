"""The first page of a member, and what an administrator keeps: units, settings, holidays."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from thai.calendar import to_be, to_ce

from . import holidays as days
from .access import member_may, public
from .desk import desk_of
from .models import Holiday, LogEntry, Organization, Unit
from .settings_forms import HolidayForm, OrganizationForm, UnitForm

ROWS_PER_BLOCK = 7


@member_may("organizations.home")
def home(request):
    desk = desk_of(request.member, timezone.localdate())
    shown = None if request.GET.get("all") else ROWS_PER_BLOCK
    blocks = [("ต้องทำตอนนี้", desk.to_do), ("รอผู้อื่น", desk.waiting)]
    found = [(title, tasks, tasks[:shown]) for title, tasks in blocks if tasks]
    context = {"blocks": found, "to_do": desk.to_do, "exceptions": exceptions_for(request.member)}
    return render(request, "organizations/home.html", context)


def exceptions_for(member):
    """Count what was done under an exception, for who may read the log."""
    if not member.may("organizations.view_log"):
        return 0
    return LogEntry.objects.visible_to(member).filter(is_exception=True).count()


@public
def seal(request, organization):
    """Show the seal; it is public like the papers it stands on."""
    found = get_object_or_404(Organization, slug=organization)
    if not found.seal or not found.seal.storage.exists(found.seal.name):
        raise Http404
    response = FileResponse(found.seal.open(), content_type="image/png")
    response["Cache-Control"] = "public, max-age=3600"
    return response


@member_may("organizations.manage_units")
def units(request):
    found = Unit.objects.visible_to(request.member)
    context = {
        "active": [unit for unit in found if unit.is_active],
        "retired": [unit for unit in found if not unit.is_active],
    }
    return render(request, "organizations/unit_list.html", context)


@member_may("organizations.manage_units")
def add_unit(request):
    form = UnitForm(request.POST or None, member=request.member)
    return unit_page(request, form, "เพิ่มหน่วยงาน")


@member_may("organizations.manage_units")
def edit_unit(request, pk):
    unit = get_object_or_404(Unit.objects.visible_to(request.member), pk=pk)
    form = UnitForm(request.POST or None, instance=unit, member=request.member)
    return unit_page(request, form, f"แก้{unit}")


def unit_page(request, form, title):
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"บันทึก{form.save()}แล้ว")
        return redirect("organizations:units", request.organization.slug)
    context = {"form": form, "title": title}
    return render(request, "organizations/unit_form.html", context, status=status_of(form))


@member_may("organizations.manage_settings")
def settings(request):
    # A copy of its own: a refused form must not show on the page what was not saved.
    organization = Organization.objects.select_related("type").get(pk=request.organization.pk)
    form = OrganizationForm(
        request.POST or None, request.FILES or None, instance=organization, member=request.member
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "บันทึกการตั้งค่าแล้ว")
        return redirect("organizations:settings", request.organization.slug)
    return render(request, "organizations/settings.html", {"form": form}, status=status_of(form))


@member_may("organizations.manage_holidays")
def holidays(request):
    known = [to_be(year) for year in days.years_listed()]
    asked = request.GET.get("year", "")[:5]  # int() refuses to read thousands of digits
    year = int(asked) if asked.isdecimal() and 2500 <= int(asked) <= 2599 else None
    year = year or to_be(timezone.localdate().year)
    context = {
        "year": year,
        "is_known": year in known,
        "years": sorted({*known, year, year + 1}),
        "days": days.days_of(request.organization, to_ce(year)),
    }
    return render(request, "organizations/holiday_list.html", context)


@member_may("organizations.manage_holidays")
def add_holiday(request):
    form = HolidayForm(request.POST or None, member=request.member)
    if request.method == "POST" and form.is_valid():
        return done(request, form.save(), "เพิ่ม{}แล้ว")
    return render(
        request, "organizations/holiday_form.html", {"form": form}, status=status_of(form)
    )


@member_may("organizations.manage_holidays")
def confirm_withdraw(request, pk):
    holiday = get_object_or_404(Holiday, pk=pk, organization=None)
    return render(request, "organizations/holiday_withdraw_confirm.html", {"holiday": holiday})


@require_POST
@member_may("organizations.manage_holidays")
def withdraw_holiday(request, pk):
    holiday = get_object_or_404(Holiday, pk=pk, organization=None)
    try:
        days.withdraw(holiday, by=request.member)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return to_year(request, holiday)
    return done(request, holiday, "{}เป็นวันทำการแล้ว")


@member_may("organizations.manage_holidays")
def confirm_undo(request, pk):
    holiday = get_object_or_404(request.organization.holidays, pk=pk)
    return render(request, "organizations/holiday_undo_confirm.html", {"holiday": holiday})


@require_POST
@member_may("organizations.manage_holidays")
def undo_holiday(request, pk):
    holiday = get_object_or_404(request.organization.holidays, pk=pk)
    days.undo(holiday, by=request.member)
    return done(request, holiday, "คืน{}แล้ว" if holiday.is_withdrawn else "ลบ{}แล้ว")


def done(request, holiday, words):
    messages.success(request, words.format(holiday))
    return to_year(request, holiday)


def to_year(request, holiday):
    response = redirect("organizations:holidays", request.organization.slug)
    response["Location"] += f"?year={to_be(holiday.on.year)}"
    return response


def status_of(form):
    return 422 if form.errors else 200
