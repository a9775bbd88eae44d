"""The executive's pages: the brief, announcing, sending back, more time; and the announcement."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from organizations.access import member_may
from organizations.holidays import calendar_for
from plans.access import version_at
from plans.overview import tabs_for
from plans.workflow import StepRefused
from projects.amending import items_of
from projects.totals import totals_of

from .brief import brief_of
from .deadlines import clocks_of, post_by
from .forms import ExtensionForm, PublishForm, SendBackForm
from .models import Announcement, Posting
from .notice import events_of, preview_of


def page(request, version, template, status=200, **context):
    """Render a page of one version inside its tabs."""
    context |= {"version": version, "tabs": tabs_for(version, request.member)}
    return render(request, f"announcements/{template}.html", context, status=status)


def clocks_for(version):
    calendar = calendar_for(version.organization)
    posted = Posting.objects.filter(announcement__version=version)
    days = list(posted.values_list("posted_on", flat=True))
    return clocks_of(version, days, timezone.localdate(), calendar)


def brief_page(request, version, form, status=200):
    """Show the brief; only who may announce, and only when it is time, finds the form."""
    may_decide = request.member.may("announcements.publish") and Announcement.is_due(version)
    return page(
        request,
        version,
        "brief",
        status,
        brief=brief_of(version),
        clocks=clocks_for(version)[:2],
        form=form if may_decide else None,
    )


@member_may("announcements.view")
def brief(request, year, version):
    version = version_at(request, year, version)
    return brief_page(request, version, PublishForm(version=version, member=request.member))


@member_may("announcements.publish")
def confirm_publish(request, year, version):
    version = version_at(request, year, version)
    form = PublishForm(request.GET, version=version, member=request.member)
    if not form.is_valid():
        return brief_page(request, version, form, status=422)
    announced_on = form.cleaned_data["announced_on"]
    due = post_by(version, announced_on, calendar_for(version.organization))
    totals = totals_of(items_of(version))
    return page(request, version, "publish_confirm", form=form, due=due, totals=totals)


@require_POST
@member_may("announcements.publish")
def publish(request, year, version):
    version = version_at(request, year, version)
    form = PublishForm(request.POST, version=version, member=request.member)
    if not form.is_valid():
        return brief_page(request, version, form, status=422)
    announcement = form.save()
    messages.success(request, f"ประกาศใช้{version}แล้ว ขั้นต่อไป ปิดประกาศ")
    return redirect(announcement)


@member_may("announcements.send_back")
def confirm_send_back(request, year, version):
    version = version_at(request, year, version)
    Announcement.check_send_back(version)
    return page(request, version, "send_back_confirm", form=SendBackForm())


@require_POST
@member_may("announcements.send_back")
def send_back(request, year, version):
    version = version_at(request, year, version)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return page(request, version, "send_back_confirm", 422, form=form)
    form.save(version, by=request.member)
    messages.success(request, f"ส่ง{version}กลับให้แก้แล้ว")
    return redirect(version)


@member_may("plans.extend")
def confirm_extend(request, year, version):
    version = version_at(request, year, version)
    if version.is_announced:
        raise StepRefused(version, "แผนฉบับนี้ประกาศใช้แล้ว")
    return page(
        request, version, "extend_confirm", form=ExtensionForm(), clocks=clocks_for(version)[:1]
    )


@require_POST
@member_may("plans.extend")
def extend(request, year, version):
    version = version_at(request, year, version)
    form = ExtensionForm(request.POST)
    if form.is_valid() and form.save(version, by=request.member):
        messages.success(request, "บันทึกการขยายเวลาแล้ว กำหนดเดิมยังแสดงไว้")
        return redirect(version)
    clocks = clocks_for(version)[:1]
    return page(request, version, "extend_confirm", 422, form=form, clocks=clocks)


@member_may("announcements.view")
def announcement(request, year, version):
    version = version_at(request, year, version)
    found = Announcement.objects.visible_to(request.member).with_version()
    announced = found.filter(version=version).first()
    return page(
        request,
        version,
        "announcement",
        announcement=announced,
        events=events_of(version, announced),
        notice=preview_of(version, announced),
        clocks=clocks_for(version),
    )


@require_POST
@member_may("documents.render")
def render_again(request, year, version):
    """Ask for papers that failed once more; what is made stays as it is."""
    version = version_at(request, year, version)
    get_object_or_404(Announcement, version=version).ask_for_papers(request.member)
    return redirect("announcements:announcement", *version.address)
