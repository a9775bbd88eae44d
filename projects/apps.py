from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self):
        from . import log_parts, overview_parts, standards  # noqa: F401  (register)
        from .collecting import overview_parts as collecting_parts  # noqa: F401
        from .proposals import overview_parts as proposal_parts  # noqa: F401
