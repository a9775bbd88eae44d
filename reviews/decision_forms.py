"""What is typed of items in a meeting: who has a stake, and what was decided one by one."""

from django import forms

from organizations.forms import StepForm
from organizations.models import Member
from thai.numerals import to_arabic_digits
from thai.text import repair

from .models import ItemDecision, Verdict
from .reading import doubts_of

BLANK = 3  # lines for items that nobody doubted before the meeting
CHOICES = [("", "เลือกมติ"), *Verdict.Choice.choices]


class InterestForm(StepForm):
    """The stake; a planner also names whose it is."""

    member = forms.ModelChoiceField(
        Member.objects.none(), label="กรรมการผู้มีส่วนได้เสีย", empty_label="เลือกกรรมการ"
    )
    reason = forms.CharField(
        label="ส่วนได้เสีย",
        help_text="เช่น เป็นเจ้าของที่ดินติดโครงการ เป็นคู่สัญญา เป็นญาติของผู้รับจ้าง",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, round, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = "กรอกส่วนได้เสีย"
        members = round.members()
        if round.is_seat_of(by) and not by.is_planner:
            members = members.filter(pk=by.pk)
            self.fields["member"].widget = forms.HiddenInput()
            self.fields["member"].initial = by.pk
        self.fields["member"].queryset = members


class DecisionsForm(StepForm):
    """What a meeting decided of each item that somebody doubted, and of all the others."""

    rest = forms.BooleanField(label="รายการอื่นทั้งหมด เห็นชอบตามเสนอ", required=False)

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        self.round, self.items = round, {item.code: item for item in round.table_now().items}
        kept = {each.code: each for each in round.decisions.select_related("line")}
        self.fields["rest"].initial = "" in kept
        self.reasons = _reasons(round)
        offered = sorted((self.reasons.keys() | kept.keys()) & self.items.keys())
        self.known = {f"item_{code}": code for code in offered}
        self.blank = [f"more_{n}" for n in range(1, BLANK + 1)]
        for name, code in self.known.items():
            self._add(name, kept.get(code))
        for name in self.blank:
            self.fields[f"{name}_code"] = forms.CharField(
                label="รหัสรายการ", required=False, max_length=8, widget=_box(forms.TextInput)
            )
            self._add(name, None)

    def _add(self, name, decision):
        self.fields[f"{name}_choice"] = forms.ChoiceField(
            label="มติ", choices=CHOICES, required=False,
            initial=decision.choice if decision else "",
            widget=forms.Select(attrs={"class": "form-select"}),
        )  # fmt: skip
        self.fields[f"{name}_words"] = forms.CharField(
            label="ข้อความในมติ", required=False, initial=decision.words if decision else "",
            widget=_box(forms.Textarea, rows=2),
        )  # fmt: skip

    @property
    def rows(self):
        """Return (item, what was said of it, field of the choice, of the words)."""
        return [
            (self.items[code], self.reasons.get(code, []), *self._fields(name))
            for name, code in self.known.items()
        ]

    @property
    def more(self):
        """Return (field of the code, of the choice, of the words) for other items."""
        return [(self[f"{name}_code"], *self._fields(name)) for name in self.blank]

    def _fields(self, name):
        return self[f"{name}_choice"], self[f"{name}_words"]

    def clean(self):
        data = super().clean()
        self.decided = {}
        for name in (*self.known, *self.blank):
            code = self.known.get(name) or _code(data.get(f"{name}_code") or "")
            choice, words = data.get(f"{name}_choice"), data.get(f"{name}_words") or ""
            self.add_faults(self._faults(name, code, choice, words, data.get("rest")))
            if code and choice:
                self.decided[code] = (choice, words)
        return data

    def _faults(self, name, code, choice, words, is_rest_agreed):
        if code and code not in self.items:
            yield f"{name}_code", f"ไม่มีรายการ {code} ในร่างที่พิจารณา"
        elif code in self.decided:
            yield f"{name}_code", f"ระบุรายการ {code} ซ้ำ"
        if choice and not code:
            yield f"{name}_code", "กรอกรหัสรายการ"
        if code and not choice and (name in self.blank or is_rest_agreed):
            yield f"{name}_choice", f"เลือกมติของรายการ {code}"
        if choice in {Verdict.Choice.AGREE_WITH_CHANGES, Verdict.Choice.DISAGREE} and not words:
            yield f"{name}_words", f"กรอกข้อความในมติของรายการ {code}"

    def save(self, meeting, *, by):
        rest = self.cleaned_data["rest"]
        return ItemDecision.keep(meeting, self.round, self.decided, rest=rest, by=by)


def _box(widget, **attrs):
    return widget(attrs={"class": "form-control", **attrs})


def _code(text):
    code = to_arabic_digits(repair(text))
    return code.zfill(4) if code.isdecimal() else code


def _reasons(round):
    """Return {code: [what members said of the item, …]}; who has a stake is named first."""
    found = {}
    for stake in round.interests.with_people():
        found.setdefault(stake.line.code, []).append(f"ส่วนได้เสียของ {stake.member}: {stake.reason}")
    for verdict in doubts_of(round):
        said = f"{verdict.words} {verdict.reason} ({verdict.member})"
        found.setdefault(verdict.line.code, []).append(said)
    for remark in round.remarks.exclude(line=None).with_people():
        found.setdefault(remark.line.code, []).append(f"ความเห็น {remark.body} ({remark.by})")
    return found
