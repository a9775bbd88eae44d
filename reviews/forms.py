"""What is typed in a round: answers, verdicts, remarks, meetings, resolutions."""

from crispy_forms.layout import Layout
from django import forms
from django.db import transaction
from django.utils import timezone

from organizations.forms import MemberForm, StepForm
from organizations.models import Member, Unit
from organizations.roles import Body
from plans.forms import ThaiDateField
from thai.calendar import to_be
from thai.numerals import to_arabic_digits

from .models import Attendance, Duty, Meeting, Resolution, ReviewRound, Verdict
from .quorum import needed
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


class ThaiTimeField(forms.TimeField):
    """A time typed as 9.30, 09:30 or ๙.๓๐ น.; shown as 09.30."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%H.%M", "%H:%M"], **kwargs)
        self.error_messages["invalid"] = "พิมพ์เวลาแบบ 9.30 หรือ 13:00"

    def to_python(self, value):
        if isinstance(value, str):
            value = to_arabic_digits(value).replace("น.", "").strip()
        return super().to_python(value)

    def prepare_value(self, value):
        return f"{value:%H.%M}" if hasattr(value, "hour") else value


class MeetingForm(MemberForm):
    """A sitting with the roll: for each member of the committee how they took part."""

    held_on = ThaiDateField(label="วันที่ประชุม")
    held_at = ThaiTimeField(label="เวลา", required=False)

    class Meta:
        model = Meeting
        fields = ["number", "held_on", "held_at", "place", "rounds", "minutes"]
        widgets = {
            "number": forms.TextInput(attrs={"inputmode": "numeric"}),
            "rounds": forms.CheckboxSelectMultiple,
            "minutes": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:  # a new one is the development committee's, of this town
            self.instance.organization = self.member.organization
            self.instance.body = Body.COMMITTEE
        open_rounds = ReviewRound.objects.visible_to(self.member).filter(body=self.instance.body)
        waiting = open_rounds.running()
        if self.instance.pk:
            waiting = waiting | open_rounds.filter(meetings=self.instance)
        self.fields["rounds"].queryset = waiting.distinct().with_version()
        self.fields["rounds"].label_from_instance = lambda round: (
            f"{round.version} รอบที่ {round.number}"
        )
        self.helper.layout = Layout(*self._meta.fields)
        self.roll = self.instance.roll()
        self._add_roll()

    def _add_roll(self):
        known = {row.member_id: row for row in self._noted()}
        for member in self.roll:
            row = known.get(member.pk)
            self.fields[f"way_{member.pk}"] = forms.ChoiceField(
                label=str(member),
                choices=Attendance.Way,
                required=False,
                widget=forms.RadioSelect(attrs={"class": "form-check-input m-0 flex-shrink-0"}),
                initial=row.way if row else None,
            )
            self.fields[f"stand_in_{member.pk}"] = forms.CharField(
                label="ชื่อผู้แทน",
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"class": "form-control"}),
                initial=row.representative if row else "",
            )

    def _noted(self):
        return self.instance.attendances.all() if self.instance.pk else []

    @property
    def quorum(self):
        return needed(len(self.roll), self.instance.organization.quorum_percent)

    @property
    def roll_rows(self):
        """Return (member, field of the way, field of the representative) for the template."""
        return [(m, self[f"way_{m.pk}"], self[f"stand_in_{m.pk}"]) for m in self.roll]

    def logged_values(self):
        """Name the rounds too: which drafts a meeting dealt with is what a resolution rests on."""
        rounds = self.instance.rounds.with_version() if self.instance.pk else []
        return {**super().logged_values(), "rounds": ", ".join(str(round) for round in rounds)}

    def clean(self):
        data = super().clean()
        day, number = data.get("held_on"), data.get("number")
        if day and number is not None:
            taken = Meeting.objects.visible_to(self.member).filter(
                body=self.instance.body, year=to_be(day.year), number=number
            )
            if taken.exclude(pk=self.instance.pk).exists():
                self.add_error("number", f"มีการประชุมครั้งที่ {number}/{to_be(day.year)} อยู่แล้ว")
        if day and day > timezone.localdate() and any(self._ways().values()):
            self.add_error("held_on", "บันทึกผู้มาประชุมได้ตั้งแต่วันประชุม")
        for member, way in self._ways().items():
            if way == Attendance.Way.REPRESENTED and not data.get(f"stand_in_{member.pk}"):
                self.add_error(f"stand_in_{member.pk}", f"กรอกชื่อผู้แทนของ {member}")
        return data

    def _ways(self):
        return {m: self.cleaned_data.get(f"way_{m.pk}") for m in self.roll}

    @transaction.atomic
    def save(self, commit=True):
        ways = {m: Attendance.Way(way) for m, way in self._ways().items() if way}
        stand_ins = {
            m: self.cleaned_data[f"stand_in_{m.pk}"]
            for m, way in ways.items()
            if way == Attendance.Way.REPRESENTED
        }
        if self.instance.pk is None:
            given = {name: self.cleaned_data[name] for name in self._meta.fields}
            return Meeting.record(
                **given, attendance=ways, representatives=stand_ins, by=self.member
            )
        self.instance.year = to_be(self.cleaned_data["held_on"].year)
        meeting = super().save(commit)
        meeting.take_attendance(ways, stand_ins, by=self.member)
        return meeting
