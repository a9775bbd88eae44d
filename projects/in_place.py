"""One field of an item, edited where the list shows it; the form of the item does the work."""

from django import forms

from .forms import form_for
from .item_list import READY, Row

EDITED_IN_PLACE = ("budget", "unit", "source", "place")  # where one value says it all


def form_in_place(item, member, name, data=None):
    """Return the form of an item with one of its fields left, or None where there is none.

    It carries what the field was when it was opened: if somebody else changed it since, the form
    is stale; a change of another field of the item is not in the way.
    """
    form = form_for(item, member, data)
    if name not in EDITED_IN_PLACE or name not in form.fields or item.is_cancelled:
        return None
    form.fields = {
        name: form.fields[name],
        "was": forms.CharField(widget=forms.HiddenInput, required=False, strip=False),
    }
    form.initial["was"] = form.before[name]
    form.prefix = item.code  # several may be open in one list
    field = form.fields[name]
    field.label = str(item._meta.get_field(name).verbose_name)
    field.help_text = ""
    field.widget.attrs.update({"autofocus": True, "class": widget_class(field)})
    return form


def widget_class(field):
    return "form-select" if isinstance(field, forms.ChoiceField) else "form-control"


def is_stale(form, name):
    """Say whether somebody else changed the field after it was opened."""
    return form.cleaned_data["was"].split() != form.before[name].split()  # browsers end lines anew


def row_of(item, listed):
    """Return the Row of an item as a list shows it, also when its filter finds it no more."""
    return Row(item, listed.filter.standings.get(item.line_id, READY))
