"""The works of a plan: projects, activities and equipment, and the line they share."""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record, record_many
from organizations.fields import (
    RepairedCharField,
    RepairedTextField,
    SearchKeyField,
    SortKeyField,
)
from organizations.indexes import SearchIndex
from organizations.models import Member, Unit
from organizations.roles import Role
from plans.models import Guideline, Plan, PlanVersion, Program, Strategy
from plans.workflow import Kind, Stage, StepRefused

from ..schedule import ALL_MONTHS, months_of, spelled
from .sources import BudgetSource, EquipmentCategory


class Line(models.Model):
    """What stays when an item is replaced: its public code, and the results that hang on it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lines")
    code = models.CharField("รหัสรายการ", max_length=8)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint("plan", "code", name="one_line_per_code")]

    def __str__(self):
        return self.code


def hold_open(version):
    """Keep a version's items open to changes until this transaction ends, or raise StepRefused.

    Without the lock, a page sent a moment ago could change what was just handed to a body.
    """
    held = _held(version)
    if not held.is_editable:
        raise StepRefused(version, f"แผนอยู่ในขั้น “{held.get_stage_display()}” แก้รายการไม่ได้")


def hold_collecting(version):
    """Keep a version open to new items until this transaction ends, or raise StepRefused."""
    held = _held(version)
    if not held.is_collecting:
        raise StepRefused(version, f"แผนอยู่ในขั้น “{held.get_stage_display()}” เพิ่มรายการไม่ได้")


def _held(version):
    return PlanVersion.objects.select_for_update(of=("self",), no_key=True).get(pk=version.pk)


class Change(models.TextChoices):
    ADD = "add", "เพิ่ม"
    REPLACE = "replace", "เปลี่ยนแทนรายการเดิม"
    CANCEL = "cancel", "ตัดออก"


class ItemQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(version__plan__organization=member.organization)

    def editable_by(self, member):
        """Keep what may be changed while collecting: all for a planner, own unit's for staff."""
        mine = self.visible_to(member)
        drafts = mine.filter(version__stage=Stage.COLLECTING)
        if member.has_role(Role.PLANNER):  # who also makes the changes a resolution lists
            return mine.filter(Q(version__stage=Stage.COLLECTING) | Q(version__is_correcting=True))
        if member.has_role(Role.UNIT_STAFF) and member.unit_id:
            return drafts.filter(unit=member.unit)
        return drafts.none()

    def with_labels(self):
        """Join what a row shows, so that a list costs one query."""
        return self.select_related(
            "line", "strategy", "guideline__strategy", "program", "unit", "source"
        )


