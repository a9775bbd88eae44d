"""One passage of a version through one committee."""

import json

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from organizations.audit import record
from organizations.models import Member
from organizations.roles import Body, Role
from plans.models import PlanVersion
from plans.workflow import STAGES_OF_BODY, StepRefused, next_stages
from projects import readiness
from projects.canonical import content_of, hash_of, take_snapshot
from projects.models import Snapshot
from thai.calendar import short_date

from ..agreement import Agreement, Answer
from ..committee import ROLE_OF_BODY, chairs_of, members_of, name_of
from ..differences import differences
from ..quorum import needed
from ..table import Table
from .exemptions import Duty
from .looks import Look


class ReviewRoundQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(version__plan__organization=member.organization)

    def running(self):
        return self.filter(closed_at__isnull=True)

    def with_version(self):
        """Join what a round shows of its version, so that a list costs one query."""
        joined = self.select_related(
            "version__plan__organization__type",
            "version__procedure",
            "snapshot",
            "started_by__user",
        )
        return joined.defer("snapshot__content")  # long, and read on few pages


class ReviewRound(models.Model):
    """One passage of a version through one committee, about one exact content."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="review_rounds")
    body = models.CharField("คณะ", max_length=20, choices=Body)
    number = models.PositiveSmallIntegerField("รอบที่")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="review_rounds")
    answer_by = models.DateField("พิจารณาภายในวันที่", null=True, blank=True)
    started_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewRoundQuerySet.as_manager()

    class Meta:
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint("version", "body", "number", name="one_round_per_number"),
            models.UniqueConstraint(
                fields=["version"], condition=Q(closed_at__isnull=True), name="one_running_round"
            ),
        ]

    def __str__(self):
        return f"{self.version} {self.body_name} รอบที่ {self.number}"

    def get_absolute_url(self):
        page = "reviews:agreement" if self.is_of_support else "reviews:review"
        return reverse(page, args=self.version.address)

    @classmethod
    def obstacles(cls, version, body):
        """Return why a round cannot be started now, as (reasons, links); empty when it can."""
        organization, body = version.organization, Body(body)
        name = name_of(organization, body)
        if body not in version.route or body not in ROLE_OF_BODY:
            return [f"{version}ไม่ต้องผ่าน{name}"], {}
        if running := version.review_rounds.running().first():
            return [f"{running} เริ่มแล้วเมื่อ {running.started_on} และยังไม่สิ้นสุด"], {}
        if STAGES_OF_BODY[body][0] not in next_stages(version.stage, version.route):
            return [f"แผนอยู่ในขั้น “{version.get_stage_display()}”"], {}
        reasons = []
        if not members_of(organization, body).exists():
            reasons.append(f"ยังไม่มีกรรมการใน{name} ให้ผู้ดูแลระบบเพิ่มสมาชิกก่อน")
        if not chairs_of(organization, body).exists():
            reasons.append(f"ยังไม่ได้กำหนดประธาน{name} ให้ผู้ดูแลระบบกำหนดก่อน")
        found, links = readiness.problems(version)
        return [*reasons, *found], links

    @classmethod
    def start(cls, version, *, body, by, answer_by=None):
        """Put what the version holds now before a committee, or raise StepRefused.

        The support committee reads while items are still collected; for the development
        committee the version moves on and its items rest.
        """
        with transaction.atomic():
            # Two planners at once: the second waits here and then finds the running round.
            version.stage = PlanVersion.objects.select_for_update().get(pk=version.pk).stage
            reasons, links = cls.obstacles(version, body)
            if reasons:
                raise StepRefused(version, *reasons, links=links)
            started = cls.objects.create(
                version=version,
                body=body,
                number=version.review_rounds.filter(body=body).count() + 1,
                snapshot=take_snapshot(version),
                answer_by=answer_by,
                started_by=by,
            )
            record(by, "start", started, changes={"รหัสยืนยันเนื้อหา": ["", str(started.snapshot)]})
            if body != Body.SUPPORT_COMMITTEE:
                version.move_to(STAGES_OF_BODY[Body(body)][0], by=by)
        return started

    @property
    def is_of_support(self):
        return self.body == Body.SUPPORT_COMMITTEE

    @property
    def is_running(self):
        return self.closed_at is None

    @property
    def is_open(self):
        """Say whether verdicts and remarks are taken: until a resolution is drafted on them."""
        return self.is_running and not self.resolutions.exists()

    @property
    def started_on(self):
        return short_date(timezone.localdate(self.started_at))

    @property
    def organization(self):
        return self.version.organization

    @property
    def body_name(self):
        return name_of(self.organization, self.body)

    def members(self):
        return members_of(self.organization, self.body)

    def chairs(self):
        return chairs_of(self.organization, self.body)

    def duties_of(self, member, drafted_by=None):
        """Return what a member would do alone by confirming: of two who should be two people."""
        duties = [Duty.CONFIRM_OWN_ROUND] if member.pk == self.started_by_id else []
        return [*duties, Duty.CONFIRM_OWN_DRAFT] if member == drafted_by else duties

    def lacking(self, member, drafted_by=None):
        """Return the duties of a member that no exemption covers."""
        duties = self.duties_of(member, drafted_by)
        if not duties:
            return []
        covered = self.version.exemptions.in_force().filter(member=member)
        allowed = set(covered.values_list("duty", flat=True))
        return [duty for duty in duties if duty not in allowed]

    def confirmers(self, drafted_by=None):
        """Return the chairs who may confirm: who did nothing before it, or is exempted."""
        return [chair for chair in self.chairs() if not self.lacking(chair, drafted_by)]

    @property
    def previous(self):
        """Return the same body's round before this one, or None."""
        rounds = self.version.review_rounds.filter(body=self.body, number__lt=self.number)
        return rounds.select_related("snapshot").last()

    @cached_property
    def content(self):
        """The content as it was sent."""
        return json.loads(self.snapshot.content)

    @cached_property
    def table(self):
        return Table(self.content)

    def content_now(self):
        return content_of(self.version)

    def table_now(self):
        """Return what the members judge: what was sent; for support, the draft as it is now."""
        return Table(self.content_now()) if self.is_of_support else self.table

    def hash_on_table(self):
        """Return the hash of what the members judge."""
        if not self.is_of_support:
            return self.snapshot.sha256
        return hash_of(self.version) if self.is_running else self.resolutions.get().content_hash

    @property
    def is_unchanged(self):
        """Say whether the version still holds what was sent; a renamed unit changes it too."""
        return hash_of(self.version) == self.snapshot.sha256

    def is_seat_of(self, member):
        """Say whether a member sits in this round's committee."""
        return member.has_role(ROLE_OF_BODY[Body(self.body)])

    def lock(self):
        """Hold version and round until the transaction ends: what is judged rests meanwhile."""
        PlanVersion.objects.select_for_update().get(pk=self.version_id)
        self.closed_at = ReviewRound.objects.select_for_update().get(pk=self.pk).closed_at

    def barriers_for(self, member):
        """Return why a member cannot say anything in this round; the executive may everywhere."""
        reasons = []
        if not self.is_running:
            closed = short_date(timezone.localdate(self.closed_at))
            reasons.append(f"{self} สิ้นสุดแล้วเมื่อ {closed}")
        elif not self.is_open:
            reasons.append("ร่างมติแล้ว ไม่รับผลพิจารณาและความเห็นเพิ่ม")
        if not self.is_seat_of(member) and not member.has_role(Role.EXECUTIVE):
            reasons.append(f"รอบนี้เป็นของ{self.body_name}")
        return reasons

    def agreement(self):
        """Return what the members said of the draft as a whole, and how many must agree."""
        content_hash = self.hash_on_table()
        given = {verdict.member_id: verdict for verdict in self.verdicts.filter(line=None)}
        answers = []
        for member in self.members():
            verdict = given.get(member.pk)
            is_current = verdict is not None and verdict.content_hash == content_hash
            answers.append(Answer(member, verdict, is_current))
        return Agreement(
            content_hash, answers, needed(len(answers), self.organization.quorum_percent)
        )

    def changes_since(self, member):
        """Return what changed in the draft since a member answered, else since it was sent."""
        answered = self.verdicts.filter(member=member, line=None).values("content_hash")
        read = self.version.snapshots.filter(sha256__in=answered).first() or self.snapshot
        return differences(json.loads(read.content), self.content_now())

    def since_looked(self, member):
        """Return (Differences, when) since a member of the body last saw the draft; ([], None)
        for who never did.

        It notes that the member sees it now; whoever has no seat is shown no such thing.
        """
        if not (self.is_running and self.is_seat_of(member)):
            return [], None
        snapshot = take_snapshot(self.version) if self.is_of_support else self.snapshot
        look = Look.take(self, member, snapshot.sha256)
        earlier = self.version.snapshots.filter(sha256=look.before_hash).first()
        if earlier is None:
            return [], None
        now = self.content_now() if self.is_of_support else self.content
        return differences(json.loads(earlier.content), now), look.before_at

    def unanswered(self):
        """Return the remarks that nobody has answered."""
        return self.remarks.filter(answered_at__isnull=True)

    def end(self):
        """Take no more verdicts or remarks; the resolution that ends it writes the log."""
        self.closed_at = timezone.now()
        self.save(update_fields=["closed_at"])
