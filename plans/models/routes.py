"""The bodies an organization lets a kind of revision pass."""

from django.db import models, transaction
from django.utils import timezone

from organizations.audit import record
from organizations.models import Member, Organization
from organizations.roles import Body

from ..workflow import Kind, StepRefused, roads_through


class RouteChoice(models.Model):
    """An organization's own route of a kind of version; without one the procedure's holds.

    The regulation leaves the route of additions and changes open (ข้อ 22/1, ข้อ 22/2).
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="route_choices")
    kind = models.CharField("ประเภท", max_length=12, choices=Kind)
    bodies = models.JSONField("เส้นทาง")
    chosen_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("organization", "kind", name="one_route_per_kind")]

    def __str__(self):
        return f"เส้นทางของฉบับ{self.get_kind_display()}"

    @classmethod
    def route_of(cls, organization, procedure, kind):
        """Return the bodies a version opened now passes, in order."""
        chosen = cls.objects.filter(organization=organization, kind=kind).first()
        standard = procedure.route(kind)
        # A choice made under an older procedure may name a body the new one does not know.
        is_possible = chosen and chosen.bodies in choices_of(procedure, kind)
        return [Body(body) for body in chosen.bodies] if is_possible else standard

    @classmethod
    def choose(cls, organization, procedure, kind, bodies, *, by):
        """Let versions opened from now on pass `bodies`, or raise StepRefused."""
        if bodies not in choices_of(procedure, kind):
            raise StepRefused(organization, f"ฉบับ{Kind(kind).label}ผ่านเส้นทางนี้ไม่ได้ตามระเบียบ")
        with transaction.atomic():
            Organization.objects.select_for_update().get(pk=organization.pk)
            before = cls.route_of(organization, procedure, kind)
            if bodies == before:
                return None
            choice, _ = cls.objects.update_or_create(
                organization=organization, kind=kind,
                defaults={"bodies": bodies, "chosen_by": by, "chosen_at": timezone.now()},
            )  # fmt: skip
            record(by, "edit", choice, changes={"เส้นทาง": [in_words(before), in_words(bodies)]})
        return choice


def choices_of(procedure, kind):
    """Return the routes an organization may choose from; one where the kind is not free."""
    standard = procedure.route(kind)
    if kind not in procedure.free_kinds:
        return [standard]
    longest = procedure.route(Kind.ORIGINAL)
    return roads_through(longest if len(longest) > len(standard) else standard)


def in_words(bodies):
    """คณะกรรมการพัฒนาท้องถิ่น → ผู้บริหารท้องถิ่น."""
    return " → ".join(Body(body).label for body in bodies)
