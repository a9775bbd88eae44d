from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from .fields import RepairedCharField, SearchKeyField, SortKeyField
from .roles import ALLOWED, Body, Role

RESERVED_SLUGS = {
    "public", "accounts", "admin", "healthz", "static", "media", "deadlines", "about",
    "accessibility", "privacy", "check", "board", "text-size", "organizations", "robots.txt",
}  # fmt: skip


def refuse_reserved(slug):
    """Keep organizations off the addresses that belong to the product."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(f"ใช้ “{slug}” เป็นที่อยู่ไม่ได้ เพราะระบบใช้คำนี้แล้ว")


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person who signs in by e-mail; what they may do hangs on `Member`, not here."""

    username = None
    first_name = None
    last_name = None
    email = models.EmailField("อีเมล", unique=True)
    prefix = RepairedCharField("คำนำหน้า", max_length=40, blank=True)
    name = RepairedCharField("ชื่อและนามสกุล", max_length=200)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self):
        return f"{self.prefix}{self.name}"

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return self.name


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


class MemberQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)

    def acting(self, user, slug):
        """Return the member as whom `user` acts in the organization, or None."""
        members = self.filter(user=user, organization__slug=slug, is_active=True)
        others = Member.objects.filter(user=user, is_active=True).exclude(pk=OuterRef("pk"))
        return (
            members.annotate(has_other_organization=Exists(others))
            .select_related("organization__type", "unit", "user")
            .prefetch_related("role_rows")
            .first()
        )


class Member(models.Model):
    """One person in one organization, with the roles held there."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="members")
    position = RepairedCharField("ตำแหน่ง", max_length=160, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name="หน่วยงาน", related_name="members"
    )
    chairs = models.CharField(
        "เป็นประธาน", max_length=20, choices=Body, blank=True, help_text="ประธานยืนยันมติของคณะนั้น"
    )
    is_active = models.BooleanField("ใช้งานอยู่", default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = MemberQuerySet.as_manager()
    has_other_organization = False  # MemberQuerySet.acting knows better

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("organization", "user", name="one_member_per_user")]

    def __str__(self):
        return str(self.user)

    @property
    def roles(self):
        return {Role(row.role) for row in self.role_rows.all()}

    def has_role(self, role):
        return role in self.roles

    @property
    def is_planner(self):
        return Role.PLANNER in self.roles

    @property
    def invitation(self):
        """The newest invitation, or None; the only one whose link still works."""
        return next(iter(self.invitations.all()), None)

    @property
    def is_invited(self):
        """Whether an invitation still waits for an answer."""
        return self.invitation is not None and self.invitation.accepted_at is None

    @property
    def role_names(self):
        return " · ".join(role.label for role in Role if role in self.roles)

    def may(self, action):
        """Say whether this member's roles allow `action`; for templates and menus."""
        return bool(ALLOWED[action] & self.roles)


class MemberRole(models.Model):
    member = models.ForeignKey(Member, models.CASCADE, related_name="role_rows")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("member", "role", name="one_row_per_role"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_is_known"),
        ]

    def __str__(self):
        return self.get_role_display()


class Invitation(models.Model):
    """A letter to a new member; the link in it carries the token, only its hash is kept."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="invitation_expires_later"
            )
        ]

    def __str__(self):
        return f"{self.member} {self.sent_at:%Y-%m-%d}"

    @property
    def is_expired(self):
        return timezone.now() >= self.expires_at


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


class LogEntryQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)

    def update(self, **kwargs):
        raise TypeError("the log is append-only")

    def delete(self):
        raise TypeError("the log is append-only")


class LogEntry(models.Model):
    """One thing somebody did; append-only, chained by hash within the organization."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="log_entries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="log_entries")
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    object_label = models.TextField()
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    is_exception = models.BooleanField(default=False)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        ordering = ["organization", "-number"]
        indexes = [
            models.Index(fields=["organization", "object_type", "object_id"], name="log_by_object")
        ]
        constraints = [
            models.UniqueConstraint("organization", "number", name="log_has_no_gap_twice"),
            models.UniqueConstraint("organization", "previous_hash", name="log_is_one_chain"),
        ]

    def __str__(self):
        return f"{self.number} {self.action} {self.object_label}"

    def delete(self, *args, **kwargs):
        raise TypeError("the log is append-only")
