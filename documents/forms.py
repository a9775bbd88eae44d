"""The wording of a section, checked for fields that do not exist."""

from django import forms

from organizations.forms import MemberForm

from .models import SectionText
from .texts import faults_of


class SectionTextForm(MemberForm):
    class Meta:
        model = SectionText
        fields = ["body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}
        help_texts = {"body": "เว้นหนึ่งบรรทัดเพื่อขึ้นย่อหน้าใหม่ ขึ้นต้นบรรทัดด้วย - หรือ 1. เพื่อทำเป็นข้อ"}

    def clean_body(self):
        body = self.cleaned_data["body"]
        if faults := faults_of(body):
            raise forms.ValidationError(faults)
        return body

    def save(self, commit=True):
        self.instance.edited_by = self.member
        return super().save(commit)
