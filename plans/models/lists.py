"""What a plan sorts its works under: the national programs, the town's own strategies."""

from django.db import models

from organizations.fields import RepairedTextField, SearchKeyField
from organizations.models import Organization


class Program(models.Model):
    """A แผนงาน of the national list; the code is an attribute, the name the identity."""

    code = models.CharField("รหัส", max_length=10, unique=True)
    area = models.CharField("ด้าน", max_length=80)
    name = models.CharField("แผนงาน", max_length=120, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    search = SearchKeyField("name")

    class Meta:
        ordering = ["order"]

    def __str__(self):
        return self.name


class ProgramAlias(models.Model):
    """A spelling of a program's name seen in real files."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120, unique=True)
    search = SearchKeyField("name")

    def __str__(self):
        return self.name


class StrategyQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)


class Strategy(models.Model):
    """A ยุทธศาสตร์ of the organization's development plan, in the plan's own order."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="strategies")
    number = models.PositiveSmallIntegerField("ลำดับที่")
    name = RepairedTextField("ชื่อยุทธศาสตร์")
    is_active = models.BooleanField("ใช้งานอยู่", default=True)
    search = SearchKeyField("name")

    objects = StrategyQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint("organization", "number", name="one_strategy_per_number")
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"

    @property
    def heading(self):
        """ยุทธศาสตร์ที่ 1 ด้านการศึกษา: many names begin with the word itself."""
        return f"ยุทธศาสตร์ที่ {self.number} {self.name.removeprefix('ยุทธศาสตร์').lstrip()}"


class GuidelineQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(strategy__organization=member.organization)


class Guideline(models.Model):
    """A แนวทางการพัฒนา under a strategy; not every plan has them."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="guidelines")
    number = models.PositiveSmallIntegerField("ลำดับที่")
    name = RepairedTextField("ชื่อแนวทาง")
    search = SearchKeyField("name")

    objects = GuidelineQuerySet.as_manager()

    class Meta:
        ordering = ["strategy", "number", "pk"]
        constraints = [
            models.UniqueConstraint("strategy", "number", name="one_guideline_per_number")
        ]

    def __str__(self):
        return f"{self.strategy.number}.{self.number} {self.name}"
