"""What the executive and the planner type: announcing, sending back, extending, posting."""

from django import forms
from django.conf import settings
from django.utils import timezone

from organizations.forms import StepForm
from organizations.proofs import PICTURES_AND_SCANS, proofs_in
from plans.forms import ThaiDateField
from plans.models import DeadlineExtension
from plans.workflow import StepRefused
from thai.calendar import to_be

from .models import Announcement, Posting

BOARD = "บอร์ดประชาสัมพันธ์หน้าสำนักงาน"
PHOTO_HELP = "ภาพ JPEG, PNG, WebP หรือเอกสารสแกน PDF ไฟล์ละไม่เกิน 10 MB เลือกได้หลายไฟล์"


class PublishForm(StepForm):
    """Day, number and signature of an announcement."""

    announced_on = ThaiDateField(
        label="ประกาศ ณ วันที่", required=False, help_text="พิมพ์แบบ 16/9/2568 หรือ 16 ก.ย. 2568"
    )
    number = forms.IntegerField(
        label="เลขที่ประกาศ",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    signer = forms.CharField(label="ผู้ลงนาม", max_length=200, required=False)
    signer_title = forms.CharField(label="ตำแหน่งผู้ลงนาม", max_length=200, required=False)
    acting_for = forms.CharField(
        label="ลงนามแทน",
        max_length=200,
        required=False,
        help_text="ถ้ามีผู้ลงนามแทน เช่น รักษาราชการแทน นายกเทศมนตรี ถ้าไม่มีเว้นว่าง",
    )

    def __init__(self, *args, version, member, **kwargs):
        self.version, self.member = version, member
        super().__init__(*args, initial=self.suggested(), **kwargs)
        year = to_be(timezone.localdate().year)
        free = Announcement.next_number(version.organization, year)
        self.fields["number"].help_text = f"เว้นว่างได้ เลขถัดไปของปีนี้คือ {free}/{year}"

    def suggested(self):
        """Return today, the executive's own name and title."""
        return {
            "announced_on": timezone.localdate(),
            "signer": str(self.member),
            "signer_title": self.version.organization.executive_title,
        }

    def clean(self):
        data = super().clean()
        self.add_faults(
            Announcement.faults(
                self.version,
                announced_on=data.get("announced_on"),
                number=data.get("number"),
                signer=data.get("signer"),
                signer_title=data.get("signer_title"),
            )
        )
        return data

    def save(self):
        return Announcement.publish(self.version, **self.cleaned_data, by=self.member)


class SendBackForm(StepForm):
    """Why the executive returns a version."""

    reasons = forms.CharField(
        label="เหตุผลที่ส่งกลับ",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="บรรทัดละ 1 ข้อ ผู้จัดทำจะเห็นทุกข้อ",
        error_messages={"required": "กรอกเหตุผลที่ส่งกลับ"},
    )

    def save(self, version, *, by):
        Announcement.send_back(version, reasons=self.cleaned_data["reasons"].splitlines(), by=by)


class ExtensionForm(StepForm):
    """The executive's new due date (ข้อ 27) and the reason for it."""

    due_on = ThaiDateField(label="ขยายถึงวันที่", error_messages={"required": "กรอกวันที่"})
    reason = forms.CharField(
        label="เหตุผล",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "กรอกเหตุผลที่ขยายเวลา"},
    )

    def save(self, version, *, by):
        """Grant it and return the extension; None, with the reasons shown, when refused."""
        try:
            return DeadlineExtension.grant(version, **self.cleaned_data, by=by)
        except StepRefused as refused:
            self.add_error(None, list(refused.reasons))
            return None


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PhotosField(forms.FileField):
    """Several files in one control; each is checked by its content."""

    widget = ManyFilesInput

    def widget_attrs(self, widget):
        given = {"accept": PICTURES_AND_SCANS, "data-max-bytes": settings.UPLOAD_LIMIT}
        return {name: value for name, value in given.items() if name not in widget.attrs}

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            return []
        _, refused = proofs_in(files)
        if refused:
            raise forms.ValidationError(refused)
        for file in files:
            file.seek(0)
        return files


