"""A member's own choice about the mails with what waits, from inside and from a mail's link."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from . import digests
from .access import member_may, public
from .forms import MemberForm
from .models import Member

DIGESTS_SHOWN = 12


class DigestForm(MemberForm):
    class Meta:
        model = Member
        fields = ["wants_digests"]


@member_may("organizations.home")
def digest(request):
    data = request.POST if request.method == "POST" else None
    form = DigestForm(data, instance=request.member, member=request.member)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "บันทึกแล้ว")
        return redirect("organizations:digest", request.organization.slug)
    sent = request.member.digests.prefetch_related("told")[:DIGESTS_SHOWN]
    context = {"form": form, "sent": sent, "days": digests.DAYS_BETWEEN}
    return render(request, "organizations/digest.html", context)


@never_cache
@public
def leave(request, token):
    """Ask once more, then stop the mails; the link needs no sign-in and opens nothing else."""
    member = digests.member_of(token)
    if member is None:
        raise Http404
    if request.method == "POST":
        digests.stop(member)
        member.wants_digests = False
    return render(request, "organizations/digest_leave.html", {"person": member})
