"""Addresses of this package; projects/urls.py takes them in."""

from django.urls import path

from . import views

VERSION = "plans/<int:year>/<slug:version>/"
overlap_patterns = [
    path(f"{VERSION}overlaps/", views.overlaps, name="overlaps"),
    path(f"{VERSION}items/<slug:code>/apart/<int:line_pk>/", views.tell_apart, name="tell_apart"),
    path(f"{VERSION}overlaps/told/<int:pk>/take-back/", views.take_back, name="take_back"),
]
