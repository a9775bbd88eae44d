"""The base of every member form, and the one field for dates."""

from crispy_forms.helper import FormHelper
from django import forms
from django.db import transaction

from thai.calendar import DateInputError, parse_date, short_date

from .audit import changes_between, record, values_of


class ThaiDateField(forms.DateField):
    """A date typed as people write it; shown again in words.

    Accepts every form of thai.calendar.parse_date; a date that cannot be read names an example.
    """

    widget = forms.TextInput(attrs={"data-date": "", "autocomplete": "off"})

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if not isinstance(value, str):
            return super().to_python(value)
        try:
            return parse_date(value)
        except DateInputError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value):
        return short_date(value) if hasattr(value, "year") else value


def say_what_is_missing(form):
    """Let an empty field ask for itself by name, unless the form has its own words for it."""
    for field in form.fields.values():
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            verb = "เลือก" if isinstance(field, forms.ChoiceField) else "กรอก"
            field.error_messages["required"] = f"{verb}{field.label or 'ช่องนี้'}"


class MemberForm(forms.ModelForm):
    """A form that knows who fills it in, and logs what the save changed."""

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        self.helper = FormHelper()
        self.helper.form_tag = False
        say_what_is_missing(self)
        self.logged_fields = [
            name for name in self.fields if name in {f.name for f in self._meta.model._meta.fields}
        ]
        self.before = self.logged_values() if self.instance.pk else {}

    def logged_values(self):
        """Return {field name: text} as the log shows it; a form overrides what reads as a code."""
        return values_of(self.instance, self.logged_fields)

    @transaction.atomic
    def save(self, commit=True):
        is_new = self.instance.pk is None
        instance = super().save(commit=commit)
        after = self.logged_values()
        changes = changes_between(instance, self.before, after) | self.save_related(instance)
        if is_new or changes:
            record(self.member, "add" if is_new else "edit", instance, changes=changes)
        return instance

    def save_related(self, instance):
        """Save what hangs on the instance; return its changes in the log's form."""
        return {}


class StepForm(forms.Form):
    """A form whose step is a verb on a model: it checks what was typed and shows the faults."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def add_faults(self, faults):
        """Show [(field or None, sentence), …] at their places; a field's own fault comes first."""
        for field, sentence in faults:
            if field is None or not self.has_error(field):
                self.add_error(field, sentence)
