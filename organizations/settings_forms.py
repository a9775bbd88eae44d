"""What an organization sets for itself: its words, its units, its holidays."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.files.uploadedfile import UploadedFile

from .forms import MemberForm, ThaiDateField
from .models import Holiday, Organization, Unit
from .seals import LIMIT, redrawn

PLAN_WORDS = ["แผนการดำเนินงาน", "แผนดำเนินงาน"]  # both names are in daily use


class OrganizationForm(MemberForm):
    """The settings; each says where it shows."""

    plan_word = forms.ChoiceField(
        label="ชื่อเรียกแผน",
        choices=[(word, word) for word in PLAN_WORDS],
        widget=forms.RadioSelect,
        help_text="ใช้ในเล่มแผน ประกาศ และหน้าเว็บ",
    )
    quorum_percent = forms.IntegerField(
        label="องค์ประชุม (ร้อยละ)",
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="การประชุมครบองค์เมื่อกรรมการมาไม่น้อยกว่าร้อยละนี้",
    )
    website = forms.URLField(
        label="เว็บไซต์",
        required=False,
        assume_scheme="https",
        help_text="แสดงในหน้าขององค์กร เช่น https://www.example.go.th",
    )
    remove_seal = forms.BooleanField(label="เอาตราเดิมออก", required=False)

    class Meta:
        model = Organization
        fields = [
            "address", "phone", "email", "website", "seal", "plan_word", "digit_style", "citation",
            "development_plan", "budget_act", "executive_title", "clerk_title", "council",
            "development_committee", "support_committee", "quorum_percent",
        ]  # fmt: skip
        widgets = {
            "seal": forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
            "citation": forms.Textarea(attrs={"rows": 3}),
            "digit_style": forms.RadioSelect,
            "phone": forms.TextInput(attrs={"inputmode": "tel"}),
        }
        labels = {"seal": "ไฟล์ภาพตรา"}
        help_texts = {
            "address": "แสดงท้ายทุกหน้าและในประกาศ",
            "phone": "แสดงท้ายทุกหน้า",
            "email": "สำหรับประชาชนติดต่อ แสดงในหน้าขององค์กร",
            "seal": "แสดงบนปกเล่มแผนและหัวเว็บ ไฟล์ PNG หรือ JPEG ไม่เกิน 2 MB",
            "digit_style": "ใช้ในเล่มแผนและประกาศ หน้าเว็บใช้เลขอารบิกเสมอ",
            "citation": "พิมพ์ในประกาศหลังคำว่า ข้อ 26 และข้อ 27 แห่ง",
            "development_plan": "พิมพ์ในคำนำและประกาศ เช่น แผนพัฒนาท้องถิ่น (พ.ศ. 2566 – 2570)",
            "budget_act": "พิมพ์ในประกาศ",
            "executive_title": "พิมพ์ใต้ลายมือชื่อผู้ประกาศ",
            "clerk_title": "พิมพ์ในเล่มแผนและรายงานการประชุม",
            "council": "พิมพ์ในเล่มแผน",
            "development_committee": "พิมพ์ในเล่มแผน ประกาศ และรายงานการประชุม",
            "support_committee": "พิมพ์ในเล่มแผนและรายงานการประชุม",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["digit_style"].choices = Organization._meta.get_field("digit_style").choices
        self.fields["seal"].widget.attrs["data-max-bytes"] = LIMIT
        seal = ["seal", "remove_seal"] if self.instance.seal else ["seal"]
        self.helper.layout = Layout(
            Fieldset("การติดต่อ", "address", "phone", "email", "website"),
            Fieldset("ตรา", *seal),
            Fieldset("เอกสาร", "plan_word", "digit_style", "citation", "development_plan"),
            Fieldset(
                "ชื่อตำแหน่งและคณะ", "budget_act", "executive_title", "clerk_title", "council",
                "development_committee", "support_committee", "quorum_percent",
            ),
        )  # fmt: skip

    def clean_seal(self):
        seal = self.cleaned_data["seal"]
        return redrawn(seal) if isinstance(seal, UploadedFile) else seal

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("remove_seal") and "seal" not in self.changed_data:
            cleaned["seal"] = ""
        return cleaned


class UnitForm(MemberForm):
    """A unit; a renamed one keeps its old name as another, so that old files still find it."""

    class Meta:
        model = Unit
        fields = ["name", "aliases", "order", "is_active"]
        widgets = {"order": forms.TextInput(attrs={"inputmode": "numeric"})}
        help_texts = {
            "name": "เมื่อเปลี่ยนชื่อ แผนและรายงานที่ประกาศแล้วยังใช้ชื่อเดิม",
            "aliases": "ใช้จับคู่ตอนนำเข้า คั่นด้วยเครื่องหมาย | เช่น กองวิชาการและแผนงาน|กองแผน",
            "order": "เลขน้อยอยู่ก่อน",
            "is_active": "หน่วยงานที่เลิกใช้ไม่ให้เลือกในรายการใหม่ รายการเดิมไม่เปลี่ยน",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organization = self.member.organization
        if not self.instance.pk:
            last = self.member.organization.units.last()
            self.fields["order"].initial = last.order + 10 if last else 10

    def clean(self):
        cleaned = super().clean()
        aliases = [alias.strip() for alias in cleaned.get("aliases", "").split("|")]
        name, old = cleaned.get("name", ""), self.before.get("name", "")
        if old and name != old:
            aliases.append(old)
        kept = [alias for alias in dict.fromkeys(aliases) if alias and alias != name]
        cleaned["aliases"] = "|".join(kept)
        for unit in self.member.organization.units.exclude(pk=self.instance.pk):
            self.refuse_same_names(unit, name, kept)
        return cleaned

    def refuse_same_names(self, unit, name, aliases):
        """One name means one unit, or an import could not tell them apart."""
        theirs = {unit.name, *unit.aliases.split("|")} - {""}
        if name in theirs:
            self.add_error("name", f"“{name}” เป็นชื่อของ {unit} แล้ว")
        for alias in theirs.intersection(aliases):
            self.add_error("aliases", f"“{alias}” เป็นชื่อของ {unit} แล้ว")


class HolidayForm(MemberForm):
    """A day the national list does not have."""

    on = ThaiDateField(label="วันที่", help_text="พิมพ์แบบ 16/9/2568 หรือ 16 ก.ย. 2568")

    class Meta:
        model = Holiday
        fields = ["on", "name"]
        help_texts = {"name": "เช่น วันหยุดพิเศษตามมติคณะรัฐมนตรี"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.organization = self.member.organization

    def clean_on(self):
        on = self.cleaned_data["on"]
        known = {row.organization_id: row for row in Holiday.objects.filter(on=on)}
        own, national = known.get(self.member.organization_id), known.get(None)
        if own and own.is_withdrawn:
            raise forms.ValidationError(f"องค์กรยกเลิก{own}ไว้ เลือก คืนวันหยุด ในรายการแทน")
        if taken := own or national:
            raise forms.ValidationError(f"เป็นวันหยุดอยู่แล้ว คือ{taken}")
        return on
