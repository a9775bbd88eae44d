"""A committee's sittings and who took part."""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedCharField, RepairedTextField
from organizations.models import Member, Organization
from organizations.roles import Body, Role
from plans.workflow import StepRefused
from thai.calendar import to_be

from ..committee import members_of, name_of
from ..quorum import needed
from .rounds import ReviewRound


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)

    def editable_by(self, member):
        """Keep the meetings whose record is open: no resolution of theirs is confirmed."""
        if not member.has_role(Role.PLANNER):
            return self.none()
        return self.visible_to(member).exclude(resolutions__confirmed_at__isnull=False)

    def with_attendance(self):
        return self.select_related("organization__type", "recorded_by__user").prefetch_related(
            "attendances__member__user", "rounds__version__plan__organization"
        )


class Meeting(models.Model):
    """A sitting of a committee: when, where, who came, what was said."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="meetings")
    body = models.CharField("คณะ", max_length=20, choices=Body)
    number = models.PositiveSmallIntegerField("ครั้งที่")
    year = models.PositiveSmallIntegerField("ปี พ.ศ.")
    held_on = models.DateField("วันที่ประชุม")
    held_at = models.TimeField("เวลา", null=True, blank=True)
    place = RepairedCharField("สถานที่ประชุม", max_length=200, blank=True)
    rounds = models.ManyToManyField(
        ReviewRound, related_name="meetings", blank=True, verbose_name="เรื่องที่พิจารณา"
    )
    minutes = RepairedTextField("บันทึกการประชุม", blank=True)
    # As they were on the day: who joins the committee later changes no past quorum.
    seats = models.PositiveSmallIntegerField("จำนวนกรรมการ", default=0)
    quorum = models.PositiveSmallIntegerField("องค์ประชุม", default=0)
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
        return f"ประชุม{self.body_name} ครั้งที่ {self.number}/{self.year}"

    def get_absolute_url(self):
        return reverse("reviews:meeting", args=[self.organization.slug, self.pk])

    @property
    def body_name(self):
        return name_of(self.organization, self.body)

    @property
    def attended(self):
        """Count those who came or sent a representative, who sits in their stead (customary)."""
        ways = {Attendance.Way.PRESENT, Attendance.Way.REPRESENTED}
        return sum(row.way in ways for row in self.attendances.all())

    @property
    def unrecorded(self):
        """Count the members of whom nothing is noted yet."""
        return max(self.seats - len(self.attendances.all()), 0)

    @property
    def has_quorum(self):
        return 0 < self.quorum <= self.attended

    @property
    def quorum_words(self):
        """มา 14 จาก 24 ต้องมี 12 ครบองค์ประชุม."""
        state = "ครบองค์ประชุม" if self.has_quorum else "ยังไม่ครบองค์ประชุม"
        return f"มา {self.attended} จาก {self.seats} ต้องมี {self.quorum} {state}"

    def obstacles(self):
        """Return why no resolution can rest on this meeting."""
        reasons = []
        if self.held_on > timezone.localdate():
            reasons.append("ยังไม่ถึงวันประชุม")
        if self.unrecorded:
            reasons.append(f"ยังไม่บันทึกการเข้าประชุมของกรรมการ {self.unrecorded} คน")
        elif not self.has_quorum:
            reasons.append(f"{self.quorum_words} จึงลงมติไม่ได้")
        return reasons

    @staticmethod
    def next_number(organization, body, year):
        """Suggest the number of the body's next meeting in a calendar year (B.E.)."""
        past = Meeting.objects.filter(organization=organization, body=body, year=year)
        return (past.aggregate(models.Max("number"))["number__max"] or 0) + 1

    @classmethod
    def record(
        cls, rounds, *, held_on, by, attendance=None, representatives=None, number=None,
        held_at=None, place="", minutes="", body=Body.COMMITTEE,
    ):  # fmt: skip
        """Keep a sitting about some rounds and who came, or raise StepRefused.

        `attendance` maps members to their Attendance.Way, `representatives` those represented
        to a name.
        """
        organization, year = by.organization, to_be(held_on.year)
        number = number or cls.next_number(organization, body, year)
        taken = cls.objects.filter(
            organization=organization, body=body, year=year, number=number
        ).exists()
        if taken:
            raise StepRefused(organization, f"มีการประชุมครั้งที่ {number}/{year} อยู่แล้ว")
        with transaction.atomic():
            meeting = cls.objects.create(
                organization=organization, body=body, number=number, year=year, held_on=held_on,
                held_at=held_at, place=place, minutes=minutes, recorded_by=by,
            )  # fmt: skip
            meeting.rounds.set(rounds)
            record(by, "record", meeting)
            meeting.take_attendance(attendance or {}, representatives or {}, by=by)
        return meeting

    def roll(self):
        """Return who is called: the members of today, and whoever was noted already."""
        today = list(members_of(self.organization, self.body))
        if self.pk is None:
            return today
        return today + [row.member for row in self.attendances.all() if row.member not in today]

    def take_attendance(self, attendance, representatives, *, by):
        """Write down who came, in place of what was noted before, or raise StepRefused."""
        with transaction.atomic():
            Meeting.objects.select_for_update().get(pk=self.pk)
            if reasons := self._barriers(attendance, representatives):
                raise StepRefused(self, *reasons)
            before = {row.member_id: str(row) for row in self.attendances.all()}
            roll = self.roll()
            self.seats = len(roll)
            self.quorum = needed(len(roll), self.organization.quorum_percent)
            self.save(update_fields=["seats", "quorum"])
            self.attendances.all().delete()
            Attendance.objects.bulk_create(
                Attendance(
                    meeting=self,
                    member=member,
                    way=attendance[member],
                    representative=representatives.get(member, ""),
                )
                for member in roll
                if member in attendance
            )
            self.refresh_attendance()
            after = {row.member_id: str(row) for row in self.attendances.all()}
            changes = {
                str(member): [before.get(member.pk, ""), after.get(member.pk, "")]
                for member in roll
                if before.get(member.pk, "") != after.get(member.pk, "")
            }
            if changes:
                record(by, "take_attendance", self, changes=changes)

    def _barriers(self, attendance, representatives):
        reasons = []
        if self.resolutions.filter(confirmed_at__isnull=False).exists():
            reasons.append("มติของการประชุมนี้ยืนยันแล้ว แก้บันทึกไม่ได้อีก")
        if attendance and self.held_on > timezone.localdate():
            reasons.append("บันทึกผู้มาประชุมได้ตั้งแต่วันประชุม")
        reasons += [
            f"กรอกชื่อผู้แทนของ {member}"
            for member, way in attendance.items()
            if way == Attendance.Way.REPRESENTED and not representatives.get(member, "").strip()
        ]
        return reasons

    def refresh_attendance(self):
        """Forget the rows that were read before they changed."""
        self.__dict__.get("_prefetched_objects_cache", {}).pop("attendances", None)


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
        return f"{self.get_way_display()} {self.representative}".strip()
