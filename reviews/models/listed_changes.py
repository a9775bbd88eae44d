"""What a resolution adopts a draft with: changes by item and field, with no second meeting."""

from django.db import models

from organizations.fields import RepairedTextField

from ..fulfilment import LISTED, REMOVE, shown
from .resolutions import Resolution


class ListedChange(models.Model):
    """One change the meeting asked for; `after` words it, of a budget it is the exact sum."""

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="changes")
    code = models.CharField("รหัสรายการ", max_length=8)
    field = models.CharField("ช่อง", max_length=20, choices=LISTED)
    after = RepairedTextField("แก้เป็น", blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("resolution", "code", "field", name="one_change_per_field")
        ]

    def __str__(self):
        wanted = "" if self.field == REMOVE else f" → {shown(self.field, self.after)}"
        return f"{self.code} {LISTED[self.field]}{wanted}"
