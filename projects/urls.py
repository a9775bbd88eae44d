from django.urls import path

from . import amending_views, readiness_views, views
from .bulk_urls import bulk_patterns
from .collecting.urls import collecting_patterns
from .copying_urls import copying_patterns
from .exchange.urls import exchange_patterns
from .imports.urls import import_patterns
from .list_urls import list_patterns
from .overlaps.urls import overlap_patterns
from .proposals.urls import proposal_patterns

app_name = "projects"
VERSION = "plans/<int:year>/<slug:version>/"
ITEMS = f"{VERSION}items/"
ITEM = f"{ITEMS}<slug:code>/"
urlpatterns = [
    path(f"{ITEMS}add/", views.add, name="add"),
    path(f"{ITEMS}pick/", amending_views.pick, name="pick"),
    path(f"{ITEMS}pick/<slug:code>/replace/", amending_views.replace, name="replace"),
    path(f"{ITEMS}pick/<slug:code>/cancel/", amending_views.cancel, name="cancel"),
    *list_patterns,
    *bulk_patterns,
    *collecting_patterns,
    *copying_patterns,
    *exchange_patterns,
    path(ITEM, views.detail, name="detail"),
    path(f"{ITEM}edit/", views.edit, name="edit"),
    path(f"{ITEM}delete/", views.delete, name="delete"),
    path(f"{ITEM}mend/<slug:rule>/", readiness_views.mend_finding, name="mend"),
    path(f"{VERSION}readiness/", readiness_views.readiness, name="readiness"),
    path(f"{VERSION}readiness/accept/", readiness_views.accept, name="accept"),
    *import_patterns,
    *overlap_patterns,
    *proposal_patterns,
]
