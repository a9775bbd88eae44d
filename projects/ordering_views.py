"""Putting the items of one heading in order."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from organizations.access import member_may
from plans.access import version_at
from plans.workflow import StepRefused

from .ordering import CHANGED, arranged, group_at, groups_of, moved, save_order
from .views import page


@member_may("projects.reorder")
def order(request, year, version):
    version = version_at(request, year, version)
    if "at" not in request.GET:
        groups = [group for group in groups_of(version) if len(group.items) > 1]
        return page(request, "projects/order_pick.html", version, groups=groups)
    group = group_at(version, [request.GET["at"]])
    if group is None:
        raise Http404
    return _order_page(request, group, group.codes)


@require_POST
@member_may("projects.reorder")
def reorder(request, year, version):
    version = version_at(request, year, version)
    codes, seen = request.POST.getlist("code"), request.POST.getlist("seen")
    typed = {code: request.POST.get(f"place-{code}", "") for code in codes}
    codes, unreadable = arranged(codes, typed)
    if unreadable or "move" in request.POST:
        return _not_yet_saved(request, version, codes, unreadable)
    count = save_order(version, codes, seen=seen, by=request.member)
    said = f"จัดลำดับ {count:,} รายการแล้ว" if count else "ลำดับเหมือนเดิม ไม่มีอะไรต้องบันทึก"
    messages.success(request, said)
    return redirect(f"{reverse('projects:order', args=version.address)}?at={codes[0]}")


def _not_yet_saved(request, version, codes, unreadable):
    """Show the order as it was arranged so far."""
    group = group_at(version, codes)
    if group is None or sorted(group.codes) != sorted(codes):
        raise StepRefused(reverse("projects:order", args=version.address), CHANGED)
    codes = moved(codes, request.POST.get("move", ""))
    return _order_page(request, group, codes, unreadable)


def _order_page(request, group, codes, unreadable=()):
    items = {item.code: item for item in group.items}
    context = {
        "group": group,
        "rows": [
            (items[code], request.POST[f"place-{code}"] if code in unreadable else place)
            for place, code in enumerate(codes, start=1)
        ],
        "seen": request.POST.getlist("seen") or group.codes,
        "is_changed": codes != group.codes,
        "unreadable": unreadable,
    }
    status = 422 if unreadable else 200
    return page(request, "projects/order_form.html", group.items[0].version, status, **context)
