"""The page of a personal link; the root addresses take it in."""

from django.urls import path

from . import public_views

app_name = "seats"
LINK = "<slug:organization>/seat/<slug:token>/"
urlpatterns = [
    path(LINK, public_views.enter, name="enter"),
    path(f"{LINK}code/", public_views.ask_code, name="ask_code"),
]
