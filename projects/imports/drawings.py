"""What is drawn over the cells of a workbook: lines, arrows and pictures, placed on cells. Pure."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from .packages import local
from .sheets import Shape

LAST = 1 << 20  # no sheet has more rows
ANCHORS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}
DRAWN = {"sp", "cxnSp", "pic"}
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass
class Axis:
    """The columns, or the rows, with how large each is; a distance is a place among them."""

    sizes: dict[int, float]
    default: float
    numbers: list[int] = field(init=False)
    beyond: list[float] = field(init=False)  # how much the ones up to there exceed the default

    def __post_init__(self) -> None:
        self.default = max(self.default, 1.0)
        self.numbers = sorted(self.sizes)
        self.beyond = list(accumulate((self.sizes[n] - self.default for n in self.numbers),
                                      initial=0.0))  # fmt: skip

    def size(self, number: int) -> float:
        return max(self.sizes.get(number, self.default), 1.0)

    def begin(self, number: int) -> float:
        """Return how far from the edge of the sheet a row or column begins."""
        return number * self.default + self.beyond[bisect_left(self.numbers, number)]

    def place(self, distance: float) -> float:
        """Return the row or column at a distance, with the part of it as a fraction."""
        low, high = 0, LAST
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.begin(middle) <= distance else (low, middle - 1)
        return low + min(1.0, max(0.0, distance - self.begin(low)) / self.size(low))

    def distance(self, place: float) -> float:
        number = int(place)
        return self.begin(number) + (place - number) * self.size(number)


def shapes_of(root: Any, columns: Axis, rows: Axis) -> tuple[list[Shape], bool]:
    """Return what a drawing part draws, and whether something of it could not be placed."""
    found: list[Shape] = []
    lacks = False
    for anchor in root.iter():
        if local(anchor) not in ANCHORS:
            continue
        try:
            box = _box(anchor, columns, rows)
        except (TypeError, ValueError):  # a distance that is missing or no number
            box = None
        for one in _drawn(anchor):
            if box is None or _is_turned(one):
                lacks = True
            elif local(one) == "grpSp":
                inside, unplaced = _grouped(one, box, columns, rows)
                found += inside
                lacks = lacks or unplaced
            else:
                found.append(Shape(*box))
    return found, lacks


def _drawn(parent: Any) -> list[Any]:
    """Return the visible shapes right below an anchor or a group, one of each pair of choices."""
    found = []
    for one in parent:
        if local(one) == "AlternateContent":
            for choice in one:
                if inside := _drawn(choice):
                    found += inside
                    break
        elif local(one) in DRAWN | {"grpSp"}:
            properties = one.find("*/{*}cNvPr")
            if properties is None or properties.get("hidden") not in {"1", "true"}:
                found.append(one)
    return found


def _box(anchor: Any, columns: Axis, rows: Axis) -> Box | None:
    """Return where an anchor stands, in columns and rows."""
    start, end = anchor.find("{*}from"), anchor.find("{*}to")
    size, place = anchor.find("{*}ext"), anchor.find("{*}pos")
    if start is not None:
        left, top = _corner(start, columns, rows)
    elif place is not None:
        left, top = columns.place(float(place.get("x"))), rows.place(float(place.get("y")))
    else:
        return None
    if end is not None:
        right, bottom = _corner(end, columns, rows)
    elif size is not None:
        right = columns.place(columns.distance(left) + float(size.get("cx")))
        bottom = rows.place(rows.distance(top) + float(size.get("cy")))
    else:
        return None
    return left, top, max(left, right), max(top, bottom)


def _corner(corner: Any, columns: Axis, rows: Axis) -> tuple[float, float]:
    def at(name: str, axis: Axis) -> float:
        number = int(corner.findtext(f"{{*}}{name}"))
        offset = float(corner.findtext(f"{{*}}{name}Off") or 0)
        # Excel never lets an offset leave its cell; a height it worked out itself is not kept.
        return number + min(max(offset / axis.size(number), 0.0), 0.999)

    return at("col", columns), at("row", rows)


def _is_turned(shape: Any) -> bool:
    """Say whether a shape stands askew or upright, so that its frame is not where it is seen."""
    frame = shape.find("*/{*}xfrm")
    turn = int(frame.get("rot", "0")) % 10_800_000 if frame is not None else 0
    return 600_000 < turn < 10_200_000  # in 60,000ths of a degree; 10 degrees are still level


def _grouped(group: Any, box: Box, columns: Axis, rows: Axis) -> tuple[list[Shape], bool]:
    """Return the shapes of a group, each where it stands within the group's frame."""
    frame = group.find("{*}grpSpPr/{*}xfrm")
    origin, extent = _pair(frame, "chOff", "x", "y"), _pair(frame, "chExt", "cx", "cy")
    if origin is None or extent is None:
        return [], True
    left, top = columns.distance(box[0]), rows.distance(box[1])
    wide = (columns.distance(box[2]) - left) / (extent[0] or 1)
    high = (rows.distance(box[3]) - top) / (extent[1] or 1)
    found: list[Shape] = []
    lacks = False
    for one in _drawn(group):
        own = one.find("{*}grpSpPr/{*}xfrm" if local(one) == "grpSp" else "{*}spPr/{*}xfrm")
        place, size = _pair(own, "off", "x", "y"), _pair(own, "ext", "cx", "cy")
        if place is None or size is None or _is_turned(one):
            lacks = True
            continue
        x, y = left + (place[0] - origin[0]) * wide, top + (place[1] - origin[1]) * high
        inner: Box = (
            columns.place(x), rows.place(y),
            columns.place(x + size[0] * wide), rows.place(y + size[1] * high),
        )  # fmt: skip
        if local(one) == "grpSp":
            inside, unplaced = _grouped(one, inner, columns, rows)
            found += inside
            lacks = lacks or unplaced
        else:
            found.append(Shape(*inner))
    return found, lacks


def _pair(frame: Any, name: str, first: str, second: str) -> tuple[float, float] | None:
    element = frame.find(f"{{*}}{name}") if frame is not None else None
    if element is None:
        return None
    return float(element.get(first, 0)), float(element.get(second, 0))
