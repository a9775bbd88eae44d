from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    name = "announcements"

    def ready(self):
        from . import brief_paper, overview_parts  # noqa: F401  (register)
