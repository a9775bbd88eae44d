from django.urls import path

from . import public_files, public_views
from .feeds import AnnouncementFeed

app_name = "public"
plan = "<slug:organization>/<int:year>/"
urlpatterns = [
    path("deadlines/", public_views.deadlines, name="deadlines"),
    path("<slug:organization>/", public_views.organization, name="organization"),
    path("<slug:organization>/board/", public_views.board, name="board"),
    path("<slug:organization>/board.json", public_files.board_json, name="board_json"),
    path("<slug:organization>/feed.atom", AnnouncementFeed(), name="feed"),
    path("<slug:organization>/calendar.ics", public_files.calendar_ics, name="calendar"),
    path("<slug:organization>/photos/<int:pk>/", public_views.photo, name="photo"),
    path(plan, public_views.plan, name="plan"),
    path(f"{plan}print/", public_views.plan_print, name="print"),
    path(f"{plan}plan.pdf", public_files.pdf, name="pdf"),
    path(f"{plan}notice.pdf", public_files.notice, name="notice"),
    path(f"{plan}items.csv", public_files.items_csv, name="items_csv"),
    path(f"{plan}items.json", public_files.items_json, name="items_json"),
    path(f"{plan}items.xlsx", public_files.items_xlsx, name="items_xlsx"),
    path(f"{plan}items/<slug:code>/", public_views.item, name="item"),
]
