"""The people of the demo: one per role and town, enough for a quorum. Nobody is real."""

from django.conf import settings

from organizations.models import Member, User
from organizations.roles import Body, Role

PEOPLE = [  # key, prefix, name, position, roles, chairs, unit
    (
        "planner", "นางสาว", "พิมพ์ชนก วางแผนดี", "นักวิเคราะห์นโยบายและแผนชำนาญการ",
        [Role.PLANNER], "", "",
    ),
    ("staff", "นาย", "ช่างกล ถนนงาม", "นายช่างโยธาชำนาญงาน", [Role.UNIT_STAFF], "", "ช่าง"),
    (
        "clerk", "นาย", "ปรีชา รอบคอบ", "ปลัดเทศบาล",
        [Role.SUPPORT_COMMITTEE], Body.SUPPORT_COMMITTEE, "",
    ),
    ("support", "นาง", "สายใจ ช่วยกัน", "ผู้อำนวยการกองคลัง", [Role.SUPPORT_COMMITTEE], "", ""),
    (
        "mayor", "นาย", "สมบูรณ์ นำชุมชน", "",
        [Role.EXECUTIVE, Role.COMMITTEE], Body.COMMITTEE, "",
    ),
    ("committee", "นาย", "บุญมี บ้านใต้", "ผู้แทนประชาคม", [Role.COMMITTEE], "", ""),
    ("committee2", "นาง", "คำแพง บ้านเหนือ", "ผู้แทนประชาคม", [Role.COMMITTEE], "", ""),
    ("committee3", "นาย", "วิชัย สภาดี", "สมาชิกสภา", [Role.COMMITTEE], "", ""),
    ("committee4", "นางสาว", "อรุณี รู้จริง", "ผู้ทรงคุณวุฒิ", [Role.COMMITTEE], "", ""),
    ("monitor", "นาย", "ตรวจการณ์ ซื่อตรง", "กรรมการติดตามและประเมินผล", [Role.MONITOR], "", ""),
    ("admin", "นาย", "ดูแล ระบบดี", "นักวิชาการคอมพิวเตอร์", [Role.ADMIN], "", ""),
]  # fmt: skip
SHOWN = ("planner", "staff", "clerk", "committee", "mayor", "monitor", "admin")


def email_of(key, organization):
    return f"{key}@{organization.slug}.example"


def people_of(organization):
    """Make the organization's people; return {key: Member}."""
    members = {}
    for key, prefix, name, position, roles, chairs, unit in PEOPLE:
        user = User.objects.create_user(
            email_of(key, organization), settings.DEMO_PASSWORD, prefix=prefix, name=name
        )
        member = Member.objects.create(
            organization=organization,
            user=user,
            position=position or organization.executive_title,
            chairs=chairs,
            unit=organization.units.filter(name__contains=unit).first() if unit else None,
        )
        for role in roles:
            member.role_rows.create(role=role)
        members[key] = Member.objects.select_related("organization", "user", "unit").get(
            pk=member.pk
        )
    return members


def accounts():
    """Yield (organization, role names, e-mail) of the accounts the demo names."""
    members = Member.objects.filter(organization__is_demo=True).select_related(
        "user", "organization__type"
    )
    for member in members.prefetch_related("role_rows"):
        if member.user.email.partition("@")[0] in SHOWN:
            yield member.organization, member.role_names, member.user.email
