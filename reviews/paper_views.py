"""Paper: the remark sheets to print, and keying in what came back on them."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from documents.paper import PrintFault
from documents.papers.at_once import PDF, file_of, printed
from documents.papers.sheet_printers import SHEET_PRINTERS
from organizations.access import member_may
from organizations.roles import Body
from plans.access import version_at
from plans.workflow import StepRefused

from .models import Verdict
from .on_paper import barriers, key_in, own_verdicts
from .paper_forms import KeyInForm
from .remark_sheet_paper import compose
from .views import page, round_or_404


def _round(request, year, version):
    return round_or_404(version_at(request, year, version), Body.COMMITTEE)


def _group_or_404(round, number):
    groups = round.table.groups()
    if 0 < number <= len(groups):
        return groups[number - 1]
    raise Http404


def _member_or_404(round, pk):
    return get_object_or_404(round.members().prefetch_related("role_rows"), pk=pk)


@member_may("reviews.view")
def paper(request, year, version):
    round = _round(request, year, version)
    return page(
        request, "paper", round.version, round=round, groups=round.table.groups(),
        people=_people(round), total=len(round.table.items),
        can_key_in=request.member.may("reviews.key_in") and round.is_open,
    )  # fmt: skip


def _people(round):
    """Return [(member, verdicts, those of paper)] of the committee."""
    counts = round.verdicts.filter(line__isnull=False).values("member").annotate(
        given=Count("pk"), keyed=Count("recorded_by")
    )  # fmt: skip
    found = {row["member"]: (row["given"], row["keyed"]) for row in counts.order_by()}
    return [(person, *found.get(person.pk, (0, 0))) for person in round.members()]


@member_may("reviews.view")
def remark_sheet(request, year, version, number):
    round = _round(request, year, version)
    try:
        done = printed(SHEET_PRINTERS, compose(round, _group_or_404(round, number)), PDF)
    except PrintFault as fault:
        raise StepRefused(round, *fault.args) from fault
    organization, year, slug = round.version.address
    return file_of(done, PDF, f"{organization}-{year}-{slug}-remarks-{round.number}-{number}")


@member_may("reviews.key_in")
def key_in_member(request, year, version, pk):
    round = _round(request, year, version)
    person = _member_or_404(round, pk)
    parts = [(group, len(Verdict.rest_of(round, person, group))) for group in round.table.groups()]
    reasons = barriers(round, person, request.member)
    return page(
        request, "paper_member", round.version, round=round, person=person, parts=parts,
        reasons=reasons,
    )  # fmt: skip


@member_may("reviews.key_in")
def key_in_sheet(request, year, version, pk, number):
    round = _round(request, year, version)
    person, group = _member_or_404(round, pk), _group_or_404(round, number)
    form = _form(request, round, person, group)
    if request.method == "POST" and form.is_valid() and _keep(request, form, person, group):
        return redirect("reviews:key_in_member", *round.version.address, person.pk)
    status = 422 if form.errors else 200
    return page(
        request, "paper_key_in", round.version, status, round=round, person=person, group=group,
        form=form, barriers=barriers(round, person, request.member),
    )  # fmt: skip


def _form(request, round, person, group):
    stakes = round.interests.filter(member=person).values_list("line__code", flat=True)
    own = own_verdicts(round, person)
    return KeyInForm(
        request.POST or None, round=round, group=group, own=own, stakes=set(stakes)
    )  # fmt: skip


def _keep(request, form, person, group):
    """Key in what the form says; what is refused is shown in the form, which stays filled."""
    data = form.cleaned_data
    try:
        count = key_in(
            form.round, person, group, form.marks, by=request.member, rest=data["rest"],
            words=data["words"], typed=data["content_code"],
        )  # fmt: skip
    except StepRefused as refused:
        form.add_faults([(None, reason) for reason in refused.reasons])
        return False
    messages.success(request, f"บันทึกจากเอกสารของ {person} {count} รายการแล้ว")
    return True
