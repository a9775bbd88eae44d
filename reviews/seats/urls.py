"""Addresses of this package; reviews/urls.py takes them in."""

from django.urls import path

from . import views

seat_patterns = [
    path("seats/", views.seats, name="seats"),
    path("seats/<int:pk>/give/", views.give, name="give_seat_link"),
    path("seats/links/<int:pk>/extend/", views.extend, name="extend_seat_link"),
    path("seats/links/<int:pk>/withdraw/", views.withdraw, name="withdraw_seat_link"),
    path("seats/links/<int:pk>/code/", views.read_out, name="read_out_code"),
]
