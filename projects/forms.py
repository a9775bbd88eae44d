"""The form of an item, for projects and activities and for equipment."""

from datetime import timedelta

from crispy_forms.layout import HTML, Column, Field, Fieldset, Layout, Row
from django import forms
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organizations.forms import MemberForm
from organizations.models import Unit
from plans.models import Guideline, Strategy
from thai.baht import format_money
from thai.text import repair

from .amending import last_order, new_line
from .conflict import is_settled, rows_of
from .fields import MoneyField, MonthsField
from .models import Equipment, Project, hold_open
from .ordering import place_of
from .schedule import spelled
from .suggestions import FIELDS

NEEDED = "ต้องมีก่อนส่ง"
WORDS = [  # of every kind of item, in the order of the page
    "name", "detail", "target", "strategy", "guideline", "program", "budget", "source", "agency",
    "place", "unit", "further_units", "months", "devplan_edition", "devplan_page", "devplan_item",
    "note",
]  # fmt: skip
UNIT_AS_TEXT = (  # what may not be changed is text, not a greyed field
    '<p class="fw-bold mb-1">หน่วยงานรับผิดชอบหลัก</p><p>{{ form.instance.unit }}</p>'
)
FOLD = (
    '<details class="fold"{% if form.further_units.value %} open{% endif %}>'
    "<summary>หน่วยงานร่วม</summary>"
)
WORDINGS = '<div id="words-{}"></div>'  # texts used before appear here while typing
ROWS = {"name": 2, "detail": 5, "target": 2, "place": 2, "note": 2}
SALT = "projects.item"
SECOND_CLICK = timedelta(seconds=10)


class ItemForm(MemberForm):
    """A draft may lack anything but its name; what is typed must be readable."""

    months = MonthsField(label="เดือนที่ดำเนินการ", required=False)
    budget = MoneyField(noun="งบประมาณ", label="งบประมาณ", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.place_before = place_of(self.instance)
        self.initial["revision"] = self.instance.revision
        self.initial["base"] = signing.dumps(self.before, salt=SALT, compress=True)
        self._say_labels()
        self._offer_own()
        self._ask_for_wordings()
        self.helper.layout = self._layout()

    def _say_labels(self):
        thing = self.instance.get_kind_display()
        self.fields["name"].label = f"ชื่อ{thing}"
        self.fields["name"].error_messages["required"] = f"กรอกชื่อ{thing}"
        for name in ("name", "strategy", "program", "budget", "unit", "months"):
            self.fields[name].label = f"{self.fields[name].label} ({NEEDED})"
        self.fields["further_units"].label = "เลือกได้หลายหน่วยงาน"
        for name, rows in ROWS.items():
            self.fields[name].widget.attrs["rows"] = rows
        self.fields["budget"].help_text = "บาท พิมพ์แบบ 498,000 หรือ ๔๙๘,๐๐๐ เว้นว่างเมื่อไม่ใช้งบประมาณ"
        self.fields["agency"].help_text = "กรอกเมื่อหน่วยงานอื่นเป็นผู้ดำเนินการ"

    def _offer_own(self):
        """Offer the organization's own lists: what is in use, and what this item already has."""
        mine = Strategy.objects.visible_to(self.member)
        units = Unit.objects.visible_to(self.member)
        self.fields["strategy"].queryset = _in_use(mine, self.instance.strategy_id)
        guidelines = Guideline.objects.visible_to(self.member).select_related("strategy")
        self.fields["guideline"].queryset = guidelines.order_by("strategy__number", "number")
        self.fields["unit"].queryset = _in_use(units, self.instance.unit_id)
        self.fields["further_units"].queryset = units.filter(is_active=True)
        for field in self.fields.values():
            if type(field) is forms.ModelChoiceField:
                field.empty_label = "ยังไม่เลือก"
        if not guidelines.exists():
            del self.fields["guideline"]
        if not self.member.is_planner:
            del self.fields["unit"]

    def _ask_for_wordings(self):
        """Let a script fetch what the organization wrote before, after a pause in typing."""
        for name in FIELDS:
            self.fields[name].widget.attrs |= {
                "hx-post": reverse("projects:words", args=[*self.instance.version.address, name]),
                "hx-trigger": "input changed delay:400ms",
                "hx-target": f"#words-{name}",
                "hx-sync": "this:replace",
                "data-quiet": "",
            }

    def _layout(self):
        unit = "unit" if "unit" in self.fields else HTML(UNIT_AS_TEXT)
        guideline = ["guideline"] if "guideline" in self.fields else []
        return Layout(
            "revision",
            "base",
            Fieldset(
                "สิ่งที่จะทำ", *self.first_fields, *_with_wordings("name"),
                *_with_wordings("detail"), "target", "strategy", *guideline, "program",
            ),
            Fieldset("เงินและแหล่งเงิน", "budget", "source", *_with_wordings("agency")),
            Fieldset(
                "ที่ไหน ใคร เมื่อไร", *_with_wordings("place"), unit,
                HTML(FOLD), "further_units", HTML("</details>"),
                Field("months", template="includes/month_picker.html"),
            ),
            Fieldset(
                "อ้างอิงและหมายเหตุ", "devplan_edition",
                Row(Column("devplan_page"), Column("devplan_item")), "note",
            ),
        )  # fmt: skip

    def logged_values(self):
        """Name the months, the money and the further units as people read them."""
        item, values = self.instance, super().logged_values()
        del values["revision"]
        values["budget"] = "" if item.budget is None else format_money(item.budget)
        values["months"] = spelled(item.months, item.version.fiscal_year)
        values["further_units"] = _names(item.further_units.all())
        return values

    def clean(self):
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str) and name != "base":
                cleaned[name] = repair(value)
        if "name" in cleaned and not cleaned["name"]:
            self.add_error("name", self.fields["name"].error_messages["required"])
        fit_guideline(self, cleaned)
        return cleaned

    @transaction.atomic
    def save(self):
        """Save the item with its place in the plan, its revision and the log."""
        item = self.instance
        hold_open(item.version)
        if item.pk is None:
            item.line = new_line(item.version.plan)
        if item.pk is None or place_of(item) != self.place_before:
            item.order = last_order(item.version) + 1
        item.revision = (item.revision or 0) + 1 if item.pk else 1
        item.changed_at, item.changed_by = timezone.now(), self.member
        return super().save()

    def just_added(self):
        """Return the item that a first click on the same form has already added, or None."""
        columns = {field.name for field in self._meta.model._meta.concrete_fields}
        typed = {name: value for name, value in self.cleaned_data.items() if name in columns}
        del typed["revision"]
        since = timezone.now() - SECOND_CLICK
        twins = type(self.instance).objects.filter(
            version=self.instance.version, changed_by=self.member, created_at__gt=since, **typed
        )
        return twins.with_labels().first()

    # Two people on one item: see projects.conflict

    @property
    def is_stale(self):
        """Say whether somebody saved the item after this form was opened."""
        return bool(self.instance.pk) and self.cleaned_data["revision"] != self.initial["revision"]

    def conflict(self):
        """Return the rows of what the other person changed meanwhile, with the choices made."""
        base = opened_with(self.cleaned_data) or {}
        mine = self.logged_values()
        mine["further_units"] = _names(self.cleaned_data["further_units"])
        columns = self._meta.model._meta
        labels = {name: str(columns.get_field(name).verbose_name) for name in self.before}
        picks = {name: self.data.get(f"pick-{name}", "") for name in labels}
        if self.data.get("seen") != str(self.initial["revision"]):
            picks = {}  # the choices were about other words
        return rows_of(base, self.before, mine, labels, picks)

    def merged(self):
        """Return the form with the other's values where they stay, or None while undecided."""
        rows = self.conflict()
        if not is_settled(rows) or self.data.get("seen") != str(self.initial["revision"]):
            return None
        data = self.data.copy()
        data["revision"] = self.initial["revision"]
        for row in rows:
            if row.takes_theirs:
                data.setlist(row.name, self._sent(row.name))
        fresh = type(self.instance).objects.with_labels().get(pk=self.instance.pk)
        fresh.version = self.instance.version
        return type(self)(data, member=self.member, instance=fresh)

    def _sent(self, name):
        """Return a field's saved value as a browser would send it."""
        value = self.fields[name].prepare_value(self.initial.get(name))
        values = value if isinstance(value, list) else [value]
        return [str(getattr(v, "pk", v)) for v in values if v is not None] or (
            [] if isinstance(value, list) else [""]
        )


