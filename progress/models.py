from decimal import Decimal

from django.db import models, transaction
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member
from organizations.roles import Role
from plans.workflow import Stage, StepRefused
from projects.models import Change, Equipment, Line, Project
from thai.baht import format_money
from thai.calendar import short_date
from thai.text import repair

from .rounds import cut_off_fault
from .statuses import NEEDS_REASON, Status, odd_points

ZERO = Decimal("0.00")


def announced_item(line):
    """Return the item that stands for a line in the plan as announced, or None."""
    found = []
    for model in (Project, Equipment):
        items = model.objects.filter(
            line=line,
            version__stage=Stage.ANNOUNCED,
            version__announced_on__lte=timezone.localdate(),
        ).select_related("version", "unit")
        found += items
    return max(found, key=lambda i: (i.version.announced_on, i.version.opened_at), default=None)


def faults_of(line, on, by):
    """Return why nothing of a line can be told as of a day by this member; [] when it can."""
    item = announced_item(line)
    fault = cut_off_fault(line.plan.fiscal_year, on, timezone.localdate())
    faults = [fault] if fault else []
    if item is None:
        return [f"{line.plan}ยังไม่ได้ประกาศใช้รายการ {line} จึงยังรายงานผลไม่ได้", *faults]
    if item.change == Change.CANCEL:
        faults.append(f"รายการ {line} ถูกตัดออกจากแผนแล้ว")
    if not by.has_role(Role.PLANNER) and (by.unit_id is None or item.unit_id != by.unit_id):
        owner = item.owner or "หน่วยงานอื่น"
        faults.append(f"รายการ {line} เป็นของ{owner} ท่านรายงานได้เฉพาะรายการของหน่วยงานตนเอง")
    return faults


def lock(line):
    """Let two clicks on one line wait for each other until the transaction ends."""
    Line.objects.select_for_update().get(pk=line.pk)


def shown_money(amount):
    """Return an amount as the log shows it: nothing for none."""
    return "" if amount is None else format_money(amount)


def page_of(line):
    """Return the address of a line's results."""
    plan = line.plan
    return reverse("progress:detail", args=[plan.organization.slug, plan.fiscal_year, line.code])


class LineQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(line__plan__organization=member.organization)

    def of(self, plan):
        return self.filter(line__plan=plan)

    def latest_said(self):
        """Return what was recorded last, whatever day it was about."""
        return self.order_by("at", "pk").last()


