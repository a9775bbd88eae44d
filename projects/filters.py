"""What the list of items is asked for: one GET form, applied to the outlines of a version."""

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate

from organizations.forms import ThaiDateField
from thai.baht import format_money
from thai.calendar import FISCAL_MONTH_NUMBERS, MONTHS, short_date

from .fields import MoneyField
from .findings import Level, Rule
from .models import OriginClass
from .schedule import mask_of

PAGE_SIZES = [50, 100, 200]
LONGEST = 200  # of a text to look for
ANY, NONE = "any", "none"
KINDS = [("project", "โครงการ"), ("activity", "กิจกรรม"), ("equipment", "ครุภัณฑ์")]
AGENCY = [("yes", "ระบุหน่วยงานภายนอก"), ("no", "ไม่ระบุหน่วยงานภายนอก")]
STANDS = [(ANY, "มีข้อที่ต้องแก้หรือควรตรวจ"), *Level.choices, (NONE, "ไม่มีข้อค้าง")]
NOTHING = "ยังไม่ระบุ"
NOT_HERE = "ไม่มีรายการในฉบับนี้"  # a choice that an address brings and no item has
RELATED = {  # field: what orders and what names its choices, in an Outline
    "strategy": ("strategy_number", "strategy_name"),
    "program": ("program_order", "program_name"),
    "unit": ("unit_order", "unit_name"),
    "source": ("source_order", "source_name"),
}
SORTS = {  # address: (words, key); no key is the order of the plan
    "official": ("ลำดับในแผน", None),
    "name": ("ชื่อ ก – ฮ", lambda row: (row.sort, row.code)),
    "name_down": ("ชื่อ ฮ – ก", lambda row: (row.sort, row.code)),
    "unit": ("หน่วยงาน", lambda row: (row.unit_order is None, row.unit_order, row.place)),
    "budget": ("งบมากก่อน", lambda row: (row.budget is None, -(row.budget or 0), row.code)),
    "budget_up": ("งบน้อยก่อน", lambda row: (row.budget is None, row.budget or 0, row.code)),
    "changed": ("แก้ล่าสุดก่อน", lambda row: (-row.changed_at.timestamp(), row.code)),
}
FIRST = ("q", "unit", "program", "source")
MORE = (
    "strategy", "origin", "kind", "agency", "finding", "since", "budget_from", "budget_to",
    "brought",
)  # fmt: skip
NARROWING = (*FIRST, *MORE, "month")
LAYOUT = ("sort", "size")  # and the columns: how, not which


def choice(label, all_words, choices):
    return forms.ChoiceField(label=label, required=False, choices=[("", all_words), *choices])


