from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"

    def ready(self):
        from . import log_parts, standards  # noqa: F401  (register)
