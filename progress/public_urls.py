from django.urls import path

from . import public_views

app_name = "public_results"
urlpatterns = [
    path("<slug:organization>/results/", public_views.index, name="index"),
    path("<slug:organization>/<int:year>/results/", public_views.results, name="results"),
    path("<slug:organization>/<int:year>/results.csv", public_views.results_csv, name="csv"),
    path("<slug:organization>/<int:year>/results.pdf", public_views.results_pdf, name="pdf"),
]
