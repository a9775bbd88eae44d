"""What a citizen types into the deadline calculator."""

from django import forms

from organizations.holidays import calendar_for
from plans.forms import ThaiDateField
from thai.periods import explain, first_day_to_take_down

from .deadlines import display_of

FINISH, POST, DISPLAY, OTHER = "finish", "post", "display", "other"


class CalculatorForm(forms.Form):
    """A start day and a period; the kind gives the days of the regulation now in force."""

    start = ThaiDateField(
        label="วันเริ่มต้น",
        help_text="พิมพ์แบบ 16/9/2568 หรือ 16 ก.ย. 2568",
        error_messages={"required": "กรอกวันเริ่มต้น เช่น 16/9/2568"},
    )
    kind = forms.ChoiceField(label="ระยะเวลา", required=False)
    days = forms.IntegerField(
        label="จำนวนวัน",
        required=False,
        min_value=1,
        max_value=3650,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="กรอกเมื่อเลือก “กำหนดเอง”",
        error_messages={"invalid": "จำนวนวันต้องเป็นตัวเลข เช่น 30"},
    )

    def __init__(self, *args, procedure, **kwargs):
        super().__init__(*args, **kwargs)
        self.days_of = {}
        if procedure:
            self.days_of = {
                FINISH: procedure.finish_days,
                POST: procedure.post_days,
                DISPLAY: procedure.display_days,
            }
        words = {
            FINISH: "จัดทำแผนให้แล้วเสร็จ",
            POST: "ปิดประกาศหลังประกาศใช้แผน",
            DISPLAY: "ปิดประกาศไว้อย่างน้อย",
        }
        self.fields["kind"].choices = [
            *((kind, f"{words[kind]} {days} วัน") for kind, days in self.days_of.items()),
            (OTHER, "กำหนดเอง"),
        ]

    def clean(self):
        data = super().clean()
        kind = data.get("kind") or (OTHER if data.get("days") else FINISH)
        data["kind"] = kind
        data["days"] = self.days_of.get(kind) or data.get("days")
        if not data["days"] and not self.errors:
            self.add_error("days", "กรอกจำนวนวัน เช่น 30")
        return data

    def deadline(self):
        """Return the explained deadline against the national holidays."""
        count = display_of if self.is_display else explain
        return count(self.cleaned_data["start"], self.cleaned_data["days"], calendar_for())

    @property
    def is_display(self):
        return self.cleaned_data["kind"] == DISPLAY

    @property
    def removable_from(self):
        return first_day_to_take_down(self.cleaned_data["start"], self.cleaned_data["days"])
