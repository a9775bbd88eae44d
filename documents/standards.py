"""The sets of forms that plans have been printed in, as far as the nation's papers name them."""

from datetime import date

from organizations.standards import loader, upsert

from .form_layouts import OLDER, STANDARD
from .form_models import FormTemplate

REGULATION = "ระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนพัฒนาขององค์กรปกครองส่วนท้องถิ่น พ.ศ. 2548"
TEMPLATES = (
    {
        "key": "older",
        "name": "แบบเดิม บัญชีโครงการ/กิจกรรม/งบประมาณ",
        "in_force_on": date(2005, 10, 1),
        "citation": f"ตาม{REGULATION} ชื่อบัญชีที่แผนฉบับก่อน ๆ ใช้",
        "version": 1,
        "layout": OLDER.to_flat(),
    },
    {
        "key": "standard",
        "name": "แบบมาตรฐาน บัญชีจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ",
        "in_force_on": date(2018, 10, 4),
        "citation": f"ตาม{REGULATION} และที่แก้ไขเพิ่มเติมถึง (ฉบับที่ 3) พ.ศ. 2561",
        "version": 1,
        "layout": STANDARD.to_flat(),
    },
)


@loader
def load_form_templates():
    return "form templates", upsert(FormTemplate, ["key"], TEMPLATES)
