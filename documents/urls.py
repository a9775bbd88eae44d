from django.urls import path

from . import layout_views, part_views, rendering_views, views

app_name = "documents"
VERSION = "plans/<int:year>/<slug:version>/documents/"
MERGED = "plans/<int:year>/consolidated/documents/ask/"
ONE = "documents/<int:pk>/"
urlpatterns = [
    path(MERGED, rendering_views.ask_consolidated, name="ask_merged"),
    path(VERSION, rendering_views.rendering_list, name="list"),
    path(f"{VERSION}ask/", rendering_views.ask, name="ask"),
    path(f"{VERSION}content.json", views.content, name="content"),
    path(f"{VERSION}parts/", part_views.parts, name="parts"),
    path(f"{VERSION}parts/<slug:part>/", part_views.part, name="part"),
    path(ONE, rendering_views.detail, name="detail"),
    path(f"{ONE}progress/", rendering_views.progress, name="progress"),
    path(f"{ONE}cancel/", rendering_views.cancel, name="cancel"),
    path(f"{ONE}retry/", rendering_views.retry, name="retry"),
    path(f"{ONE}file/", rendering_views.download, name="download"),
    path("forms/", layout_views.forms, name="forms"),
    path("forms/paper/", layout_views.forms_paper, name="forms_paper"),
    path("texts/", views.texts, name="texts"),
    path("texts/order/", views.part_one, name="part_one"),
    path("texts/<slug:key>/", views.edit_text, name="edit_text"),
    path("texts/<slug:key>/former/", views.former_texts, name="former_texts"),
    path("texts/<slug:key>/former/<int:pk>/", views.former_text, name="former_text"),
    path("texts/<slug:key>/former/<int:pk>/restore/", views.restore_former, name="restore_former"),
    path("texts/<slug:key>/restore/", views.restore_text, name="restore_text"),
]
