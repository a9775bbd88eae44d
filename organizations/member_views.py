"""Members: invite, change, deactivate; nobody is ever deleted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from . import invitations, membership
from .access import member_may
from .member_forms import MembershipForm, NewMemberForm
from .models import Member


def members_of(member):
    """Return the members a page shows, everything they show loaded."""
    return (
        Member.objects.visible_to(member)
        .select_related("user", "unit", "organization__type")
        .prefetch_related("role_rows", "invitations")
    )


@member_may("organizations.manage_members")
def members(request):
    found = members_of(request.member).order_by("-is_active", "unit__order", "pk")
    context = {
        "active": [member for member in found if member.is_active],
        "resting": [member for member in found if not member.is_active],
    }
    return render(request, "organizations/member_list.html", context)


@member_may("organizations.manage_members")
def add(request):
    form = NewMemberForm(request.POST or None, member=request.member)
    if request.method == "POST" and form.is_valid():
        welcome(request, form.save())
        return to_members(request)
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "organizations/member_add.html", context, status=status)


@member_may("organizations.manage_members")
def edit(request, pk):
    member = get_object_or_404(members_of(request.member), pk=pk)
    form = MembershipForm(request.POST or None, instance=member, member=request.member)
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"บันทึก {form.save()} แล้ว")
        return to_members(request)
    context = {"form": form, "person": get_object_or_404(members_of(request.member), pk=pk)}
    status = 422 if form.errors else 200
    return render(request, "organizations/member_form.html", context, status=status)


@require_POST
@member_may("organizations.manage_members")
def invite(request, pk):
    """Send the invitation again; the link sent before stops working."""
    member = get_object_or_404(members_of(request.member), pk=pk, is_active=True)
    if member.is_invited:
        send(request, member)
    else:
        messages.info(request, f"{member} ตอบรับคำเชิญแล้ว ไม่ต้องส่งอีก")
    return to_members(request)


@member_may("organizations.manage_members")
def confirm_deactivate(request, pk):
    person = get_object_or_404(members_of(request.member), pk=pk, is_active=True)
    context = {"person": person, "reasons": membership.reasons_to_stay(person)}
    return render(request, "organizations/member_confirm.html", context)


@require_POST
@member_may("organizations.manage_members")
def deactivate(request, pk):
    member = get_object_or_404(members_of(request.member), pk=pk)
    try:
        membership.deactivate(member, by=request.member)
        messages.success(request, f"พักใช้ {member} แล้ว สิ่งที่เคยบันทึกยังอยู่ครบ")
    except ValidationError as refused:
        for reason in refused.messages:
            messages.error(request, f"ยังพักใช้ {member} ไม่ได้ เพราะ{reason}")
    return to_members(request)


@require_POST
@member_may("organizations.manage_members")
def reactivate(request, pk):
    member = get_object_or_404(members_of(request.member), pk=pk)
    membership.reactivate(member, by=request.member)
    messages.success(request, f"เปิดใช้ {member} อีกครั้งแล้ว")
    return to_members(request)


def welcome(request, member):
    """Invite a new member by mail; who has no address is given a link by the planner."""
    if member.user.can_be_mailed:
        send(request, member)
    else:
        words = f"เพิ่ม {member} แล้ว เจ้าหน้าที่วิเคราะห์นโยบายและแผนออกลิงก์ส่วนตัวให้ได้"
        messages.success(request, words)


def send(request, member):
    """Mail an invitation and say so, or say that the mail did not leave."""
    try:
        invitations.send(member, by=request.member, link_for=link_for(request))
        messages.success(request, f"ส่งคำเชิญถึง {member} ที่ {member.user.email} แล้ว")
    except OSError:
        words = f"บันทึก {member} แล้ว แต่ส่งอีเมลไม่ได้ในขณะนี้ เลือก ส่งคำเชิญอีกครั้ง ภายหลัง"
        messages.warning(request, words)


def link_for(request):
    return lambda token: request.build_absolute_uri(reverse("invitation", args=[token]))


def to_members(request):
    return redirect("organizations:members", request.organization.slug)
