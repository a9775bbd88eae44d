"""The page of collecting: where every unit stands; its word; reminders."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from organizations.access import member_may
from organizations.models import Unit
from plans.access import version_at
from plans.workflow import Stage

from ..models import UnitDone
from ..views import page
from .reminding import remind
from .standing import standing_of


@member_may("projects.view")
def collecting(request, year, version):
    version = version_at(request, year, version)
    units, member = standing_of(version), request.member
    own = (
        [each for each in units if each.unit.pk == member.unit_id] if not member.is_planner else []
    )
    return page(
        request, "projects/collecting.html", version, 200, units=units, own=own,
        done=sum(each.is_done for each in units), is_open=version.stage == Stage.COLLECTING,
        to_remind=[each for each in units if each.unit.is_active and not each.is_done],
    )  # fmt: skip


def _unit(request, pk):
    return get_object_or_404(Unit.objects.visible_to(request.member), pk=pk)


@require_POST
@member_may("projects.edit")
def say_done(request, year, version, pk):
    version = version_at(request, year, version)
    done = UnitDone.say(version, _unit(request, pk), by=request.member)
    messages.success(request, f"แจ้งแล้วว่ารายการของ{done.unit}ครบ")
    return redirect("projects:collecting", *version.address)


@require_POST
@member_may("projects.edit")
def take_back(request, year, version, pk):
    version, unit = version_at(request, year, version), _unit(request, pk)
    UnitDone.take_back(version, unit, by=request.member)
    messages.success(request, f"ถอนการแจ้งของ{unit}แล้ว")
    return redirect("projects:collecting", *version.address)


@require_POST
@member_may("projects.remind_units")
def send_reminders(request, year, version):
    version = version_at(request, year, version)
    chosen = [pk for pk in request.POST.getlist("unit") if pk.isdecimal() and len(pk) < 19]
    units = list(Unit.objects.visible_to(request.member).filter(pk__in=chosen))
    link = request.build_absolute_uri(reverse("projects:collecting", args=version.address))
    kept = remind(version, units, by=request.member, link=link)
    people = sum(reminder.sent_to for reminder in kept)
    messages.success(request, f"ส่งอีเมลเตือน {len(kept)} หน่วยงาน {people} คนแล้ว")
    return redirect("projects:collecting", *version.address)