class ProofForm(StepForm):
    """Photos taken here and now, or files that are there already: at least one of them."""

    # `capture` opens the camera at once, so that a file already there needs its own control.
    camera = PhotosField(
        label="ถ่ายภาพที่ป้าย",
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    files = PhotosField(label="หรือเลือกไฟล์ที่มีอยู่", required=False, help_text=PHOTO_HELP)

    def clean(self):
        data = super().clean()
        data["files"] = [*data.pop("camera", []), *data.get("files", [])]
        if not data["files"] and not self.has_error("camera") and not self.has_error("files"):
            self.add_error("camera", "ต้องมีภาพถ่ายหรือเอกสารสแกนอย่างน้อย 1 ไฟล์")
        return data


class PostingForm(ProofForm):
    """Where, when and by whom it was put up, with its proof."""

    place = forms.CharField(
        label="สถานที่ปิดประกาศ", max_length=200, required=False, help_text="เช่น บอร์ดหน้าสำนักงาน"
    )
    posted_on = ThaiDateField(
        label="วันที่ปิดประกาศ", required=False, help_text="พิมพ์แบบ 16/9/2568 หรือ 16 ก.ย. 2568"
    )
    posted_at = forms.TimeField(
        label="เวลา",
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="เช่น 9.30 เว้นว่างได้",
        error_messages={"invalid": "พิมพ์เวลาแบบ 9.30 หรือ 14:05"},
    )
    posted_by = forms.CharField(label="ผู้ปิดประกาศ", max_length=200, required=False)
    late_reason = forms.CharField(
        label="เหตุที่ปิดประกาศเกินกำหนด",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="กรอกเมื่อปิดประกาศเกินกำหนดเท่านั้น",
    )

    def __init__(self, *args, announcement, member, **kwargs):
        self.announcement, self.member = announcement, member
        self.usual_places = usual_places(announcement)
        suggested = {
            "place": next(iter(self.usual_places), ""),
            "posted_on": timezone.localdate(),
            "posted_by": str(member),
        }
        super().__init__(*args, initial=suggested, **kwargs)
        self.fields["place"].widget.attrs["list"] = "usual-places"

    def clean(self):
        data = super().clean()
        written = ("place", "posted_on", "posted_at", "posted_by", "late_reason")
        self.add_faults(
            Posting.faults(self.announcement, **{name: data.get(name) for name in written})
        )
        return data

    def save(self):
        return Posting.record(self.announcement, **self.cleaned_data, by=self.member)


def usual_places(announcement):
    """Return where this organization posts and this announcement is not posted yet."""
    organization = announcement.organization
    used = Posting.objects.filter(announcement__organization=organization).order_by("-posted_on")
    places = dict.fromkeys(used.values_list("place", flat=True)[:50])
    places[BOARD] = None
    posted = set(announcement.postings.values_list("place", flat=True))
    return [place for place in places if place not in posted][:8]


class EvidenceForm(ProofForm):
    """Further photos of a posting."""

    def save(self, posting, *, by):
        try:
            posting.add_evidence(self.cleaned_data["files"], by=by)
        except StepRefused as refused:
            self.add_error("files", list(refused.reasons))
        return not self.errors


class TakeDownForm(StepForm):
    """When and by whom a posting was taken down."""

    on = ThaiDateField(label="วันที่ปลดประกาศ", required=False)
    by_name = forms.CharField(label="ผู้ปลดประกาศ", max_length=200, required=False)

    def __init__(self, *args, posting, member, **kwargs):
        self.posting, self.member = posting, member
        suggested = {"on": timezone.localdate(), "by_name": str(member)}
        super().__init__(*args, initial=suggested, **kwargs)

    def clean(self):
        data = super().clean()
        self.add_faults(self.posting.faults_of_removal(data.get("on"), data.get("by_name")))
        return data

    def save(self):
        data = self.cleaned_data
        self.posting.take_down(data["on"], by_name=data["by_name"], by=self.member)
