from django.urls import path

from . import views

COLLECTING = "plans/<int:year>/<slug:version>/collecting/"

collecting_patterns = [
    path(COLLECTING, views.collecting, name="collecting"),
    path(f"{COLLECTING}remind/", views.send_reminders, name="remind_units"),
    path(f"{COLLECTING}<int:pk>/done/", views.say_done, name="say_done"),
    path(f"{COLLECTING}<int:pk>/not-done/", views.take_back, name="take_back_done"),
]
