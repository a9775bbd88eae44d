"""What is typed of a resolution: the outcome, and the list of changes it adopts a draft with."""

from django import forms

from projects.fields import MoneyField
from thai.numerals import to_arabic_digits
from thai.text import repair

from .decided import contradictions
from .forms import ResolutionForm
from .fulfilment import LISTED, REMOVE
from .models import Resolution, Verdict
from .models.resolutions import faults_of

ROWS, MORE = 3, 5  # empty lines offered, and how many more at a time


class ChangeForm(forms.Form):
    """One line of the list; a line left empty is none."""

    code = forms.CharField(label="รหัสรายการ", max_length=8)
    field = forms.ChoiceField(label="ช่อง", choices=[("", "เลือกช่อง"), *LISTED.items()])
    after = forms.CharField(label="แก้เป็น", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = "กรอกรหัสรายการ"
        self.fields["field"].error_messages["required"] = "เลือกช่องที่ให้ปรับปรุง"
        for name in ("code", "after"):
            self.fields[name].widget.attrs["class"] = "form-control"
        self.fields["field"].widget.attrs["class"] = "form-select"

    def has_changed(self):
        """A line is a line when anything stands in it, also what was there to begin with."""
        return any(self[name].data for name in self.fields)

    def clean_code(self):
        code = to_arabic_digits(repair(self.cleaned_data["code"]))
        return code.zfill(4) if code.isdecimal() else code

    def clean(self):
        data = super().clean()
        after = repair(data.get("after") or "")
        if data.get("field") == "budget":
            try:
                amount = MoneyField(noun="งบประมาณ", required=True).clean(after)
                after = f"{amount:.2f}"
            except forms.ValidationError as error:
                self.add_error("after", error)
        return {**data, "after": after}

    @property
    def listed(self):
        """The change as (code, field, after); None for an empty line."""
        data = self.cleaned_data
        return (data["code"], data["field"], data["after"]) if data.get("code") else None


def _decided(round):
    """Return the lines that follow from what the meeting decided of items."""
    doubts = round.decisions.exclude(choice=Verdict.Choice.AGREE).select_related("line")
    return [
        {"code": each.code, "field": REMOVE}
        if each.choice == Verdict.Choice.DISAGREE
        else {"code": each.code, "after": each.words}
        for each in doubts
    ]


def _asked(round):
    """Return the lines that follow from the members' verdicts."""
    asked = round.verdicts.counted().filter(choice=Verdict.Choice.AGREE_WITH_CHANGES)
    asked = asked.select_related("line").order_by("line__code", "at")
    return [{"code": v.line.code, "after": v.reason} for v in asked]


class ChangesFormSet(forms.BaseFormSet):
    """The list of changes; what the meeting or its members asked for is there to begin with."""

    def _construct_form(self, i, **kwargs):
        return super()._construct_form(
            i, **{**kwargs, "empty_permitted": True, "use_required_attribute": False}
        )

    @classmethod
    def of(cls, round, data=None):
        initial = _decided(round) or _asked(round)
        made = forms.formset_factory(
            ChangeForm, formset=cls, extra=ROWS, max_num=1000, absolute_max=1000
        )
        return made(data, initial=[] if data else initial, prefix="changes")

    def grown(self):
        """Return the list as it was typed with more empty lines, nothing checked yet."""
        data = self.data.copy()
        data["changes-TOTAL_FORMS"] = str(min(self.total_form_count() + MORE, 1000))
        return type(self)(data, prefix="changes")

    @property
    def listed(self):
        return [form.listed for form in self.forms if form.listed]


class ResolutionDraft:
    """The form of a resolution and its list, sent together."""

    def __init__(self, round, data=None):
        self.round, self.is_growing = round, bool(data) and "more" in data
        self.is_sent = data is not None and not self.is_growing
        self.form = ResolutionForm(data if self.is_sent else None, round=round, initial=data or {})
        self.changes = ChangesFormSet.of(round, data)
        if self.is_growing:
            self.changes = self.changes.grown()

    @property
    def is_faulty(self):
        return self.is_sent and bool(self.form.errors or self._list_is_faulty)

    @property
    def is_with_changes(self):
        return self.form.data.get("outcome") == Resolution.Outcome.WITH_CHANGES

    @property
    def _list_is_faulty(self):
        return self.is_with_changes and not self.changes.is_valid()

    def is_valid(self):
        """Check both; what is wrong with the list as a whole stands above the form."""
        if not self.form.is_valid() or self._list_is_faulty:
            return False
        faults = faults_of(self.listed, self.round.table) if self.is_with_changes else []
        outcome, decisions = self.form.cleaned_data["outcome"], self.round.decisions
        faults += contradictions(
            decisions.select_related("line"), outcome, self.listed, self.round.is_unchanged
        )
        self.form.add_faults((None, sentence) for sentence in faults)
        return not faults

    @property
    def listed(self):
        return self.changes.listed if self.is_with_changes else []

    @property
    def told(self):
        """Return what Resolution.draft takes."""
        return {**self.form.cleaned_data, "changes": self.listed}
