"""What a meeting decided of the items one by one, before the resolution on the whole."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member
from plans.workflow import StepRefused
from projects.models import Line

from .meetings import Meeting
from .rounds import ReviewRound
from .verdicts import Verdict

Choice = Verdict.Choice
AS_PROPOSED = "เห็นชอบตามเสนอ"


class ItemDecision(models.Model):
    """A meeting's decision on one item; without a line on all the others, as they were proposed."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="decisions")
    line = models.ForeignKey(Line, models.PROTECT, null=True, blank=True, related_name="decisions")
    choice = models.CharField("มติ", max_length=20, choices=Choice)
    words = RepairedTextField("ข้อความในมติ", blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = [models.F("line__code").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint("round", "line", name="one_decision_per_item"),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(line__isnull=True),
                name="one_decision_on_the_rest",
            ),
            models.CheckConstraint(
                condition=Q(choice="agree") | ~Q(words=""), name="decided_doubt_has_words"
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=False) | Q(choice="agree"), name="the_rest_is_agreed"
            ),
        ]

    def __str__(self):
        what = self.line.code if self.line_id else "รายการอื่นทั้งหมด"
        return f"{what} {self.label} {self.words}".strip()

    @property
    def label(self):
        return AS_PROPOSED if self.choice == Choice.AGREE else self.get_choice_display()

    @property
    def code(self):
        """The code of the item; empty for all the others."""
        return self.line.code if self.line_id else ""

    @classmethod
    def barriers(cls, meeting, round):
        """Return why the meeting cannot decide about the items of a round now."""
        reasons = []
        if not meeting.rounds.filter(pk=round.pk).exists():
            reasons.append(f"{meeting} ไม่ได้พิจารณารอบนี้")
        if not round.is_running:
            reasons.append(f"{round} สิ้นสุดแล้ว")
        elif not round.is_open:
            reasons.append("ร่างมติแล้ว ถอนร่างมติก่อนจึงแก้มติรายรายการได้")
        return reasons + meeting.obstacles()

    @classmethod
    def keep(cls, meeting, round, decided, *, rest, by):
        """Keep what was decided of a round, in place of what was noted before, or refuse.

        `decided` maps codes to (choice, words); `rest` says that all others were agreed to.
        """
        with transaction.atomic():
            round.lock()
            reasons = cls.barriers(meeting, round) + cls._faults(round, decided)
            if reasons:
                raise StepRefused(meeting, *reasons)
            lines = Line.objects.filter(plan=round.version.plan, code__in=decided)
            before = {item.code: item for item in round.decisions.select_related("line")}
            round.decisions.all().delete()
            made = [
                cls(
                    meeting=meeting, round=round, line=line, by=by,
                    choice=decided[line.code][0], words=decided[line.code][1].strip(),
                )
                for line in lines.order_by("code")
            ]  # fmt: skip
            if rest:
                made.append(cls(meeting=meeting, round=round, choice=Choice.AGREE, by=by))
            cls.objects.bulk_create(made)
            if changes := _changes(before, {item.code: item for item in made}):
                record(by, "decide", meeting, changes=changes, about=[round])
        return made

    @staticmethod
    def _faults(round, decided):
        codes = set(round.table_now().codes)
        faults = [f"ไม่มีรายการ {code} ในร่างที่พิจารณา" for code in decided if code not in codes]
        return faults + [
            f"กรอกข้อความในมติของรายการ {code}"
            for code, (choice, words) in decided.items()
            if choice != Choice.AGREE and not words.strip()
        ]


def _changes(before, after):
    """Return what reads otherwise, as the log has it."""
    return {
        f"มติ {code or 'รายการอื่นทั้งหมด'}": [
            f"{each.label} {each.words}".strip() if each else "" for each in (old, new)
        ]
        for code in sorted(before.keys() | after.keys())
        for old, new in [(before.get(code), after.get(code))]
        if (old and (old.choice, old.words)) != (new and (new.choice, new.words))
    }
