"""What every page's frame shows: the organization, the member, the menu."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

PRODUCT_NAME = "แผนการดำเนินงานท้องถิ่น"

MENU = [  # label, address, the action that must be allowed
    ("งานของฉัน", "organizations:home", "organizations.home"),
    ("แผน", "plans:list", "plans.view"),
    ("ผลการดำเนินงาน", "progress:index", "progress.view"),
    ("การประชุม", "reviews:meetings", "reviews.view"),
    ("บันทึกการใช้งาน", "organizations:log", "organizations.view_log"),
    ("หน่วยงาน", "organizations:units", "organizations.manage_units"),
    ("สมาชิก", "organizations:members", "organizations.manage_members"),
    ("วันหยุด", "organizations:holidays", "organizations.manage_holidays"),
    ("ตั้งค่า", "organizations:settings", "organizations.manage_settings"),
]


def menu_for(member, path):
    """Return the menu entries a member may open, the current one marked."""
    entries = [
        {"label": label, "url": reverse(name, args=[member.organization.slug])}
        for label, name, action in MENU
        if member.may(action)
    ]
    here = max(
        (entry for entry in entries if path.startswith(entry["url"])),
        key=lambda entry: len(entry["url"]),
        default=None,
    )
    return [{**entry, "is_current": entry is here} for entry in entries]


PUBLIC_MENU = [
    ("ค้นหา อปท.", "home"),
    ("นับกำหนดเวลา", "public:deadlines"),
    ("เกี่ยวกับ", "about"),
]


def public_menu(path):
    """Return the citizens' menu, the current entry marked."""
    entries = [{"label": label, "url": reverse(name)} for label, name in PUBLIC_MENU]
    return [{**entry, "is_current": entry["url"] == path} for entry in entries]


def frame(request):
    member = getattr(request, "member", None)
    organization = getattr(request, "organization", None)
    return {
        "product_name": PRODUCT_NAME,
        "today": timezone.localdate(),
        "member": member,
        "organization": organization,
        "member_nav": menu_for(member, request.path) if member else [],
        "public_nav": public_menu(request.path),
        "is_demo": settings.DEMO or bool(organization and organization.is_demo),
        "text_size": request.COOKIES.get("text_size", "normal"),
    }
