"""What the list of items is asked for: one GET form, applied to the items of a version."""

from django import forms

from thai.calendar import FISCAL_MONTH_NUMBERS, MONTHS
from thai.text import search_key

from .findings import Level
from .schedule import POSITION

PAGE_SIZES = [50, 100, 200]
KINDS = [("project", "โครงการ"), ("activity", "กิจกรรม"), ("equipment", "ครุภัณฑ์")]
SORTS = [("official", "ลำดับในแผน"), ("name", "ชื่อ ก – ฮ"), ("budget", "งบมากก่อน")]
FINDINGS = [("any", "มีข้อที่ต้องแก้หรือควรตรวจ"), *Level.choices, ("none", "ไม่มีข้อค้าง")]
ALWAYS_SHOWN = {"q", "unit", "month"}  # the others are folded away
RELATED = ("unit", "program", "source", "strategy")


class ItemFilter(forms.Form):
    """Narrow, sort and page the items; only what occurs in the version is offered."""

    q = forms.CharField(label="ค้นหาชื่อ รายละเอียด สถานที่", required=False, max_length=200)
    unit = forms.ChoiceField(label="หน่วยงาน", required=False)
    month = forms.TypedChoiceField(
        label="เดือน",
        required=False,
        coerce=int,
        choices=[("", "ทุกเดือน"), *((month, MONTHS[month]) for month in FISCAL_MONTH_NUMBERS)],
    )
    strategy = forms.ChoiceField(label="ยุทธศาสตร์", required=False)
    program = forms.ChoiceField(label="แผนงาน", required=False)
    source = forms.ChoiceField(label="แหล่งเงิน", required=False)
    kind = forms.ChoiceField(label="ประเภท", required=False, choices=[("", "ทุกประเภท"), *KINDS])
    finding = forms.ChoiceField(
        label="ความพร้อม", required=False, choices=[("", "ทุกรายการ"), *FINDINGS]
    )
    sort = forms.ChoiceField(label="เรียงตาม", required=False, choices=SORTS)
    size = forms.TypedChoiceField(
        label="แถวต่อหน้า",
        required=False,
        coerce=int,
        empty_value=PAGE_SIZES[0],
        choices=[(size, size) for size in PAGE_SIZES],
    )

    def __init__(self, data, items):
        super().__init__(data)
        self.items = items
        for name in RELATED:
            self.fields[name].choices = [("", "ทั้งหมด"), *self._met(name)]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    def _met(self, name):
        """Return the values of a column that occur, in official order, "none" where it is empty."""
        met = {getattr(item, f"{name}_id"): getattr(item, name) for item in self.items}
        empty = [("none", "ยังไม่ระบุ")] if None in met else []
        met.pop(None, None)
        order = "number" if name == "strategy" else "order"
        rows = sorted(met.values(), key=lambda value: (getattr(value, order), value.pk))
        return [*((str(row.pk), str(row)) for row in rows), *empty]

    @property
    def is_active(self):
        """Say whether anything narrows the list."""
        narrowing = set(self.fields) - {"sort", "size"}
        return any(self.data.get(name) for name in narrowing)

    @property
    def has_more(self):
        """Say whether a field of the folded part is set, so that the page opens it."""
        usual = {"sort": SORTS[0][0], "size": str(PAGE_SIZES[0])}
        folded = [name for name in self.fields if name not in ALWAYS_SHOWN]
        return any(self.data.get(name, "") not in ("", usual.get(name)) for name in folded)

    @property
    def chips(self):
        """Return [(what narrows the list, the address's query without it)]."""
        if not self.is_valid():
            return []
        names = [name for name in self.fields if name not in {"sort", "size"}]
        return [(self._words(name), self._without(name)) for name in names if self.data.get(name)]

    def _without(self, name):
        rest = self.data.copy()
        for key in (name, "page"):
            rest.pop(key, None)
        return f"?{rest.urlencode()}"

    def _words(self, name):
        value = self.data[name]
        if name == "q":
            return f"“{value}”"
        return {str(key): text for key, text in self.fields[name].choices}[value]

    def chosen(self, found):
        """Return the items asked for, in the order asked for; `found` is {line id: findings}."""
        if not self.is_valid():
            return []
        asked = self.cleaned_data
        needle = search_key(asked["q"]) if asked["q"] else ""
        items = [
            item
            for item in self.items
            if needle in item.search
            and all(_is(item, name, asked[name]) for name in RELATED)
            and (not asked["month"] or item.months >> POSITION[asked["month"]] & 1)
            and asked["kind"] in ("", item.kind)
            and _has(found.get(item.line_id, []), asked["finding"])
        ]
        if asked["sort"] == "name":
            items.sort(key=lambda item: (item.sort, item.line.code))
        elif asked["sort"] == "budget":
            items.sort(key=lambda item: (-(item.budget or 0), item.line.code))
        return items


def _is(item, name, asked):
    return not asked or asked == str(getattr(item, f"{name}_id") or "none")


def _has(found, asked):
    if asked == "any":
        return bool(found)
    if asked == "none":
        return not found
    return not asked or any(finding.level == asked for finding in found)
