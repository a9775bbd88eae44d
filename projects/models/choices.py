"""What one member keeps for the own work: views of the list."""

from django.db import models
from django.utils import timezone

from organizations.fields import RepairedCharField
from organizations.models import Member


class SavedView(models.Model):
    """A filter, an order and columns of the item list, by the name a member gave them."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="saved_views")
    name = RepairedCharField("ชื่อมุมมอง", max_length=80)
    query = models.TextField()  # of the list's address
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("member", "name", name="one_view_per_name")]

    def __str__(self):
        return self.name