class PlanItem(models.Model):
    """One row of a form; see the two tables below."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="%(class)s_items")
    line = models.ForeignKey(Line, models.PROTECT, related_name="%(class)s_items")
    change = models.CharField("การเปลี่ยนแปลง", max_length=8, choices=Change, default=Change.ADD)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    order = models.PositiveIntegerField("ลำดับ", default=0)
    name = RepairedTextField("ชื่อ")
    detail = RepairedTextField("รายละเอียด", blank=True)
    strategy = models.ForeignKey(
        Strategy, models.PROTECT, null=True, blank=True, verbose_name="ยุทธศาสตร์"
    )
    guideline = models.ForeignKey(
        Guideline, models.PROTECT, null=True, blank=True, verbose_name="แนวทางการพัฒนา"
    )
    program = models.ForeignKey(
        Program, models.PROTECT, null=True, blank=True, verbose_name="แผนงาน"
    )
    budget = models.DecimalField("งบประมาณ", max_digits=14, decimal_places=2, null=True, blank=True)
    source = models.ForeignKey(
        BudgetSource, models.PROTECT, null=True, blank=True, verbose_name="แหล่งเงิน"
    )
    agency = RepairedCharField("หน่วยงานภายนอก", max_length=200, blank=True)
    place = RepairedTextField("สถานที่ดำเนินการ", blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name="หน่วยงานรับผิดชอบหลัก"
    )
    further_units = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name="หน่วยงานร่วม"
    )
    months = models.PositiveSmallIntegerField("เดือนที่ดำเนินการ", default=0)
    target = RepairedTextField("เป้าหมาย/ผลผลิต", blank=True)
    devplan_edition = RepairedCharField("แผนพัฒนาฯ เล่ม", max_length=120, blank=True)
    devplan_page = RepairedCharField("หน้า", max_length=20, blank=True)
    devplan_item = RepairedCharField("ข้อ", max_length=20, blank=True)
    note = RepairedTextField("หมายเหตุ", blank=True)
    copied_from = models.ForeignKey(  # the line of an earlier plan it was begun from
        Line, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)  # of the row: the second to save is told
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    search = SearchKeyField("name", "detail", "place", "agency")
    sort = SortKeyField("name")

    objects = ItemQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint("version", "line", name="%(class)s_once_per_version"),
            models.CheckConstraint(
                condition=Q(months__gte=0, months__lte=ALL_MONTHS), name="%(class)s_months_are_12"
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                name="%(class)s_budget_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(change=Change.ADD, replaces__isnull=True)
                | Q(change__in=[Change.REPLACE, Change.CANCEL], replaces__isnull=False),
                name="%(class)s_change_names_old_row",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="%(class)s_has_a_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def code(self):
        return self.line.code

    @property
    def address(self):
        return [*self.version.address, self.line.code]

    def get_absolute_url(self):
        return reverse("projects:detail", args=self.address)

    @property
    def month_numbers(self):
        return months_of(self.months)

    @property
    def months_text(self):
        return spelled(self.months, self.version.plan.fiscal_year)

    @property
    def is_equipment(self):
        return isinstance(self, Equipment)

    @property
    def is_others_money(self):
        return bool(self.source_id and self.source.is_others_money)

    @property
    def owner(self):
        """Who does it, as the forms print it: the outside agency, else the unit."""
        return self.agency or (str(self.unit) if self.unit_id else "")

    @property
    def is_cancelled(self):
        return self.change == Change.CANCEL

    @property
    def is_in_force(self):
        """Say whether it is announced, and nothing announced has replaced or cancelled it."""
        followed = self.replaced_by.filter(version__stage=Stage.ANNOUNCED)
        return self.version.is_announced and not self.is_cancelled and not followed.exists()

    @transaction.atomic
    def remove(self, *, by):
        """Take the item out of a version that collects; its code is never given out again."""
        hold_open(self.version)
        if not type(self).objects.filter(pk=self.pk).exists():  # of two clicks one wins
            raise StepRefused(self.version, f"มีผู้ลบรายการ {self.code} ไปก่อนแล้ว")
        remove_items(self.version, [self], by=by)

    def replace_in(self, version, *, by):
        """Begin this item's replacement in a revision, a copy to be changed there."""
        return self._follow_in(version, Change.REPLACE, by=by)

    def cancel_in(self, version, *, reason, by):
        """Take this item out of the plan by a revision, with the reason as its note."""
        if not reason.strip():
            raise StepRefused(version, "กรอกเหตุผลที่ตัดรายการออก")
        return self._follow_in(version, Change.CANCEL, by=by, note=reason)

    @transaction.atomic
    def _follow_in(self, version, change, *, by, **fields):
        hold_collecting(version)
        reasons = []
        if version.kind == Kind.ORIGINAL:
            reasons.append("ฉบับแรกมีแต่รายการใหม่ ให้เปิดฉบับเปลี่ยนแปลงหรือแก้ไข")
        if version.plan_id != self.version.plan_id or not self.is_in_force:
            reasons.append(f"รายการ {self.code} ไม่ใช่รายการที่ใช้อยู่ในแผนปีนี้")
        if type(self).objects.filter(version=version, line=self.line).exists():
            reasons.append(f"รายการ {self.code} อยู่ในฉบับนี้แล้ว")
        if reasons:
            raise StepRefused(version, *reasons)
        copied = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name not in {"id", "version", "revision", "created_at", "changed_at"}
        }
        given = {"change": change, "replaces_id": self.pk, "changed_by_id": by.pk, **fields}
        twin = type(self)(**{**copied, **given}, version=version)
        twin.save()
        twin.further_units.set(self.further_units.all())
        record(by, change.value, twin, reason=fields.get("note", ""))
        return twin


class Project(PlanItem):
    class ItemKind(models.TextChoices):
        PROJECT = "project", "โครงการ"
        ACTIVITY = "activity", "กิจกรรม"

    kind = models.CharField("ประเภท", max_length=10, choices=ItemKind, default=ItemKind.PROJECT)

    class Meta(PlanItem.Meta):
        indexes = [
            models.Index(fields=["version", "order"], name="project_in_order"),
            SearchIndex(fields=["version", "search"], name="project_search"),
        ]


class Equipment(PlanItem):
    category = models.ForeignKey(
        EquipmentCategory, models.PROTECT, null=True, blank=True, verbose_name="ประเภทครุภัณฑ์"
    )

    class Meta(PlanItem.Meta):
        indexes = [
            models.Index(fields=["version", "order"], name="equipment_in_order"),
            SearchIndex(fields=["version", "search"], name="equipment_search"),
        ]

    @property
    def kind(self):
        return "equipment"

    def get_kind_display(self):
        return "ครุภัณฑ์"


@transaction.atomic
def remove_items(version, items, *, by, reason=""):
    """Take items out of a version that collects, each with its entry in the log."""
    hold_open(version)
    rows = [(item, {"รหัสรายการ": [item.code, ""]}) for item in items]
    record_many(by, "delete", rows, reason=reason, organization=version.organization)
    version.accepted_findings.filter(line__in=[item.line_id for item in items]).delete()
    for model in (Project, Equipment):
        gone = [item.pk for item in items if isinstance(item, model)]
        model.objects.filter(pk__in=gone).delete()
