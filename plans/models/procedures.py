"""The regulation that a plan follows."""

from django.db import models
from django.db.models import Q

from organizations.roles import Body


class Procedure(models.Model):
    """The regulation as data: from when, with which periods, through which bodies.

    `routes` maps a kind of version to the bodies it passes, in order; of the kinds in `free_kinds`
    an organization may choose another route through those bodies.
    """

    name = models.CharField("ชื่อ", max_length=200, unique=True)
    citation = models.TextField("ระเบียบที่อ้าง")
    clauses = models.CharField("ข้อที่อ้าง", max_length=60, default="ข้อ 26 และข้อ 27")
    in_force_on = models.DateField("ใช้ตั้งแต่")
    finish_days = models.PositiveSmallIntegerField("จัดทำให้แล้วเสร็จภายใน (วัน)", default=30)
    post_days = models.PositiveSmallIntegerField("ปิดประกาศภายใน (วัน)", default=15)
    display_days = models.PositiveSmallIntegerField("ปิดประกาศไว้อย่างน้อย (วัน)", default=30)
    routes = models.JSONField("เส้นทางของแต่ละประเภท", default=dict)
    free_kinds = models.JSONField("ประเภทที่องค์กรเลือกเส้นทางเองได้", default=list, blank=True)

    class Meta:
        ordering = ["-in_force_on"]
        constraints = [
            models.UniqueConstraint("in_force_on", name="one_procedure_per_start"),
            models.CheckConstraint(
                condition=Q(finish_days__gt=0, post_days__gt=0, display_days__gt=0),
                name="periods_are_positive",
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def in_force(cls, on):
        """Return the procedure that holds on a day, or None before the first."""
        return cls.objects.filter(in_force_on__lte=on).order_by("-in_force_on").first()

    def route(self, kind):
        return [Body(body) for body in self.routes[kind]]