class ItemFilter(forms.Form):
    """Narrow, sort and lay out the items; only what occurs in the version is offered.

    A field that cannot be read says so and narrows nothing: the list is not lost.
    """

    q = forms.CharField(
        label="ค้นหารหัส ชื่อ รายละเอียด สถานที่",
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": f"คำค้นยาวเกิน {LONGEST} ตัวอักษร"},
    )
    unit = forms.ChoiceField(label="หน่วยงาน", required=False)
    program = forms.ChoiceField(label="แผนงาน", required=False)
    source = forms.ChoiceField(label="แหล่งเงิน", required=False)
    strategy = forms.ChoiceField(label="ยุทธศาสตร์", required=False)
    origin = forms.ChoiceField(label="ที่มาของเงิน", required=False)
    kind = choice("ประเภท", "ทุกประเภท", KINDS)
    agency = choice("หน่วยงานภายนอก", "ทั้งหมด", AGENCY)
    finding = forms.ChoiceField(label="ความพร้อม", required=False)
    budget_from = MoneyField("งบประมาณ", label="งบประมาณตั้งแต่ (บาท)", required=False)
    budget_to = MoneyField("งบประมาณ", label="ถึง (บาท)", required=False)
    since = ThaiDateField(label="แก้ตั้งแต่วันที่", required=False)
    brought = forms.ChoiceField(label="มาจากการนำเข้า", required=False)
    month = forms.TypedMultipleChoiceField(
        label="เดือนที่ดำเนินการ (เดือนใดเดือนหนึ่ง)",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        choices=[(month, MONTHS[month]) for month in FISCAL_MONTH_NUMBERS],
    )
    sort = forms.ChoiceField(
        label="เรียงตาม", required=False, choices=[(key, words) for key, (words, _) in SORTS.items()]
    )
    size = forms.TypedChoiceField(
        label="แถวต่อหน้า",
        required=False,
        coerce=int,
        empty_value=PAGE_SIZES[0],
        choices=[(size, size) for size in PAGE_SIZES],
    )

    def __init__(self, data, rows, standings, imports=(), brought=frozenset()):
        """Take the outlines, their standings, the imports to offer, the codes of the one asked."""
        super().__init__(data if hasattr(data, "getlist") else as_address(data))
        self.rows, self.standings, self.brought = rows, standings, brought
        for name in RELATED:
            self._offer(name, self._met(name))
        met = {row.origin_class for row in rows}
        empty = [(NONE, NOTHING)] if None in met else []
        self._offer("origin", [*((v, w) for v, w in OriginClass.choices if v in met), *empty])
        self._offer(
            "brought",
            [(str(pk), f"{name} {short_date(localdate(at))}") for pk, name, at in imports],
        )
        self.fields["finding"].choices = [("", "ทุกรายการ"), *STANDS, *self._rules_met()]
        for name, field in self.fields.items():
            field.error_messages["invalid_choice"] = "เลือกจากรายการที่มี"
            if name != "month":
                is_choice = isinstance(field, forms.ChoiceField)
                field.widget.attrs["class"] = "form-select" if is_choice else "form-control"
        self.full_clean()

    def _met(self, name):
        """Return the values of a column that occur, in official order, "none" where it is empty."""
        order, words = RELATED[name]
        met = {getattr(row, f"{name}_id"): row for row in self.rows}
        empty = [(NONE, NOTHING)] if met.pop(None, None) else []
        ranked = sorted(met.items(), key=lambda pair: (getattr(pair[1], order), pair[0]))
        numbered = "{0}. {1}" if name == "strategy" else "{1}"
        named = [
            (str(pk), numbered.format(getattr(row, order), getattr(row, words)))
            for pk, row in ranked
        ]
        return [*named, *empty]

    def _offer(self, name, choices):
        """Set the choices of a field; one an address brings stays one, and finds nothing."""
        asked = self.data.get(name, "")
        known = asked in {"", *(value for value, _ in choices)}
        stray = [] if known else [(asked, NOT_HERE)]
        self.fields[name].choices = [("", "ทั้งหมด"), *choices, *stray]

    def _rules_met(self):
        met = {code for standing in self.standings.values() for code in standing.codes}
        rules = [(rule.value, rule.label) for rule in Rule if rule.value in met]
        return [("เฉพาะเรื่อง", rules)] if rules else []

    def clean(self):
        low, high = self.cleaned_data.get("budget_from"), self.cleaned_data.get("budget_to")
        if low is not None and high is not None and low > high:
            self.add_error("budget_to", f"ต้องไม่น้อยกว่า {format_money(low)} บาทที่เป็นจำนวนเริ่มต้น")
        return self.cleaned_data

    @property
    def sort_key(self):
        return self.cleaned_data.get("sort") or "official"

    @property
    def size_asked(self):
        return self.cleaned_data.get("size") or PAGE_SIZES[0]

    @property
    def is_active(self):
        """Say whether anything narrows the list."""
        return any(self.data.get(name) for name in NARROWING)

    @property
    def applied(self):
        """Return the names of the narrowing fields that could be read."""
        return [name for name in NARROWING if name not in self.errors]

    @property
    def count(self):
        """How many fields narrow the list, for the words of the folded filter."""
        return sum(bool(self.cleaned_data.get(name)) for name in NARROWING)

    @property
    def has_hidden_fault(self):
        """Say whether a folded field could not be read, so that the page opens it."""
        return any(name in self.errors for name in (*MORE, "month"))

    @property
    def first_fields(self):
        return [self[name] for name in FIRST]

    @property
    def more_fields(self):
        """The folded fields; where nothing was imported, nothing asks for it."""
        without = set() if len(self.fields["brought"].choices) > 1 else {"brought"}
        return [self[name] for name in MORE if name not in without]

    @property
    def layout_fields(self):
        return [self[name] for name in LAYOUT]

    @property
    def fault_places(self):
        """Where the page says what is wrong with a field: selectors, for parts swapped by htmx."""
        return ",".join(f"#id_{name}_error" for name in (*FIRST, *MORE))

    def chosen(self):
        """Return the outlines asked for, in the order asked for."""
        tests = [test for name in NARROWING if (test := self._test(name)) is not None]
        rows = [row for row in self.rows if row.is_found and all(test(row) for test in tests)]
        _, key = SORTS[self.sort_key]
        if key:
            rows.sort(key=key, reverse=self.sort_key == "name_down")
        return rows

    def _test(self, name):
        """Return what a row must pass for a field, or None where it narrows nothing."""
        asked = self.cleaned_data.get(name)
        if asked in (None, "", []) or name == "q":  # the database looked for that
            return None
        if name in RELATED:
            return lambda row: asked == str(getattr(row, f"{name}_id") or NONE)
        if name == "month":
            mask = mask_of(asked)
            return lambda row: bool(row.months & mask)
        if name == "since":
            return lambda row: localdate(row.changed_at) >= asked
        if name == "finding":
            return lambda row: self._stands(self.standings.get(row.line_id), asked)
        return {
            "origin": lambda row: asked == (row.origin_class or NONE),
            "kind": lambda row: asked == row.what,
            "brought": lambda row: row.code in self.brought,
            "agency": lambda row: bool(row.agency) == (asked == "yes"),
            "budget_from": lambda row: row.budget is not None and row.budget >= asked,
            "budget_to": lambda row: row.budget is not None and row.budget <= asked,
        }[name]

    @staticmethod
    def _stands(standing, asked):
        if standing is None or asked in (ANY, NONE):
            return (standing is not None) == (asked != NONE)
        if asked in Level.values:
            return bool(getattr(standing, asked))
        return asked in standing.codes

    @property
    def chips(self):
        """Return [(what narrows the list, the address's query without it)]."""
        chips = []
        for name in NARROWING:
            if self.cleaned_data.get(name) in (None, "", []):
                continue
            values = self.data.getlist(name) if name == "month" else [self.data.get(name)]
            chips += [(self._words(name, value), self._without(name, value)) for value in values]
        return chips

    def _without(self, name, value):
        rest = self.data.copy()
        left = [other for other in rest.getlist(name) if name == "month" and other != value]
        rest.setlist(name, left)
        rest.pop("page", None)
        return f"?{tidy(rest)}"

    def _words(self, name, value):
        asked = self.cleaned_data[name]
        if name == "q":
            return f"“{value}”"
        if name in {"budget_from", "budget_to"}:
            return f"{'ตั้งแต่' if name == 'budget_from' else 'ไม่เกิน'} {format_money(asked)} บาท"
        if name == "since":
            return f"แก้ตั้งแต่ {short_date(asked)}"
        field = self.fields[name]
        words = dict(flat(field.choices))[value]
        return f"{field.label}: {words}" if words in {NOT_HERE, NOTHING} else words

    @property
    def words(self):
        """The filter and the order in words, for a print-out."""
        return [*(words for words, _ in self.chips), f"เรียงตาม{SORTS[self.sort_key][0]}"]


def as_address(data):
    """Return what an address would hold for a plain dict."""
    address = QueryDict(mutable=True)
    for name, value in data.items():
        address.setlist(name, value if isinstance(value, list) else [value])
    return address


def flat(choices):
    """Yield (value as text, words) of choices, some of them in groups."""
    for value, words in choices:
        if isinstance(words, list):
            yield from flat(words)
        else:
            yield str(value), words


def tidy(data):
    """Return an address's query without what is empty."""
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        kept.setlist(name, [value for value in values if value])
    return kept.urlencode()
