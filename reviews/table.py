"""What lies on the table of a committee: the items of one canonical content, as they read then."""

from dataclasses import dataclass
from decimal import Decimal

from projects.models import OTHERS_MONEY
from projects.schedule import mask_of, spelled
from projects.totals import totals_of

LABELS = {  # of the keys of the canonical content, in the order pages show them
    "change": "การเปลี่ยนแปลง",
    "kind": "ประเภท",
    "strategy": "ยุทธศาสตร์",
    "guideline": "แนวทางการพัฒนา",
    "program": "แผนงาน",
    "category": "ประเภทครุภัณฑ์",
    "name": "ชื่อ",
    "detail": "รายละเอียด",
    "budget": "งบประมาณ",
    "source": "แหล่งเงิน",
    "agency": "หน่วยงานภายนอก",
    "place": "สถานที่ดำเนินการ",
    "unit": "หน่วยงานรับผิดชอบหลัก",
    "further_units": "หน่วยงานร่วม",
    "months": "เดือนที่ดำเนินการ",
    "target": "เป้าหมาย/ผลผลิต",
    "devplan": "อ้างอิงแผนพัฒนาฯ",
    "note": "หมายเหตุ",
}
NO_STRATEGY = "ไม่ระบุยุทธศาสตร์"
EQUIPMENT = "ครุภัณฑ์"


@dataclass(frozen=True)
class TableItem:
    """One item of the content; `values` are its fields as the canonical JSON has them."""

    values: dict
    fiscal_year: int

    @property
    def code(self):
        return self.values["code"]

    @property
    def name(self):
        return self.values["name"]

    @property
    def change(self):
        return self.values["change"]

    @property
    def is_cancelled(self):
        return self.change == "cancel"

    @property
    def budget(self):
        amount = self.values["budget"]
        return None if amount is None else Decimal(amount)

    @property
    def is_others_money(self):
        return self.values["origin_class"] in OTHERS_MONEY

    @property
    def months(self):
        return self.values["months"]

    @property
    def months_text(self):
        return spelled(mask_of(self.months), self.fiscal_year)

    @property
    def owner(self):
        return self.values["agency"] or self.values["unit"]

    @property
    def group(self):
        if self.values["kind"] == "equipment":
            return EQUIPMENT
        return self.values["strategy"] or NO_STRATEGY


@dataclass(frozen=True)
class Group:
    """The items of one strategy; `number` is its place on the table, from 1 on."""

    number: int
    name: str
    items: list

    @property
    def totals(self):
        return totals_of(self.items)


@dataclass(frozen=True)
class Place:
    """Where an item lies: the how-manyth of how many, with its neighbours."""

    item: TableItem
    number: int
    total: int
    before: TableItem | None
    after: TableItem | None


class Table:
    """All items of a content in official order."""

    def __init__(self, content):
        self.items = [TableItem(row, content["fiscal_year"]) for row in content["items"]]
        self.codes = [item.code for item in self.items]

    @property
    def totals(self):
        return totals_of(self.items)

    def groups(self):
        """Return the strategies in official order, equipment last."""
        found = {}
        for item in self.items:
            found.setdefault(item.group, []).append(item)
        return [Group(n, name, items) for n, (name, items) in enumerate(found.items(), start=1)]

    def place_of(self, code):
        """Return the Place of an item, or None where the table has none of that code."""
        if code not in self.codes:
            return None
        at = self.codes.index(code)
        before = self.items[at - 1] if at else None
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        return Place(self.items[at], at + 1, len(self.items), before, after)
