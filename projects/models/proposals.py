"""What outside agencies send in: a proposal as it was entered, and what the planner decided."""

import hashlib

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.audit import changes_between, record, values_of
from organizations.fields import RepairedCharField, RepairedTextField
from organizations.models import Member
from plans.workflow import Stage, StepRefused
from thai.baht import format_money
from thai.calendar import short_date

from ..schedule import ALL_MONTHS, months_of, spelled
from .agencies import AgencyInvitation
from .items import Line, hold_collecting

SENT = ("name", "detail", "budget", "place", "months", "contact", "note")
MOST = 200  # of one agency; far above what any has, and an end for a machine


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(invitation__version__plan__organization=member.organization)

    def waiting(self):
        return self.filter(state=Proposal.State.WAITING)

    def within(self, version):
        """Keep what a version may decide: its own, and what was sent to versions that went on."""
        went_on = ~Q(invitation__version__stage=Stage.COLLECTING)
        same_plan = Q(invitation__version__plan=version.plan_id)
        return self.filter(Q(invitation__version=version) | same_plan & went_on)

    def on_list_of(self, version):
        """Keep its own; while it collects, also what others left waiting, decided since or not."""
        own = Q(invitation__version=version)
        left = Q(state=Proposal.State.WAITING) | Q(decided_at__gte=version.opened_at)
        return self.within(version).filter(own | left if version.is_collecting else own)

    def with_labels(self):
        """Join what a row shows, so that a list costs one query."""
        return self.select_related("invitation__version__plan", "line", "decided_by__user")


