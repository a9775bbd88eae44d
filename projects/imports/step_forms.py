"""What a person chooses about one file: its sheets, its columns, the names in it."""

from django import forms

from thai.calendar import SHORT_MONTHS

from ..schedule import FISCAL_ORDER
from .choosing import FIELDS
from .meanings import How
from .outlook import headers_for

NOT_USED = "ไม่ใช้"
AS_READ = "ให้ระบบอ่านเอง"


class SheetsForm(forms.Form):
    """Which sheets are read, and in which row the header of each begins."""

    def __init__(self, *args, seen, options, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen, self.options = seen, options
        for place, one in enumerate(seen):
            self.fields[f"use-{place}"] = forms.BooleanField(
                label=f"นำเข้าแผ่นงาน “{one.name}”", required=False,
                initial=not one.is_left_out and (bool(one.header) or len(seen) == 1),
            )  # fmt: skip
            rows = [(str(number), f"แถว {number}") for number, _ in one.lines]
            self.fields[f"row-{place}"] = forms.ChoiceField(
                label="แถวหัวตาราง", choices=rows, required=False, initial=str(one.header)
            )

    def parts(self):
        """Yield (sheet seen, its tick, its chosen row, first lines with whether chosen)."""
        for place, one in enumerate(self.seen):
            row = self[f"row-{place}"]
            yield one, self[f"use-{place}"], row, [
                (str(number) == row.value(), number, cells) for number, cells in one.lines
            ]  # fmt: skip

    def clean(self):
        used = [place for place in range(len(self.seen)) if self.cleaned_data.get(f"use-{place}")]
        if not used:
            raise forms.ValidationError("เลือกอย่างน้อย 1 แผ่นงานที่จะนำเข้า")
        for place in used:
            if not self.cleaned_data.get(f"row-{place}"):
                message = f"เลือกแถวหัวตารางของแผ่นงาน “{self.seen[place].name}”"
                self.add_error(f"row-{place}", message)
        return self.cleaned_data

    @property
    def choice(self):
        """Return the options this changes."""
        wanted, left_out = {}, []
        for place, one in enumerate(self.seen):
            if self.cleaned_data[f"use-{place}"]:
                wanted[one.name] = int(self.cleaned_data[f"row-{place}"])
            else:
                left_out.append(one.name)
        return {"left_out": left_out, "headers": headers_for(self.seen, wanted, self.options)}


class ColumnsForm(forms.Form):
    """Which of their columns holds which field of ours, for each kind of header."""

    def __init__(self, *args, seen, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = seen
        for one in seen:
            columns = [("", NOT_USED)] + [
                (str(column), " · ".join([letter, label or "ไม่มีหัว", *samples[:1]]))
                for column, (letter, label, samples) in one.columns.items()
            ]
            for name, label in FIELDS.items():
                self._add(f"{one.key}-{name}", label, columns, one.layout.fields.get(name))
            for month in FISCAL_ORDER:
                label = SHORT_MONTHS[month]
                self._add(f"{one.key}-{month}", label, columns, one.layout.months.get(month))

    def _add(self, name, label, columns, column):
        self.fields[name] = forms.TypedChoiceField(
            label=label, choices=columns, required=False, coerce=int, empty_value=None,
            initial="" if column is None else str(column),
            widget=forms.Select(attrs={"class": "form-select"}),
        )  # fmt: skip

    def parts(self):
        """Yield (header seen, [(field, samples)], twelve fields of months)."""
        for one in self.seen:
            columns = one.columns
            fields = [self[f"{one.key}-{name}"] for name in FIELDS]
            rows = [(field, columns.get(_number(field), ("", "", []))[2]) for field in fields]
            yield one, rows, [self[f"{one.key}-{month}"] for month in FISCAL_ORDER]

    def clean(self):
        for one in self.seen:
            if self.cleaned_data.get(f"{one.key}-name") is None:
                self.add_error(f"{one.key}-name", "เลือกคอลัมน์ที่เป็นชื่อโครงการ")
            taken = {}
            for name in (*FIELDS, *FISCAL_ORDER):
                column = self.cleaned_data.get(f"{one.key}-{name}")
                if column is not None and column in taken:
                    other = self.fields[taken[column]].label
                    self.add_error(f"{one.key}-{name}", f"คอลัมน์นี้เลือกให้ “{other}” แล้ว")
                taken.setdefault(column, f"{one.key}-{name}")
        return self.cleaned_data

    @property
    def choice(self):
        """Return [(header seen, what was said of it)]."""
        return [
            (one, one.told(self._chosen(one.key, FIELDS), self._chosen(one.key, FISCAL_ORDER)))
            for one in self.seen
        ]

    def _chosen(self, key, names):
        values = {name: self.cleaned_data[f"{key}-{name}"] for name in names}
        return {name: column for name, column in values.items() if column is not None}


class NamesForm(forms.Form):
    """What the names of the file mean that are not letter by letter ours."""

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.records = {}
        self.meanings = {meaning.key: meaning for meaning in names.meanings()}
        for key, meaning in self.meanings.items():
            if meaning.noun not in self.records:
                found = (one for one in names.records(meaning.noun) if one.pk)
                self.records[meaning.noun] = {str(one.pk): one for one in found}
            if meaning.can_be_chosen:
                records = self.records[meaning.noun]
                self.fields[key] = forms.ChoiceField(
                    label=f"{meaning.label} “{meaning.text}”", required=False,
                    choices=[("", AS_READ), *records.items()],
                    initial=str(meaning.found.pk) if meaning.how == How.CHOSEN else "",
                    widget=forms.Select(attrs={"class": "form-select"}),
                )  # fmt: skip

    def parts(self):
        """Return [(meaning, its field or None)], the unknown first."""
        return [
            (meaning, self[key] if key in self.fields else None)
            for key, meaning in self.meanings.items()
        ]

    @property
    def unknown(self):
        return [part for part in self.parts() if part[0].how == How.UNKNOWN]

    @property
    def known(self):
        return [part for part in self.parts() if part[0].how != How.UNKNOWN]

    @property
    def choice(self):
        """Return [(meaning, record or None)] of what was changed."""
        changed = [
            (self.meanings[key], value)
            for key, value in self.cleaned_data.items()
            if value != self.fields[key].initial
        ]
        return [(meaning, self.records[meaning.noun].get(value)) for meaning, value in changed]


def _number(field):
    text = str(field.value())
    return int(text) if text.isdecimal() and len(text) < 9 else None
