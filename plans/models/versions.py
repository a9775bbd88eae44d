"""The versions of a plan, their moves from stage to stage, and the time given to them."""

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.holidays import calendar_for
from organizations.models import Member
from organizations.roles import Body, Role
from thai.periods import explain

from ..workflow import Kind, Stage, StepRefused, Trigger, next_stages, stages_on
from .plans import Plan
from .procedures import Procedure


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
    bodies = models.JSONField("เส้นทาง", default=list, blank=True)  # as it was when it was opened
    stage = models.CharField("ขั้น", max_length=12, choices=Stage, default=Stage.COLLECTING)
    # A body adopted it with changes: the planner makes them while it stays in that body's stage.
    is_correcting = models.BooleanField("แก้ตามมติ", default=False)
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
            models.CheckConstraint(
                condition=Q(is_correcting=False) | Q(stage=Stage.IN_REVIEW),
                name="only_what_was_reviewed_is_corrected",
            ),
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
        """The bodies it passes, in order: those of its opening, whatever is chosen later."""
        return [Body(body) for body in self.bodies] or self.procedure.route(self.kind)

    @property
    def stages(self):
        return stages_on(self.route)

    @property
    def is_collecting(self):
        """Say whether items may come in; what a resolution lists only changes those there."""
        return self.stage == Stage.COLLECTING

    @property
    def is_editable(self):
        return self.is_collecting or self.is_correcting

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
            if not unmoved.update(stage=stage, announced_on=announced_on, is_correcting=False):
                raise StepRefused(self, "มีผู้ดำเนินการกับแผนฉบับนี้ไปก่อนแล้ว")
            moved_from, self.stage, self.announced_on = self.stage, Stage(stage), announced_on
            self.is_correcting = False
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
