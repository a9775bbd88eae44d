"""The named cell styles of the workbook: whoever goes on with it changes a look in one place."""

FONT = "TH Sarabun New"
SIZE, TITLE_SIZE = 14, 16
THAI_DIGITS = "[$-D00041E]"  # tells Excel to show the number in Thai digits

NORMAL = "Normal"
TITLE, HEAD, CHAPTER, GROUP = "แผน ชื่อแบบ", "แผน หัวตาราง", "แผน ยุทธศาสตร์", "แผน แผนงาน"
TEXT, CENTRED, NUMBER, MONEY = "แผน ข้อความ", "แผน กลางช่อง", "แผน ลำดับที่", "แผน จำนวนเงิน"
COUNT, SHARE, MONTH, NOTE = "แผน จำนวนรายการ", "แผน ร้อยละ", "แผน เดือน", "แผน หมายเหตุ"
SUM_TEXT, SUM_COUNT, SUM_MONEY = "แผน รวม", "แผน รวม จำนวน", "แผน รวม เงิน"
SUM_SHARE, SUM_ITEMS = "แผน รวม ร้อยละ", "แผน รวม รายการ"
CODE, MONTH_HEAD = "แผน รหัส", "แผน หัวเดือน"

_LINE, _HEAD_FILL, _SUM_FILL, MONTH_FILL = "FF7F7F7F", "FFDDE6F0", "FFF2F2F2", "FFBDD7EE"


def add_styles(workbook, figures):
    """Give the workbook its styles; numbers in Thai digits where the tables have them."""
    from openpyxl.styles import (  # slow to import
        Alignment,
        Border,
        Font,
        NamedStyle,
        PatternFill,
        Side,
    )
    from openpyxl.utils.indexed_list import IndexedList

    digits = THAI_DIGITS if figures.is_thai_in_tables else ""
    plain, bold = Font(name=FONT, size=SIZE), Font(name=FONT, size=SIZE, bold=True)
    title = Font(name=FONT, size=TITLE_SIZE, bold=True)
    small = Font(name=FONT, size=SIZE - 2, bold=True)
    side = Side(style="thin", color=_LINE)
    frame = Border(left=side, right=side, top=side, bottom=side)
    shade, sum_shade = _filled(PatternFill, _HEAD_FILL), _filled(PatternFill, _SUM_FILL)
    left = Alignment(vertical="top", wrap_text=True)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    centred = Alignment(horizontal="center", vertical="top", wrap_text=True)
    right = Alignment(horizontal="right", vertical="top", indent=1)
    at_left = Alignment(horizontal="left", vertical="top")
    loose = Alignment(vertical="center", wrap_text=True)
    # The first font is what widths are counted in, and that of the cells that somebody adds.
    workbook._fonts = IndexedList([plain])
    workbook._named_styles[NORMAL].font = plain
    formats = {name: _with_dash(digits, form) for name, form in _FORMATS.items()}
    for name, font, border, fill, alignment, form in (
        (TITLE, title, None, None, middle, ""),
        (HEAD, bold, frame, shade, middle, ""),
        (MONTH_HEAD, small, frame, shade, Alignment(horizontal="center", vertical="center"), ""),
        (CHAPTER, bold, None, None, loose, ""),
        (GROUP, bold, None, None, loose, ""),
        (TEXT, plain, frame, None, left, ""),
        (CENTRED, plain, frame, None, centred, ""),
        (CODE, plain, frame, None, centred, "@"),
        (MONTH, plain, frame, None, middle, ""),
        (NUMBER, plain, frame, None, centred, f"{digits}0"),
        (MONEY, plain, frame, None, right, formats["money"]),
        (COUNT, plain, frame, None, centred, formats["count"]),
        (SHARE, plain, frame, None, centred, f"{digits}0.00"),
        (SUM_TEXT, bold, frame, sum_shade, left, ""),
        (SUM_ITEMS, bold, frame, sum_shade, at_left, formats["items"]),
        (SUM_MONEY, bold, frame, sum_shade, right, formats["money"]),
        (SUM_COUNT, bold, frame, sum_shade, centred, formats["count"]),
        (SUM_SHARE, bold, frame, sum_shade, centred, f"{digits}0.00"),
        (NOTE, plain, None, None, left, ""),
    ):
        style = NamedStyle(name, font, fill, border, alignment)
        style.number_format = form or "General"
        workbook.add_named_style(style)


# Two places always: in a column that hid them, satang typed later would not add up to the eye.
_FORMATS = {"money": "#,##0.00", "count": "#,##0", "items": '#,##0 "รายการ"'}


def _with_dash(digits, form):
    """Show nothing at all as "-", as the paper does."""
    return f'{digits}{form};-{digits}{form};"-"'


def _filled(fill, color):
    return fill("solid", start_color=color)
