"""What is keyed in from a remark sheet: one strategy, item by item."""

from django import forms

from organizations.forms import StepForm

from .models import Verdict
from .on_paper import is_code_of

NOT_MARKED = ("", "ไม่ได้ทำเครื่องหมาย")


class KeyInForm(StepForm):
    """The sheet as it lies beside the screen; items that cannot be keyed in have no fields."""

    content_code = forms.CharField(
        label="รหัสยืนยันเนื้อหาบนเอกสาร",
        max_length=40,
        help_text="8 ตัวที่พิมพ์อยู่หัวเอกสาร เช่น a1b2 c3d4",
        error_messages={"required": "กรอกรหัสที่พิมพ์อยู่หัวเอกสาร"},
    )
    rest = forms.BooleanField(label="เห็นชอบทุกรายการในยุทธศาสตร์นี้ที่ไม่ได้ทำเครื่องหมายไว้", required=False)
    words = forms.CharField(
        label="ความเห็นอื่นต่อยุทธศาสตร์นี้", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, round, group, own, stakes, **kwargs):
        super().__init__(*args, **kwargs)
        self.round, self.lines = round, []
        for item in group.items:
            verdict = own.get(item.code)
            is_fixed = item.code in stakes or (verdict and verdict.recorded_by_id is None)
            if not is_fixed:
                self._add(item.code, verdict)
            self.lines.append((item, verdict, item.code in stakes))

    def _add(self, code, verdict):
        self.fields[f"choice-{code}"] = forms.ChoiceField(
            label=f"ผลของรายการ {code}",
            choices=[NOT_MARKED, *Verdict.Choice.choices],
            required=False,
            widget=forms.RadioSelect,
            initial=verdict.choice if verdict else "",
        )
        self.fields[f"reason-{code}"] = forms.CharField(
            label=f"เหตุผลของรายการ {code}",
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=verdict.reason if verdict else "",
        )

    @property
    def rows(self):
        """Yield (item, verdict, has a stake, choice, reason); no fields of what stands fixed."""
        for item, verdict, has_stake in self.lines:
            names = (f"choice-{item.code}", f"reason-{item.code}")
            fields = [self[name] if name in self.fields else None for name in names]
            yield item, verdict, has_stake, *fields

    def clean_content_code(self):
        typed = self.cleaned_data["content_code"]
        if not is_code_of(self.round, typed):
            raise forms.ValidationError(f"เอกสารนี้ไม่ใช่ของเนื้อหาที่พิจารณา ซึ่งมีรหัส {self.round.snapshot}")
        return typed

    def clean(self):
        data = super().clean()
        for code, (choice, reason) in self.marks.items():
            if choice != Verdict.Choice.AGREE and not reason:
                self.add_error(f"reason-{code}", f"กรอกเหตุผลของรายการ {code}")
        if not (self.marks or data.get("rest") or data.get("words")):
            self.add_error(None, "ยังไม่ได้เลือกผลของรายการใด")
        return data

    @property
    def marks(self):
        """Return {code: (choice, reason)} of the items that are marked."""
        data = self.cleaned_data
        codes = [item.code for item, _, _ in self.lines if data.get(f"choice-{item.code}")]
        return {code: (data[f"choice-{code}"], data.get(f"reason-{code}", "")) for code in codes}
