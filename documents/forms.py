"""The wording of a section, checked for fields that do not exist."""

from django import forms
from django.db import transaction

from organizations.forms import MemberForm

from .models import PartOne, SectionText
from .texts import faults_of


class SectionTextForm(MemberForm):
    class Meta:
        model = SectionText
        fields = ["body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}
        help_texts = {
            "body": "เว้นหนึ่งบรรทัดเพื่อขึ้นย่อหน้าใหม่ ขึ้นต้นบรรทัดด้วย # เพื่อทำเป็นหัวข้อ"
            " ด้วย 1. เพื่อทำเป็นข้อที่มีเลข หรือด้วย - เพื่อทำเป็นข้อที่ไม่มีเลข"
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.read_before = self.instance.body

    def clean_body(self):
        body = self.cleaned_data["body"].replace("\r\n", "\n")  # as browsers send it
        if faults := faults_of(body):
            raise forms.ValidationError(faults)
        return body

    @transaction.atomic
    def save(self, commit=True):
        if self.cleaned_data["body"] == self.read_before:
            return self.instance
        self.instance.keep(self.read_before, by=self.member)
        self.instance.edited_by = self.member
        return super().save(commit)


class PartOneForm(MemberForm):
    class Meta:
        model = PartOne
        fields = ["sources_in"]
        widgets = {"sources_in": forms.RadioSelect}
