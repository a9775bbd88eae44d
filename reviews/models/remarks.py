"""What members say of a draft, and what the planner answers."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member
from plans.workflow import StepRefused
from projects.models import Line

from ..table import LABELS
from .rounds import ReviewRound


class RemarkQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(round__version__plan__organization=member.organization)

    def with_people(self):
        """Join what a remark shows, so that a list costs one query."""
        return self.select_related("line", "by__user", "answered_by__user", "round")


class Remark(models.Model):
    """What a member says of the draft: of all of it, of one item, or of one of its fields."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="remarks")
    line = models.ForeignKey(Line, models.PROTECT, null=True, blank=True, related_name="remarks")
    field = models.CharField("ช่อง", max_length=40, blank=True)
    body = RepairedTextField("ความเห็น")
    by = models.ForeignKey(Member, models.PROTECT, related_name="remarks")
    at = models.DateTimeField(default=timezone.now)
    answer = RepairedTextField("คำตอบ", blank=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="answer_has_a_time",
            ),
        ]

    def __str__(self):
        return self.body

    @property
    def about(self):
        """ทั้งร่าง, 0042 or 0042 งบประมาณ: what it is about."""
        if self.line_id is None:
            return "ทั้งร่าง"
        return f"{self.line.code} {LABELS.get(self.field, '')}".strip()

    @property
    def is_answered(self):
        return self.answered_at is not None

    @classmethod
    def make(cls, round, *, by, body, line=None, field=""):
        """Keep what a member says in a running round, or raise StepRefused."""
        with transaction.atomic():
            round.lock()
            reasons = round.barriers_for(by)
            if not body.strip():
                reasons.append("กรอกความเห็น")
            if field and (line is None or field not in LABELS):
                reasons.append("ความเห็นต่อช่องต้องระบุรายการและช่องที่มีอยู่")
            if line is not None and line.code not in round.table_now().codes:
                reasons.append(f"ไม่มีรายการ {line.code} ในร่างที่พิจารณา")
            if reasons:
                raise StepRefused(round, *reasons)
            remark = cls.objects.create(round=round, by=by, body=body, line=line, field=field)
            record(by, "remark", remark, changes={"ความเห็นต่อ": ["", remark.about]})
        return remark

    def reply(self, answer, *, by):
        """Answer the remark once, or raise StepRefused."""
        with transaction.atomic():
            now = Remark.objects.select_for_update().get(pk=self.pk)
            reasons = []
            if now.is_answered:
                reasons.append("ความเห็นข้อนี้มีคำตอบแล้ว")
            if not answer.strip():
                reasons.append("กรอกคำตอบ")
            if reasons:
                raise StepRefused(self.round, *reasons)
            self.answer, self.answered_by, self.answered_at = answer, by, timezone.now()
            self.save(update_fields=["answer", "answered_by", "answered_at"])
            record(by, "answer", self, changes={"คำตอบ": ["", self.answer]})
