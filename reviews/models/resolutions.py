"""What a body decided about one content."""

import json
from collections import Counter

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member
from organizations.roles import Body
from plans.workflow import STAGES_OF_BODY, Stage, StepRefused
from projects import readiness
from projects.canonical import hash_of, take_snapshot

from ..agreement import short_code
from ..decided import contradictions
from ..fulfilment import LISTED, REMOVE, amount_of, fulfilment_of
from .exemptions import Duty, Exemption
from .meetings import Meeting
from .rounds import ReviewRound


def faults_of(changes, table):
    """Return what is wrong with a list of changes (code, field, after)."""
    if not changes:
        return ["ระบุสิ่งที่ให้ปรับปรุงอย่างน้อย 1 ข้อ"]
    faults = [f"ไม่มีรายการ {code} ในร่างที่พิจารณา" for code, _, _ in changes if code not in table.codes]
    faults += [
        f"งบประมาณของ {code} ต้องเป็นจำนวนเงิน"
        for code, field, after in changes
        if field == "budget" and amount_of(after) is None
    ]
    pairs = Counter((code, field) for code, field, _ in changes)
    removed = {code for code, field, _ in changes if field == REMOVE}
    faults += [f"ระบุ {code} {LISTED[field]} ซ้ำ" for (code, field), n in pairs.items() if n > 1]
    return faults + [
        f"ตัดรายการ {code} ออกแล้ว แก้ช่องอื่นของรายการนี้ไม่ได้"
        for code in sorted(removed)
        if sum(each == code for each, _ in pairs) > 1
    ]


