"""The national lists: kinds of local government, their usual units, all 7,850 bodies."""

from django.db import models


class OrganizationType(models.Model):
    """One of the kinds of local government, with the words its kind uses."""

    key = models.SlugField(primary_key=True)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    abbreviation = models.CharField(max_length=20)
    executive_title = models.CharField(max_length=80)
    budget_act = models.CharField(max_length=40)
    clerk_title = models.CharField(max_length=80)
    council = models.CharField(max_length=80)
    development_committee = models.CharField(max_length=120)
    area_pattern = models.CharField(max_length=80)

    class Meta:
        ordering = ["order"]

    def __str__(self):
        return self.name


class StartingUnit(models.Model):
    """A unit that an organization of a type usually has; offered, never forced."""

    type = models.ForeignKey(OrganizationType, models.CASCADE, related_name="starting_units")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    alternatives = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["type", "order"]
        constraints = [models.UniqueConstraint("type", "name", name="one_starting_unit_per_name")]

    def __str__(self):
        return self.name


class RegisterEntry(models.Model):
    """One body in the national register, whether it uses the product or not."""

    code = models.CharField(max_length=7, primary_key=True)
    type = models.ForeignKey(OrganizationType, models.PROTECT)
    name = models.CharField(max_length=120)
    full_name = models.CharField(max_length=160)
    district = models.CharField(max_length=80, blank=True)
    province = models.CharField(max_length=80)
    search = models.TextField()
    sort = models.CharField(max_length=1000)

    class Meta:
        ordering = ["sort", "province", "code"]
        indexes = [models.Index(fields=["sort", "province", "code"], name="register_in_order")]

    def __str__(self):
        return f"{self.full_name} อ.{self.district} จ.{self.province}"
