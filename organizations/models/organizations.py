"""An organization, its units and its holidays."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ..fields import RepairedCharField, SearchKeyField, SortKeyField
from .register import OrganizationType

RESERVED_SLUGS = {
    "public", "accounts", "admin", "healthz", "static", "media", "deadlines", "about",
    "accessibility", "privacy", "check", "board", "text-size", "organizations", "robots.txt",
}  # fmt: skip


def refuse_reserved(slug):
    """Keep organizations off the addresses that belong to the product."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(f"ใช้ “{slug}” เป็นที่อยู่ไม่ได้ เพราะระบบใช้คำนี้แล้ว")


class DigitStyle(models.TextChoices):
    THAI = "thai", "เลขไทยทั้งเล่ม"
    ARABIC = "arabic", "เลขอารบิกทั้งเล่ม"
    MIXED = "mixed", "เลขไทยในความ เลขอารบิกในตาราง"


class Organization(models.Model):
    """A local government that makes its plan here."""

    type = models.ForeignKey(OrganizationType, models.PROTECT)
    code = models.CharField("รหัส", max_length=7, unique=True)
    slug = models.SlugField("ที่อยู่", max_length=50, unique=True, validators=[refuse_reserved])
    name = RepairedCharField("ชื่อ", max_length=120)
    full_name = RepairedCharField("ชื่อเต็ม", max_length=160)
    district = RepairedCharField("อำเภอ", max_length=80, blank=True)
    province = RepairedCharField("จังหวัด", max_length=80)
    address = RepairedCharField("ที่ตั้ง", max_length=300, blank=True)
    phone = models.CharField("โทรศัพท์", max_length=60, blank=True)
    email = models.EmailField("อีเมล", blank=True)
    website = models.URLField("เว็บไซต์", blank=True)
    seal = models.FileField("ตรา", upload_to="seals/", blank=True)
    digit_style = models.CharField(
        "ตัวเลขในเอกสาร", max_length=10, choices=DigitStyle, default=DigitStyle.THAI
    )
    plan_word = RepairedCharField("ชื่อเรียกแผน", max_length=60, default="แผนการดำเนินงาน")
    citation = RepairedCharField("ชื่อระเบียบที่อ้าง", max_length=300)
    executive_title = RepairedCharField("ตำแหน่งผู้บริหาร", max_length=120)
    budget_act = RepairedCharField("ชื่อกฎหมายงบประมาณ", max_length=60)
    clerk_title = RepairedCharField("ตำแหน่งปลัด", max_length=120)
    council = RepairedCharField("ชื่อสภา", max_length=120)
    development_committee = RepairedCharField("ชื่อคณะกรรมการพัฒนา", max_length=160)
    support_committee = RepairedCharField("ชื่อคณะกรรมการสนับสนุน", max_length=160)
    development_plan = RepairedCharField("แผนพัฒนาท้องถิ่นที่ใช้", max_length=200, blank=True)
    quorum_percent = models.PositiveSmallIntegerField("องค์ประชุม (ร้อยละ)", default=50)
    months_note = RepairedCharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    sort = SortKeyField("full_name")

    class Meta:
        ordering = ["sort", "province"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum_percent__gte=1, quorum_percent__lte=100),
                name="quorum_is_percent",
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)), name="slug_is_not_reserved"
            ),
        ]

    def __str__(self):
        return self.short_name

    @property
    def short_name(self):
        """อบต.แม่ใส, ทน.นครสวรรค์: as people say it."""
        return f"{self.type.abbreviation}{self.name}".replace("เมืองพัทยาพัทยา", "เมืองพัทยา")

    @property
    def area(self):
        return self.type.area_pattern.format(
            name=self.name, district=self.district, province=self.province
        )

    def get_absolute_url(self):
        return reverse("organizations:home", args=[self.slug])


class UnitQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)


class Unit(models.Model):
    """A หน่วยงาน (สำนัก, กอง) of the organization; renamed or retired, never deleted."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="units")
    name = RepairedCharField("ชื่อหน่วยงาน", max_length=160)
    aliases = RepairedCharField(
        "ชื่ออื่นที่ใช้เรียก", max_length=400, blank=True, help_text="คั่นด้วยเครื่องหมาย |"
    )
    order = models.PositiveSmallIntegerField("ลำดับ", default=0)
    is_active = models.BooleanField("ใช้งานอยู่", default=True)
    search = SearchKeyField("name")

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint("organization", "name", name="one_unit_per_name")]

    def __str__(self):
        return self.name

    @property
    def other_names(self):
        return [alias for alias in self.aliases.split("|") if alias]


class Holiday(models.Model):
    """A day offices are closed: national (no organization), or added or withdrawn by one."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="holidays"
    )
    on = models.DateField("วันที่")
    name = RepairedCharField("ชื่อวันหยุด", max_length=160)
    is_withdrawn = models.BooleanField("ยกเลิกวันหยุดนี้", default=False)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint("organization", "on", name="one_own_holiday_per_day"),
            models.UniqueConstraint(
                fields=["on"],
                condition=Q(organization__isnull=True),
                name="one_national_holiday_per_day",
            ),
        ]

    def __str__(self):
        return self.name
