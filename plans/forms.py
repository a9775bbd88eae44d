"""Opening a version, and the strategies of the development plan."""

from crispy_forms.helper import FormHelper
from django import forms

from organizations.forms import MemberForm, ThaiDateField

from .models import Guideline, RouteChoice, Strategy
from .models.routes import choices_of, in_words
from .workflow import Kind, Trigger

KIND_HELP = {
    Kind.ORIGINAL: "แผนฉบับแรกของปี",
    Kind.ADDITION: "เพิ่มรายการใหม่ที่ไม่มีในแผนเดิม",
    Kind.CHANGE: "เปลี่ยนวัตถุประสงค์หรือสาระสำคัญของรายการเดิม",
    Kind.CORRECTION: "แก้คำผิดหรือข้อมูลที่คลาดเคลื่อน สาระเดิมไม่เปลี่ยน",
}


class OpenVersionForm(forms.Form):
    """What is opened, and the event that makes it necessary."""

    fiscal_year = forms.IntegerField(label="ปีงบประมาณ พ.ศ.", widget=forms.TextInput)
    kind = forms.ChoiceField(
        label="ประเภท",
        choices=[(kind.value, f"{kind.label}: {KIND_HELP[kind]}") for kind in Kind],
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label="ครั้งที่",
        min_value=1,
        max_value=99,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="ของฉบับเพิ่มเติม เปลี่ยนแปลง หรือแก้ไข เว้นว่างให้นับต่อจากครั้งก่อน",
    )
    trigger = forms.ChoiceField(label="เหตุที่ต้องจัดทำ", choices=Trigger)
    trigger_on = ThaiDateField(
        label="วันที่เกิดเหตุ", help_text="เริ่มนับ 30 วันจากวันนี้ พิมพ์แบบ 16/9/2568 หรือ 16 ก.ย. 2568"
    )

    def clean_fiscal_year(self):
        year = self.cleaned_data["fiscal_year"]
        if not 2540 <= year <= 2640:
            raise forms.ValidationError("ปีงบประมาณต้องเป็น พ.ศ. เช่น 2569")
        return year

    def clean_kind(self):
        return Kind(self.cleaned_data["kind"])


class RoutesForm(forms.Form):
    """For each kind of revision that the procedure leaves open: the bodies it passes."""

    def __init__(self, *args, organization, procedure, **kwargs):
        super().__init__(*args, **kwargs)
        self.organization, self.procedure = organization, procedure
        self.helper = FormHelper()
        self.helper.form_tag = False
        for kind in procedure.free_kinds:
            standard = procedure.route(kind)
            self.fields[kind] = forms.ChoiceField(
                label=f"ฉบับ{Kind(kind).label}",
                choices=[
                    (" ".join(road), in_words(road) + (" (ตามระเบียบ)" if road == standard else ""))
                    for road in choices_of(procedure, kind)
                ],
                widget=forms.RadioSelect,
                initial=" ".join(RouteChoice.route_of(organization, procedure, kind)),
            )

    def save(self, *, by):
        """Keep what is chosen; what stays as it was is not logged."""
        for kind, road in self.cleaned_data.items():
            RouteChoice.choose(self.organization, self.procedure, kind, road.split(), by=by)


class StrategyForm(MemberForm):
    class Meta:
        model = Strategy
        fields = ["number", "name", "is_active"]
        widgets = {"name": forms.Textarea(attrs={"rows": 2}), "number": forms.TextInput}

    def clean_number(self):
        number = self.cleaned_data["number"]
        taken = Strategy.objects.visible_to(self.member).filter(number=number)
        if taken.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"มียุทธศาสตร์ลำดับที่ {number} อยู่แล้ว")
        return number

    def save(self, commit=True):
        self.instance.organization = self.member.organization
        return super().save(commit)


class GuidelineForm(MemberForm):
    class Meta:
        model = Guideline
        fields = ["strategy", "number", "name"]
        labels = {"strategy": "ยุทธศาสตร์"}
        widgets = {"name": forms.Textarea(attrs={"rows": 2}), "number": forms.TextInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["strategy"].queryset = Strategy.objects.visible_to(self.member)

    def clean(self):
        data = super().clean()
        strategy, number = data.get("strategy"), data.get("number")
        if strategy and number is not None:
            taken = strategy.guidelines.filter(number=number).exclude(pk=self.instance.pk)
            if taken.exists():
                self.add_error("number", f"มีแนวทางลำดับที่ {strategy.number}.{number} อยู่แล้ว")
        return data
