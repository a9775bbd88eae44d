"""Form fields of an item: months as twelve ticks, money as people write it."""

from django import forms

from thai.baht import MoneyInputError, format_money, parse_money
from thai.calendar import FISCAL_MONTH_NUMBERS, MONTHS

from .schedule import mask_of, months_of


class MonthsField(forms.TypedMultipleChoiceField):
    """Months of a fiscal year as ticks; the value is the bit mask of projects.schedule."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        kwargs.setdefault("choices", [(month, MONTHS[month]) for month in FISCAL_MONTH_NUMBERS])
        super().__init__(coerce=int, **kwargs)
        self.error_messages["invalid_choice"] = "เลือกจากสิบสองเดือนของปีงบประมาณเท่านั้น"

    def prepare_value(self, value):
        return months_of(value) if isinstance(value, int) else value

    def has_changed(self, initial, data):
        return super().has_changed(months_of(initial or 0), data)

    def clean(self, value):
        return mask_of(super().clean(value))


class MoneyField(forms.CharField):
    """Baht typed with commas or Thai digits; the value is a Decimal, or None for nothing."""

    def __init__(self, noun="จำนวนเงิน", **kwargs):
        self.noun = noun  # what the money is, in the sentence that refuses it
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else format_money(value)

    def clean(self, value):
        try:
            return parse_money(super().clean(value))
        except MoneyInputError as error:
            sentence = str(error).replace("จำนวนเงิน", self.noun, 1)
            raise forms.ValidationError(sentence) from error
