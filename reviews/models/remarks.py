"""What members say of a draft, and what the planner answers."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member, Unit
from organizations.roles import Role
from plans.workflow import Stage, StepRefused
from projects.models import Line

from ..table import LABELS
from .rounds import ReviewRound


class RemarkQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(round__version__plan__organization=member.organization)

    def with_people(self):
        """Join what a remark and its thread show, so that a list costs two queries."""
        joined = self.select_related(
            "line", "by__user", "answered_by__user", "round", "unit", "recorded_by__user"
        )
        replies = RemarkReply.objects.select_related("by__user")
        return joined.prefetch_related(models.Prefetch("replies", replies))

    def _alive(self):
        """Keep the remarks on drafts; an announced plan waits for nobody's word."""
        return self.exclude(round__version__stage=Stage.ANNOUNCED)

    def waiting_for(self, unit):
        """Keep what a unit was asked to see to and nobody has answered yet."""
        return self._alive().filter(unit=unit, answered_at__isnull=True)

    def to_be_confirmed_by(self, member):
        """Keep what was answered to a member who has not yet said whether that settles it."""
        answered = self._alive().filter(by=member, answered_at__isnull=False)
        return answered.filter(confirmed_at__isnull=True)


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
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name="มอบให้หน่วยงาน", related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)  # by whoever raised it
    # Who keyed in what was written on paper; empty where the member did it themself.
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")

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
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(answered_at__isnull=False),
                name="only_an_answer_is_confirmed",
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
    def is_confirmed(self):
        return self.confirmed_at is not None

    @property
    def is_answered(self):
        return self.answered_at is not None

    @classmethod
    def make(cls, round, *, by, body, line=None, field="", paper=None):
        """Keep what a member says in a running round, or raise StepRefused.

        Of what was said on `paper`, that is who keys it in.
        """
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
            remark = cls.objects.create(
                round=round, by=by, body=body, line=line, field=field, recorded_by=paper
            )
            changes = {"ความเห็นต่อ": ["", remark.about]}
            if paper:
                changes |= {"จากเอกสารของ": ["", str(by)]}
                record(paper, "key_in", remark, changes=changes)
            else:
                record(by, "remark", remark, changes=changes)
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

    def assign(self, unit, *, by):
        """Ask a unit to see to the remark, or raise StepRefused; no unit takes it back."""
        with transaction.atomic():
            now = Remark.objects.select_for_update().get(pk=self.pk)
            if now.is_answered:
                raise StepRefused(self.round, "ความเห็นข้อนี้มีคำตอบแล้ว")
            if now.unit_id == (unit and unit.pk):
                return
            before, self.unit = str(now.unit or ""), unit
            self.save(update_fields=["unit"])
            record(by, "assign", self, changes={"มอบให้หน่วยงาน": [before, str(unit or "")]})

    def barriers_to_speak(self, member):
        """Return why a member cannot add to the thread; its unit, its body and planners may."""
        if self.is_confirmed:
            return ["ผู้ให้ความเห็นยืนยันแล้วว่าความเห็นข้อนี้จบ"]
        is_asked = self.unit_id is not None and self.unit_id == member.unit_id
        sits = self.round.is_seat_of(member) or member.has_role(Role.EXECUTIVE)
        if member.is_planner or sits or is_asked:
            return []
        return ["ผู้ตอบในเรื่องนี้ได้คือผู้ให้ความเห็น กรรมการ เจ้าหน้าที่ และหน่วยงานที่ได้รับมอบ"]

    def say(self, body, *, by):
        """Add to the thread, or raise StepRefused."""
        with transaction.atomic():
            self._read_again()
            reasons = self.barriers_to_speak(by)
            if not body.strip():
                reasons.append("กรอกข้อความ")
            if reasons:
                raise StepRefused(self.round, *reasons)
            reply = self.replies.create(by=by, body=body)
            record(by, "say", self, changes={"ข้อความ": ["", reply.body]})
        return reply

    def barriers_to_settle(self, member):
        """Return why a member cannot say whether the answer settles the remark."""
        reasons = []
        if member != self.by:
            reasons.append(f"ผู้ยืนยันได้คือผู้ให้ความเห็น: {self.by}")
        if not self.is_answered:
            reasons.append("ความเห็นข้อนี้ยังไม่มีคำตอบ")
        if self.is_confirmed:
            reasons.append("ยืนยันแล้วว่าความเห็นข้อนี้จบ")
        return reasons

    def confirm(self, *, by):
        """Let whoever raised it say that the answer settles it, or raise StepRefused."""
        with transaction.atomic():
            self._read_again()
            if reasons := self.barriers_to_settle(by):
                raise StepRefused(self.round, *reasons)
            self.confirmed_at = timezone.now()
            self.save(update_fields=["confirmed_at"])
            record(by, "confirm", self)

    def reopen(self, body, *, by):
        """Let whoever raised it say why the answer does not settle it, or raise StepRefused.

        The answer stays in the thread; the remark waits for another one.
        """
        with transaction.atomic():
            self.round.lock()  # it may not end while a remark begins to wait again
            self._read_again()
            reasons = self.barriers_to_settle(by)
            if not self.round.is_running:
                reasons.append(f"{self.round} สิ้นสุดแล้ว")
            if not body.strip():
                reasons.append("กรอกสิ่งที่ยังขาด")
            if reasons:
                raise StepRefused(self.round, *reasons)
            answer, at = self.answer, self.answered_at
            self.replies.create(by=self.answered_by, body=answer, at=at)
            self.replies.create(by=by, body=body)
            self.answer, self.answered_by, self.answered_at = "", None, None
            self.save(update_fields=["answer", "answered_by", "answered_at"])
            record(by, "reopen", self, changes={"คำตอบ": [answer, ""]}, reason=body)

    def _read_again(self):
        now = Remark.objects.select_for_update().get(pk=self.pk)
        for name in ("answer", "answered_by_id", "answered_at", "confirmed_at", "unit_id"):
            setattr(self, name, getattr(now, name))


class RemarkReply(models.Model):
    """What was said in the thread of a remark."""

    remark = models.ForeignKey(Remark, models.CASCADE, related_name="replies")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    body = RepairedTextField("ข้อความ")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="reply_says_something")]

    def __str__(self):
        return self.body
