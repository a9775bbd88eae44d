"""What to look for in the log."""

import re
from datetime import datetime, time, timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone

from thai.calendar import long_date

from .forms import ThaiDateField
from .log_deeds import CHOICES, of_deed
from .models import LogEntry, LogSubject, Member
from .subjects import FOLLOWED

ONE_THING = re.compile(r"([a-z]+):(\d{1,18})")
NUMBERS = re.compile(r"[\d๐-๙/]+")


class LogFilter(forms.Form):
    """By whom, about what, what was done, on which days; all optional, all by GET."""

    who = forms.ModelChoiceField(
        Member.objects.none(), label="ผู้ทำ", required=False, empty_label="ทุกคน"
    )
    item = forms.CharField(label="รายการหรือเรื่อง", required=False, max_length=200)
    deed = forms.ChoiceField(label="ทำอะไร", required=False, choices=CHOICES)
    on = ThaiDateField(label="วันที่ หรือตั้งแต่", required=False)
    until = ThaiDateField(label="ถึงวันที่", required=False)
    exceptions = forms.BooleanField(label="เฉพาะกรณีพิเศษ", required=False)

    def __init__(self, data, *, member):
        super().__init__(data)
        self.member = member
        self.entries = LogEntry.objects.visible_to(member)
        self.fields["who"].queryset = Member.objects.visible_to(member).select_related("user")
        self.listed = {}
        for trail in FOLLOWED.values():
            if trail.options:
                self._list(trail, trail.options(member))
        self.order_fields(["who", *self.listed, "item"])
        for field in self.fields.values():
            is_select = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if is_select else "form-control"
        self.fields["exceptions"].widget.attrs["class"] = "form-check-input"
        self.fields["item"].widget.attrs["aria-describedby"] = "item-hint"

    def _list(self, trail, options):
        self.listed[trail.kind] = {value: (words, key) for value, words, key in options}
        choices = [("", "ทั้งหมด"), *((value, words) for value, words, _ in options)]
        self.fields[trail.kind] = forms.ChoiceField(
            label=trail.label, required=False, choices=choices
        )

    def clean(self):
        first, last = self.cleaned_data.get("on"), self.cleaned_data.get("until")
        if first and last and last < first:
            self.add_error("until", f"ถึงวันที่ต้องไม่ก่อน {long_date(first)}")
        return self.cleaned_data

    @property
    def is_used(self):
        return any(self.data.get(name) for name in self.fields)

    def found(self):
        """Return the entries asked for, newest first; a filter that cannot be read finds none."""
        if not self.is_valid():
            return self.entries.none()
        wanted, entries = self.cleaned_data, self.entries
        if wanted["who"]:
            entries = entries.filter(member=wanted["who"])
        for kind, known in self.listed.items():
            if wanted[kind]:
                entries = entries.about(kind, [known[wanted[kind]][1]])
        if wanted["item"]:
            entries = entries.filter(about(self.member, wanted["item"]))
        if wanted["deed"]:
            entries = entries.filter(of_deed(wanted["deed"]))
        if wanted["exceptions"]:
            entries = entries.filter(is_exception=True)
        return self._within(entries).order_by("-number")

    def _within(self, entries):
        """Keep the day, or the days between two, as the clock in Bangkok counts them."""
        first, last = self.cleaned_data["on"], self.cleaned_data["until"]
        if first:
            entries = entries.filter(at__gte=beginning(first))
        if first or last:
            entries = entries.filter(at__lt=beginning((last or first) + timedelta(days=1)))
        return entries

    @property
    def title(self):
        """What the page is called: ประวัติของแผนปี 2569 ฉบับแรก, and the like."""
        if not self.is_valid():
            return "บันทึกการใช้งาน"
        wanted = self.cleaned_data
        names = [known[wanted[kind]][0] for kind, known in self.listed.items() if wanted[kind]]
        named = (trail.name for trail in FOLLOWED.values() if trail.name and wanted["item"])
        names += [words for name in named if (words := name(self.member, wanted["item"]))]
        parts = [f"ประวัติของ{' '.join(names)}"] if names else []
        if wanted["who"]:
            parts.append(f"สิ่งที่ {wanted['who']} ทำ")
        if wanted["on"]:
            until = f" ถึง {long_date(wanted['until'])}" if wanted["until"] else ""
            parts.append(f"วันที่ {long_date(wanted['on'])}{until}")
        return " · ".join(parts) or "บันทึกการใช้งาน"


def beginning(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def about(member, text):
    """Return the condition for "unit:17" (one thing), an item's code, or words of a name."""
    if one := ONE_THING.fullmatch(text):
        kind, key = one.groups()
        return Q(object_type=kind, object_id=key) | of_trail(kind, [int(key)])
    condition = Q() if NUMBERS.fullmatch(text) else Q(object_label__icontains=text)
    for trail in FOLLOWED.values():
        if trail.find:
            condition |= of_trail(trail.kind, trail.find(member, text))
    return condition


def of_trail(kind, keys):
    return Q(pk__in=LogSubject.objects.filter(kind=kind, key__in=keys).values("entry"))
