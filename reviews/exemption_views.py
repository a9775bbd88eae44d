"""The page of named exceptions to the separation of duties in one version."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at

from .forms import ExemptionForm
from .models import Exemption
from .views import page


@member_may("reviews.view")
def exemptions(request, year, version):
    version = version_at(request, year, version)
    is_open = request.member.may("reviews.allow_exception") and not version.is_announced
    form = ExemptionForm(version=version, by=request.member) if is_open else None
    return _page(request, version, form)


def _page(request, version, form, status=200):
    found = version.exemptions.with_people()
    return page(request, "exemptions", version, status, form=form, exemptions=found)


@require_POST
@member_may("reviews.allow_exception")
def allow(request, year, version):
    version = version_at(request, year, version)
    form = ExemptionForm(request.POST, version=version, by=request.member)
    if not form.is_valid():
        return _page(request, version, form, 422)
    given = Exemption.allow(version, by=request.member, **form.cleaned_data)
    messages.success(request, f"อนุญาตให้ {given} แล้ว และทำเครื่องหมายกรณีพิเศษไว้")
    return redirect("reviews:exemptions", *version.address)


@require_POST
@member_may("reviews.allow_exception")
def withdraw(request, year, version, pk):
    version = version_at(request, year, version)
    get_object_or_404(Exemption, version=version, pk=pk).withdraw(by=request.member)
    messages.success(request, "ถอนข้อยกเว้นแล้ว")
    return redirect("reviews:exemptions", *version.address)
