"""Show the reasons of a refused step, all at once, and return to what it was about."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join

from .workflow import StepRefused


class StepRefusedMiddleware:
    """Turn a StepRefused into one message box on the page of its subject."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, StepRefused):
            return None
        messages.error(request, told(exception), extra_tags="refused")
        return redirect(exception.subject)


def told(refused):
    """Return the box: how many reasons, then every sentence, linked where it can be mended."""
    items = format_html_join(
        "",
        "<li>{}</li>",
        (
            (
                format_html('<a href="{}">{}</a>', refused.links[reason], reason)
                if reason in refused.links
                else reason,
            )
            for reason in refused.reasons
        ),
    )
    return format_html(
        '<p class="fw-bold mb-1">ทำขั้นนี้ยังไม่ได้ เพราะ {} ข้อต่อไปนี้</p><ul class="mb-0">{}</ul>',
        len(refused.reasons),
        items,
    )
