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
from thai.calendar import to_be, weekday_date

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

    def with_open_minutes(self, member):
        """Keep the meetings whose minutes a planner may write: nothing signed lies beside them."""
        found = self.visible_to(member) if member.is_planner else self.none()
        return found.filter(scans=None)

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
    opened_at = models.TimeField("เริ่มประชุมเวลา", null=True, blank=True)
    closed_at = models.TimeField("เลิกประชุมเวลา", null=True, blank=True)
    minute_taker = RepairedCharField("ผู้จดรายงานการประชุม", max_length=200, blank=True)
    minute_checker = RepairedCharField("ผู้ตรวจรายงานการประชุม", max_length=200, blank=True)
    # As they were on the day: who joins the committee later changes no past quorum.
    seats = models.PositiveSmallIntegerField("จำนวนกรรมการ", default=0)
    quorum = models.PositiveSmallIntegerField("องค์ประชุม", default=0)
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    called_at = models.DateTimeField(null=True, blank=True)  # empty: written down afterwards
    call = models.PositiveSmallIntegerField(default=0)  # how often its day or place was set

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
    def is_ahead(self):
        return self.held_on > timezone.localdate()

    @property
    def is_over(self):
        return self.held_on < timezone.localdate()

    @property
    def when(self):
        """วันพุธที่ 8 ตุลาคม 2568 เวลา 09.30 น.: the day and time it is called for."""
        day = f"วัน{weekday_date(self.held_on)}"
        return f"{day} เวลา {self.held_at:%H.%M} น." if self.held_at else day

    @property
    def attended(self):
        """Count those who are there when it is resolved.

        A representative sits in the member's stead; who left early is not there any more (both
        customary).
        """
        return sum(row.counts for row in self.attendances.all())

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
    def _taken(cls, organization, body, year, number):
        taken = cls.objects.filter(
            organization=organization, body=body, year=year, number=number
        ).exists()
        return [f"มีการประชุมครั้งที่ {number}/{year} อยู่แล้ว"] if taken else []

    @staticmethod
    def faults_of_call(held_on, held_at, place):
        """Return why a body cannot be called together for this, as [(field, sentence), …]."""
        faults = []
        if held_on and held_on < timezone.localdate():
            faults.append(("held_on", "เรียกประชุมได้ตั้งแต่วันนี้เป็นต้นไป การประชุมที่ผ่านแล้วให้บันทึกการประชุม"))
        if held_at is None:
            faults.append(("held_at", "กรอกเวลา"))
        if not place.strip():
            faults.append(("place", "กรอกสถานที่ประชุม"))
        return faults

    @staticmethod
    def _hold_numbers(organization):
        """Let nobody else number a meeting until this transaction ends."""
        Organization.objects.select_for_update().get(pk=organization.pk)

    @classmethod
    def summon(cls, rounds, *, held_on, held_at, place, by, body, number=None):
        """Call a body together for a day to come, or raise StepRefused."""
        organization, year = by.organization, to_be(held_on.year)
        with transaction.atomic():
            cls._hold_numbers(organization)
            number = number or cls.next_number(organization, body, year)
            reasons = [sentence for _, sentence in cls.faults_of_call(held_on, held_at, place)]
            reasons += cls._taken(organization, body, year, number)
            if not members_of(organization, body).exists():
                reasons.append(f"ยังไม่มีกรรมการใน{name_of(organization, body)}")
            if reasons:
                raise StepRefused(reverse("reviews:meetings", args=[organization.slug]), *reasons)
            meeting = cls.objects.create(
                organization=organization, body=body, number=number, year=year, held_on=held_on,
                held_at=held_at, place=place, recorded_by=by, called_at=timezone.now(), call=1,
            )  # fmt: skip
            meeting.rounds.set(rounds)
            meeting.count_seats()
            record(by, "summon", meeting, changes={"กำหนดประชุม": ["", meeting.when]})
        return meeting

    def move(self, *, held_on, held_at, place, by):
        """Set another day, time or place before it is held, or raise StepRefused.

        Whoever was told of the former one is told again.
        """
        with transaction.atomic():
            now = Meeting.objects.select_for_update().get(pk=self.pk)
            reasons = [sentence for _, sentence in self.faults_of_call(held_on, held_at, place)]
            if now.called_at is None:
                reasons.append("การประชุมนี้ไม่ได้เรียกประชุมในระบบ")
            if self.attendances.exists():
                reasons.append("บันทึกผู้มาประชุมแล้ว เลื่อนการประชุมไม่ได้")
            if reasons:
                raise StepRefused(self, *reasons)
            if (now.held_on, now.held_at, now.place) == (held_on, held_at, place):
                return
            before = f"{now.when} {now.place}"
            self.held_on, self.held_at, self.place = held_on, held_at, place
            if (year := to_be(held_on.year)) != now.year:  # numbers begin anew with the year
                self._hold_numbers(now.organization)
                self.number, self.year = self.next_number(now.organization, now.body, year), year
            self.call, self.called_at = now.call + 1, timezone.now()
            moved = ["held_on", "held_at", "place", "call", "called_at", "number", "year"]
            self.save(update_fields=moved)
            changes = {"กำหนดประชุม": [before, f"{self.when} {place}"]}
            record(by, "move meeting", self, changes=changes)

    @classmethod
    def record(
        cls, rounds, *, held_on, by, attendance=None, representatives=None, left=None,
        number=None, held_at=None, place="", minutes="", body=Body.COMMITTEE,
    ):  # fmt: skip
        """Keep a sitting about some rounds and who came, or raise StepRefused.

        `attendance` maps members to their Attendance.Way, `representatives` those represented
        to a name, `left` those who left early to the time.
        """
        organization, year = by.organization, to_be(held_on.year)
        with transaction.atomic():
            cls._hold_numbers(organization)
            number = number or cls.next_number(organization, body, year)
            if taken := cls._taken(organization, body, year, number):
                raise StepRefused(organization, *taken)
            meeting = cls.objects.create(
                organization=organization, body=body, number=number, year=year, held_on=held_on,
                held_at=held_at, place=place, minutes=minutes, recorded_by=by,
            )  # fmt: skip
            meeting.rounds.set(rounds)
            record(by, "record", meeting)
            meeting.take_attendance(attendance or {}, representatives or {}, left or {}, by=by)
        return meeting

    def roll(self):
        """Return who is called: the members of today, and whoever was noted already."""
        today = list(members_of(self.organization, self.body))
        if self.pk is None:
            return today
        return today + [row.member for row in self.attendances.all() if row.member not in today]

    def count_seats(self, roll=None):
        """Keep how many sit in the body and how many of them must come."""
        self.seats = len(self.roll() if roll is None else roll)
        self.quorum = needed(self.seats, self.organization.quorum_percent)
        self.save(update_fields=["seats", "quorum"])

    def take_attendance(self, attendance, representatives, left=None, *, by):
        """Write down who came, in place of what was noted before, or raise StepRefused."""
        with transaction.atomic():
            Meeting.objects.select_for_update().get(pk=self.pk)
            left = left or {}
            if reasons := self._barriers(attendance, representatives, left):
                raise StepRefused(self, *reasons)
            before = {row.member_id: str(row) for row in self.attendances.all()}
            roll = self.roll()
            self.count_seats(roll)
            self.attendances.all().delete()
            Attendance.objects.bulk_create(
                Attendance(
                    meeting=self,
                    member=member,
                    way=attendance[member],
                    representative=representatives.get(member, ""),
                    left_at=left.get(member),
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

    def _barriers(self, attendance, representatives, left):
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
        return reasons + [
            f"กรอกเวลาที่ {member} กลับ"
            for member, way in attendance.items()
            if way == Attendance.Way.LEFT and not left.get(member)
        ]

    def refresh_attendance(self):
        """Forget the rows that were read before they changed."""
        self.__dict__.get("_prefetched_objects_cache", {}).pop("attendances", None)


class Attendance(models.Model):
    """How one member of the committee took part; a representative is named."""

    class Way(models.TextChoices):
        PRESENT = "present", "มา"
        REPRESENTED = "represented", "ส่งผู้แทน"
        LEFT = "left", "มาแล้วกลับก่อน"
        LEAVE = "leave", "ลา"
        ABSENT = "absent", "ไม่มา"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances")
    way = models.CharField("การเข้าประชุม", max_length=12, choices=Way)
    representative = RepairedCharField("ผู้แทน", max_length=200, blank=True)
    left_at = models.TimeField("กลับเวลา", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way="left", left_at__isnull=False)
                | ~Q(way="left") & Q(left_at__isnull=True),
                name="who_left_did_so_at_a_time",
            ),
            models.UniqueConstraint("meeting", "member", name="one_attendance_per_member"),
            models.CheckConstraint(
                condition=~Q(way="represented") | ~Q(representative=""),
                name="representative_has_a_name",
            ),
        ]

    def __str__(self):
        at = f"เวลา {self.left_at:%H.%M} น." if self.left_at else ""
        return " ".join(filter(None, [self.get_way_display(), self.representative, at]))

    @property
    def counts(self):
        """Say whether the seat counts towards the quorum (see Meeting.attended)."""
        return self.way in {self.Way.PRESENT, self.Way.REPRESENTED}