class Resolution(models.Model):
    """What a body decided about one content: drafted by one person, confirmed by another."""

    class Outcome(models.TextChoices):
        ADOPT = "adopt", "เห็นชอบ"
        WITH_CHANGES = "with_list", "เห็นชอบโดยให้ปรับปรุงตามมติ"
        SEND_BACK = "send_back", "ส่งกลับให้แก้"

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="resolutions")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="resolutions"
    )
    outcome = models.CharField("มติ", max_length=10, choices=Outcome)
    reasons = RepairedTextField("เหตุผล", blank=True)
    content_hash = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    adopted_hash = models.CharField(max_length=64, blank=True)  # of the draft changed as listed
    fulfilled_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+"
    )
    fulfilled_at = models.DateTimeField(null=True, blank=True)
    is_exception = models.BooleanField(default=False)  # confirmed under a named exemption

    class Meta:
        ordering = ["drafted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round"], name="one_resolution_per_round"),
            models.CheckConstraint(
                condition=~Q(outcome="send_back") | ~Q(reasons=""), name="sending_back_has_reasons"
            ),
            models.CheckConstraint(
                condition=Q(fulfilled_at__isnull=True, adopted_hash="")
                | Q(fulfilled_at__isnull=False, outcome="with_list") & ~Q(adopted_hash=""),
                name="fulfilled_names_its_content",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="confirmation_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=models.F("drafted_by"))
                | Q(is_exception=True),
                name="nobody_resolves_alone",
            ),
        ]

    def __str__(self):
        return f"มติ{self.get_outcome_display()} {self.round}"

    @property
    def short_code(self):
        return short_code(self.content_hash)

    @property
    def is_confirmed(self):
        return self.confirmed_at is not None

    @property
    def is_sending_back(self):
        return self.outcome == self.Outcome.SEND_BACK

    @property
    def is_with_changes(self):
        return self.outcome == self.Outcome.WITH_CHANGES

    @property
    def is_fulfilled(self):
        return self.fulfilled_at is not None

    @property
    def adopted(self):
        """The hash of the content that may be announced; empty while listed changes are due."""
        return self.adopted_hash if self.is_with_changes else self.content_hash

    @property
    def adopted_code(self):
        return short_code(self.adopted)

    @property
    def is_met_before_sending(self):
        """Say whether the meeting was held on a day before the draft was sent here."""
        return self.meeting.held_on < timezone.localdate(self.round.started_at)

    @property
    def words(self):
        """What the body decided, in its own word: support finds a draft complete."""
        if self.round.is_of_support and not self.is_sending_back:
            return "เห็นว่าร่างครบถ้วน"
        return self.get_outcome_display()

    @classmethod
    def conclude(cls, round, *, outcome, by, reasons="", seen=""):
        """Let the chair of the support committee end its round, or raise StepRefused.

        The planner proposed by sending the draft, so that two people stand behind it; as many
        members as a quorum must find this very content complete.
        """
        with transaction.atomic():
            round.lock()
            faults = cls._faults_of_conclusion(round, outcome, by, reasons, seen)
            if faults:
                raise StepRefused(round, *faults)
            exemptions = Exemption.use(round.version, by, round.duties_of(by))
            resolution = cls.objects.create(
                round=round,
                outcome=outcome,
                reasons=reasons,
                content_hash=take_snapshot(round.version).sha256,
                drafted_by=round.started_by,
                drafted_at=round.started_at,
                confirmed_by=by,
                confirmed_at=timezone.now(),
                is_exception=bool(exemptions),
            )
            record(by, "confirm", resolution, reason=reasons, is_exception=bool(exemptions))
            round.end()
            if not resolution.is_sending_back:
                round.version.move_to(Stage.DRAFTED, by=by)
        return resolution

    @classmethod
    def _faults_of_conclusion(cls, round, outcome, by, reasons, seen):
        if not round.is_running or not round.is_of_support:
            return [f"{round} สิ้นสุดแล้ว" if round.is_of_support else "รอบนี้ต้องลงมติในที่ประชุม"]
        faults = cls._faults_of_confirmer(round, by, None)
        if seen and seen != round.hash_on_table():
            faults.append("เนื้อหาเปลี่ยนไปหลังท่านเปิดหน้านี้ อ่านอีกครั้งแล้วจึงสรุปผล")
        if outcome == cls.Outcome.SEND_BACK:
            return faults if reasons.strip() else [*faults, "กรอกเหตุผลที่ส่งกลับ"]
        return faults + cls.missing_for_agreement(round)

    @classmethod
    def missing_for_agreement(cls, round, agreement=None):
        """Return what the support committee lacks before its chair can find the draft complete."""
        agreement, missing = agreement or round.agreement(), []
        if not agreement.is_enough:
            missing.append(
                f"เห็นว่าเนื้อหานี้ครบถ้วนแล้ว {agreement.agreeing} คน ต้องมีอย่างน้อย {agreement.needed} คน"
            )
        if agreement.lapsed:
            missing.append(f"คำตอบ {agreement.lapsed} ข้อสิ้นผลเพราะเนื้อหาเปลี่ยน ต้องตอบใหม่")
        # Once it is drafted no item can be edited, so that nothing to mend may go along.
        found, _ = readiness.problems(round.version)
        if found:
            missing.append(f"ต้องแก้ {len(found)} ข้อในรายการก่อน")
        return [*missing, *cls._unanswered(round)]

    @classmethod
    def obstacles(cls, round):
        """Return why no resolution can be drafted now, as {reason: where to mend it}."""
        here = round.get_absolute_url()
        if round.is_of_support:
            return {"คณะนี้สรุปผลโดยประธาน ไม่ต้องร่างมติ": here}
        if not round.is_running:
            return {f"{round} สิ้นสุดแล้ว": here}
        if round.resolutions.exists():
            page = reverse("reviews:resolution", args=round.version.address)
            return {"ร่างมติแล้ว รอประธานยืนยัน": page}
        return cls._of_meetings(round) | cls._unanswered(round)

    @staticmethod
    def _of_meetings(round):
        """Return what the latest meeting lacks, unless another one will do."""
        meetings = list(round.meetings.with_attendance())
        if not meetings:
            add = reverse("reviews:add_meeting", args=[round.organization.slug])
            return {"ยังไม่บันทึกการประชุม": add}
        lacking = [meeting.obstacles() for meeting in meetings]
        if not all(lacking):
            return {}
        return dict.fromkeys(lacking[0], meetings[0].get_absolute_url())

    @staticmethod
    def _unanswered(round):
        count = round.unanswered().count()
        page = reverse("reviews:remarks", args=round.version.address)
        return {f"ยังไม่ตอบความเห็น {count} ข้อ": page} if count else {}

    @classmethod
    def draft(cls, round, *, meeting, outcome, by, reasons="", changes=()):
        """Write down what the meeting decided, for the chair to confirm, or raise StepRefused.

        `changes` are (code, field, after) of fulfilment.LISTED, where it adopts with changes.
        """
        with transaction.atomic():
            round.lock()
            links = cls.obstacles(round)
            faults = list(links)
            if not faults and meeting not in round.meetings.all():
                faults.append(f"{meeting} ไม่ได้พิจารณารอบนี้")
            elif not faults:
                faults += meeting.obstacles()
            if outcome == cls.Outcome.SEND_BACK and not reasons.strip():
                faults.append("กรอกเหตุผลที่ส่งกลับ")
            if outcome == cls.Outcome.WITH_CHANGES:
                faults += faults_of(changes, round.table)
            elif changes:
                faults.append("มตินี้ไม่มีรายการที่ต้องปรับปรุง")
            decided = round.decisions.select_related("line")
            faults += contradictions(decided, outcome, changes, round.is_unchanged)
            if outcome != cls.Outcome.SEND_BACK and not round.is_unchanged:
                faults.append("เนื้อหาไม่ตรงกับที่ส่งเข้าที่ประชุม จึงเห็นชอบไม่ได้ แต่ส่งกลับได้")
            if not round.confirmers(by):
                faults.append("ยังไม่มีประธานที่ยืนยันมติได้ นอกจากผู้ร่างและผู้ส่งร่าง ผู้บริหารอนุญาตเป็นกรณีพิเศษได้")
            if faults:
                raise StepRefused(round.version, *faults, links=links)
            drafted = cls.objects.create(
                round=round,
                meeting=meeting,
                outcome=outcome,
                reasons=reasons,
                content_hash=round.snapshot.sha256,
                drafted_by=by,
            )
            listed = drafted.changes.bulk_create(
                drafted.changes.model(resolution=drafted, code=code, field=field, after=after)
                for code, field, after in changes
            )
            told = {"ให้ปรับปรุง": ["", "\n".join(map(str, listed))]} if listed else {}
            record(by, "draft", drafted, reason=reasons, changes=told)
        return drafted

    @classmethod
    def _faults_of_confirmer(cls, round, by, drafted_by):
        """Return why somebody may not confirm; who may is named."""
        names = ", ".join(str(chair) for chair in round.confirmers(drafted_by)) or "ยังไม่มี"
        faults = []
        if by.chairs != round.body:
            faults.append(f"ผู้ยืนยันได้คือประธาน{round.body_name}: {names}")
        lacking = round.lacking(by, drafted_by)
        if Duty.CONFIRM_OWN_DRAFT in lacking:
            faults.append(f"ผู้ร่างมติยืนยันมติเองไม่ได้ ผู้ยืนยันได้คือ {names}")
        if Duty.CONFIRM_OWN_ROUND in lacking:
            faults.append(f"ผู้ส่งร่างยืนยันมติไม่ได้ ผู้ยืนยันได้คือ {names}")
        return faults

    @property
    def is_about_current(self):
        """Say whether the version still holds what was decided about."""
        return hash_of(self.round.version) == self.content_hash

    def barriers_for(self, member):
        """Return why a member cannot confirm this resolution now; empty when they can."""
        if self.is_confirmed:
            return ["มตินี้ยืนยันแล้ว"]
        faults = self._faults_of_confirmer(self.round, member, self.drafted_by)
        if not self.meeting.rounds.filter(pk=self.round_id).exists():  # edited since it was drafted
            faults.append(f"{self.meeting} ไม่ได้พิจารณารอบนี้")
        # Sending back a changed draft harms nobody, and is the way out of it.
        if not self.is_sending_back and not self.is_about_current:
            faults.append("เนื้อหาเปลี่ยนไปหลังร่างมติ จึงยืนยันไม่ได้ ให้ถอนร่างมติแล้วส่งกลับให้แก้")
        return faults + self.meeting.obstacles()

    def confirm(self, *, by):
        """Make the resolution valid and take the version's step, or raise StepRefused."""
        with transaction.atomic():
            self.round.lock()
            Meeting.objects.select_for_update().get(pk=self.meeting_id)
            found = Resolution.objects.select_for_update().filter(pk=self.pk).first()
            if found is None:
                raise StepRefused(self.round.version, "ร่างมตินี้ถูกถอนแล้ว")
            self.confirmed_at = found.confirmed_at
            if faults := self.barriers_for(by):
                raise StepRefused(self.round.version, *faults)
            duties = self.round.duties_of(by, self.drafted_by)
            self.is_exception = bool(Exemption.use(self.round.version, by, duties))
            self.confirmed_by, self.confirmed_at = by, timezone.now()
            self.save(update_fields=["confirmed_by", "confirmed_at", "is_exception"])
            record(by, "confirm", self, reason=self.reasons, is_exception=self.is_exception)
            self.round.end()
            if self.is_sending_back:
                self.round.version.move_to(Stage.COLLECTING, by=by, reasons=[self.reasons])
            elif self.is_with_changes:
                self._let_correct()
            else:
                self.round.version.move_to(STAGES_OF_BODY[Body(self.round.body)][-1], by=by)

    def _let_correct(self):
        version = self.round.version
        version.is_correcting = True
        version.save(update_fields=["is_correcting"])

    def fulfilment(self):
        """Return how far the draft reads as listed, and what else was changed.

        Once adopted it tells of what was adopted, whatever becomes of the draft.
        """
        now = self.round.content_now()
        if self.is_fulfilled:
            now = json.loads(self.round.version.snapshots.get(sha256=self.adopted_hash).content)
        return fulfilment_of(self.changes.all(), self.round.content, now)

    def reasons_to_wait(self):
        """Return why the changed draft cannot be adopted yet; empty when it is as listed."""
        if not self.is_confirmed or not self.is_with_changes:
            return ["มตินี้ไม่มีรายการที่ต้องปรับปรุง"]
        if self.is_fulfilled or not self.round.version.is_correcting:
            return ["แก้ตามมติเสร็จไปแล้ว"]
        found, _ = readiness.problems(self.round.version)
        return [*self.fulfilment().reasons, *found]

    def fulfil(self, *, by):
        """Adopt the draft changed as listed, with no second meeting, or raise StepRefused."""
        with transaction.atomic():
            self.round.lock()
            self.round.version.refresh_from_db(fields=["stage", "is_correcting"])
            if reasons := self.reasons_to_wait():
                raise StepRefused(self.round.version, *reasons)
            self.adopted_hash = take_snapshot(self.round.version).sha256
            self.fulfilled_by, self.fulfilled_at = by, timezone.now()
            self.save(update_fields=["adopted_hash", "fulfilled_by", "fulfilled_at"])
            kept = self.fulfilment().kept
            changes = {f"{each.code} {each.label}": [each.before, each.now] for each in kept}
            record(by, "fulfil", self, changes=changes)
            self.round.version.move_to(STAGES_OF_BODY[Body(self.round.body)][-1], by=by)

    def give_up(self, *, reason, by):
        """Send a draft back that cannot be changed as listed, or raise StepRefused."""
        with transaction.atomic():
            self.round.lock()
            self.round.version.refresh_from_db(fields=["stage", "is_correcting"])
            reasons = [] if self.round.version.is_correcting else ["แก้ตามมติเสร็จไปแล้ว"]
            if not reason.strip():
                reasons.append("กรอกเหตุผลที่แก้ตามมติไม่ได้")
            if reasons:
                raise StepRefused(self.round.version, *reasons)
            record(by, "give_up", self, reason=reason)
            self.round.version.move_to(Stage.COLLECTING, by=by, reasons=[reason])

    def withdraw(self, *, by):
        """Take an unconfirmed draft back, to write it anew, or raise StepRefused."""
        with transaction.atomic():
            self.round.lock()
            if not Resolution.objects.filter(pk=self.pk, confirmed_at__isnull=True).exists():
                raise StepRefused(self.round.version, "มตินี้ยืนยันหรือถอนไปแล้ว")
            record(by, "withdraw", self, changes={"มติ": [self.words, ""]}, reason=self.reasons)
            self.delete()
