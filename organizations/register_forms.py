"""What a new organization needs beside its register entry."""

from crispy_forms.helper import FormHelper
from django import forms

from . import creation
from .forms import say_what_is_missing


class CreationForm(forms.Form):
    slug = forms.CharField(
        label="ที่อยู่บนเว็บ",
        help_text="ตัวอักษร a-z ตัวเลข และขีดกลาง เช่น maesai เปลี่ยนภายหลังไม่ได้",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    admin_email = forms.EmailField(
        label="อีเมลของผู้ดูแลระบบคนแรก", help_text="จะได้รับคำเชิญ แล้วเชิญสมาชิกคนอื่นต่อเอง"
    )

    def __init__(self, *args, entry, **kwargs):
        super().__init__(*args, **kwargs)
        self.entry = entry
        say_what_is_missing(self)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_slug(self):
        slug = self.cleaned_data["slug"].strip().lower()
        if faults := creation.faults_of_slug(slug):
            raise forms.ValidationError(faults)
        return slug

    def clean(self):
        if faults := creation.faults_of_code(self.entry.code):
            raise forms.ValidationError(faults)
        return super().clean()

    def create(self, *, by):
        return creation.create_from_register(self.entry.code, self.cleaned_data["slug"], by=by)
