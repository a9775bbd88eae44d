"""What a planner types: whom to invite until when, and what becomes of a proposal."""

from datetime import timedelta

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from organizations.forms import StepForm, ThaiDateField
from organizations.models import Unit
from plans.clocks import finish_clock
from plans.models import Guideline, Program, Strategy
from thai.calendar import long_date
from thai.text import repair

from ..forms import fit_guideline
from ..models import OTHERS_MONEY, BudgetSource, Equipment, Project
from ..models.agencies import AgencyInvitation

USUAL_DAYS, MOST_DAYS = 30, 180
USUAL_SOURCE = "other_agency"
EMAIL = {
    "label": "อีเมลผู้ประสานงาน (ไม่กรอกก็ได้)",
    "required": False,
    "help_text": "ระบบส่งลิงก์ให้ทางอีเมลนี้ ไม่กรอกให้คัดลอกลิงก์ไปส่งเอง",
    "error_messages": {"invalid": "พิมพ์อีเมลใหม่ เช่น plan@example.go.th"},
}


def usual_last_day(version, today):
    """Return the day by which the plan must be finished, or 30 days on where that is past."""
    due = finish_clock(version, today).due
    return due if due > today else today + timedelta(days=USUAL_DAYS)


class LastDayField(ThaiDateField):
    """A day from today on, and not so far that a link is forgotten."""

    def __init__(self, **kwargs):
        words = "พิมพ์แบบ 16/12/2568 หรือ 16 ธ.ค. 2568 ใช้ได้ถึงสิ้นวันนั้น"
        super().__init__(label="ใช้ลิงก์ได้ถึงวันที่", help_text=words, **kwargs)
        self.error_messages["required"] = "กรอกวันสุดท้ายที่ใช้ลิงก์ได้"

    def clean(self, value):
        day, today = super().clean(value), timezone.localdate()
        latest = today + timedelta(days=MOST_DAYS)
        if day < today:
            raise forms.ValidationError("ต้องเป็นวันนี้หรือหลังจากนี้")
        if day > latest:
            raise forms.ValidationError(f"ไม่เกิน {MOST_DAYS} วัน คือไม่หลัง {long_date(latest)}")
        return day


class InviteForm(StepForm):
    agency = forms.CharField(
        label="ชื่อหน่วยงานภายนอก",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "agencies", "autocomplete": "off"}),
        help_text="ชื่อเต็ม เช่น แขวงทางหลวงชนบทพะเยา",
        error_messages={"required": "กรอกชื่อหน่วยงานภายนอก"},
    )
    email = forms.EmailField(**EMAIL)
    last_day = LastDayField()

    def clean_agency(self):
        name = " ".join(repair(self.cleaned_data["agency"]).split())
        if not name:
            raise forms.ValidationError("กรอกชื่อหน่วยงานภายนอก")
        return name


class LastDayForm(StepForm):
    last_day = LastDayField()


class RenewForm(LastDayForm):
    field_order = ["email", "last_day"]
    email = forms.EmailField(**EMAIL)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


def known_agencies(member):
    """Return the names the organization has used before, to choose from while typing."""
    names = set(AgencyInvitation.objects.visible_to(member).values_list("agency", flat=True))
    for model in (Project, Equipment):
        named = model.objects.visible_to(member).exclude(agency="")
        names |= set(named.order_by("agency").values_list("agency", flat=True).distinct()[:200])
    return sorted(names)


class DecisionForm(StepForm):
    """`seen` names the words that were read, so that nobody decides about others."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="ข้อความถึงหน่วยงาน (ไม่กรอกก็ได้)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="หน่วยงานอ่านข้อความนี้ในหน้าของตน",
    )

    def clean_note(self):
        return repair(self.cleaned_data["note"])


class RefuseForm(DecisionForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True
        self.fields["note"].label = "เหตุผลที่ไม่รับ"
        self.fields["note"].error_messages["required"] = "กรอกเหตุผลที่ไม่รับ หน่วยงานจะได้อ่าน"


class AcceptForm(DecisionForm):
    """Where the new item stands; what is not chosen now is chosen in the item's own form."""

    field_order = ["strategy", "guideline", "program", "source", "unit", "note", "seen"]
    strategy = forms.ModelChoiceField(Strategy.objects.none(), label="ยุทธศาสตร์", required=False)
    guideline = forms.ModelChoiceField(
        Guideline.objects.none(), label="แนวทางการพัฒนา", required=False
    )
    program = forms.ModelChoiceField(Program.objects.all(), label="แผนงาน", required=False)
    source = forms.ModelChoiceField(
        BudgetSource.objects.filter(origin_class__in=OTHERS_MONEY),
        label="แหล่งเงิน",
        required=False,
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="หน่วยงานที่ประสานงาน", required=False)

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Strategy.objects.visible_to(member).filter(is_active=True)
        self.fields["strategy"].queryset = mine
        guidelines = Guideline.objects.visible_to(member).select_related("strategy")
        self.fields["guideline"].queryset = guidelines.order_by("strategy__number", "number")
        self.fields["unit"].queryset = Unit.objects.visible_to(member).filter(is_active=True)
        for name in ("strategy", "guideline", "program", "source", "unit"):
            self.fields[name].empty_label = "ยังไม่เลือก"
        if not guidelines.exists():
            del self.fields["guideline"]
        self.initial.setdefault("unit", member.unit_id)
        usual = self.fields["source"].queryset.filter(key=USUAL_SOURCE).first()
        self.initial.setdefault("source", usual)

    def clean(self):
        cleaned = super().clean()
        fit_guideline(self, cleaned)
        return cleaned


class AcceptManyForm(AcceptForm):
    """Several proposals to stand in one place; a tick carries the wording that was read."""

    picked = forms.MultipleChoiceField(
        label="รายการที่จะรับ",
        error_messages={
            "required": "เลือกอย่างน้อย 1 รายการ",
            "invalid_choice": "บางรายการตรวจไปแล้ว หรือหน่วยงานแก้หลังจากท่านเปิดหน้า อ่านใหม่แล้วเลือกอีกครั้ง",
        },
    )

    def __init__(self, *args, proposals, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_tick = {f"{one.pk}-{one.wording}": one for one in proposals}
        self.fields["picked"].choices = [(tick, one.name) for tick, one in self.by_tick.items()]
        # What may be there already is left to be looked at by itself.
        alone = [tick for tick, one in self.by_tick.items() if not one.likely]
        self.initial.setdefault("picked", alone)
        self.helper.layout = Layout(
            *(name for name in self.fields if name not in ("picked", "seen"))
        )

    @property
    def rows(self):
        """Return [(tick, proposal, whether it is ticked)] for the page."""
        ticked = set(self["picked"].value() or [])
        return [(tick, one, tick in ticked) for tick, one in self.by_tick.items()]

    def clean_picked(self):
        """Return [(proposal, the wording that was read)]."""
        ticks = self.cleaned_data["picked"]
        return [(self.by_tick[tick], tick.partition("-")[2]) for tick in ticks]


class MergeForm(DecisionForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    keeps_rest = forms.BooleanField(
        label="เก็บสิ่งที่หน่วยงานส่งแต่ไม่ได้เลือกไว้ในหมายเหตุของรายการ", required=False, initial=True
    )
