from django.db import IntegrityError, models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField, SearchKeyField
from organizations.holidays import calendar_for
from organizations.models import Member, Organization
from organizations.roles import Body, Role
from thai.periods import explain

from .workflow import Kind, Stage, StepRefused, Trigger, next_stages, stages_on


class Program(models.Model):
    """A แผนงาน of the national list; the code is an attribute, the name the identity."""

    code = models.CharField("รหัส", max_length=10, unique=True)
    area = models.CharField("ด้าน", max_length=80)
    name = models.CharField("แผนงาน", max_length=120, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    search = SearchKeyField("name")

    class Meta:
        ordering = ["order"]

    def __str__(self):
        return self.name


class ProgramAlias(models.Model):
    """A spelling of a program's name seen in real files."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120, unique=True)
    search = SearchKeyField("name")

    def __str__(self):
        return self.name


class StrategyQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)


class Strategy(models.Model):
    """A ยุทธศาสตร์ of the organization's development plan, in the plan's own order."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="strategies")
    number = models.PositiveSmallIntegerField("ลำดับที่")
    name = RepairedTextField("ชื่อยุทธศาสตร์")
    is_active = models.BooleanField("ใช้งานอยู่", default=True)
    search = SearchKeyField("name")

    objects = StrategyQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint("organization", "number", name="one_strategy_per_number")
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"

    @property
    def heading(self):
        """ยุทธศาสตร์ที่ 1 ด้านการศึกษา: many names begin with the word itself."""
        return f"ยุทธศาสตร์ที่ {self.number} {self.name.removeprefix('ยุทธศาสตร์').lstrip()}"


class GuidelineQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(strategy__organization=member.organization)


class Guideline(models.Model):
    """A แนวทางการพัฒนา under a strategy; not every plan has them."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="guidelines")
    number = models.PositiveSmallIntegerField("ลำดับที่")
    name = RepairedTextField("ชื่อแนวทาง")
    search = SearchKeyField("name")

    objects = GuidelineQuerySet.as_manager()

    class Meta:
        ordering = ["strategy", "number", "pk"]
        constraints = [
            models.UniqueConstraint("strategy", "number", name="one_guideline_per_number")
        ]

    def __str__(self):
        return f"{self.strategy.number}.{self.number} {self.name}"


class Procedure(models.Model):
    """The regulation as data: from when, with which periods, through which bodies.

    `routes` maps a kind of version to the bodies it passes, in order.
    """

    name = models.CharField("ชื่อ", max_length=200, unique=True)
    citation = models.TextField("ระเบียบที่อ้าง")
    clauses = models.CharField("ข้อที่อ้าง", max_length=60, default="ข้อ 26 และข้อ 27")
    in_force_on = models.DateField("ใช้ตั้งแต่")
    finish_days = models.PositiveSmallIntegerField("จัดทำให้แล้วเสร็จภายใน (วัน)", default=30)
    post_days = models.PositiveSmallIntegerField("ปิดประกาศภายใน (วัน)", default=15)
    display_days = models.PositiveSmallIntegerField("ปิดประกาศไว้อย่างน้อย (วัน)", default=30)
    routes = models.JSONField("เส้นทางของแต่ละประเภท", default=dict)

    class Meta:
        ordering = ["-in_force_on"]
        constraints = [
            models.UniqueConstraint("in_force_on", name="one_procedure_per_start"),
            models.CheckConstraint(
                condition=Q(finish_days__gt=0, post_days__gt=0, display_days__gt=0),
                name="periods_are_positive",
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def in_force(cls, on):
        """Return the procedure that holds on a day, or None before the first."""
        return cls.objects.filter(in_force_on__lte=on).order_by("-in_force_on").first()

    def route(self, kind):
        return [Body(body) for body in self.routes[kind]]


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
        if plan and number and plan.versions.filter(kind=kind, number=number).exists():
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
                    trigger=trigger,
                    trigger_on=trigger_on,
                    opened_by=by,
                )
                record(by, "open", version, organization=organization)
        except IntegrityError as error:  # of two clicks at once one wins
            raise StepRefused(subject, f"มีผู้เปิดแผนปี {year} ฉบับนี้ไปก่อนแล้ว") from error
        return version


class PlanVersionQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Keep the organization's; who only sits in the committee reads what came before it."""
        mine = self.filter(plan__organization=member.organization)
        if member.roles - {Role.ADMIN} != {Role.COMMITTEE}:
            return mine
        submitted = StageChange.objects.filter(version=OuterRef("pk"), to_stage=Stage.IN_REVIEW)
        drafts = [Stage.COLLECTING, Stage.DRAFTED]
        return mine.filter(~Q(stage__in=drafts) | Exists(submitted))

    def announced_by(self, day):
        """Keep the versions in force on a day."""
        return self.filter(announced_on__lte=day)

    def with_plan(self):
        return self.select_related("plan__organization__type", "procedure")

    def get_at(self, year, slug):
        """Return the version at its address, such as 2568 and addition-1, or raise Http404."""
        kind, _, number = slug.partition("-")
        if kind not in Kind.values or (number and not number.isdecimal()):
            raise Http404
        return get_object_or_404(
            self.with_plan(), plan__fiscal_year=year, kind=kind, number=int(number or 0)
        )


class PlanVersion(models.Model):
    """What is reviewed, announced and printed: the first plan of a year or one of its revisions."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    kind = models.CharField("ประเภท", max_length=12, choices=Kind)
    number = models.PositiveSmallIntegerField("ครั้งที่", default=0)
    procedure = models.ForeignKey(Procedure, models.PROTECT)
    trigger = models.CharField("เหตุที่ต้องจัดทำ", max_length=24, choices=Trigger)
    trigger_on = models.DateField("วันที่เกิดเหตุ")
    stage = models.CharField("ขั้น", max_length=12, choices=Stage, default=Stage.COLLECTING)
    opened_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    announced_on = models.DateField("ประกาศ ณ วันที่", null=True, blank=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-plan__fiscal_year", "opened_at", "pk"]
        constraints = [
            models.UniqueConstraint("plan", "kind", "number", name="one_version_per_number"),
            models.CheckConstraint(
                condition=Q(kind=Kind.ORIGINAL, number=0)
                | ~Q(kind=Kind.ORIGINAL) & Q(number__gt=0),
                name="only_revisions_are_numbered",
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="stage_is_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="kind_is_known"),
            models.CheckConstraint(
                condition=Q(stage=Stage.ANNOUNCED, announced_on__isnull=False)
                | ~Q(stage=Stage.ANNOUNCED) & Q(announced_on__isnull=True),
                name="announced_has_a_date",
            ),
        ]

    def __str__(self):
        return f"แผนปี {self.plan.fiscal_year} {self.label}"

    @property
    def label(self):
        """ฉบับแรก, เพิ่มเติม ครั้งที่ 1: what tells it from the year's other versions."""
        name = self.get_kind_display()
        return name if self.kind == Kind.ORIGINAL else f"{name} ครั้งที่ {self.number}"

    @property
    def slug(self):
        return self.kind if self.kind == Kind.ORIGINAL else f"{self.kind}-{self.number}"

    @property
    def organization(self):
        return self.plan.organization

    @property
    def fiscal_year(self):
        return self.plan.fiscal_year

    @property
    def address(self):
        """The three parts of every address under this version, for `reverse`."""
        return [self.plan.organization.slug, self.plan.fiscal_year, self.slug]

    def get_absolute_url(self):
        return reverse("plans:version", args=self.address)

    @property
    def route(self):
        return self.procedure.route(self.kind)

    @property
    def stages(self):
        return stages_on(self.route)

    @property
    def is_editable(self):
        return self.stage == Stage.COLLECTING

    @property
    def is_announced(self):
        return self.stage == Stage.ANNOUNCED

    def finish_by(self, calendar=None):
        """Return the explained day by which it must be announced (ข้อ 27), from the trigger on.

        A list passes its `calendar`, so that it asks the database once.
        """
        calendar = calendar or calendar_for(self.plan.organization)
        return explain(self.trigger_on, self.procedure.finish_days, calendar)

    def move_to(self, stage, *, by, reasons=(), announced_on=None):
        """Take one step of the workflow, or raise StepRefused.

        The compare-and-swap lets only one of two clicks win.
        """
        if stage not in next_stages(self.stage, self.route):
            raise StepRefused(self, f"แผนอยู่ในขั้น “{self.get_stage_display()}”")
        with transaction.atomic():
            unmoved = PlanVersion.objects.filter(pk=self.pk, stage=self.stage)
            if not unmoved.update(stage=stage, announced_on=announced_on):
                raise StepRefused(self, "มีผู้ดำเนินการกับแผนฉบับนี้ไปก่อนแล้ว")
            moved_from, self.stage, self.announced_on = self.stage, Stage(stage), announced_on
            self.stage_changes.create(
                from_stage=moved_from, to_stage=stage, by=by, reasons="\n".join(reasons)
            )
            record(
                by,
                "move",
                self,
                changes={"ขั้น": [Stage(moved_from).label, Stage(stage).label]},
                reason="\n".join(reasons),
            )


class StageChange(models.Model):
    """One move of a version: the dates of the stepper, and why it was sent back."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="stage_changes")
    from_stage = models.CharField(max_length=12, choices=Stage)
    to_stage = models.CharField(max_length=12, choices=Stage)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reasons = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.version}: {self.get_to_stage_display()}"

    @property
    def is_sent_back(self):
        return self.to_stage == Stage.COLLECTING


class DeadlineExtension(models.Model):
    """The executive's decision to give more time (ข้อ 27); the first due date stays visible."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="extensions")
    decided_on = models.DateField("วันที่สั่ง")
    due_on = models.DateField("ขยายถึงวันที่")
    reason = RepairedTextField("เหตุผล")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gt=F("decided_on")), name="extension_is_later"
            )
        ]

    def __str__(self):
        return f"{self.version} → {self.due_on}"

    @classmethod
    def grant(cls, version, *, due_on, reason, by):
        """Record the executive's extension, or raise StepRefused with every reason."""
        today = timezone.localdate()
        current = version.extensions.last()
        reasons = []
        if version.is_announced:
            reasons.append("แผนฉบับนี้ประกาศใช้แล้ว")
        if not reason.strip():
            reasons.append("กรอกเหตุผลที่ขยายเวลา")
        if due_on <= max(today, current.due_on if current else version.finish_by().strict):
            reasons.append("วันครบกำหนดใหม่ต้องอยู่หลังวันนี้และหลังกำหนดเดิม")
        if reasons:
            raise StepRefused(version, *reasons)
        with transaction.atomic():
            extension = cls.objects.create(
                version=version, decided_on=today, due_on=due_on, reason=reason, by=by
            )
            record(by, "extend", version, reason=reason, is_exception=True)
        return extension
