"""The form on which a planner adjusts the forms of the book: one field for every place."""

from django import forms

from organizations.forms import StepForm, say_what_is_missing
from thai.text import repair

from .form_layouts import CHOICES, COLUMNS, FIRST, FORMS, LABELS, OPTIONAL, name_of

LABEL_LENGTH, HEADING_LENGTH = 80, 200


class PlaceField(forms.CharField):
    """A text that is printed, repaired as everything else that is typed."""

    def to_python(self, value):
        return repair(super().to_python(value)).strip()


class LayoutForm(StepForm):
    """`flat` is what the fields begin with; `cleaned_flat` what they say, see form_layouts."""

    def __init__(self, data=None, *, template, flat):
        super().__init__(data)
        self.template, self.flat = template, flat
        for place in LABELS:
            self._add_setting(place)
        for form in FORMS:
            self._add_form(form)
        say_what_is_missing(self)

    def _add_setting(self, place):
        if place in CHOICES:
            field = forms.ChoiceField(choices=CHOICES[place].items(), required=False)
        else:
            field = PlaceField(max_length=HEADING_LENGTH)
        self._add(place, field, name_of(place), self.flat[place])

    def _add_form(self, form):
        keys = self.flat[f"{form}.columns"].split()
        for part, length in (("mark", LABEL_LENGTH), ("heading", HEADING_LENGTH)):
            place = f"{form}.{part}"
            self._add(place, PlaceField(max_length=length), name_of(place), self.flat[place])
        for key, word in COLUMNS[form].items():
            place, is_needed = f"{form}.{key}", key != OPTIONAL
            text = PlaceField(max_length=LABEL_LENGTH, required=is_needed)
            self._add(place, text, name_of(place), self.flat.get(place, word))
            order = forms.IntegerField(min_value=1, max_value=20, required=is_needed)
            label = f"{FORMS[form]} ลำดับของคอลัมน์{word}"
            self._add(f"{place}.order", order, label, keys.index(key) + 1 if key in keys else None)

    def _add(self, name, field, label, initial):
        field.label, field.initial = label, initial
        look = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
        field.widget.attrs["class"] = look
        self.fields[name] = field

    @property
    def settings(self):
        return [self[place] for place in LABELS]

    @property
    def forms(self):
        """Return (name, mark, heading, [(column, label field, order field)]) of every form."""
        return [
            (
                name,
                self[f"{form}.mark"],
                self[f"{form}.heading"],
                [
                    (word, self[f"{form}.{key}"], self[f"{form}.{key}.order"])
                    for key, word in COLUMNS[form].items()
                ],
            )
            for form, name in FORMS.items()
        ]

    def clean(self):
        cleaned = super().clean()
        for form in FORMS:
            orders = {key: cleaned.get(f"{form}.{key}.order") for key in COLUMNS[form]}
            given = [order for order in orders.values() if order]
            for key, order in orders.items():
                if order and given.count(order) > 1:
                    self.add_error(f"{form}.{key}.order", f"ลำดับ {order} ซ้ำกับคอลัมน์อื่น")
            first = FIRST[form]
            if orders[first] and orders[first] != min(given):
                word = COLUMNS[form][first]
                self.add_error(f"{form}.{first}.order", f"คอลัมน์{word}ต้องเป็นคอลัมน์แรก")
        return cleaned

    @property
    def cleaned_flat(self):
        """Return the flat layout that was typed."""
        cleaned = self.cleaned_data
        flat = {place: cleaned[place] for place in LABELS}
        for form in FORMS:
            orders = {key: cleaned[f"{form}.{key}.order"] for key in COLUMNS[form]}
            keys = sorted((key for key, order in orders.items() if order), key=orders.get)
            flat[f"{form}.columns"] = " ".join(keys)
            flat |= {f"{form}.{part}": cleaned[f"{form}.{part}"] for part in ("mark", "heading")}
            flat |= {
                f"{form}.{key}": cleaned[f"{form}.{key}"] or COLUMNS[form][key] for key in keys
            }
        return flat
