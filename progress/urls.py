from django.urls import path

from . import views

app_name = "progress"
urlpatterns = [
    path("results/", views.index, name="index"),
    path("results/<int:year>/", views.item_list, name="list"),
    path("results/<int:year>/summary/", views.summary, name="summary"),
    path("results/<int:year>/results.csv", views.table_csv, name="table_csv"),
    path("results/<int:year>/paper/ask/", views.ask_report, name="ask_report"),
    path("results/<int:year>/<slug:code>/", views.detail, name="detail"),
    path("results/<int:year>/<slug:code>/report/", views.report, name="report"),
    path("results/<int:year>/<slug:code>/budget/", views.change_budget, name="change_budget"),
    path(
        "results/<int:year>/<slug:code>/reports/<int:pk>/opinion/",
        views.give_opinion,
        name="give_opinion",
    ),
]
