from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"

    def ready(self):
        from . import desk_parts  # noqa: F401 -- it registers itself; models exist only now
