"""A reference number for every request, so that a fault on a page can be found in the log."""

import logging
import secrets
from contextvars import ContextVar

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdMiddleware:
    """Give the request an id, put it on the answer and on every log line."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = secrets.token_hex(4)
        token = REQUEST_ID.set(request.id)
        try:
            response = self.get_response(request)
        finally:
            REQUEST_ID.reset(token)
        response["X-Request-ID"] = request.id
        return response


class RequestIdFilter(logging.Filter):
    """Add the current request's id to a log record."""

    def filter(self, record):
        record.request_id = REQUEST_ID.get()
        return True
