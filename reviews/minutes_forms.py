"""What is typed of the minutes, and the scan of them signed."""

from crispy_forms.layout import Layout
from django import forms
from django.db import transaction

from organizations.forms import MemberForm, StepForm
from organizations.proofs import PICTURES_AND_SCANS
from plans.workflow import StepRefused

from .meeting_forms import ThaiTimeField
from .models import AgendaItem, Meeting, SignedMinutes


class MinutesForm(MemberForm):
    """When it began and ended, what was said of each item, who wrote it down."""

    opened_at = ThaiTimeField(label="เริ่มประชุมเวลา", required=False)
    closed_at = ThaiTimeField(label="เลิกประชุมเวลา", required=False)

    class Meta:
        model = Meeting
        fields = ["opened_at", "closed_at", "minutes", "minute_taker", "minute_checker"]
        labels = {"minutes": "บันทึกเพิ่มเติมท้ายรายงาน"}
        widgets = {"minutes": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.opened_at is None:
            self.initial["opened_at"] = self.instance.held_at
        names = []
        for item in items:
            name = f"item_{item.number}"
            names.append(name)
            self.fields[name] = forms.CharField(
                label=str(item), required=False, initial=item.minutes,
                help_text=" ".join(item.lines.split())[:200],
                widget=forms.Textarea(attrs={"rows": 6 if item.number == 4 else 4}),
            )  # fmt: skip
        self.items = items
        self.helper.layout = Layout(
            "opened_at", *names, "minutes", "closed_at", "minute_taker", "minute_checker"
        )

    def clean(self):
        data = super().clean()
        opened, closed = data.get("opened_at"), data.get("closed_at")
        if opened and closed and closed <= opened:
            self.add_error("closed_at", "เวลาเลิกประชุมต้องอยู่หลังเวลาเริ่มประชุม")
        return data

    @transaction.atomic
    def save(self, commit=True):
        meeting = super().save(commit)
        for item in self.items:  # the agenda of what waited then, not of what waits later
            if item.pk is None:
                item.save()
        texts = {kind: self.cleaned_data[f"item_{kind.value}"] for kind in AgendaItem.Kind}
        AgendaItem.keep(meeting, "minutes", texts, by=self.member)
        return meeting


class ScanForm(StepForm):
    """One scan of the signed minutes."""

    file = forms.FileField(
        label="รายงานที่ลงนามแล้ว",
        help_text="เอกสารสแกน PDF หรือภาพ JPEG, PNG, WebP ไม่เกิน 10 MB",
        widget=forms.ClearableFileInput(attrs={"accept": PICTURES_AND_SCANS}),
        error_messages={"required": "เลือกไฟล์", "empty": "ไฟล์ว่างเปล่า เลือกไฟล์ใหม่"},
    )

    def save(self, meeting, *, by):
        try:
            SignedMinutes.add(meeting, self.cleaned_data["file"], by=by)
        except StepRefused as refused:
            self.add_error("file", list(refused.reasons))
        return not self.errors
