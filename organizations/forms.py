"""The base of every member form."""

from crispy_forms.helper import FormHelper
from django import forms
from django.db import transaction

from .audit import changes_between, record, values_of


class MemberForm(forms.ModelForm):
    """A form that knows who fills it in, and logs what the save changed."""

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        self.helper = FormHelper()
        self.helper.form_tag = False
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
