"""Addresses of copying items, and of hints while typing; projects/urls.py takes them in."""

from django.urls import path

from . import copying_views, suggestion_views

ITEMS = "plans/<int:year>/<slug:version>/items/"
copying_patterns = [
    path(f"{ITEMS}copy/", copying_views.copy, name="copy"),
    path(f"{ITEMS}copy/preview/", copying_views.preview, name="copy_preview"),
    path(f"{ITEMS}copy/save/", copying_views.save, name="copy_save"),
    path(f"{ITEMS}words/<slug:field>/", suggestion_views.words, name="words"),
    path(f"{ITEMS}hints/", suggestion_views.hints, name="hints"),
]
