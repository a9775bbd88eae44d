"""Addresses for those who run the installation."""

from django.urls import path

from . import register_views

urlpatterns = [
    path("new/", register_views.register, name="register"),
    path("new/<str:code>/", register_views.create, name="create_organization"),
]
