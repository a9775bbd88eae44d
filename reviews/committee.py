"""Who sits in a body of an organization, who chairs it, and what it is called there."""

from organizations.models import Member
from organizations.roles import Body, Role

ROLE_OF_BODY = {
    Body.SUPPORT_COMMITTEE: Role.SUPPORT_COMMITTEE,
    Body.COMMITTEE: Role.COMMITTEE,
}


def members_of(organization, body):
    """Return the active members of a committee, in the order they were added."""
    return Member.objects.filter(
        organization=organization, is_active=True, role_rows__role=ROLE_OF_BODY[Body(body)]
    ).select_related("user")


def chairs_of(organization, body):
    """Return who may confirm what a body resolves."""
    return Member.objects.filter(
        organization=organization, is_active=True, chairs=body
    ).select_related("user")


def name_of(organization, body):
    """Return the body's name as the organization has it in its settings."""
    names = {
        Body.SUPPORT_COMMITTEE: organization.support_committee,
        Body.COMMITTEE: organization.development_committee,
    }
    return names.get(body) or Body(body).label
