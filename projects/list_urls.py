"""Addresses of the list beside its own: print-out and saved views; projects/urls.py has them."""

from django.urls import path

from . import list_views

ITEMS = "plans/<int:year>/<slug:version>/items/"
list_patterns = [
    path(ITEMS, list_views.item_list, name="list"),
    path(f"{ITEMS}print/", list_views.print_list, name="print"),
    path(f"{ITEMS}views/", list_views.views, name="views"),
    path(f"{ITEMS}views/add/", list_views.view_add, name="view_add"),
    path(f"{ITEMS}views/<int:pk>/", list_views.view_edit, name="view_edit"),
    path(f"{ITEMS}views/<int:pk>/delete/", list_views.view_delete, name="view_delete"),
]
