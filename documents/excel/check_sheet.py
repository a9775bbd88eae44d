"""The last sheet: what the plan holds beside what the file adds up to, compared in Excel itself."""

from decimal import Decimal

from ..rounding import added_up
from . import styles
from .item_sheet import OTHERS, OWN
from .measure import amount_width
from .sheet import Sheet
from .summary_sheet import NUMBERS, money_of, references

HEADS = ("ยอด", "ยอดของแผนเมื่อจัดทำแฟ้มนี้", "ผลบวกในแฟ้มนี้", "ผลตรวจ")
SAME, DIFFERENT = "ตรงกัน", "ไม่ตรงกัน"
NOTES = (
    "ยอดในแฟ้มนี้เป็นสูตร แก้ตัวเลขหรือเพิ่มแถวแล้วยอดเปลี่ยนตาม เมื่อต่างจากแผนในระบบ ผลตรวจจะเป็น “ไม่ตรงกัน”",
    "แถวที่เพิ่มให้แทรกระหว่างแถวรายการของตาราง และเลือก “เงินของ” ในคอลัมน์ท้าย "
    "ยอดทุกตารางจึงจะตรงกับยอดแยกตามเจ้าของเงิน",
)
TITLE = "ตรวจยอดของแฟ้มกับแผน"
WIDTHS = (46, 26, 16)  # the words, an amount, the verdict


class CheckSheet(Sheet):
    """Own and others' money, forms and sums, each with a name that other files can ask for."""

    def __init__(self, workbook, name, book, summary, projects, equipment):
        first, amount, last = WIDTHS
        amount = max(amount, amount_width(book.totals.all))
        super().__init__(workbook, name, book, [first, amount, amount, last])
        self.workbook = workbook
        self.line(TITLE, styles.TITLE, len(HEADS))
        self.head(HEADS)
        self.running(TITLE)
        self.sheet.freeze_panes = f"A{self.row}"
        self._totals([projects, equipment])
        for sheet, chapters, key in (
            (projects, book.chapters, "projects"),
            (equipment, book.equipment, "equipment"),
        ):
            self._form(sheet, chapters, key)
        self._shares(summary)
        for note in NOTES:
            self.line(note, styles.NOTE, len(HEADS))
        self.sheet.print_area = f"A1:D{self.row - 1}"

    def _totals(self, sheets):
        totals = self.book.totals
        both = [references(sheet, [sheet.total]) for sheet in sheets]
        whole = {key: "+".join(each[key] for each in both) for key in NUMBERS}
        for words, name, formulas, count, amount in (
            ("ทุกตาราง", "plan", whole, totals.count, totals.all),
            (OWN, "plan_own", money_of(OWN, sheets), totals.own_count, totals.own),
            (OTHERS, "plan_others", money_of(OTHERS, sheets), totals.other_count, totals.other),
        ):
            of = words if name == "plan" else f"งบของ{words}"
            self._line(f"จำนวนรายการ {of}", count, formulas["count"], f"{name}_items")
            self._line(f"งบประมาณ (บาท) {of}", amount, formulas["amount"], f"{name}_amount")

    def _form(self, sheet, chapters, key):
        sums = [group.sum for chapter in chapters for group in chapter.groups]
        found = references(sheet, [sheet.total])
        mark = self.book.figures.prose(sheet.form.short_mark)
        count, amount = sum(each.count for each in sums), sum(each.amount for each in sums)
        self._line(f"จำนวนรายการ {mark}", count, found["count"], f"{key}_items")
        amount = amount or Decimal(0)
        self._line(f"งบประมาณ (บาท) {mark}", amount, found["amount"], f"{key}_amount")

    def _shares(self, summary):
        """Show what the rounded shares add up to, which need not be a hundred."""
        words = ("ร้อยละของจำนวนทุกแผนงานรวมกัน", "ร้อยละของงบประมาณทุกแผนงานรวมกัน")
        sums = added_up(self.book.summary)
        for of, key, total in zip(words, ("count_share", "amount_share"), sums, strict=True):
            if key in summary.keys:
                self._line(of, total, summary.shares_added(key), "", styles.SHARE)

    def _line(self, words, ours, formula, name, style=None):
        style = style or (styles.MONEY if isinstance(ours, Decimal) else styles.COUNT)
        self.put(1, words, styles.TEXT)
        self.put(2, ours, style)
        place = self.formula(3, formula, ours, style)
        verdict = f'IF(ROUND(B{self.row}-C{self.row},2)=0,"{SAME}","{DIFFERENT}")'
        self.formula(4, verdict, SAME, styles.CENTRED)
        if name:
            self._name(name, place)
        self.end_row()

    def _name(self, name, place):
        from openpyxl.workbook.defined_name import DefinedName  # slow to import

        letter, row = place[0], place[1:]
        defined = DefinedName(name, attr_text=self.reference(f"${letter}${row}"))
        self.workbook.defined_names[name] = defined
