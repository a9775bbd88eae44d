from django import forms
from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"

    def ready(self):
        from . import desk_parts  # noqa: F401 -- it registers itself; models exist only now

        # Sign-in and other forms of libraries: what to do, not what a field is.
        forms.Field.default_error_messages["required"] = "กรอกช่องนี้"
