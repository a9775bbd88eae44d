from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "progress"

    def ready(self):
        from . import overview_parts  # noqa: F401  (registers)
