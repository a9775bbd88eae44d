"""A new organization: picked from the national register, given what its type starts with."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import transaction

from .audit import record
from .invitations import send
from .models import Member, Organization, RegisterEntry, Unit, User, refuse_reserved
from .roles import Role

# The default of the domain; a later amendment is typed into the settings, not into the code.
CITATION = (
    "ระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนพัฒนาขององค์กรปกครองส่วนท้องถิ่น"
    " พ.ศ. 2548 และที่แก้ไขเพิ่มเติมถึง (ฉบับที่ 3) พ.ศ. 2561"
)
SUPPORT_COMMITTEE = "คณะกรรมการสนับสนุนการจัดทำแผนพัฒนาท้องถิ่น"

check_letters = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "ที่อยู่ใช้ได้เฉพาะ a-z 0-9 และขีดกลาง เช่น maesai"
)


def faults_of_slug(slug):
    """Return in words what is wrong with an address."""
    faults = []
    for check in (check_letters, refuse_reserved):
        try:
            check(slug)
        except ValidationError as fault:
            faults += fault.messages
    if len(slug) > 50:
        faults.append("ที่อยู่ยาวได้ไม่เกิน 50 ตัวอักษร")
    if taken := Organization.objects.filter(slug=slug).first():
        faults.append(f"{taken.full_name}ใช้ที่อยู่ “{slug}” แล้ว")
    return faults


def faults_of_code(code):
    """Return in words why a body of the register cannot be taken."""
    if taken := Organization.objects.filter(code=code).first():
        return [f"{taken.full_name}มีอยู่ในระบบแล้ว ที่อยู่คือ “{taken.slug}”"]
    if not RegisterEntry.objects.filter(code=code).exists():
        return [f"ไม่พบรหัส {code} ในทะเบียนองค์กรปกครองส่วนท้องถิ่น"]
    return []


@transaction.atomic
def create_from_register(code, slug, *, by=None, **fields):
    """Create an organization from its register entry, or raise every fault at once.

    `by` is the user who does it, for the log's reason; `fields` fill further columns.
    """
    if faults := [*faults_of_code(code), *faults_of_slug(slug)]:
        raise ValidationError(faults)
    entry = RegisterEntry.objects.select_related("type").get(code=code)
    kind = entry.type
    organization = Organization.objects.create(
        **{
            "type": kind,
            "code": code,
            "slug": slug,
            "name": entry.name,
            "full_name": entry.full_name,
            "district": entry.district,
            "province": entry.province,
            "citation": CITATION,
            "executive_title": title_of_executive(kind, entry.name),
            "budget_act": kind.budget_act,
            "clerk_title": kind.clerk_title,
            "council": kind.council,
            "development_committee": kind.development_committee,
            "support_committee": SUPPORT_COMMITTEE,
            **fields,
        }
    )
    Unit.objects.bulk_create(
        Unit(
            organization=organization,
            name=unit.name,
            aliases=unit.alternatives,
            order=unit.order,
        )
        for unit in kind.starting_units.all()
    )
    reason = f"สร้างโดย {by}" if by else ""
    record(None, "create", organization, organization=organization, reason=reason)
    return organization


def title_of_executive(kind, name):
    """Return "นายกเทศมนตรีนครนครสวรรค์"; เมืองพัทยา is already named in its title."""
    return kind.executive_title if kind.pk == "pattaya" else f"{kind.executive_title}{name}"


def invite_admin(organization, email, *, link_for):
    """Make the first administrator, who invites everybody else, and mail the invitation."""
    email = email.strip().lower()
    with transaction.atomic():
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email, name=email.partition("@")[0]
        )
        member, _ = Member.objects.get_or_create(organization=organization, user=user)
        member.role_rows.get_or_create(role=Role.ADMIN)
    return send(member, by=None, link_for=link_for)
