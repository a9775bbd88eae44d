"""Members with their roles, and the invitations by which they come."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from ..fields import RepairedCharField
from ..roles import ALLOWED, Body, Role
from .organizations import Organization, Unit
from .users import NO_MAIL, User


class MemberQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)

    def with_address(self):
        """Keep those who can be mailed: nothing is ever sent to the others."""
        nobody = Q(user__email="") | Q(user__email__endswith=NO_MAIL)
        return self.exclude(nobody)

    def acting(self, user, slug):
        """Return the member as whom `user` acts in the organization, or None."""
        members = self.filter(user=user, organization__slug=slug, is_active=True)
        others = Member.objects.filter(user=user, is_active=True).exclude(pk=OuterRef("pk"))
        return (
            members.annotate(has_other_organization=Exists(others))
            .select_related("organization__type", "unit", "user")
            .prefetch_related("role_rows")
            .first()
        )


class Member(models.Model):
    """One person in one organization, with the roles held there."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="members")
    position = RepairedCharField("ตำแหน่ง", max_length=160, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name="หน่วยงาน", related_name="members"
    )
    chairs = models.CharField(
        "เป็นประธาน", max_length=20, choices=Body, blank=True, help_text="ประธานยืนยันมติของคณะนั้น"
    )
    is_active = models.BooleanField("ใช้งานอยู่", default=True)
    wants_digests = models.BooleanField("รับอีเมลสรุปงาน", default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = MemberQuerySet.as_manager()
    has_other_organization = False  # MemberQuerySet.acting knows better

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("organization", "user", name="one_member_per_user")]

    def __str__(self):
        return str(self.user)

    @property
    def roles(self):
        return {Role(row.role) for row in self.role_rows.all()}

    def has_role(self, role):
        return role in self.roles

    @property
    def is_planner(self):
        return Role.PLANNER in self.roles

    @property
    def shown_email(self):
        """The address as pages show it."""
        return self.user.email if self.user.can_be_mailed else "ไม่มีอีเมล"

    @property
    def invitation(self):
        """The newest invitation, or None; the only one whose link still works."""
        return next(iter(self.invitations.all()), None)

    @property
    def is_invited(self):
        """Whether an invitation still waits for an answer."""
        return self.invitation is not None and self.invitation.accepted_at is None

    @property
    def role_names(self):
        return " · ".join(role.label for role in Role if role in self.roles)

    def may(self, action):
        """Say whether this member's roles allow `action`; for templates and menus."""
        return bool(ALLOWED[action] & self.roles)


class MemberRole(models.Model):
    member = models.ForeignKey(Member, models.CASCADE, related_name="role_rows")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("member", "role", name="one_row_per_role"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_is_known"),
        ]

    def __str__(self):
        return self.get_role_display()


class Invitation(models.Model):
    """A letter to a new member; the link in it carries the token, only its hash is kept."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="invitation_expires_later"
            )
        ]

    def __str__(self):
        return f"{self.member} {self.sent_at:%Y-%m-%d}"

    @property
    def is_expired(self):
        return timezone.now() >= self.expires_at
