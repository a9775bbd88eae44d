"""A unit's word that its items are all there, and the reminders of those who have not said so."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from organizations.audit import record
from organizations.models import Member, Unit
from organizations.roles import Role
from plans.models import PlanVersion
from plans.workflow import Stage, StepRefused
from thai.calendar import short_date

REST = timedelta(days=1)  # between two reminders of one unit


class UnitDone(models.Model):
    """A unit has said that its items of a version are complete; it may take that back."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="units_done")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint("version", "unit", name="one_word_per_unit")]

    def __str__(self):
        return f"{self.unit} ใน{self.version}"

    @staticmethod
    def barriers(version, unit, by):
        """Return why a member cannot speak for a unit now; empty when they can."""
        reasons = []
        if version.stage != Stage.COLLECTING:
            reasons.append(f"แผนอยู่ในขั้น “{version.get_stage_display()}” ไม่ได้รวบรวมรายการแล้ว")
        is_own = by.has_role(Role.UNIT_STAFF) and by.unit_id == unit.pk
        if not (by.is_planner or is_own):
            reasons.append(f"ผู้แจ้งได้คือเจ้าหน้าที่ของ{unit}และ{Role.PLANNER.label}")
        return reasons

    @classmethod
    def say(cls, version, unit, *, by):
        """Keep a unit's word that its items are complete, or raise StepRefused.

        Said again after items changed it holds from now on.
        """
        with transaction.atomic():
            PlanVersion.objects.select_for_update().get(pk=version.pk)
            if reasons := cls.barriers(version, unit, by):
                raise StepRefused(version, *reasons)
            done, _ = cls.objects.update_or_create(
                version=version, unit=unit, defaults={"by": by, "at": timezone.now()}
            )
            record(by, "say_done", done)
        return done

    @classmethod
    def take_back(cls, version, unit, *, by):
        """Let a unit collect on, or raise StepRefused."""
        with transaction.atomic():
            PlanVersion.objects.select_for_update().get(pk=version.pk)
            done = cls.objects.filter(version=version, unit=unit).first()
            reasons = cls.barriers(version, unit, by)
            if done is None:
                reasons.append(f"{unit}ยังไม่ได้แจ้งว่าครบ")
            if reasons:
                raise StepRefused(version, *reasons)
            record(by, "take_back_done", done)
            done.delete()


class UnitReminder(models.Model):
    """A mail to a unit's staff that its items are waited for."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="unit_reminders")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_to = models.PositiveSmallIntegerField(default=0)  # how many people

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return f"{self.unit} ใน{self.version}"

    @classmethod
    def reasons_against(cls, version, units):
        """Return why these units cannot be reminded now; empty when they can."""
        if version.stage != Stage.COLLECTING:
            return [f"แผนอยู่ในขั้น “{version.get_stage_display()}” ไม่ได้รวบรวมรายการแล้ว"]
        if not units:
            return ["เลือกหน่วยงานที่จะเตือนอย่างน้อย 1 หน่วยงาน"]
        recent = version.unit_reminders.filter(unit__in=units, at__gt=timezone.now() - REST)
        return [
            f"เตือน{each.unit}ไปแล้วเมื่อ {short_date(timezone.localdate(each.at))} เตือนซ้ำได้หลังครบ 1 วัน"
            for each in recent.select_related("unit")
        ]

    @classmethod
    def keep(cls, version, people, *, by):
        """Record that units are reminded, {unit: staff}, or raise StepRefused; mail comes after."""
        with transaction.atomic():
            PlanVersion.objects.select_for_update().get(pk=version.pk)
            reasons = cls.reasons_against(version, list(people))
            reasons += [f"{unit}ไม่มีเจ้าหน้าที่ที่มีอีเมล" for unit, staff in people.items() if not staff]
            if reasons:
                raise StepRefused(version, *reasons)
            kept = [
                cls.objects.create(version=version, unit=unit, by=by, sent_to=len(staff))
                for unit, staff in people.items()
            ]
            for reminder in kept:
                told = {"ส่งถึง": ["", f"{reminder.sent_to} คน"]}
                record(by, "remind", reminder, changes=told)
        return kept
