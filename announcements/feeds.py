"""The Atom feed of an organization's announcements; feeds are the only classes among the views."""

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from organizations.models import Organization

from .models import Announcement

NEWEST = 50


class AnnouncementFeed(Feed):
    """Every announced plan and revision, the newest first."""

    guard = "public"
    feed_type = Atom1Feed

    def get_object(self, request, organization):
        return get_object_or_404(Organization.objects.select_related("type"), slug=organization)

    def title(self, organization):
        return f"ประกาศใช้แผน {organization.full_name}"

    def link(self, organization):
        return reverse("public:organization", args=[organization.slug])

    def items(self, organization):
        today = timezone.localdate()
        announced = Announcement.objects.filter(organization=organization, announced_on__lte=today)
        return announced.with_version()[:NEWEST]

    def item_title(self, announcement):
        return str(announcement)

    def item_description(self, announcement):
        withdrawn = " (ถอนแล้ว)" if announcement.withdrawn_at else ""
        return f"{announcement} {announcement.full_number}{withdrawn}".strip()

    def item_link(self, announcement):
        version = announcement.version
        address = reverse("public:plan", args=[version.organization.slug, version.fiscal_year])
        return f"{address}?as_of={announcement.announced_on.isoformat()}"

    def item_guid(self, announcement):
        return f"urn:sha256:{announcement.snapshot.sha256}"

    def item_pubdate(self, announcement):
        return announcement.published_at

    item_updateddate = item_pubdate
