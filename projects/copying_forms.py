"""What is asked of an earlier plan, and what its copies keep."""

from django import forms

from organizations.forms import StepForm
from thai.text import search_key

from .copying import Options


class EarlierFilter(forms.Form):
    """Choose an earlier plan and narrow its items; only what occurs there is offered."""

    q = forms.CharField(label="ค้นหาชื่อ รายละเอียด สถานที่", required=False, max_length=200)
    unit = forms.ChoiceField(label="หน่วยงาน", required=False)
    program = forms.ChoiceField(label="แผนงาน", required=False)

    def __init__(self, data, copying, sources):
        super().__init__({**data.dict(), "from": copying.source.key})
        self.copying = copying
        choices = [(source.key, str(source)) for source in sources]
        self.fields = {
            "from": forms.ChoiceField(label="แผนเดิม", choices=choices, required=False),
            **self.fields,
        }
        for name in ("unit", "program"):
            met = {getattr(item, name) for item in copying.items} - {None}
            rows = sorted(met, key=lambda row: (row.order, row.pk))
            self.fields[name].choices = [("", "ทั้งหมด"), *((str(row.pk), str(row)) for row in rows)]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    @property
    def is_active(self):
        """Say whether anything narrows the list."""
        return any(self.data.get(name) for name in ("q", "unit", "program"))

    def found(self):
        """Return the items asked for, in the order of the plan."""
        asked = self.cleaned_data if self.is_valid() else {}
        needle = search_key(asked.get("q") or "")
        return [
            item
            for item in self.copying.items
            if needle in item.search
            and asked.get("unit", "") in ("", str(item.unit_id))
            and asked.get("program", "") in ("", str(item.program_id))
        ]


class OptionsForm(StepForm):
    """What is carried beside the words; years in the texts always move."""

    budget = forms.BooleanField(label="เก็บงบประมาณเดิมของแต่ละรายการ", required=False)
    months = forms.BooleanField(label="เก็บเดือนที่ดำเนินการเดิม", required=False)
    devplan = forms.BooleanField(label="เก็บเล่ม หน้า ข้อ ของแผนพัฒนาท้องถิ่น", required=False)

    def options(self):
        """Return the Options that were ticked."""
        return Options(**self.cleaned_data) if self.is_valid() else Options()
