from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self):
        from . import log_parts, overview_parts, standards  # noqa: F401  (register)
        from .proposals import overview_parts as _  # noqa: F401
