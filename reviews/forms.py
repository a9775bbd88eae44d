"""What is typed in a round: answers, verdicts, remarks, resolutions."""

from django import forms
from django.utils import timezone

from organizations.forms import StepForm
from organizations.models import Member, Unit
from plans.forms import ThaiDateField

from .models import Duty, Meeting, Resolution, Verdict
from .table import LABELS


class StartForm(StepForm):
    answer_by = ThaiDateField(
        label="พิจารณาภายในวันที่",
        required=False,
        help_text="ไม่กรอกก็ได้ พิมพ์แบบ 16/9/2568 หรือ 16 ก.ย. 2568",
    )

    def clean_answer_by(self):
        day = self.cleaned_data["answer_by"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("ต้องเป็นวันนี้หรือหลังจากนี้")
        return day


class VerdictForm(StepForm):
    """One of three buttons; `seen` is the hash of what the page showed."""

    choice = forms.ChoiceField(choices=Verdict.Choice, label="ผลพิจารณา")
    reason = forms.CharField(
        label="เหตุผล", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        if data.get("choice") and data["choice"] != Verdict.Choice.AGREE and not data.get("reason"):
            self.add_error("reason", "กรอกเหตุผล")
        return data


class CloseForm(StepForm):
    """The chair's conclusion of the support committee's round."""

    outcome = forms.ChoiceField(
        label="ผลสรุป",
        choices=[
            (Resolution.Outcome.ADOPT, "เห็นว่าร่างครบถ้วน"),
            (Resolution.Outcome.SEND_BACK, "ส่งกลับให้แก้"),
        ],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label="เหตุผลที่ส่งกลับ (ต้องกรอกเมื่อส่งกลับ)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Resolution.Outcome.SEND_BACK and not data.get("reasons"):
            self.add_error("reasons", "กรอกเหตุผลที่ส่งกลับ")
        return data


class ExemptionForm(StepForm):
    """Which chair may do what alone, and why."""

    member = forms.ModelChoiceField(
        Member.objects.none(), label="ผู้ได้รับอนุญาต", empty_label="เลือกประธาน"
    )
    duty = forms.ChoiceField(label="สิ่งที่อนุญาต", choices=Duty, widget=forms.RadioSelect)
    reason = forms.CharField(label="เหตุผล", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, version, by, **kwargs):
        super().__init__(*args, **kwargs)
        chairs = Member.objects.visible_to(by).filter(is_active=True, chairs__in=version.route)
        self.fields["member"].queryset = chairs.exclude(pk=by.pk).select_related("user")


class RemarkForm(StepForm):
    field = forms.ChoiceField(label="ความเห็นต่อ", required=False, choices=())
    body = forms.CharField(label="ความเห็น", widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, has_item, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].error_messages["required"] = "กรอกความเห็น"
        if has_item:
            self.fields["field"].choices = [("", "ทั้งรายการ"), *LABELS.items()]
        else:
            del self.fields["field"]


class ReplyForm(StepForm):
    answer = forms.CharField(
        label="คำตอบ",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "กรอกคำตอบ"},
    )


class SayForm(StepForm):
    body = forms.CharField(label="ข้อความ", widget=forms.Textarea(attrs={"rows": 3}))


class AssignForm(StepForm):
    """Which unit is to see to a remark; none takes it back."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="มอบให้หน่วยงาน", required=False, empty_label="ไม่มอบให้หน่วยงานใด"
    )

    def __init__(self, *args, remark, **kwargs):
        super().__init__(*args, initial={"unit": remark.unit_id}, **kwargs)
        units = Unit.objects.filter(organization=remark.round.organization, is_active=True)
        self.fields["unit"].queryset = units


class GiveUpForm(StepForm):
    reason = forms.CharField(label="เหตุผลที่แก้ตามมติไม่ได้", widget=forms.Textarea(attrs={"rows": 3}))


class ResolutionForm(StepForm):
    meeting = forms.ModelChoiceField(
        label="การประชุม",
        queryset=Meeting.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "เลือกการประชุม"},
    )
    outcome = forms.ChoiceField(label="มติ", choices=Resolution.Outcome, widget=forms.RadioSelect)
    reasons = forms.CharField(
        label="เหตุผล (ต้องกรอกเมื่อส่งกลับ)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        meetings = round.meetings.all()
        self.fields["meeting"].queryset = meetings
        if len(meetings) == 1:
            self.fields["meeting"].initial = meetings[0]

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Resolution.Outcome.SEND_BACK and not data.get("reasons"):
            self.add_error("reasons", "กรอกเหตุผลที่ส่งกลับ")
        return data
