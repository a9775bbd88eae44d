"""The national lists of items: kinds of money, kinds of equipment."""

from django.db import models

from organizations.fields import SearchKeyField


class OriginClass(models.TextChoices):
    """Where an item's money comes from, as plan introductions class it (3.1–3.5)."""

    ANNUAL = "3.1", "3.1 งบประมาณรายจ่ายประจำปีและเพิ่มเติม"
    OUTSIDE_ANNUAL = "3.2", "3.2 เงินสะสม เงินอุดหนุนเฉพาะกิจ และรายจ่ายอื่น"
    NO_BUDGET = "3.3", "3.3 ดำเนินการเองโดยไม่ใช้งบประมาณ"
    OTHER_AGENCY = "3.4", "3.4 หน่วยงานอื่นดำเนินการในพื้นที่"
    COORDINATION = "3.5", "3.5 โครงการอื่นเพื่อการประสานงาน"


OTHERS_MONEY = {OriginClass.OTHER_AGENCY, OriginClass.COORDINATION}


class BudgetSource(models.Model):
    """A kind of money, in its origin class; the national list of 20."""

    key = models.SlugField(unique=True)
    origin_class = models.CharField(max_length=3, choices=OriginClass)
    name = models.CharField("แหล่งเงิน", max_length=160, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    search = SearchKeyField("name")

    class Meta:
        ordering = ["order"]

    def __str__(self):
        return self.name

    @property
    def is_no_budget(self):
        return self.origin_class == OriginClass.NO_BUDGET

    @property
    def is_others_money(self):
        return self.origin_class in OTHERS_MONEY


class EquipmentCategory(models.Model):
    """A ประเภทครุภัณฑ์ of the classification letter."""

    key = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField()
    name = models.CharField("ประเภทครุภัณฑ์", max_length=120, unique=True)
    aliases = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self):
        return self.name
