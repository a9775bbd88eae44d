"""What is typed of a meeting: its day and place, its agenda, who came."""

from crispy_forms.layout import Layout
from django import forms
from django.db import transaction
from django.utils import timezone

from organizations.forms import MemberForm, StepForm
from plans.forms import ThaiDateField
from thai.calendar import to_be
from thai.numerals import to_arabic_digits

from .models import AgendaItem, Attendance, Meeting, ReviewRound
from .quorum import needed


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


class CallForm(MemberForm):
    """A meeting to come: which body, where and when, about which drafts."""

    held_on = ThaiDateField(label="วันที่ประชุม")
    held_at = ThaiTimeField(label="เวลา", required=False)

    class Meta:
        model = Meeting
        fields = ["number", "held_on", "held_at", "place", "rounds"]
        widgets = {
            "number": forms.TextInput(attrs={"inputmode": "numeric"}),
            "rounds": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organization = self.member.organization
        rounds = ReviewRound.objects.visible_to(self.member).running().with_version()
        self.fields["rounds"].queryset = rounds.filter(body=self.instance.body)
        self.fields["rounds"].label_from_instance = lambda round: (
            f"{round.version} รอบที่ {round.number}"
        )
        self.helper.layout = Layout(*self._meta.fields)

    def clean(self):
        data = super().clean()
        day, number = data.get("held_on"), data.get("number")
        if day and number is not None:
            taken = Meeting.objects.visible_to(self.member).filter(
                body=self.instance.body, year=to_be(day.year), number=number
            )
            if taken.exists():
                self.add_error("number", f"มีการประชุมครั้งที่ {number}/{to_be(day.year)} อยู่แล้ว")
        self._check(data)
        return data

    def _check(self, data):
        faults = Meeting.faults_of_call(
            data.get("held_on"), data.get("held_at"), data.get("place", "")
        )
        for name, sentence in faults:
            if not self.has_error(name):
                self.add_error(name, sentence)

    def save(self):
        return Meeting.summon(**self.cleaned_data, body=self.instance.body, by=self.member)


class MoveForm(StepForm):
    """Another day, time or place."""

    held_on = ThaiDateField(label="วันที่ประชุม")
    held_at = ThaiTimeField(label="เวลา")
    place = forms.CharField(label="สถานที่ประชุม", max_length=200)

    def __init__(self, *args, meeting, **kwargs):
        now = {name: getattr(meeting, name) for name in ("held_on", "held_at", "place")}
        super().__init__(*args, initial=now, **kwargs)

    def clean(self):
        data = super().clean()
        if not self.errors:
            self.add_faults(Meeting.faults_of_call(**data))
        return data


class AgendaForm(StepForm):
    """The lines of each ระเบียบวาระ, or what was said of it."""

    def __init__(self, *args, items, field, **kwargs):
        super().__init__(*args, **kwargs)
        for item in items:
            self.fields[f"item_{item.number}"] = forms.CharField(
                label=str(item),
                required=False,
                initial=getattr(item, field),
                widget=forms.Textarea(attrs={"rows": self._rows(getattr(item, field))}),
            )

    @staticmethod
    def _rows(text):
        return min(max(text.count("\n") + 2, 3), 16)

    @property
    def texts(self):
        """Return {number: what was typed}."""
        return {kind: self.cleaned_data[f"item_{kind.value}"] for kind in AgendaItem.Kind}


class MeetingForm(MemberForm):
    """A sitting with the roll: for each member of the committee how they took part."""

    held_on = ThaiDateField(label="วันที่ประชุม")
    held_at = ThaiTimeField(label="เวลา", required=False)

    class Meta:
        model = Meeting
        fields = ["number", "held_on", "held_at", "place", "rounds"]
        widgets = {
            "number": forms.TextInput(attrs={"inputmode": "numeric"}),
            "rounds": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organization = self.member.organization
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
            self.fields[f"left_{member.pk}"] = ThaiTimeField(
                label="เวลาที่กลับ",
                required=False,
                widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
                initial=row.left_at if row else None,
            )

    def _noted(self):
        return self.instance.attendances.all() if self.instance.pk else []

    @property
    def quorum(self):
        return needed(len(self.roll), self.instance.organization.quorum_percent)

    @property
    def roll_rows(self):
        """Return (member, fields of way, representative, time of leaving) for the template."""
        names = ("way", "stand_in", "left")
        return [(m, *(self[f"{name}_{m.pk}"] for name in names)) for m in self.roll]

    @property
    def coming(self):
        """Count who is ticked as there, as the page shows it."""
        ways = {Attendance.Way.PRESENT, Attendance.Way.REPRESENTED}
        return sum(self[f"way_{m.pk}"].value() in ways for m in self.roll)

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
            at = f"left_{member.pk}"
            if way == Attendance.Way.LEFT and not data.get(at) and not self.has_error(at):
                self.add_error(at, f"กรอกเวลาที่ {member} กลับ")
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
        left = {
            m: self.cleaned_data[f"left_{m.pk}"]
            for m, way in ways.items()
            if way == Attendance.Way.LEFT
        }
        if self.instance.pk is None:
            given = {name: self.cleaned_data[name] for name in self._meta.fields}
            return Meeting.record(
                **given, body=self.instance.body, attendance=ways, representatives=stand_ins,
                left=left, by=self.member,
            )  # fmt: skip
        self.instance.year = to_be(self.cleaned_data["held_on"].year)
        meeting = super().save(commit)
        meeting.take_attendance(ways, stand_ins, left, by=self.member)
        return meeting
