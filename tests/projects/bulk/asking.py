"""What a browser sends for many items, and what it is told."""

from django.contrib.messages import get_messages


def picked(items, **fields):
    return {"pick": [item.code for item in items], **fields}


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def hidden(response):
    """Return what the page would send again, with the hash of what it shows."""
    data = {"seen": response.context["preview"].seen}
    for name, value in response.context["hidden"]:
        data.setdefault(name, []).append(value)
    return data