class Proposal(models.Model):
    """A project of an outside agency, as it was entered, and what the planner decided."""

    class State(models.TextChoices):
        WAITING = "waiting", "รอตรวจ"
        ACCEPTED = "accepted", "รับเป็นรายการใหม่"
        MERGED = "merged", "รวมกับรายการเดิม"
        REFUSED = "refused", "ไม่รับ"

    invitation = models.ForeignKey(AgencyInvitation, models.PROTECT, related_name="proposals")
    name = RepairedTextField("ชื่อโครงการ")
    detail = RepairedTextField("รายละเอียด", blank=True)
    budget = models.DecimalField("งบประมาณ", max_digits=14, decimal_places=2, null=True, blank=True)
    place = RepairedTextField("สถานที่ดำเนินการ", blank=True)
    months = models.PositiveSmallIntegerField("เดือนที่ดำเนินการ", default=0)
    contact = RepairedCharField("ผู้ประสานงาน", max_length=200, blank=True)
    note = RepairedTextField("หมายเหตุ", blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    line = models.ForeignKey(Line, models.PROTECT, null=True, blank=True, related_name="proposals")
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = RepairedTextField("ข้อความถึงหน่วยงาน", blank=True)
    told_at = models.DateTimeField("ส่งผลทางอีเมลเมื่อ", null=True, blank=True)

    objects = ProposalQuerySet.as_manager()
    into = None  # the version of the plan that decides it, once its own went on

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months__gte=0, months__lte=ALL_MONTHS), name="proposal_months_are_12"
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                name="proposal_budget_not_negative",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="proposal_has_a_name"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="proposal_decided_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "merged"], line__isnull=False)
                | Q(state__in=["waiting", "refused"], line__isnull=True),
                name="proposal_taken_names_its_line",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("projects:proposal", args=[*self.version.address, self.pk])

    @property
    def version(self):
        return self.into or self.invitation.version

    @property
    def is_left(self):
        """Whether it was sent for a version that went on before it was decided."""
        return self.version != self.invitation.version

    @property
    def agency(self):
        return self.invitation.agency

    def may_go_into(self, version):
        """Say whether a version may decide it: its own, or one of its plan once that went on."""
        own = self.invitation.version
        return own == version or (own.plan_id == version.plan_id and not own.is_collecting)

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def is_open(self):
        """Whether it can be decided now."""
        return self.is_waiting and self.version.is_collecting

    @property
    def month_numbers(self):
        return months_of(self.months)

    @property
    def months_text(self):
        return spelled(self.months, self.version.fiscal_year)

    @property
    def outcome(self):
        """What became of it, in the agency's words."""
        words = {
            self.State.ACCEPTED: f"รับเข้าแผนแล้ว (รหัส {self.line})",
            self.State.MERGED: f"รวมกับรายการเดิม (รหัส {self.line})",
        }
        return words.get(self.state, self.get_state_display())

    @property
    def words(self):
        """Return {field: text} of what was sent, as people and the log read it."""
        texts = values_of(self, SENT)
        texts["budget"] = "" if self.budget is None else format_money(self.budget)
        texts["months"] = self.months_text
        return texts

    @property
    def wording(self):
        """Name these words, so that nobody decides about others than were read."""
        text = "\x1f".join(self.words.values())
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    # Steps of the agency

    @classmethod
    @transaction.atomic
    def enter(cls, invitation, **fields):
        """Take in what an agency sends; the same words sent twice are one proposal."""
        invitation.hold()
        if twin := invitation.proposals.waiting().filter(**fields).first():
            return twin
        if invitation.proposals.count() >= MOST:
            raise StepRefused(invitation, f"ส่งได้ไม่เกิน {MOST} รายการต่อหน่วยงาน")
        proposal = cls.objects.create(invitation=invitation, **fields)
        proposal._record("propose")
        return proposal

    @classmethod
    @transaction.atomic
    def enter_many(cls, invitation, rows):
        """Take in all of several, or none."""
        return [cls.enter(invitation, **fields) for fields in rows]

    @transaction.atomic
    def change(self, **fields):
        """Put other words in a proposal that waits."""
        self._hold_for_agency()
        before = self.words
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))
        if changes := changes_between(self, before, self.words):
            self._record("edit", changes=changes)

    @transaction.atomic
    def take_back(self):
        """Remove a proposal that waits; the log keeps its name."""
        self._hold_for_agency()
        self._record("delete")
        self.delete()

    def _hold_for_agency(self):
        self.invitation.hold()
        self._read_again()
        self.must_wait()

    def must_wait(self):
        """Raise StepRefused in the agency's words once it is decided."""
        if not self.is_waiting:
            raise StepRefused(
                self, f"{self.version.organization.full_name}ตรวจ “{self}” แล้ว แก้หรือลบไม่ได้"
            )

    def _record(self, action, **kwargs):
        names = {"organization": self.version.organization, "outsider": self.agency}
        record(None, action, self, **names, **kwargs)

    # Steps of the planner; accept and merge are in projects.proposals.deciding, which makes items

    def hold_waiting(self, seen=""):
        """Keep it undecided until this transaction ends, or raise StepRefused."""
        hold_collecting(self.version)
        self._read_again()
        if not self.is_waiting:
            when = short_date(timezone.localdate(self.decided_at))
            told = f"{self.decided_by} ตรวจข้อเสนอนี้แล้วเมื่อ {when}"
            raise StepRefused(self, f"{told} ผลคือ {self.get_state_display()}")
        if seen and seen != self.wording:
            raise StepRefused(self, "หน่วยงานแก้ข้อเสนอนี้หลังจากท่านเปิดหน้า อ่านใหม่แล้วเลือกอีกครั้ง")

    def settle(self, state, *, by, line=None, note=""):
        """Write down a decision about a proposal that is held."""
        self.state, self.line, self.decision_note = state, line, note
        self.decided_by, self.decided_at, self.told_at = by, timezone.now(), None
        self.save()

    def wait_again(self):
        """Forget a decision; the log keeps it."""
        self.state, self.line, self.decision_note = self.State.WAITING, None, ""
        self.decided_by = self.decided_at = self.told_at = None
        self.save()

    @transaction.atomic
    def refuse(self, *, note, by, seen=""):
        """Do not take it into the plan; the agency reads why."""
        self.hold_waiting(seen)
        if not note.strip():
            raise StepRefused(self, "กรอกเหตุผลที่ไม่รับ หน่วยงานจะได้อ่าน")
        self.settle(self.State.REFUSED, by=by, note=note)
        record(by, "refuse proposal", self, reason=note)

    def _read_again(self):
        """Lock it with the words and the decision of now; its agency may have taken it back."""
        fields = [*SENT, "state", "decided_at", "decided_by", "line"]
        rows = Proposal.objects.select_for_update(of=("self",))
        try:
            self.refresh_from_db(fields=fields, from_queryset=rows)
        except Proposal.DoesNotExist:
            raise StepRefused(self.invitation, f"“{self}” ถูกลบไปแล้ว") from None