class ProgressReport(models.Model):
    """What a unit says of one line of work as of a day; a new one is added, none is changed."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="progress_reports")
    as_of = models.DateField("ข้อมูลถึงวันที่")
    status = models.CharField("สถานะ", max_length=12, choices=Status)
    result = RepairedTextField("ผลการดำเนินงาน", blank=True)
    problem = RepairedTextField("ปัญหาและอุปสรรค", blank=True)
    suggestion = RepairedTextField("ข้อเสนอแนะ", blank=True)
    reason = RepairedTextField("เหตุผล", blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    opinion = RepairedTextField("ความเห็นของผู้ติดตาม", blank=True)
    opinion_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    opinion_at = models.DateTimeField(null=True, blank=True)

    objects = LineQuerySet.as_manager()
    is_repeated = False  # this very thing had been said before, nothing was added

    class Meta:
        ordering = ["as_of", "at", "pk"]
        indexes = [models.Index(fields=["line", "as_of"], name="progress_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="status_is_known"),
            models.CheckConstraint(
                condition=~Q(status__in=[s.value for s in sorted(NEEDS_REASON)]) | ~Q(reason=""),
                name="not_done_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.line} {self.get_status_display()}"

    def get_absolute_url(self):
        return page_of(self.line)

    @classmethod
    def report(
        cls, line, *, as_of, status, by, result="", problem="", suggestion="", reason="",
        disbursed=None, contracted=None,
    ):  # fmt: skip
        """Record what a line has come to, with money where given, or raise StepRefused.

        The same again by the same member on the same day adds nothing: the first comes back, with
        `is_repeated`.
        """
        texts = {"result": result, "problem": problem, "suggestion": suggestion, "reason": reason}
        texts = {name: repair(text or "") for name, text in texts.items()}
        report = cls(line=line, as_of=as_of, status=status, by=by, **texts)
        money = Disbursement.stated(line, as_of, disbursed, contracted, by)
        if reasons := [*faults_of(line, as_of, by), *report.faults(), *money.faults()]:
            raise StepRefused(report, *reasons)
        with transaction.atomic():
            lock(line)
            last = line.progress_reports.latest_said()
            if last and last.says_the_same(report) and money.is_known():
                last.is_repeated = True
                return last
            changes = {"สถานะ": [last.get_status_display() if last else "", Status(status).label]}
            changes.update(money.keep())
            report.save()
            record(by, "report", report, changes=changes, reason=report.reason)
        return report

    def faults(self):
        """Return what is wrong with the statement itself."""
        if self.status not in Status.values:
            return ["เลือกสถานะ"]
        if self.status in NEEDS_REASON and not self.reason:
            return [f"กรอกเหตุผล เพราะสถานะเป็น “{self.get_status_display()}”"]
        return []

    def says_the_same(self, other):
        """Say whether the same member said exactly this on the same day."""
        words = ("line_id", "by_id", "as_of", "status", "result", "problem", "suggestion", "reason")
        return timezone.localdate(self.at) == timezone.localdate(other.at) and all(
            getattr(self, word) == getattr(other, word) for word in words
        )

    def odd_points(self):
        """Return what looks strange beside the money of the day; told after saving."""
        paid = list(self.line.disbursements.filter(as_of__lte=self.as_of))
        in_force = BudgetChange.in_force(self.line, self.as_of)
        amounts = [ZERO, *(d.disbursed for d in paid)]
        return odd_points(self.status, in_force, amounts[-1], max(amounts[:-1], default=ZERO))

    def give_opinion(self, opinion, *, by):
        """Record a monitor's opinion on this report, or raise StepRefused."""
        opinion = repair(opinion or "")
        reasons = [] if opinion else ["กรอกความเห็น"]
        with transaction.atomic():
            lock(self.line)
            self.refresh_from_db(fields=["opinion", "opinion_by", "opinion_at"])
            if self.opinion_by_id not in (None, by.pk):
                reasons.append(f"{self.opinion_by} ให้ความเห็นต่อรายงานนี้แล้ว")
            if reasons:
                raise StepRefused(self, *reasons)
            if opinion == self.opinion:
                return
            changes = {"ความเห็นของผู้ติดตาม": [self.opinion, opinion]}
            self.opinion, self.opinion_by, self.opinion_at = opinion, by, timezone.now()
            self.save(update_fields=["opinion", "opinion_by", "opinion_at"])
            record(by, "give opinion", self, changes=changes)


