"""What is typed about a link: its last day, and the code that opens it."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from organizations.forms import StepForm, ThaiDateField
from thai.numerals import to_arabic_digits

LONGEST = timedelta(days=180)


class LastDayForm(StepForm):
    last_day = ThaiDateField(
        label="ใช้ลิงก์ได้ถึงวันที่",
        help_text="พิมพ์แบบ 16/9/2568 หรือ 16 ก.ย. 2568 ไม่เกิน 180 วัน",
        error_messages={"required": "กรอกวันที่"},
    )

    def clean_last_day(self):
        day, today = self.cleaned_data["last_day"], timezone.localdate()
        if day < today:
            raise forms.ValidationError("ต้องเป็นวันนี้หรือหลังจากนี้")
        if day > today + LONGEST:
            raise forms.ValidationError("ลิงก์ใช้ได้ไม่เกิน 180 วัน ออกลิงก์ใหม่ได้เมื่อหมดเวลา")
        return day


class CodeForm(StepForm):
    """Six digits, Thai or Arabic, spaces as people write them."""

    code = forms.CharField(
        label="รหัส 6 หลัก",
        max_length=20,
        error_messages={"required": "กรอกรหัส 6 หลัก"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self):
        code = "".join(to_arabic_digits(self.cleaned_data["code"]).replace("-", "").split())
        if len(code) != 6 or not (code.isascii() and code.isdigit()):
            raise forms.ValidationError("รหัสเป็นตัวเลข 6 หลัก เช่น 042 781")
        return code
