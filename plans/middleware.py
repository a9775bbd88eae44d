"""Show the reasons of a refused step, all at once, and return to what it was about."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.html import format_html

from .workflow import StepRefused


class StepRefusedMiddleware:
    """Turn a StepRefused into the box of reasons on the page of its subject."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, StepRefused):
            return None
        for reason in exception.reasons:
            address = exception.links.get(reason)
            linked = format_html('<a href="{}">{}</a>', address, reason) if address else reason
            messages.error(request, linked)
        return redirect(exception.subject)
