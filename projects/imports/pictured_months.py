"""Colours behind month cells and shapes over them → months of the items. Pure."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from ..schedule import mask_of
from .headers import Layout
from .marks import Seen
from .sheets import Shape, Sheet

SEVERAL_ROWS = "เส้นหรือรูปคลุมหลายแถว ตรวจเดือนของแต่ละแถว"
BETWEEN_ROWS = "เส้นหรือรูปอยู่คร่อมสองแถว อ่านเป็นของแถวที่ทับมากกว่า"
EDGE = "ปลายเส้นหรือรูปอยู่กลางช่องเดือน ตรวจเดือนเริ่มต้นและเดือนสิ้นสุด"
ALL_ALIKE = "ช่องเดือนมีสีเหมือนกันทุกแถว จึงไม่อ่านสีเป็นเดือน ถ้าหมายถึงเดือนที่ดำเนินการให้ใส่เครื่องหมาย"
LOST = "มีเส้นหรือรูปทับช่องเดือน {count} ชิ้นที่ไม่อยู่บนแถวของรายการ จึงไม่ได้อ่าน"

FEW = 4  # rows, of which nothing can be said that holds for all
MARKED = 0.3  # of the rows: then colours are there to look nice
USUAL = 0.9
COVERED, TOUCHED, WHOLE = 0.5, 0.25, 0.8  # of a cell
NEARLY = 0.7  # of a month: no arrow is drawn to the very edge
THIN = 0.05  # of a row: a line
NARROW = 0.6  # of a cell: what stands in one cell is about that month
MANY = 6  # items: what covers more is a picture of something else, such as a seal


class Lines(Protocol):
    """What is needed of an item: its rows in the sheet, from 1, and what it shows."""

    layout: Layout
    number: int
    last: int
    seen: Seen

    @property
    def is_marked(self) -> bool: ...


def look(sheet: Sheet, items: Sequence[Lines]) -> list[str]:
    """Note on each item what colours and drawings show; return what is doubtful of the sheet."""
    timed = [item for item in items if item.layout.months]
    notes: list[str] = []
    if timed and sheet.fills:
        notes += _paint(sheet, timed)
    if timed and sheet.shapes:
        notes += _draw(sheet.shapes, timed)
    return notes


# --- Colours --------------------------------------------------------------------------------------


def _paint(sheet: Sheet, items: list[Lines]) -> list[str]:
    shown = [_colours(sheet, item) for item in items]
    if not any(shown):
        return []
    usual = _usual(shown, sum(item.is_marked for item in items) >= MARKED * len(items))
    for item, colours in zip(items, shown, strict=True):
        months = [month for month, colour in colours.items() if usual.get(month) != colour]
        item.seen.painted = mask_of(months)
    is_lost = len(usual) == len(items[0].layout.months) and len(set(usual.values())) == 1
    return [ALL_ALIKE] if is_lost and not any(item.is_marked for item in items) else []


def _colours(sheet: Sheet, item: Lines) -> dict[int, str]:
    """Return {month: colour} of an item's cells that are not coloured as its whole row is."""
    found: dict[int, str] = {}
    for row in range(item.number - 1, item.last):
        if not (fills := sheet.fills.get(row)):
            continue
        others = Counter(fills.get(column, "") for column in item.layout.fields.values())
        ground = max(others, key=lambda colour: others[colour], default="")
        for month, column in item.layout.months.items():
            if (colour := fills.get(column, "")) and colour != ground:
                found[month] = colour
    return found


def _usual(shown: list[dict[int, str]], are_marked: bool) -> dict[int, str]:
    """Return the colour that the cells of a month have anyway, whatever is done in it."""
    if len(shown) < FEW:
        return {}
    usual = {}
    for month in {month for colours in shown for month in colours}:
        colour, count = Counter(colours.get(month, "") for colours in shown).most_common(1)[0]
        if colour and (count == len(shown) or (are_marked and count >= USUAL * len(shown))):
            usual[month] = colour
    return usual


# --- Shapes ---------------------------------------------------------------------------------------


def _draw(shapes: list[Shape], items: list[Lines]) -> list[str]:
    """Give each shape to the items it stands on; what stands on none is counted."""
    by_row = {row: item for item in items for row in range(item.number - 1, item.last)}
    first, last = min(by_row), max(by_row)
    lost = 0
    for shape in shapes:
        rows = range(max(first, int(shape.top)), min(last, int(shape.bottom)) + 1)
        near = list({id(by_row[row]): by_row[row] for row in rows if row in by_row}.values())
        found = _rows(shape, near) if len(near) <= MANY else []
        if not found and rows and _months(shape, items[0].layout)[0]:
            lost += 1
        for item, doubt in found:
            months, is_edge = _months(shape, item.layout)
            if not months:
                continue
            item.seen.drawn |= mask_of(months)
            for told in filter(None, [doubt, EDGE if is_edge else ""]):
                item.seen.doubt(told)
    return [LOST.format(count=lost)] if lost else []


def _rows(shape: Shape, items: list[Lines]) -> list[tuple[Lines, str]]:
    """Return the items a shape stands on, each with what is doubtful about that."""
    height, middle = shape.bottom - shape.top, (shape.top + shape.bottom) / 2
    if height <= THIN:
        return [(item, "") for item in items if item.number - 1 <= middle < item.last]
    overlaps = [
        (min(shape.bottom, item.last) - max(shape.top, item.number - 1), item) for item in items
    ]
    main = [item for over, item in overlaps if over >= COVERED * (item.last - item.number + 1)]
    if len(main) > 1:
        return [(item, SEVERAL_ROWS) for item in main]
    over, best = max(overlaps, key=lambda one: one[0], default=(0.0, None))
    if best is None or over < TOUCHED * height:
        return []
    return [(best, "" if over >= WHOLE * height else BETWEEN_ROWS)]


def _months(shape: Shape, layout: Layout) -> tuple[list[int], bool]:
    """Return the months a shape covers, and whether it ends in the middle of a cell."""
    covered: list[int] = []
    is_edge = False
    middle = (shape.left + shape.right) / 2
    for month, column in layout.months.items():
        share = min(shape.right, column + 1) - max(shape.left, column)
        if shape.right - shape.left <= NARROW:
            share = 1.0 if column <= middle < column + 1 else 0.0
        if share >= COVERED:
            covered.append(month)
        is_edge = is_edge or TOUCHED < share < NEARLY
    return covered, is_edge and bool(covered)
