"""The forms of an import: the file, its sheets, its columns, its names, and how it is read."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from ..fields import MonthsField
from .options import Options
from .saving import sheets_in
from .table_reader import EMPTY, FileRefused, megabytes, too_large


class UploadLimit(FileUploadHandler):
    """Stop keeping an upload once it is over the limit; the rest is let past, not stored."""

    received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT:
            raise StopUpload(connection_reset=False)  # a cut line would show no page at all
        return raw_data

    def file_complete(self, file_size):
        return None


class OptionsForm(forms.Form):
    """How rows are read: what those without months get, and whether missing names are added."""

    months = MonthsField(
        label="เดือนของแถวที่ไม่มีเดือน",
        required=False,
        help_text="ไม่เลือกเลย คือเว้นเดือนไว้ กรอกภายหลังในรายการได้",
    )
    create_missing = forms.BooleanField(
        label="เพิ่มยุทธศาสตร์ แนวทาง และหน่วยงานที่องค์กรยังไม่มี",
        required=False,
        help_text="เห็นชื่อที่จะเพิ่มก่อนบันทึก ถ้าไม่เลือก ชื่อที่ไม่มีจะเป็นข้อที่ต้องแก้",
    )

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.version = version
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self._layout()

    def _layout(self):
        return Layout("create_missing", Field("months", template="includes/month_picker.html"))

    @property
    def fiscal_year(self):
        return self.version.fiscal_year


class UploadForm(OptionsForm):
    """A file that can be read as a table; what is wrong inside it is told by the next page."""

    file = forms.FileField(label="ไฟล์รายการ", error_messages={"empty": EMPTY})

    def __init__(self, *args, sent=0, **kwargs):
        super().__init__(*args, **kwargs)
        limit = settings.UPLOAD_LIMIT
        self.fields["file"].error_messages["required"] = (
            too_large(sent, limit) if sent > limit else "เลือกไฟล์ .xlsx .xls .csv หรือ .docx"
        )
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.xls,.csv,.txt,.docx"

    def _layout(self):
        return Layout("file", *super()._layout().fields)

    @property
    def limit(self):
        return megabytes(settings.UPLOAD_LIMIT)

    @property
    def options(self):
        return Options(self.cleaned_data["months"], self.cleaned_data["create_missing"])

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            sheets = sheets_in(file, file.name)
        except FileRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        if not any(sheet.rows for sheet in sheets):
            raise forms.ValidationError(EMPTY)
        return file
