"""Why two works are two, or are to be compared again."""

from django import forms

from organizations.forms import StepForm


class ReasonForm(StepForm):
    reason = forms.CharField(
        label="เหตุผล", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "กรอกเหตุผล"},
    )  # fmt: skip

    @property
    def given(self):
        return self.cleaned_data["reason"]
