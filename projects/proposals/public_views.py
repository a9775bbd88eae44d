"""The pages of an outside agency: its own proposals and nothing else of the plan.

Whoever holds the link is the agency; there is no account, and no cookie but that of the form.
"""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from organizations.access import public
from plans.workflow import StepRefused

from ..models import AgencyInvitation, Proposal
from ..models.proposals import MOST
from .public_forms import PasteForm, ProposalForm


def by_link(to_enter):
    """Let a view run for whoever holds a link, to enter something or only to read.

    What cannot be done any more is said calmly, on a page of its own.
    """

    def decorate(view):
        @wraps(view)
        def opened(request, organization, token, **kwargs):
            invitation = AgencyInvitation.objects.at_link(organization, token)
            if invitation is None:
                return _answer(request, "unknown", 404)
            invitation.token = token
            request.organization = invitation.version.organization
            if invitation.has_ended or (to_enter and invitation.reasons_against):
                return _closed(request, invitation, invitation.reasons_against)
            try:
                return _private(view(request, invitation, **kwargs))
            except StepRefused as refused:
                return _closed(request, invitation, refused.reasons)
            except Http404:
                return _answer(request, "gone", 404, invitation=invitation)

        return opened

    return decorate


def _private(response):
    """Keep a page out of caches and search engines.

    Its address is a secret. The referrer policy is the whole site's: "same-origin" tells no other
    site, while "no-referrer" would make browsers send "Origin: null", which refuses the form.
    """
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request, template, status, **context):
    page = render(request, f"public_proposals/{template}.html", context, status=status)
    return _private(page)


def _closed(request, invitation, reasons):
    # What was sent stays readable while the link is good.
    proposals = [] if invitation.has_ended else _sent(invitation)
    context = {"invitation": invitation, "reasons": reasons, "proposals": proposals}
    return _answer(request, "closed", 410, typed=_typed(request), **context)


def _typed(request):
    """Return [(label, text)] of what came too late, so that nothing typed is lost."""
    fields = ProposalForm.base_fields.items()
    texts = [(field.label, request.POST.get(name)) for name, field in fields if name != "months"]
    return [(label, text) for label, text in texts if text]


def _sent(invitation):
    proposals = list(invitation.proposals.select_related("line"))
    for proposal in proposals:
        proposal.invitation = invitation  # spares a query each
    return proposals


def _own(invitation, pk):
    """Return a proposal of this link that waits, or raise Http404 or StepRefused."""
    for proposal in _sent(invitation):
        if proposal.pk == pk:
            proposal.must_wait()
            return proposal
    raise Http404


def _page(request, invitation, template, form, **context):
    context["is_full"] = len(context.get("proposals", ())) >= MOST
    context |= {"invitation": invitation, "form": form, "version": invitation.version}
    status = 422 if form.errors else 200
    return render(request, f"public_proposals/{template}.html", context, status=status)


@public
@by_link(to_enter=True)
def propose(request, invitation):
    proposals = _sent(invitation)
    initial = {"contact": proposals[-1].contact} if proposals else {}
    form = ProposalForm(request.POST or None, invitation=invitation, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = Proposal.enter(invitation, **form.cleaned_data)
        return _after(invitation, saved, "add" if "another" in request.POST else "sent")
    if invitation.opened_at is None:
        invitation.see()
    just_saved = [row for row in proposals if str(row.pk) == request.GET.get("saved")]
    context = {"just_saved": just_saved, "more": "more" in request.GET}
    return _page(request, invitation, "propose", form, proposals=proposals, **context)


@public
@by_link(to_enter=True)
def paste(request, invitation):
    """Show what pasted lines would become; send them all once that was confirmed."""
    form = PasteForm(request.POST or None, invitation=invitation)
    is_readable = request.method == "POST" and form.is_valid()
    if is_readable and "confirm" in request.POST:
        Proposal.enter_many(invitation, [line.values for line in form.lines])
        return redirect(f"{invitation.link}#sent")
    rows = [Proposal(invitation=invitation, **line.values) for line in form.lines]
    return _page(request, invitation, "paste", form, rows=rows if is_readable else [])


@public
@by_link(to_enter=True)
def edit(request, invitation, pk):
    proposal = _own(invitation, pk)
    initial = {name: getattr(proposal, name) for name in ProposalForm.base_fields}
    form = ProposalForm(request.POST or None, invitation=invitation, initial=initial)
    if request.method == "POST" and form.is_valid():
        proposal.change(**form.cleaned_data)
        return _after(invitation, proposal, "sent")
    return _page(request, invitation, "edit", form, proposal=proposal)


@public
@by_link(to_enter=True)
def remove(request, invitation, pk):
    proposal = _own(invitation, pk)
    if request.method == "POST":
        proposal.take_back()
        return redirect(invitation.link)
    context = {"invitation": invitation, "proposal": proposal}
    return render(request, "public_proposals/remove.html", context)


@public
@by_link(to_enter=False)
def receipt(request, invitation):
    now = timezone.now()
    context = {"invitation": invitation, "proposals": _sent(invitation), "now": now}
    return render(request, "public_proposals/receipt.html", context)


def _after(invitation, proposal, part):
    more = "&more=1" if part == "add" else ""
    return redirect(f"{invitation.link}?saved={proposal.pk}{more}#{part}")
