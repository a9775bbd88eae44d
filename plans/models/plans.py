"""The plan of a year, and opening a version of it."""

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.models import Organization

from ..workflow import Kind, Stage, StepRefused
from .procedures import Procedure
from .routes import RouteChoice


class PlanQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)


class Plan(models.Model):
    """The plan of one organization for one fiscal year (B.E.)."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="plans")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year"]
        constraints = [
            models.UniqueConstraint("organization", "fiscal_year", name="one_plan_per_year"),
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2540, fiscal_year__lte=2640), name="fiscal_year_is_be"
            ),
        ]

    def __str__(self):
        return f"แผนปี {self.fiscal_year}"

    def get_absolute_url(self):
        return reverse("plans:year", args=[self.organization.slug, self.fiscal_year])

    def next_number(self, kind):
        """Suggest the number of the next version of a kind; the original has none (0)."""
        if kind == Kind.ORIGINAL:
            return 0
        last = self.versions.filter(kind=kind).aggregate(models.Max("number"))["number__max"]
        return (last or 0) + 1

    @classmethod
    def open(cls, organization, fiscal_year, *, kind, trigger, trigger_on, by, number=None):
        """Open a version of the year's plan for collecting, or raise StepRefused."""
        plan = cls.objects.filter(organization=organization, fiscal_year=fiscal_year).first()
        reasons = []
        procedure = Procedure.in_force(timezone.localdate())
        if procedure is None:
            reasons.append("ยังไม่มีระเบียบที่ใช้บังคับในระบบ ให้ผู้ดูแลระบบเพิ่มก่อน")
        if trigger_on > timezone.localdate():
            reasons.append("วันที่เกิดเหตุต้องไม่เป็นวันในอนาคต")
        original = plan and plan.versions.filter(kind=Kind.ORIGINAL).first()
        if kind == Kind.ORIGINAL and original:
            reasons.append(f"แผนปี {fiscal_year} มีฉบับแรกอยู่แล้ว")
        if kind != Kind.ORIGINAL and not (original and original.stage == Stage.ANNOUNCED):
            reasons.append(f"ต้องประกาศใช้แผนปี {fiscal_year} ฉบับแรกก่อน จึงเปิดฉบับ{kind.label}ได้")
        if kind == Kind.ORIGINAL and number:
            reasons.append("ฉบับแรกไม่มีครั้งที่")
        elif plan and number and plan.versions.filter(kind=kind, number=number).exists():
            reasons.append(f"มีฉบับ{kind.label} ครั้งที่ {number} อยู่แล้ว")
        if reasons:
            raise StepRefused(plan or organization, *reasons)
        subject, year = plan or organization, fiscal_year
        try:
            with transaction.atomic():
                plan = plan or cls.objects.create(organization=organization, fiscal_year=year)
                version = plan.versions.create(
                    kind=kind,
                    number=number or plan.next_number(kind),
                    procedure=procedure,
                    bodies=RouteChoice.route_of(organization, procedure, kind),
                    trigger=trigger,
                    trigger_on=trigger_on,
                    opened_by=by,
                )
                record(by, "open", version, organization=organization)
        except IntegrityError as error:  # of two clicks at once one wins
            raise StepRefused(subject, f"มีผู้เปิดแผนปี {year} ฉบับนี้ไปก่อนแล้ว") from error
        return version
