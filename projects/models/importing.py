"""What an organization once chose for its files: which column is what, and whose name is meant."""

from django.db import models
from django.utils import timezone

from organizations.fields import RepairedCharField, SearchKeyField
from organizations.models import Member, Organization


class ColumnMapping(models.Model):
    """What the columns of one kind of header mean, as somebody chose; used for the next file."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="column_mappings")
    header = models.CharField(max_length=64)  # SHA-256 of the header's compared labels
    columns = models.JSONField(default=dict)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "header", name="one_mapping_per_header")
        ]

    def __str__(self):
        return self.header[:8]


class RememberedName(models.Model):
    """A name of the organization's files, and the record somebody said it means."""

    class Noun(models.TextChoices):
        STRATEGY = "strategy", "ยุทธศาสตร์"
        GUIDELINE = "guideline", "แนวทางการพัฒนา"
        PROGRAM = "program", "แผนงาน"
        CATEGORY = "category", "ประเภทครุภัณฑ์"
        UNIT = "unit", "หน่วยงาน"
        SOURCE = "source", "แหล่งเงิน"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="remembered_names")
    noun = models.CharField(max_length=10, choices=Noun)
    text = RepairedCharField(max_length=500)
    search = SearchKeyField("text")
    target_id = models.PositiveBigIntegerField()  # of the noun's own table
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("organization", "noun", "text", name="one_meaning_per_name")
        ]

    def __str__(self):
        return self.text
