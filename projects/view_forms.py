"""The name of a saved view."""

from django import forms
from django.http import QueryDict

from thai.text import repair

from .filters import LAYOUT, NARROWING
from .item_list import query_of
from .models import SavedView

LONGEST = 4000  # of a query; servers take addresses of 8,000


class ViewForm(forms.ModelForm):
    """Name a view of the list; a member has one view of a name."""

    class Meta:
        model = SavedView
        fields = ["name"]
        error_messages = {"name": {"required": "ตั้งชื่อมุมมอง", "max_length": "ชื่อยาวเกิน 80 ตัวอักษร"}}
        widgets = {"name": forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"})}

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.member = member

    def clean_name(self):
        name = repair(self.cleaned_data["name"])  # as it will be kept
        if not name:
            raise forms.ValidationError("ตั้งชื่อมุมมอง")
        others = self.instance.member.saved_views.exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise forms.ValidationError(f"มีมุมมองชื่อ “{name}” แล้ว ตั้งชื่ออื่น")
        return name


def query_to_keep(text):
    """Return what a view keeps of an address: the fields of the list, nothing else."""
    return query_of(QueryDict(text[:LONGEST]), *NARROWING, *LAYOUT, "col")