class ProjectForm(ItemForm):
    first_fields = ["kind"]

    class Meta:
        model = Project
        fields = ["kind", *WORDS]
        widgets = {"kind": forms.RadioSelect, "further_units": forms.CheckboxSelectMultiple}


class EquipmentForm(ItemForm):
    first_fields = ["category"]

    class Meta:
        model = Equipment
        fields = ["category", *WORDS]
        widgets = {"further_units": forms.CheckboxSelectMultiple}


def form_for(item, member, data=None, initial=None):
    """Return the form of an item's kind."""
    kind = EquipmentForm if item.is_equipment else ProjectForm
    return kind(data, member=member, instance=item, initial=initial)


def hidden_fields(data):
    """Return [(name, value)] of what was typed, for a page that sends it once more."""
    kept = ((name, data.getlist(name)) for name in data if not name.startswith("pick-"))
    dropped = {"csrfmiddlewaretoken", "seen"}
    return [(name, value) for name, values in kept if name not in dropped for value in values]


def opened_with(data):
    """Return the words a form showed when it was opened, or None where it was not opened here."""
    try:
        return signing.loads(data.get("base", ""), salt=SALT)
    except signing.BadSignature:
        return None


def copied_values(item):
    """Return what the form of a new item begins with when it is a copy of this one."""
    names = [*(["category"] if item.is_equipment else ["kind"]), *WORDS]
    return forms.model_to_dict(item, fields=names)


def typed_words(form):
    """Return [(label, words)] of what was typed into a form, for a page that cannot save it."""
    rows = []
    for bound in form:
        choices = {str(key): str(words) for key, words in getattr(bound.field, "choices", [])}
        sent = bound.value() or []
        values = [choices.get(str(one), str(one)) for one in _listed(sent)]
        words = ", ".join(value for value in values if value)
        if words and not bound.is_hidden:
            rows.append((bound.label.removesuffix(f" ({NEEDED})"), words))
    return rows


def fit_guideline(form, cleaned):
    """Give a chosen guideline its strategy, or tell at its field that it is of another one."""
    guideline, strategy = cleaned.get("guideline"), cleaned.get("strategy")
    if guideline and not strategy and "strategy" not in form.errors:
        cleaned["strategy"] = guideline.strategy
    elif guideline and strategy and guideline.strategy != strategy:
        form.add_error("guideline", f"แนวทางนี้อยู่ในยุทธศาสตร์ที่ {guideline.strategy.number} "
                       "เลือกแนวทางของยุทธศาสตร์ที่เลือกไว้")  # fmt: skip


def _listed(value):
    return value if isinstance(value, list) else [value]


def _with_wordings(name):
    return [name, HTML(WORDINGS.format(name))]


def _in_use(rows, current):
    """Keep the rows in use, and the one already chosen."""
    return rows.filter(is_active=True) | rows.filter(pk=current)


def _names(units):
    return ", ".join(sorted(str(unit) for unit in units))
