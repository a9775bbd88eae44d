"""Addresses of changing several items at once; projects/urls.py takes them in."""

from django.urls import path

from . import bulk_views, in_place_views, ordering_views

ITEMS = "plans/<int:year>/<slug:version>/items/"
BULK = f"{ITEMS}bulk/"
bulk_patterns = [
    path(BULK, bulk_views.choose, name="bulk"),
    path(f"{BULK}preview/", bulk_views.preview, name="bulk_preview"),
    path(f"{BULK}save/", bulk_views.save, name="bulk_save"),
    path(f"{BULK}delete/", bulk_views.delete, name="bulk_delete"),
    path(f"{ITEMS}order/", ordering_views.order, name="order"),
    path(f"{ITEMS}order/save/", ordering_views.reorder, name="reorder"),
    path(f"{ITEMS}<slug:code>/cell/<slug:field>/", in_place_views.cell, name="cell"),
]
