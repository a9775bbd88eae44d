"""What to look for in the log."""

from django import forms
from django.db.models import Q

from .forms import ThaiDateField
from .models import LogEntry, Member


class LogFilter(forms.Form):
    """By whom, on which day, about what; all optional, all by GET."""

    who = forms.ModelChoiceField(
        Member.objects.none(), label="ผู้ทำ", required=False, empty_label="ทุกคน"
    )
    on = ThaiDateField(label="วันที่", required=False)
    item = forms.CharField(label="เรื่อง", required=False)
    exceptions = forms.BooleanField(label="เฉพาะกรณีพิเศษ", required=False)

    def __init__(self, data, *, member):
        super().__init__(data)
        self.entries = LogEntry.objects.visible_to(member)
        self.fields["who"].queryset = Member.objects.visible_to(member).select_related("user")
        for name in ("on", "item"):
            self.fields[name].widget.attrs["class"] = "form-control"
        self.fields["who"].widget.attrs["class"] = "form-select"
        self.fields["exceptions"].widget.attrs["class"] = "form-check-input"

    @property
    def is_used(self):
        return any(self.data.get(name) for name in self.fields)

    def found(self):
        """Return the entries asked for, newest first; a filter that cannot be read finds none."""
        if not self.is_valid():
            return self.entries.none()
        wanted = self.cleaned_data
        entries = self.entries
        if wanted["who"]:
            entries = entries.filter(member=wanted["who"])
        if wanted["on"]:
            entries = entries.filter(at__date=wanted["on"])
        if wanted["exceptions"]:
            entries = entries.filter(is_exception=True)
        return entries.filter(about(wanted["item"])).order_by("-number")


def about(item):
    """Return the condition for "project:17" (one thing) or words of a name."""
    kind, colon, key = item.partition(":")
    if colon and key.isdecimal() and kind.isascii():
        return Q(object_type=kind, object_id=key)
    return Q(object_label__icontains=item)
