"""Addresses of the import; projects/urls.py takes them in."""

from django.urls import path

from . import views

IMPORTS = "plans/<int:year>/<slug:version>/imports/"
ONE = f"{IMPORTS}<int:pk>/"
import_patterns = [
    path(IMPORTS, views.imports, name="imports"),
    path(f"{IMPORTS}upload/", views.import_upload, name="import_upload"),
    path(f"{IMPORTS}sample/", views.import_sample, name="import_sample"),
    path(ONE, views.import_detail, name="import_detail"),
    path(f"{ONE}sheets/", views.import_sheets, name="import_sheets"),
    path(f"{ONE}columns/", views.import_columns, name="import_columns"),
    path(f"{ONE}names/", views.import_names, name="import_names"),
    path(f"{ONE}options/", views.import_options, name="import_options"),
    path(f"{ONE}confirm/", views.import_confirm, name="import_confirm"),
    path(f"{ONE}save/", views.import_save, name="import_save"),
    path(f"{ONE}items/", views.import_items, name="import_items"),
    path(f"{ONE}undo/confirm/", views.import_undo_confirm, name="import_undo_confirm"),
    path(f"{ONE}undo/", views.import_undo, name="import_undo"),
    path(f"{ONE}marked/", views.import_marked, name="import_marked"),
    path(f"{ONE}file/", views.import_file, name="import_file"),
]
