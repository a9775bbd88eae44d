"""Columns that keep Thai text clean, sortable and searchable.

They compute in `pre_save`, so that `save()` and `bulk_create()` both fill them, whoever calls.
"""

from django.db import models

from thai.text import repair, search_key, sort_key


class RepairedCharField(models.CharField):
    """A line of text, repaired on the way in (split ำ, zero-width, spaces, NFC)."""

    def pre_save(self, model_instance, add):
        value = repair(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value


class RepairedTextField(models.TextField):
    """Text of several lines, repaired on the way in."""

    def pre_save(self, model_instance, add):
        value = repair(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value


class ComputedKeyField(models.CharField):
    """A stored key of other columns; never typed, never shown."""

    def __init__(self, *sources, **kwargs):
        self.sources = sources
        kwargs.setdefault("editable", False)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, [*self.sources, *args], kwargs

    def compute(self, texts):
        raise NotImplementedError

    def pre_save(self, model_instance, add):
        value = self.compute([getattr(model_instance, source) or "" for source in self.sources])
        setattr(model_instance, self.attname, value)
        return value


class SortKeyField(ComputedKeyField):
    """Thai dictionary order as plain characters: the same order on every database."""

    def __init__(self, *sources, **kwargs):
        kwargs.setdefault("max_length", 1000)
        super().__init__(*sources, **kwargs)

    def compute(self, texts):
        return sort_key(repair(" ".join(texts)))[: self.max_length]


class SearchKeyField(ComputedKeyField):
    """Normalised text without spaces: a substring of it is a hit."""

    def __init__(self, *sources, **kwargs):
        kwargs.setdefault("max_length", None)
        super().__init__(*sources, **kwargs)

    def db_type(self, connection):
        return "text"

    def check(self, **kwargs):
        return []

    def compute(self, texts):
        return "\n".join(search_key(text) for text in texts)
