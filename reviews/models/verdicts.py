"""What members judge, each for themselves."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member
from plans.workflow import StepRefused
from projects.canonical import take_snapshot
from projects.models import Line

from .interests import Interest
from .rounds import ReviewRound


class VerdictQuerySet(models.QuerySet):
    def counted(self):
        """Keep the verdicts on items by members without a stake in them."""
        stakes = Interest.objects.filter(
            round=models.OuterRef("round"),
            line=models.OuterRef("line"),
            member=models.OuterRef("member"),
        )
        return self.filter(line__isnull=False).exclude(models.Exists(stakes))


class Verdict(models.Model):
    """A member's judgement on one item, or (no line) on the draft as a whole."""

    class Choice(models.TextChoices):
        AGREE = "agree", "เห็นชอบ"
        AGREE_WITH_CHANGES = "agree_with_changes", "เห็นชอบโดยให้ปรับปรุง"
        DISAGREE = "disagree", "ไม่เห็นชอบ"

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="verdicts")
    member = models.ForeignKey(Member, models.PROTECT, related_name="verdicts")
    line = models.ForeignKey(Line, models.PROTECT, null=True, blank=True, related_name="verdicts")
    choice = models.CharField("ผลพิจารณา", max_length=20, choices=Choice)
    reason = RepairedTextField("เหตุผล", blank=True)
    content_hash = models.CharField(max_length=64)
    is_given_together = models.BooleanField(default=False)  # with the rest, not one by one
    at = models.DateTimeField(default=timezone.now)
    # Who keyed in what the member wrote on paper; empty where the member did it themself.
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint("round", "member", "line", name="one_verdict_per_item"),
            models.UniqueConstraint(
                fields=["round", "member"],
                condition=Q(line__isnull=True),
                name="one_verdict_on_the_whole",
            ),
            models.CheckConstraint(
                condition=Q(choice="agree") | ~Q(reason=""), name="doubt_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.round.version} {self.line or 'ทั้งร่าง'}: {self.words}"

    @property
    def words(self):
        """What was chosen; of a draft before the support committee: whether it is complete."""
        if self.line_id is not None:
            return self.get_choice_display()
        is_whole = self.choice == self.Choice.AGREE
        return "เห็นว่าร่างครบถ้วน" if is_whole else "ยังไม่ครบถ้วน"

    @property
    def logged(self):
        """The verdict as the log has it, with who keyed it in from paper."""
        text = f"{self.words} {self.reason}".strip()
        return f"{text} (บันทึกจากเอกสารโดย {self.recorded_by})" if self.recorded_by_id else text

    @classmethod
    def give(cls, round, *, by, choice, reason="", line=None, seen="", paper=None):
        """Keep a member's judgement, in place of an earlier one, or raise StepRefused.

        `seen` is the hash the member's page showed; a judgement is never about another content.
        Of what was said on `paper`, that is who keys it in.
        """
        with transaction.atomic():
            round.lock()
            if round.is_of_support and round.is_running:
                take_snapshot(round.version)  # to show later what changed since this answer
            on_table = round.hash_on_table()
            reasons = cls._barriers(round, by, choice, reason, line)
            if seen and seen != on_table:
                reasons.append("เนื้อหาเปลี่ยนไปหลังท่านเปิดหน้านี้ อ่านอีกครั้งแล้วจึงตอบ")
            if reasons:
                raise StepRefused(round, *reasons)
            earlier = cls.objects.filter(round=round, member=by, line=line).first()
            before = earlier.logged if earlier else ""
            verdict, _ = cls.objects.update_or_create(
                round=round,
                member=by,
                line=line,
                defaults={
                    "choice": choice,
                    "reason": reason,
                    "content_hash": on_table,
                    "is_given_together": False,
                    "at": timezone.now(),
                    "recorded_by": paper,
                },
            )
            changes = {"ผลพิจารณา": [before, verdict.logged]}
            if paper:
                record(paper, "key_in", verdict, changes=changes | said_by(by))
            else:
                record(by, "give_verdict", verdict, changes=changes)
        return verdict

    @classmethod
    def _barriers(cls, round, by, choice, reason, line):
        reasons = round.barriers_for(by)
        if not reasons and not round.is_seat_of(by):
            reasons.append(f"รอบนี้เป็นของ{round.body_name}")
        if choice != cls.Choice.AGREE and not reason.strip():
            reasons.append("กรอกเหตุผล")
        if line is not None and line.code not in round.table_now().codes:
            reasons.append(f"ไม่มีรายการ {line.code} ในร่างที่พิจารณา")
        if line is not None and round.interests.filter(line=line, member=by).exists():
            reasons.append(f"ท่านมีส่วนได้เสียในรายการ {line.code} จึงไม่ให้ผลพิจารณา")
        return reasons

    @classmethod
    def rest_of(cls, round, member, group=None):
        """Return the items a member has yet to judge, of one strategy or of all."""
        given = set(
            cls.objects.filter(round=round, member=member, line__isnull=False).values_list(
                "line__code", flat=True
            )
        )
        given |= set(round.interests.filter(member=member).values_list("line__code", flat=True))
        items = group.items if group else round.table.items
        return [item for item in items if item.code not in given]

    @classmethod
    def give_rest(cls, round, *, by, group=None, paper=None):
        """Agree with everything not judged yet, marked as given together; return how many."""
        with transaction.atomic():
            round.lock()
            reasons = cls._barriers(round, by, cls.Choice.AGREE, "", None)
            codes = [item.code for item in cls.rest_of(round, by, group)]
            if not codes:
                reasons.append("ท่านให้ผลพิจารณาครบทุกรายการแล้ว")
            if reasons:
                raise StepRefused(round, *reasons)
            lines = Line.objects.filter(plan=round.version.plan, code__in=codes)
            given = cls.objects.bulk_create(
                cls(
                    round=round,
                    member=by,
                    line=line,
                    choice=cls.Choice.AGREE,
                    content_hash=round.snapshot.sha256,
                    is_given_together=True,
                    recorded_by=paper,
                )
                for line in lines
            )
            scope = group.name if group else "ทุกรายการที่เหลือ"
            changes = {"เห็นชอบพร้อมกัน": ["", f"{len(given)} รายการ: {scope}"]}
            if paper:
                record(paper, "key_in", round, changes=changes | said_by(by), about=given)
            else:
                record(by, "agree_rest", round, changes=changes, about=given)
        return len(given)


def said_by(member):
    """Name in the log whose paper was keyed in."""
    return {"จากเอกสารของ": ["", str(member)]}
