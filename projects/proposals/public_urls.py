"""The page an outside agency opens by its link; the root addresses take it in."""

from django.urls import path

from . import public_views

app_name = "agencies"
LINK = "<slug:organization>/propose/<slug:token>/"
urlpatterns = [
    path(LINK, public_views.propose, name="propose"),
    path(f"{LINK}paste/", public_views.paste, name="paste"),
    path(f"{LINK}receipt/", public_views.receipt, name="receipt"),
    path(f"{LINK}<int:pk>/edit/", public_views.edit, name="edit"),
    path(f"{LINK}<int:pk>/remove/", public_views.remove, name="remove"),
]
