"""The columns of the workbook that comes back, in the order of form ผด.02. Pure."""

from dataclasses import dataclass

from thai.calendar import SHORT_MONTHS

from ..schedule import FISCAL_ORDER

CODE = "code"
MARK = "↔"  # of a month in which the item is carried out, as the forms draw it
PROJECTS, EQUIPMENT = "โครงการและกิจกรรม", "ครุภัณฑ์"  # names of sheets
MONTHS = {f"month_{number}": number for number in FISCAL_ORDER}  # column → calendar month
NAMED = ("kind", "category", "strategy", "guideline", "program", "source", "unit", "further_units")
CELL_LIMIT = 32_767  # characters a spreadsheet keeps in one cell


@dataclass(frozen=True)
class Column:
    """One column: the field, what stands above it, how wide, and whether a list is offered."""

    name: str
    label: str
    width: int
    is_listed: bool = False
    is_long: bool = False  # text of several lines


BEFORE_MONTHS = (
    Column("strategy", "ยุทธศาสตร์", 20, is_listed=True),
    Column("guideline", "แนวทางการพัฒนา", 20, is_listed=True),
    Column("program", "แผนงาน", 18, is_listed=True),
    Column("name", "ชื่อโครงการ/กิจกรรม", 38, is_long=True),
    Column("detail", "รายละเอียด", 38, is_long=True),
    Column("target", "เป้าหมาย/ผลผลิต", 20, is_long=True),
    Column("budget", "งบประมาณ (บาท)", 15),
    Column("source", "แหล่งเงิน", 18, is_listed=True),
    Column("agency", "หน่วยงานภายนอก", 15),
    Column("place", "สถานที่ดำเนินการ", 20, is_long=True),
    Column("unit", "หน่วยงานรับผิดชอบหลัก", 18, is_listed=True),
    Column("further_units", "หน่วยงานร่วม", 15),
)
IN_MONTHS = tuple(Column(name, SHORT_MONTHS[number], 5) for name, number in MONTHS.items())
AFTER_MONTHS = (
    Column("devplan_edition", "แผนพัฒนาฯ เล่ม", 14),
    Column("devplan_page", "แผนพัฒนาฯ หน้า", 11),
    Column("devplan_item", "แผนพัฒนาฯ ข้อ", 11),
    Column("note", "หมายเหตุ", 20, is_long=True),
)


def columns_of(sheet: str) -> tuple[Column, ...]:
    """Return the columns of one of the two sheets, the code first."""
    sort = Column("kind", "ประเภท", 10, is_listed=True)
    before: tuple[Column, ...] = BEFORE_MONTHS
    if sheet == EQUIPMENT:
        sort = Column("category", "ประเภทครุภัณฑ์", 18, is_listed=True)
        before = tuple(
            Column("name", "ชื่อครุภัณฑ์", 38, is_long=True) if column.name == "name" else column
            for column in before
        )
    return (Column(CODE, "รหัสรายการ", 9), sort, *before, *IN_MONTHS, *AFTER_MONTHS)


def label_of(name: str, fiscal_year: int) -> str:
    """Return a column's name as the pages say it; a month with its year."""
    if name in MONTHS:
        month = MONTHS[name]
        return f"{SHORT_MONTHS[month]} {fiscal_year - 1 if month >= 10 else fiscal_year}"
    return LABELS[name]


LABELS = {
    column.name: column.label for sheet in (EQUIPMENT, PROJECTS) for column in columns_of(sheet)
}
