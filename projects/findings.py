"""What readiness can find: the levels, the rules and one finding. Pure but for Django's enums."""

import hashlib
from dataclasses import dataclass

from django.db.models import TextChoices


class Level(TextChoices):
    MUST = "must", "ต้องแก้"
    SHOULD = "should", "ควรตรวจ"


class Rule(TextChoices):
    """Each rule with the words that head its findings; the order is that of the page."""

    NO_ITEMS = "no_items", "ยังไม่มีรายการ"
    NO_NAME = "no_name", "ยังไม่มีชื่อ"
    NO_STRATEGY = "no_strategy", "ยังไม่ได้เลือกยุทธศาสตร์"
    NO_PROGRAM = "no_program", "ยังไม่ได้เลือกแผนงาน"
    NO_UNIT = "no_unit", "ยังไม่ได้เลือกหน่วยงานรับผิดชอบหลัก"
    NO_MONTHS = "no_months", "ยังไม่ได้เลือกเดือน"
    NO_BUDGET = "no_budget", "ยังไม่มีงบประมาณ"
    NEEDLESS_BUDGET = "needless_budget", "ไม่ใช้งบประมาณ แต่มีจำนวนเงิน"
    FOREIGN_LETTERS = "foreign_letters", "มีตัวอักษรของภาษาอื่น"
    EXACT_DUPLICATE = "exact_duplicate", "ซ้ำกันทุกช่อง"
    NEAR_DUPLICATE = "near_duplicate", "อาจซ้ำกัน"
    NO_PLACE = "no_place", "ยังไม่ระบุสถานที่"
    NO_DETAIL = "no_detail", "ยังไม่มีรายละเอียด"
    NO_DEVPLAN = "no_devplan", "ยังไม่อ้างแผนพัฒนาท้องถิ่น"
    OTHER_YEAR = "other_year", "ปีในข้อความไม่ตรงกับปีของแผน"
    OTHER_AMOUNT = "other_amount", "จำนวนเงินในข้อความไม่ตรงกับงบประมาณ"
    AGENCY_OWN_MONEY = "agency_own_money", "หน่วยงานภายนอก แต่ใช้เงินของหน่วยงานเอง"
    OTHERS_MONEY_NO_AGENCY = "others_money_no_agency", "เงินของหน่วยงานภายนอก แต่ไม่ระบุหน่วยงาน"
    UNIT_WITHOUT_ITEMS = "unit_without_items", "หน่วยงานที่ยังไม่มีรายการ"
    STRATEGY_WITHOUT_ITEMS = "strategy_without_items", "ยุทธศาสตร์ที่ยังไม่มีรายการ"
    MONTHS_PAST = "months_past", "เดือนที่เลือกผ่านไปแล้ว"
    TEXT_OTHER_YEAR = "text_other_year", "ปีในข้อความของเล่มแผนไม่ตรงกับปีของแผน"
    TEXT_OTHER_NAME = "text_other_name", "ชื่อองค์กรอื่นในข้อความของเล่มแผน"


@dataclass(frozen=True)
class Finding:
    """One thing readiness found: in an item's field, or (item None) in the version as a whole."""

    level: Level
    code: Rule
    message: str
    item: object = None
    field: str = ""
    value: str = ""
    url: str = ""
    unit: object = None  # whose it is, for the list by unit
    others: tuple = ()  # the items it may repeat
    why: tuple = ()  # of each of those: what matches, what differs
    versions: tuple = ()  # other versions of the year it names items of
    mend: object = None  # how it may be put right at once: projects.mending
    accepted: object = None  # the AcceptedFinding that lets a ควรตรวจ stand

    @property
    def is_must(self):
        return self.level == Level.MUST

    @property
    def is_open(self):
        """Say whether somebody still has to look: not accepted."""
        return self.accepted is None

    @property
    def item_code(self):
        return self.item.line.code if self.item else ""

    @property
    def sentence(self):
        """The message with the item it is about, for a list of reasons."""
        return f"{self.item_code} {self.item}: {self.message}" if self.item else self.message

    @property
    def key(self):
        """What a tick on the page sends: names the finding as it was then, value included."""
        value = hashlib.sha256(self.value.encode()).hexdigest()[:12]
        return f"{self.code}-{self.item_code}-{value}"
