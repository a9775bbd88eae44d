"""The root addresses; what an organization's slug must not take is in RESERVED_SLUGS."""

from django.contrib import admin
from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("text-size/<slug:size>/", views.text_size, name="text_size"),
    path("accounts/", include("organizations.account_urls")),
    path("organizations/", include("organizations.register_urls")),
    path("admin/", admin.site.urls),
    path("public/", include("organizations.public_urls")),
    path("public/", include("projects.proposals.public_urls")),
    path("public/", include("reviews.seats.public_urls")),
    path("public/", include("progress.public_urls")),
    path("public/", include("announcements.public_urls")),
    path("<slug:organization>/", include("organizations.urls")),
    path("<slug:organization>/", include("plans.urls")),
    path("<slug:organization>/", include("projects.urls")),
    path("<slug:organization>/", include("documents.urls")),
    path("<slug:organization>/", include("reviews.urls")),
    path("<slug:organization>/", include("announcements.urls")),
    path("<slug:organization>/", include("progress.urls")),
]

handler400 = "actionplan.views.bad_request"
handler403 = "actionplan.views.forbidden"
handler404 = "actionplan.views.not_found"
handler500 = "actionplan.views.server_error"
