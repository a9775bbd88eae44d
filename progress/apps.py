from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "progress"

    def ready(self):
        from . import overview_parts, report_paper  # noqa: F401  (register)
