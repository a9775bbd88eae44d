"""What a meeting goes through, in the customary order, and what was said of it."""

from django.db import models, transaction
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member
from plans.workflow import StepRefused

from .meetings import Meeting


class AgendaItem(models.Model):
    """One ระเบียบวาระ: its lines in the notice, and the words of the minutes."""

    class Kind(models.IntegerChoices):
        CHAIR = 1, "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"
        MINUTES = 2, "เรื่องรับรองรายงานการประชุม"
        FOLLOWING = 3, "เรื่องสืบเนื่องและเรื่องเพื่อทราบ"
        CONSIDERED = 4, "เรื่องเพื่อพิจารณา"
        OTHER = 5, "เรื่องอื่น ๆ"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda_items")
    number = models.PositiveSmallIntegerField("วาระที่", choices=Kind)
    lines = RepairedTextField("ระเบียบวาระ", blank=True)
    minutes = RepairedTextField("บันทึกการประชุม", blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("meeting", "number", name="one_agenda_item_per_number")
        ]

    def __str__(self):
        return f"วาระที่ {self.number} {self.get_number_display()}"

    @classmethod
    def keep(cls, meeting, field, texts, *, by):
        """Keep `lines` or `minutes` of the numbered items, or raise StepRefused; log what changed.

        `texts` maps a number to its text; items not named stay as they are.
        """
        with transaction.atomic():
            Meeting.objects.select_for_update().get(pk=meeting.pk)
            if field == "lines" and meeting.attendances.exists():
                raise StepRefused(meeting, "บันทึกผู้มาประชุมแล้ว แก้ระเบียบวาระไม่ได้")
            if field == "minutes" and meeting.scans.exists():
                raise StepRefused(meeting, "แนบรายงานที่ลงนามแล้ว แก้รายงานการประชุมไม่ได้")
            kept = {item.number: item for item in meeting.agenda_items.all()}
            changes = {}
            for number, text in texts.items():
                item = kept.get(number) or cls(meeting=meeting, number=number)
                before = getattr(item, field)
                setattr(item, field, text)
                item.save()
                if getattr(item, field) != before:
                    changes[str(item)] = [before, getattr(item, field)]
            if changes:
                record(by, "write", meeting, changes=changes)


class MeetingNotice(models.Model):
    """That a member was mailed the notice of a meeting: once for each day or place it is set to."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notices")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    call = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("meeting", "member", "call", name="one_notice_per_call")
        ]

    def __str__(self):
        return f"{self.meeting} ถึง {self.member}"
