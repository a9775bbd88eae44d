from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self):
        from . import dictionary, overview_parts, standards, text_findings  # noqa: F401  (register)
        from .papers import notice_paper  # noqa: F401  (registers)

        dictionary.use()
