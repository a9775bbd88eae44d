"""Who has a stake in which item, and therefore does not judge it."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member
from plans.workflow import StepRefused
from projects.models import Line

from .rounds import ReviewRound


class InterestQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(round__version__plan__organization=member.organization)

    def editable_by(self, member):
        """Keep a member's own; a planner keeps those of everybody, as the secretary does."""
        found = self.visible_to(member)
        return found if member.is_planner else found.filter(member=member)

    def with_people(self):
        return self.select_related("line", "member__user", "declared_by__user", "round")


class Interest(models.Model):
    """A member's stake in one item of a round: their verdict on it does not count."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="interests")
    line = models.ForeignKey(Line, models.PROTECT, related_name="interests")
    member = models.ForeignKey(Member, models.PROTECT, related_name="interests")
    reason = RepairedTextField("ส่วนได้เสีย")
    declared_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["line__code", "declared_at", "pk"]
        constraints = [
            models.UniqueConstraint("round", "line", "member", name="one_stake_per_item"),
            models.CheckConstraint(condition=~Q(reason=""), name="stake_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.member} รายการ {self.line.code}"

    @property
    def is_own_word(self):
        return self.declared_by_id == self.member_id

    @classmethod
    def declare(cls, round, *, line, member, reason, by):
        """Keep a member's stake, told by themselves or to the secretary, or raise StepRefused."""
        with transaction.atomic():
            round.lock()
            reasons = cls._barriers(round, member, by)
            if not reason.strip():
                reasons.append("กรอกส่วนได้เสีย")
            if line.code not in round.table_now().codes:
                reasons.append(f"ไม่มีรายการ {line.code} ในร่างที่พิจารณา")
            if round.interests.filter(line=line, member=member).exists():
                reasons.append(f"แจ้งส่วนได้เสียของ {member} ในรายการ {line.code} แล้ว")
            if reasons:
                raise StepRefused(round, *reasons)
            stake = cls.objects.create(
                round=round, line=line, member=member, reason=reason, declared_by=by
            )
            record(by, "declare", stake, reason=stake.reason)
        return stake

    @staticmethod
    def _barriers(round, member, by):
        reasons = []
        if not round.is_running:
            reasons.append(f"{round} สิ้นสุดแล้ว")
        elif not round.is_open:
            reasons.append("ร่างมติแล้ว แจ้งหรือถอนส่วนได้เสียไม่ได้")
        if not round.is_seat_of(member):
            reasons.append(f"{member} ไม่ได้เป็นกรรมการใน{round.body_name}")
        if by != member and not by.is_planner:
            reasons.append("ผู้บันทึกแทนกรรมการได้คือเจ้าหน้าที่วิเคราะห์นโยบายและแผน")
        return reasons

    def withdraw(self, *, by):
        """Take it back before a resolution is drafted, or raise StepRefused."""
        with transaction.atomic():
            self.round.lock()
            reasons = self._barriers(self.round, self.member, by)
            if self.declared_by_id == self.member_id != by.pk:
                reasons.append(f"ผู้ถอนได้คือผู้แจ้ง: {self.member}")
            if not Interest.objects.filter(pk=self.pk).exists():
                reasons.append("ถอนส่วนได้เสียนี้ไปแล้ว")
            if reasons:
                raise StepRefused(self.round, *reasons)
            record(by, "withdraw", self, changes={"ส่วนได้เสีย": [self.reason, ""]})
            self.delete()
