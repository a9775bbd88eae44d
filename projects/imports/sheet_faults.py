"""What is wrong or doubtful about whole sheets: their years, what is drawn, what was not read."""

from decimal import Decimal

from thai.baht import format_money
from thai.calendar import SHORT_MONTHS

from ..findings import Level
from ..schedule import POSITION
from .cell_values import CellFault, read_money
from .rows import Fault
from .summaries import passed_over

HEADER, SHEET = "หัวตาราง", "แผ่นงาน"
UNCLEAR = "บรรทัดนี้ไม่ใช่รายการและไม่รู้จักเป็นหัวข้อ จึงข้าม ถ้าเป็นหัวข้อให้ขึ้นต้นด้วย ยุทธศาสตร์ แนวทาง หรือ แผนงาน"
UNREAD = "ไฟล์มีเส้นหรือลูกศรที่วาดทับตาราง ซึ่งอ่านเป็นเดือนไม่ได้ พิมพ์เครื่องหมายในช่องเดือนแทน"


def faults_of_table(table, fiscal_year):
    """Yield what is doubtful about one sheet that was read."""
    yield from _years(table, fiscal_year)
    for layout in table.layouts:
        yield from _years_over_months(table, layout, fiscal_year)
    has_months = any(layout.months for layout in table.layouts)
    for number, text in table.unclear:
        yield Fault(SHEET, UNCLEAR, Level.SHOULD, str(number), text, number, table.sheet)
    notes = [*table.notes, *([UNREAD] if table.has_drawings and has_months else [])]
    for note in notes:
        yield Fault(SHEET, note, Level.SHOULD, sheet=table.sheet)


def faults_of_others(sheets, tables, rows):
    """Yield what is to be told of sheets that were not read as items."""
    for other in passed_over(sheets, {table.sheet for table in tables}):
        yield Fault(SHEET, other.why, Level.SHOULD, sheet=other.sheet)
        try:
            stated = read_money(other.total)
        except CellFault:
            continue
        total = sum((row.budget or Decimal(0) for row in rows), Decimal(0))
        if stated is not None and stated != total:
            message = (
                f"บัญชีสรุปในแผ่นงาน “{other.sheet}” เขียนยอดรวม {format_money(stated)} บาท"
                f" แต่รายการในไฟล์รวมได้ {format_money(total)} บาท"
            )
            yield Fault(SHEET, message, Level.SHOULD, sheet=other.sheet)


def _years(table, fiscal_year):
    known = (fiscal_year - 1, fiscal_year)
    wrong = {(number, year) for number, year in table.years if year not in known}
    for number, named in sorted(wrong):
        message = f"ไฟล์เขียนว่าปี {named} แต่แผนนี้เป็นแผนปี {fiscal_year}"
        level = Level.SHOULD if 2500 <= named <= 2599 else Level.MUST
        yield Fault(HEADER, message, level, str(number), str(named), number, table.sheet)
    last = {(number, year) for number, year in table.plan_years if year == fiscal_year - 1}
    for number, named in sorted(last):
        message = f"ไฟล์เขียนว่าเป็นของปีงบประมาณ {named} แต่แผนนี้เป็นแผนปี {fiscal_year}"
        yield Fault(HEADER, message, Level.SHOULD, str(number), str(named), number, table.sheet)


def _years_over_months(table, layout, fiscal_year):
    """Yield months that stand under the year they are not in."""
    wrong = {}
    for month, named in layout.years.items():
        expected = fiscal_year - 1 if month >= 10 else fiscal_year
        if named != expected and named in (fiscal_year - 1, fiscal_year):
            wrong.setdefault((named, expected), []).append(month)
    for (named, expected), months in wrong.items():
        told = " ".join(SHORT_MONTHS[month] for month in sorted(months, key=POSITION.get))
        message = f"หัวตารางเขียนปี {named} เหนือเดือน {told} ซึ่งในแผนนี้เป็นปี {expected}"
        yield Fault(
            HEADER, message, Level.SHOULD, str(layout.row), str(named), layout.row, table.sheet
        )
