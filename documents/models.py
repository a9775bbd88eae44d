"""The models of this app, each beside what belongs to it."""

from .form_models import FormChoice, FormTemplate, PrintedForm
from .printed_book import PrintedBook
from .rendering import Rendering
from .rendering_queries import SILENT_AFTER
from .text_models import FormerText, PartOne, PrintedTexts, SectionText

__all__ = [
    "SILENT_AFTER",
    "FormChoice",
    "FormTemplate",
    "FormerText",
    "PartOne",
    "PrintedBook",
    "PrintedForm",
    "PrintedTexts",
    "Rendering",
    "SectionText",
]
