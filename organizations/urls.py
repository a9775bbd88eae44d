"""Addresses of members, all below the organization's slug."""

from django.urls import path

from . import digest_views, log_views, member_views, views

app_name = "organizations"
urlpatterns = [
    path("", views.home, name="home"),
    path("digest/", digest_views.digest, name="digest"),
    path("members/", member_views.members, name="members"),
    path("members/add/", member_views.add, name="add_member"),
    path("members/<int:pk>/edit/", member_views.edit, name="edit_member"),
    path("members/<int:pk>/invite/", member_views.invite, name="invite"),
    path(
        "members/<int:pk>/deactivate/confirm/",
        member_views.confirm_deactivate,
        name="confirm_deactivate",
    ),
    path("members/<int:pk>/deactivate/", member_views.deactivate, name="deactivate"),
    path("members/<int:pk>/reactivate/", member_views.reactivate, name="reactivate"),
    path("units/", views.units, name="units"),
    path("units/add/", views.add_unit, name="add_unit"),
    path("units/<int:pk>/edit/", views.edit_unit, name="edit_unit"),
    path("settings/", views.settings, name="settings"),
    path("holidays/", views.holidays, name="holidays"),
    path("holidays/add/", views.add_holiday, name="add_holiday"),
    path("holidays/<int:pk>/withdraw/confirm/", views.confirm_withdraw, name="confirm_withdraw"),
    path("holidays/<int:pk>/withdraw/", views.withdraw_holiday, name="withdraw_holiday"),
    path("holidays/<int:pk>/undo/confirm/", views.confirm_undo, name="confirm_undo"),
    path("holidays/<int:pk>/undo/", views.undo_holiday, name="undo_holiday"),
    path("log/", log_views.log, name="log"),
    path("log/entries.csv", log_views.log_csv, name="log_csv"),
    path("log/entries.json", log_views.log_json, name="log_json"),
    path("log/mine/", log_views.mine, name="log_mine"),
    path("log/check/", log_views.log_check, name="log_check"),
    path("log/check/run/", log_views.run_log_check, name="run_log_check"),
]
