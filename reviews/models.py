from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.fields import RepairedCharField, RepairedTextField
from organizations.models import Member, Organization
from organizations.roles import Body
from plans.models import PlanVersion
from projects.models import Line, Snapshot


class ReviewRoundQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(version__plan__organization=member.organization)

    def running(self):
        return self.filter(closed_at__isnull=True)


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
        return f"{self.get_body_display()} รอบที่ {self.number}"


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)


class Meeting(models.Model):
    """A sitting of a committee: when, where, who came, what was said."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="meetings")
    body = models.CharField("คณะ", max_length=20, choices=Body)
    number = models.PositiveSmallIntegerField("ครั้งที่")
    year = models.PositiveSmallIntegerField("ปี พ.ศ.")
    held_on = models.DateField("วันที่ประชุม")
    held_at = models.TimeField("เวลา", null=True, blank=True)
    place = RepairedCharField("สถานที่ประชุม", max_length=200, blank=True)
    rounds = models.ManyToManyField(ReviewRound, related_name="meetings", blank=True)
    minutes = RepairedTextField("บันทึกการประชุม", blank=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                "organization", "body", "year", "number", name="one_meeting_per_number"
            )
        ]

    def __str__(self):
        return f"ประชุม{self.get_body_display()} ครั้งที่ {self.number}/{self.year}"


class Attendance(models.Model):
    """How one member of the committee took part; a representative is named."""

    class Way(models.TextChoices):
        PRESENT = "present", "มา"
        REPRESENTED = "represented", "ส่งผู้แทน"
        LEAVE = "leave", "ลา"
        ABSENT = "absent", "ไม่มา"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances")
    way = models.CharField("การเข้าประชุม", max_length=12, choices=Way)
    representative = RepairedCharField("ผู้แทน", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("meeting", "member", name="one_attendance_per_member"),
            models.CheckConstraint(
                condition=~Q(way="represented") | ~Q(representative=""),
                name="representative_has_a_name",
            ),
        ]

    def __str__(self):
        return f"{self.member} {self.get_way_display()}"


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
        return f"{self.member} {self.get_choice_display()}"


class Resolution(models.Model):
    """What a body decided about one content: drafted by one person, confirmed by another."""

    class Outcome(models.TextChoices):
        ADOPT = "adopt", "เห็นชอบ"
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

    class Meta:
        ordering = ["drafted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round"], name="one_resolution_per_round"),
            models.CheckConstraint(
                condition=Q(outcome="adopt") | ~Q(reasons=""), name="sending_back_has_reasons"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="confirmation_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("drafted_by")),
                name="nobody_resolves_alone",
            ),
        ]

    def __str__(self):
        return f"มติ{self.get_outcome_display()} {self.round}"
