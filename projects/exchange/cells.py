"""A cell of the workbook → its words and its value, or one Thai sentence why not."""

from thai.baht import format_money
from thai.numerals import to_arabic_digits
from thai.text import repair

from ..imports.cell_values import NO_MARK, CellFault, read_money, read_text
from ..imports.lines import TOTAL
from ..imports.rows import NAME_LIMIT
from ..imports.table_columns import text_of
from ..imports.table_reader import BadCell
from ..imports.unit_names import Unknown
from ..models import Project
from .columns import CELL_LIMIT, CODE, MARK, MONTHS, NAMED
from .content import names_of

NO_NAME = "กรอกชื่อรายการ ถ้าต้องการลบรายการ ให้ลบในระบบ"
NO_KIND = "เลือกโครงการหรือกิจกรรม"
ONE_UNIT = "หน่วยงานรับผิดชอบหลักมีได้หนึ่งหน่วยงาน หน่วยงานอื่นพิมพ์ในช่องหน่วยงานร่วม"
TOO_LONG_FOR_A_CELL = "ข้อความเดิมยาวเกินที่ Excel เก็บได้ในช่องเดียว ให้แก้รายการนี้ในระบบ"
KINDS = {kind.label: kind.value for kind in Project.ItemKind}


def read_code(value):
    """Return the public code of a cell, "0001" where a spreadsheet made it the number 1."""
    text = to_arabic_digits(text_of(value))
    return f"{int(text):04d}" if text.isdecimal() and len(text) < 9 else text


def is_untouched(value, base):
    """Say whether a cell still has the words that went out; such a cell is never read anew."""
    if isinstance(value, BadCell):
        return False
    text = text_of(value)
    return text == base or text == repair(base[:CELL_LIMIT])


def read_cell(name, value, base, names, strategy):
    """Return (words, value, notes) of a changed cell, or raise CellFault."""
    if len(base) > CELL_LIMIT:
        raise CellFault(TOO_LONG_FOR_A_CELL)
    if name in MONTHS:
        is_in = _is_marked(value)
        return (MARK if is_in else ""), is_in, []
    if name == "budget":
        amount = read_money(value)
        return ("" if amount is None else format_money(amount)), amount, []
    if name in NAMED:
        return _read_name(name, value, names, strategy)
    text = read_text(value)
    limit = NAME_LIMIT if name == "name" else Project._meta.get_field(name).max_length
    if limit and len(text) > limit:
        raise CellFault(f"ข้อความยาว {len(text):,} ตัวอักษร ใช้ได้ไม่เกิน {limit:,}")
    if name == "name" and not text:
        raise CellFault(NO_NAME)
    return text, text, []


def _is_marked(value):
    if isinstance(value, BadCell):
        raise CellFault(value.why)
    return value is not False and text_of(value) not in NO_MARK


def _read_name(name, value, names, strategy):
    text = read_text(value)
    if name == "kind":
        return _read_kind(text)
    if text in NO_MARK:
        return "", [] if name == "further_units" else None, []
    try:
        if name == "further_units":
            return _read_units(text, names)
        parents = [strategy] if name == "guideline" else []
        match = names.find(name, text, *parents)
    except Unknown as unknown:
        raise CellFault(str(unknown)) from None
    if match.kept or match.found is None:
        raise CellFault(f"ไม่รู้จัก{'แหล่งเงิน' if name == 'source' else 'ชื่อ'} “{text}” เลือกจากรายการ")
    if match.further:
        raise CellFault(ONE_UNIT)
    return str(match.found), match.found, match.notes


def _read_kind(text):
    if text not in KINDS:
        raise CellFault(NO_KIND)
    return text, KINDS[text], []


def _read_units(text, names):
    match = names.find("unit", text)
    if match.kept:
        raise CellFault(f"ไม่รู้จักหน่วยงาน “{text}” เลือกจากรายการ")
    units = [match.found, *match.further]
    return names_of(units), units, []


def is_blank(row, sheet):
    """Say whether nothing but the code stands in a row."""
    return all(
        not text_of(sheet.value(row, name)) for name in sheet.columns if name != CODE
    )  # fmt: skip


def is_total(row, sheet):
    """Say whether a row of the user's own sums up others: beside the money only "รวม"."""
    texts = [text_of(sheet.value(row, name)) for name in sheet.columns if name != "budget"]
    told = " ".join(dict.fromkeys(text for text in texts if text))  # merged cells say it once
    return bool(TOTAL.fullmatch(to_arabic_digits(told)))
