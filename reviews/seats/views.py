"""The planner's page of personal links: who has one, giving, extending, ending, reading out."""

from datetime import timedelta

import segno
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from organizations.access import member_may
from organizations.models import Member
from organizations.roles import WITHOUT_ACCOUNT

from ..models import ReviewRound, SeatLink
from ..models.seat_links import reasons_against_link
from .forms import LastDayForm
from .letters import mail_link

USUAL = timedelta(days=30)


def seated(member):
    """Return the active committee members of a member's town, each once."""
    active = Member.objects.visible_to(member).filter(is_active=True)
    found = active.filter(role_rows__role__in=WITHOUT_ACCOUNT).distinct()
    labels = found.select_related("user", "organization__type", "unit")
    return labels.prefetch_related("role_rows").order_by("pk")


def usual_last_day(member, today):
    """Return the day by which a running round is answered, else a month from now."""
    rounds = ReviewRound.objects.visible_to(member).running()
    days = rounds.filter(answer_by__gte=today).values_list("answer_by", flat=True)
    return max(days, default=today + USUAL)


def link_at(request, pk):
    return get_object_or_404(SeatLink.objects.visible_to(request.member).with_people(), pk=pk)


def page(request, name, status=200, **context):
    return render(request, f"reviews/seat_{name}.html", context, status=status)


@member_may("reviews.give_links")
def seats(request):
    links = {}
    for link in SeatLink.objects.visible_to(request.member).with_people():
        links.setdefault(link.member_id, link)  # the newest
    rows = [
        (person, links.get(person.pk), reasons_against_link(person))
        for person in seated(request.member)
    ]
    return page(request, "list", rows=rows)


@member_may("reviews.give_links")
def give(request, pk):
    person = get_object_or_404(seated(request.member), pk=pk)
    usual = usual_last_day(request.member, timezone.localdate())
    form = LastDayForm(request.POST or None, initial={"last_day": usual})
    if request.method == "POST" and form.is_valid():
        link = SeatLink.give(person, by=request.member, **form.cleaned_data)
        return show_link(request, link)
    status, reasons = 422 if form.errors else 200, reasons_against_link(person)
    return page(request, "give", status, form=form, person=person, reasons=reasons)


@never_cache
def show_link(request, link):
    """Show a new link, this once, and mail it where the member has an address."""
    address = request.build_absolute_uri(link.address)
    is_mailed = link.member.user.can_be_mailed
    try:
        if is_mailed:
            mail_link(link, address)
    except OSError:
        is_mailed = False
        messages.warning(request, "ออกลิงก์แล้ว แต่ส่งอีเมลไม่ได้ในขณะนี้ คัดลอกลิงก์ไปส่งเอง")
    qr = segno.make(address, error="m", micro=False).svg_data_uri(scale=5)
    return page(request, "link", link=link, address=address, is_mailed=is_mailed, qr=qr)


@member_may("reviews.give_links")
def extend(request, pk):
    link = link_at(request, pk)
    form = LastDayForm(request.POST or None, initial={"last_day": link.last_day})
    if request.method == "POST" and form.is_valid():
        link.extend(by=request.member, **form.cleaned_data)
        messages.success(request, f"ลิงก์ของ {link} ใช้ได้ถึงวันใหม่แล้ว")
        return redirect(link)
    return page(request, "extend", 422 if form.errors else 200, form=form, link=link)


@member_may("reviews.give_links")
def withdraw(request, pk):
    link = link_at(request, pk)
    if request.method == "POST":
        link.withdraw(by=request.member)
        messages.success(request, f"ถอนลิงก์ของ {link} แล้ว ผู้ที่เข้าอยู่ด้วยลิงก์นี้ออกจากระบบทันที")
        return redirect(link)
    return page(request, "withdraw", link=link)


@require_POST
@never_cache
@member_may("reviews.give_links")
def read_out(request, pk):
    link = link_at(request, pk)
    code = link.read_out(by=request.member)
    return page(request, "code", link=link, code=f"{code[:3]} {code[3:]}")
