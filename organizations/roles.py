"""Who may do what: fixed roles, one table."""

from django.db.models import TextChoices


class Role(TextChoices):
    UNIT_STAFF = "unit_staff", "เจ้าหน้าที่หน่วยงาน"
    PLANNER = "planner", "เจ้าหน้าที่วิเคราะห์นโยบายและแผน"
    SUPPORT_COMMITTEE = "support_committee", "กรรมการสนับสนุนการจัดทำแผนฯ"
    COMMITTEE = "committee", "กรรมการพัฒนาท้องถิ่น"
    EXECUTIVE = "executive", "ผู้บริหารท้องถิ่น"
    MONITOR = "monitor", "กรรมการติดตามฯ / ผู้ตรวจสอบ"
    ADMIN = "admin", "ผู้ดูแลระบบของหน่วยงาน"


class Body(TextChoices):
    """A body a version passes; the order is the procedure's, not this list's."""

    SUPPORT_COMMITTEE = "support_committee", "คณะกรรมการสนับสนุนการจัดทำแผนพัฒนาท้องถิ่น"
    COMMITTEE = "committee", "คณะกรรมการพัฒนาท้องถิ่น"
    EXECUTIVE = "executive", "ผู้บริหารท้องถิ่น"


# Who has only these may take part by a personal link, without an account.
WITHOUT_ACCOUNT = {Role.SUPPORT_COMMITTEE, Role.COMMITTEE}

DUTIES = {
    Role.UNIT_STAFF: "กรอกรายการและรายงานผลของหน่วยงานตนเอง",
    Role.PLANNER: "ดูแลทุกรายการ นำเข้า รวบรวม เสนอคณะกรรมการ บันทึกการประชุม และปิดประกาศ",
    Role.SUPPORT_COMMITTEE: "อ่านร่าง ให้ความเห็น และเห็นว่าร่างครบถ้วน",
    Role.COMMITTEE: "อ่านร่างที่เสนอ ให้ความเห็นและผลพิจารณารายรายการ เข้าประชุม",
    Role.EXECUTIVE: "ประกาศใช้หรือส่งกลับ ขยายเวลา ยืนยันมติในฐานะประธาน",
    Role.MONITOR: "อ่านทุกอย่างขององค์กร รวมบันทึกการใช้งาน และให้ความเห็นต่อผล",
    Role.ADMIN: "หน่วยงาน สมาชิก ตั้งค่า และวันหยุด ไม่เกี่ยวกับเนื้อหาแผน",
}

EVERYONE = frozenset(Role)
READERS = EVERYONE - {Role.ADMIN}  # an administrator has nothing of the plan's content

ALLOWED = {
    "organizations.home": EVERYONE,
    "organizations.view_log": {Role.PLANNER, Role.MONITOR},
    "organizations.manage_members": {Role.ADMIN},
    "organizations.manage_units": {Role.ADMIN},
    "organizations.manage_settings": {Role.ADMIN},
    "organizations.manage_holidays": {Role.ADMIN},
    "plans.view": READERS,
    "plans.open": {Role.PLANNER},
    "plans.manage_strategies": {Role.PLANNER},
    "plans.choose_routes": {Role.ADMIN},
    "plans.extend": {Role.EXECUTIVE},
    "projects.view": READERS,
    "projects.edit": {Role.PLANNER, Role.UNIT_STAFF},
    "projects.import": {Role.PLANNER},
    "projects.export": READERS,
    "projects.bulk_edit": {Role.PLANNER, Role.UNIT_STAFF},
    "projects.reorder": {Role.PLANNER},
    "projects.copy": {Role.PLANNER, Role.UNIT_STAFF},
    "projects.save_view": READERS,
    "projects.remind_units": {Role.PLANNER},
    "projects.accept_finding": {Role.PLANNER},
    "projects.compare": READERS,
    "projects.tell_apart": {Role.PLANNER},
    "projects.invite_agency": {Role.PLANNER},
    "projects.decide_proposal": {Role.PLANNER},
    "documents.view": READERS,
    "documents.render": READERS - {Role.MONITOR},
    "documents.edit_texts": {Role.PLANNER},
    "reviews.view": READERS,
    "reviews.start": {Role.PLANNER},
    "reviews.remark": {Role.SUPPORT_COMMITTEE, Role.COMMITTEE, Role.EXECUTIVE},
    "reviews.answer_remark": {Role.PLANNER},
    "reviews.discuss": READERS - {Role.MONITOR},
    "reviews.declare_interest": {Role.SUPPORT_COMMITTEE, Role.COMMITTEE, Role.PLANNER},
    "reviews.agree": {Role.SUPPORT_COMMITTEE},
    "reviews.give_verdict": {Role.COMMITTEE},
    "reviews.give_links": {Role.PLANNER},
    "reviews.key_in": {Role.PLANNER},
    "reviews.meet": {Role.PLANNER},
    "reviews.draft_resolution": {Role.PLANNER},
    "reviews.allow_exception": {Role.EXECUTIVE},
    "reviews.confirm_resolution": {Role.SUPPORT_COMMITTEE, Role.COMMITTEE, Role.EXECUTIVE},
    "announcements.view": READERS,
    "announcements.publish": {Role.EXECUTIVE},
    "announcements.send_back": {Role.EXECUTIVE},
    "announcements.post": {Role.PLANNER},
    "progress.view": READERS,
    "progress.report": {Role.PLANNER, Role.UNIT_STAFF},
    "progress.give_opinion": {Role.MONITOR},
}


def roles_for(action):
    """Return the Thai names of the roles that may do `action`, for a refusal that helps."""
    return [role.label for role in Role if role in ALLOWED[action]]
