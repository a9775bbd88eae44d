"""What one asks of many items: which ones, and the new values."""

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms

from organizations.forms import StepForm
from organizations.models import Unit
from plans.models import Program, Strategy
from thai.text import repair

from .bulk import Edit, MonthsDo, Selection
from .fields import MonthsField
from .models import BudgetSource

KEPT = "ไม่เปลี่ยน"
LISTS = ("unit", "strategy", "program", "source")


def selection_of(data):
    """Return the Selection that the list, or a page after it, sent."""
    count = data.get("count", "")
    return Selection(
        codes=frozenset(data.getlist("pick")),
        is_all=bool(data.get("all")),
        query=data.get("query", ""),
        count=int(count) if count.isdecimal() and len(count) < 9 else 0,
    )


class BulkForm(StepForm):
    """New values for the chosen items; what is left alone stays as each item has it."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="หน่วยงานรับผิดชอบหลัก")
    strategy = forms.ModelChoiceField(Strategy.objects.none(), label="ยุทธศาสตร์")
    program = forms.ModelChoiceField(Program.objects.all(), label="แผนงาน")
    source = forms.ModelChoiceField(BudgetSource.objects.all(), label="แหล่งเงิน")
    months_do = forms.ChoiceField(
        label="ทำอย่างไรกับเดือน", choices=[("", KEPT), *MonthsDo.choices], widget=forms.RadioSelect
    )
    months = MonthsField(label="เดือน")
    note = forms.CharField(
        label="เหตุผลที่แก้", max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["strategy"].queryset = Strategy.objects.visible_to(member).filter(
            is_active=True
        )
        self.fields["unit"].queryset = Unit.objects.visible_to(member).filter(is_active=True)
        if not member.is_planner:
            del self.fields["unit"]
        for choice in self.fields.values():
            choice.required = False
            if type(choice) is forms.ModelChoiceField:
                choice.empty_label = KEPT
        self.fields["strategy"].help_text = "แนวทางการพัฒนาที่อยู่ในยุทธศาสตร์อื่นจะถูกล้าง"
        self.fields["note"].help_text = "แสดงในบันทึกการใช้งานของทุกรายการที่แก้ครั้งนี้ ไม่พิมพ์ลงในแผน เว้นว่างได้"
        chosen = [name for name in LISTS if name in self.fields]
        months = Field("months", template="includes/month_picker.html")
        self.helper.layout = Layout(
            Fieldset("ค่าใหม่", *chosen),
            Fieldset("เดือนที่ดำเนินการ", "months_do", months),
            Fieldset("บันทึกการใช้งาน", "note"),
        )

    def clean(self):
        cleaned = super().clean()
        months_do, months = cleaned.get("months_do"), cleaned.get("months")
        if months_do and not months and "months" not in self.errors:
            self.add_error("months", "เลือกอย่างน้อย 1 เดือน")
        if months and not months_do and "months_do" not in self.errors:
            self.add_error("months_do", "เลือกว่าจะเพิ่ม เอาออก หรือใช้แทนของเดิม")
        if not self.errors and not (self._values() or months_do):
            self.add_error(None, "เลือกค่าใหม่อย่างน้อย 1 ช่อง")
        cleaned["note"] = repair(cleaned.get("note") or "")
        return cleaned

    def _values(self):
        return {name: self.cleaned_data[name] for name in LISTS if self.cleaned_data.get(name)}

    @property
    def edit(self):
        """Return the Edit that was asked for."""
        asked = self.cleaned_data
        return Edit(self._values(), asked["months_do"], asked["months"])
