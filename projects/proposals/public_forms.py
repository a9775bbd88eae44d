"""What an agency types about one project; only its name is required."""

from crispy_forms.layout import Field, Layout
from django import forms

from organizations.forms import StepForm
from thai.text import foreign_letters, repair

from ..fields import MoneyField, MonthsField
from ..models.proposals import MOST
from .pasted import MOST_LINES, lines_of


def _text(label, longest, rows=1, **kwargs):
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(
        label=label, max_length=longest, widget=widget, required=False, strip=True, **kwargs
    )


class ProposalForm(StepForm):
    name = _text("ชื่อโครงการ", 1000, 2)
    detail = _text(
        "รายละเอียด", 5000, 4, help_text="ขนาด ปริมาณ หรือกิจกรรม เช่น ผิวจราจรกว้าง 6 เมตร ยาว 1,200 เมตร"
    )
    budget = MoneyField(
        noun="งบประมาณ",
        label="งบประมาณ",
        required=False,
        help_text="บาท พิมพ์แบบ 498,000 หรือ ๔๙๘,๐๐๐ ยังไม่ทราบให้เว้นว่าง",
    )
    place = _text("สถานที่ดำเนินการ", 1000, 2, help_text="หมู่ที่ บ้าน ถนน ตำบล")
    months = MonthsField(label="เดือนที่จะดำเนินการ", required=False)
    contact = _text("ผู้ประสานงาน", 200, help_text="ชื่อและโทรศัพท์ ใช้ติดต่อกลับเท่านั้น ไม่ลงในแผน")
    note = _text("หมายเหตุ", 2000, 2, help_text="ข้อความนี้ลงในแผนด้วยเมื่อรับรายการ")

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = "กรอกชื่อโครงการ"
        self.helper.layout = Layout(
            "name", "detail", "budget", "place",
            Field("months", template="includes/month_picker.html"), "contact", "note",
        )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if self.invitation.is_hurried:
            self.add_error(None, "ส่งเร็วเกินไป รอ 1 นาทีแล้วกดบันทึกอีกครั้ง สิ่งที่พิมพ์ยังอยู่ครบ")
        texts = {name: text for name, text in cleaned.items() if isinstance(text, str)}
        for name, text in texts.items():
            cleaned[name] = repair(text)
        for name in texts:
            if letters := foreign_letters(cleaned[name]):
                told = " ".join(letters[:5])
                self.add_error(name, f"พิมพ์ใหม่ มีตัวอักษรที่ไม่ใช่ภาษาไทยหรืออังกฤษ: {told}")
        if "name" in cleaned and not cleaned["name"]:
            self.add_error("name", "กรอกชื่อโครงการ")
        return cleaned


class PasteForm(StepForm):
    """Lines copied from a spreadsheet; each is read as the form of one project would read it."""

    table = forms.CharField(
        label="ตารางที่คัดลอกมา",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=100_000,  # below what the reader takes as one cell
        strip=False,
        error_messages={"required": "วางอย่างน้อย 1 บรรทัด"},
        help_text="เรียงช่องตามลำดับ ชื่อ · รายละเอียด · งบประมาณ · สถานที่ · เดือน · หมายเหตุ",
    )
    contact = _text("ผู้ประสานงานของทุกรายการ", 200)

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.lines = []

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        year, contact = self.invitation.version.fiscal_year, cleaned["contact"]
        self.lines = lines_of(cleaned["table"], year, contact)
        room = min(MOST_LINES, MOST - self.invitation.proposals.count())
        if not self.lines or len(self.lines) > room:
            sentence = f"วางมา {len(self.lines)} รายการ รับได้ครั้งนี้ 1 ถึง {room} รายการ"
            self.add_error("table", sentence)
            return cleaned
        for line in self.lines:
            self._check(line)
        return cleaned

    def _check(self, line):
        form = ProposalForm(line.data, invitation=self.invitation)
        for name, faults in form.errors.items():
            label = f"{form.fields[name].label}: " if name in form.fields else ""
            line.faults += [f"{label}{fault}" for fault in faults]
        for fault in line.faults:
            self.add_error("table", f"บรรทัด {line.number} {fault}")
        line.values = form.cleaned_data