class Disbursement(models.Model):
    """Money paid out (or bound by contract) for a line, as a running total on a day."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="disbursements")
    as_of = models.DateField("ข้อมูลถึงวันที่")
    disbursed = models.DecimalField("เบิกจ่ายแล้ว", max_digits=14, decimal_places=2)
    contracted = models.DecimalField(
        "ทำสัญญาแล้ว", max_digits=14, decimal_places=2, null=True, blank=True
    )
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["as_of", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(disbursed__gte=0) & (Q(contracted__isnull=True) | Q(contracted__gte=0)),
                name="disbursed_not_negative",
            )
        ]

    def __str__(self):
        return f"{self.line} {self.disbursed}"

    @classmethod
    def stated(cls, line, as_of, disbursed, contracted, by):
        """Return the unsaved statement of money; without an amount it stands for none.

        A contract without a payment keeps what was paid so far.
        """
        if disbursed is None and contracted is not None:
            paid = line.disbursements.filter(as_of__lte=as_of).last()
            disbursed = paid.disbursed if paid else ZERO
        return cls(line=line, as_of=as_of, disbursed=disbursed, contracted=contracted, by=by)

    def faults(self):
        amounts = {"เบิกจ่ายแล้ว": self.disbursed, "ทำสัญญาแล้ว": self.contracted}
        return [
            f"“{label}” ต้องไม่ติดลบ" for label, amount in amounts.items() if amount and amount < 0
        ]

    def is_known(self):
        """Say whether this states no money, or what the line's last statement already says."""
        if self.disbursed is None:
            return True
        last = self.line.disbursements.latest_said()
        return last is not None and (last.as_of, last.disbursed, last.contracted) == (
            self.as_of, self.disbursed, self.contracted,
        )  # fmt: skip

    def keep(self):
        """Save the statement if it has an amount, and return what the log says of it."""
        if self.disbursed is None:
            return {}
        last = self.line.disbursements.latest_said()
        self.save()
        before = (last.disbursed, last.contracted) if last else (None, None)
        after = (self.disbursed, self.contracted)
        return {
            label: [shown_money(was), shown_money(now)]
            for label, was, now in zip(("เบิกจ่ายแล้ว", "ทำสัญญาแล้ว"), before, after, strict=True)
            if was != now
        }


class BudgetChange(models.Model):
    """A transfer or change of the budget during the year; the amount is signed."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="budget_changes")
    decided_on = models.DateField("วันที่อนุมัติ")
    amount = models.DecimalField("จำนวนเงิน (+/−)", max_digits=14, decimal_places=2)
    reason = RepairedTextField("เหตุผล")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = LineQuerySet.as_manager()
    is_repeated = False

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="budget_change_is_not_zero"),
            models.CheckConstraint(condition=~Q(reason=""), name="budget_change_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.line} {self.amount}"

    def get_absolute_url(self):
        return page_of(self.line)

    @staticmethod
    def in_force(line, on):
        """Return the line's budget after the transfers decided by a day."""
        item = announced_item(line)
        changes = line.budget_changes.filter(decided_on__lte=on).aggregate(sum=Sum("amount"))
        return ((item and item.budget) or ZERO) + (changes["sum"] or ZERO)

    @classmethod
    def make(cls, line, *, decided_on, amount, reason, by):
        """Record a transfer to (+) or from (−) a line's budget, or raise StepRefused.

        The same again by the same member on the same day adds nothing, as with reports.
        """
        change = cls(
            line=line, decided_on=decided_on, amount=amount, reason=repair(reason or ""), by=by
        )
        with transaction.atomic():
            lock(line)
            last = line.budget_changes.latest_said()
            if last and last.is_the_same(change):
                last.is_repeated = True
                return last
            before = cls.in_force(line, timezone.localdate())
            if reasons := [*faults_of(line, decided_on, by), *change.faults(before)]:
                raise StepRefused(change, *reasons)
            change.save()
            changes = {"งบที่ใช้บังคับ": [format_money(before), format_money(before + amount)]}
            record(by, "change budget", change, changes=changes, reason=change.reason)
        return change

    def faults(self, in_force):
        """Return what is wrong with the transfer itself, given the budget it changes."""
        faults = []
        if not self.amount:
            faults.append("จำนวนเงินต้องไม่เป็นศูนย์")
        if not self.reason:
            faults.append("กรอกเหตุผลของการโอนหรือแก้งบ")
        if in_force + self.amount < 0:
            faults.append(
                f"ลดงบได้ไม่เกินงบที่ใช้บังคับ {format_money(in_force)} บาท"
                f" ณ วันที่ {short_date(timezone.localdate())}"
            )
        return faults

    def is_the_same(self, other):
        words = ("line_id", "by_id", "decided_on", "amount", "reason")
        return timezone.localdate(self.at) == timezone.localdate(other.at) and all(
            getattr(self, word) == getattr(other, word) for word in words
        )
