from django.urls import path

from . import views

app_name = "plans"
urlpatterns = [
    path("plans/", views.plan_list, name="list"),
    path("plans/open/", views.open_version, name="open"),
    path("plans/strategies/", views.strategies, name="strategies"),
    path("plans/strategies/add/", views.add_strategy, name="add_strategy"),
    path("plans/strategies/<int:pk>/edit/", views.edit_strategy, name="edit_strategy"),
    path("plans/guidelines/add/", views.add_guideline, name="add_guideline"),
    path("plans/guidelines/<int:pk>/edit/", views.edit_guideline, name="edit_guideline"),
    path("plans/routes/", views.routes, name="routes"),
    path("plans/<int:year>/", views.year, name="year"),
    path("plans/<int:year>/open/", views.open_version, name="open_in_year"),
    path("plans/<int:year>/<slug:version>/", views.version, name="version"),
]
