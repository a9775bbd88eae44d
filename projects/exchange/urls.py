"""Addresses of this package; projects/urls.py takes them in."""

from django.urls import path

from . import views

VERSION = "plans/<int:year>/<slug:version>/"
MERGE = f"{VERSION}imports/<int:pk>/merge/"
exchange_patterns = [
    path(f"{VERSION}items/export/", views.export, name="export"),
    path(f"{MERGE}decide/", views.decide, name="merge_decide"),
    path(f"{MERGE}names/", views.names, name="merge_names"),
    path(f"{MERGE}confirm/", views.confirm, name="merge_confirm"),
    path(f"{MERGE}save/", views.save, name="merge_save"),
    path(f"{MERGE}marked/", views.marked, name="merge_marked"),
]
