"""What a unit, a planner and a monitor type about results."""

from django import forms

from plans.forms import ThaiDateField
from plans.workflow import StepRefused
from projects.fields import MoneyField

from .models import BudgetChange, ProgressReport
from .rounds import cut_off_fault
from .statuses import NEEDS_REASON, Status

LONGEST = 4000


def money(label, **kwargs):
    field = MoneyField(label=label, **kwargs)
    field.widget.attrs["class"] = "form-control"
    return field


def long_text(label, rows=3, **kwargs):
    widget = forms.Textarea(attrs={"rows": rows, "class": "form-control"})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget, **kwargs)


def radios():
    return forms.RadioSelect(attrs={"class": "form-check-input"})


def day(label, required="", **kwargs):
    field = ThaiDateField(label=label, required=bool(required), **kwargs)
    field.widget.attrs["class"] = "form-control"
    if required:
        field.error_messages["required"] = required
    return field


class StepForm(forms.Form):
    """A form whose save is one step: what the step refuses stands in the form, typing kept."""

    def take(self, step, **given):
        """Take a step with the cleaned fields, and return what it made or None."""
        try:
            return step(**self.cleaned_data, **given)
        except StepRefused as refused:
            for reason in refused.reasons:
                self.add_error(None, reason)
            return None


class ReportForm(StepForm):
    """Three taps: the status, save, next; the rest is folded."""

    status = forms.ChoiceField(
        label="สถานะ",
        choices=Status.choices,
        widget=radios(),
        error_messages={"required": "เลือกสถานะ"},
    )
    reason = long_text("เหตุผลที่ไม่สามารถดำเนินการได้หรือยกเลิก", rows=2)
    disbursed = money("เบิกจ่ายแล้ว (บาท)", required=False)
    as_of = day("ข้อมูลถึงวันที่", required="กรอกวันที่ของข้อมูล")
    contracted = money("ทำสัญญาแล้ว (บาท)", required=False, help_text="ยอดสะสมตามสัญญาหรือใบสั่งซื้อ ถ้ามี")
    result = long_text("ผลการดำเนินงาน")
    problem = long_text("ปัญหาและอุปสรรค")
    suggestion = long_text("ข้อเสนอแนะ")

    def clean(self):
        """Ask for the reason at its field; the step asks again."""
        cleaned = super().clean()
        if cleaned.get("status") in NEEDS_REASON and not cleaned.get("reason"):
            label = Status(cleaned["status"]).label
            self.add_error("reason", f"กรอกเหตุผล เพราะสถานะเป็น “{label}”")
        return cleaned

    def save(self, line, *, by):
        """Report, and return the ProgressReport or None when it was refused."""
        return self.take(ProgressReport.report, line=line, by=by)

    @property
    def shows_details(self):
        """Whether the folded part opens by itself: a fault or typing is in it."""
        folded = ("as_of", "contracted", "result", "problem", "suggestion")
        return any(self[name].errors for name in folded)

    @property
    def shows_reason(self):
        return self.is_bound and self["status"].value() in NEEDS_REASON


class OpinionForm(StepForm):
    opinion = long_text("ความเห็น")

    def save(self, report, *, by):
        """Give the opinion; True when it was taken."""
        self.take(report.give_opinion, by=by)
        return not self.errors


class BudgetChangeForm(StepForm):
    """A transfer: to or from the line, how much, decided when, why."""

    direction = forms.TypedChoiceField(
        label="การเปลี่ยน",
        choices=[("1", "เพิ่มงบ"), ("-1", "ลดงบ")],
        coerce=int,
        widget=radios(),
        error_messages={"required": "เลือกว่าเพิ่มหรือลดงบ"},
    )
    amount = money("จำนวนเงิน (บาท)", error_messages={"required": "กรอกจำนวนเงินที่เพิ่มหรือลด"})
    decided_on = day("วันที่อนุมัติ", required="กรอกวันที่อนุมัติการโอนหรือแก้งบ")
    reason = long_text("เหตุผล", rows=2)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("amount") is not None and "direction" in cleaned:
            cleaned["amount"] *= cleaned.pop("direction")
        return cleaned

    def save(self, line, *, by):
        """Make the change, and return the BudgetChange or None when it was refused."""
        return self.take(BudgetChange.make, line=line, by=by)


class CutOffForm(forms.Form):
    """As of which day a table is shown."""

    until = day("ข้อมูลถึงวันที่")

    def __init__(self, data, *, fiscal_year, today):
        super().__init__(data)
        self.fiscal_year, self.today = fiscal_year, today

    def clean_until(self):
        until = self.cleaned_data["until"]
        fault = until and cut_off_fault(self.fiscal_year, until, self.today)
        if fault:
            raise forms.ValidationError(fault)
        return until

    def day_or(self, default):
        """Return the day asked for, or the default where none or a wrong one was typed."""
        return (self.is_valid() and self.cleaned_data["until"]) or default
