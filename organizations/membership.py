"""Coming and going of members: nobody is deleted, and somebody always keeps the keys."""

from django.core.exceptions import ValidationError
from django.db import transaction

from .audit import record
from .models import Member, Organization
from .roles import Body, Role

# Whoever chairs a body must sit in it.
SEATS = {
    Body.SUPPORT_COMMITTEE: {Role.SUPPORT_COMMITTEE},
    Body.COMMITTEE: {Role.COMMITTEE, Role.EXECUTIVE},
}


def is_last_admin(member):
    """Tell whether nobody else could manage the organization."""
    admins = Member.objects.filter(
        organization=member.organization, is_active=True, role_rows__role=Role.ADMIN
    )
    return member.is_active and list(admins) == [member]


def reasons_to_stay(member):
    """Return in words why a member cannot be deactivated."""
    if is_last_admin(member):
        return ["เป็นผู้ดูแลระบบคนสุดท้าย เพิ่มผู้ดูแลระบบอีกคนก่อน"]
    return []


@transaction.atomic
def deactivate(member, *, by):
    """Take a member's access away, keeping all that was done; or raise the reasons."""
    # Two administrators may be taking each other's access at this moment.
    Organization.objects.select_for_update().get(pk=member.organization_id)
    if reasons := reasons_to_stay(member):
        raise ValidationError(reasons)
    if Member.objects.filter(pk=member.pk, is_active=True).update(is_active=False):
        record(by, "deactivate", member)


@transaction.atomic
def reactivate(member, *, by):
    """Give a member's access back."""
    if Member.objects.filter(pk=member.pk, is_active=False).update(is_active=True):
        record(by, "reactivate", member)


@transaction.atomic
def set_roles(member, roles):
    """Give a member exactly these roles; return the change for the log."""
    before = member.role_names if member.pk else ""
    member.role_rows.exclude(role__in=roles).delete()
    for role in roles:
        member.role_rows.get_or_create(role=role)
    after = Member.objects.prefetch_related("role_rows").get(pk=member.pk).role_names
    return {"บทบาท": [before, after]} if before != after else {}
