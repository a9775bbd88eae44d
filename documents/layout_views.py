"""Choosing the forms of the book, adjusting them, and trying them out on own items."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.workflow import StepRefused

from .form_models import FormChoice, FormTemplate
from .layout_forms import LayoutForm
from .layout_preview import trial_of
from .paper import PrintFault
from .texts import TextFault


def layout_form(request, choice):
    """Return the form: of the choice, or of the template that the address or the form names."""
    named = request.POST.get("template") or request.GET.get("template")
    template, flat = choice.template, choice.flat
    if named:
        is_number = named.isdecimal() and len(named) < 19
        template = FormTemplate.objects.filter(pk=named).first() if is_number else None
        if template is None:
            raise Http404
        flat = template.layout
    return LayoutForm(request.POST or None, template=template, flat=flat)


def tried(request, form):
    """Return (Trial, faults) of what the fields say, or of what is in force."""
    flat = form.cleaned_flat if form.is_bound and form.is_valid() else form.flat
    try:
        return trial_of(request.organization, flat), ()
    except TextFault as fault:
        return None, fault.args


@member_may("documents.edit_texts")
def forms(request):
    choice = FormChoice.of(request.organization)
    form = layout_form(request, choice)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        flat = form.cleaned_flat
        choice = FormChoice.choose(request.organization, form.template, flat, by=request.member)
        messages.success(request, f"ใช้{choice}กับเล่มที่ยังไม่ประกาศแล้ว")
        return redirect(choice)
    trial, faults = tried(request, form)
    context = {"form": form, "choice": choice, "trial": trial, "faults": faults}
    context["templates"] = FormTemplate.objects.all()
    return render(request, "documents/formchoice_form.html", context, status=status_of(form))


def status_of(form):
    return 422 if form.errors else 200


@require_POST
@member_may("documents.edit_texts")
def forms_paper(request):
    choice = FormChoice.of(request.organization)
    form = layout_form(request, choice)
    if not form.is_valid():
        return forms(request, organization=request.organization.slug)
    trial, faults = tried(request, form)
    if trial is None:
        raise StepRefused(choice, *(faults or ["ยังไม่มีแผนให้ลองพิมพ์"]))
    return HttpResponse(paper_of(trial, choice), content_type="application/pdf")


def paper_of(trial, choice):
    try:
        return trial.paper()
    except PrintFault as fault:
        raise StepRefused(choice, *fault.args) from fault
