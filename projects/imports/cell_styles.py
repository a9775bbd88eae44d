"""The styles of a workbook: which cells are dates, and what colour is behind them. Pure."""

import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from .packages import local, tree

# Numbers of formats that show a date: Excel's own, those of East Asia, and the Thai ones (71–81).
DAY_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59), *range(71, 82)}
THAI_DAY = re.compile("[ดป]{2}")  # "ว ดดด ปปปป", as a Thai Excel may write it
WHITE = {"rgb FFFFFFFF", "rgb 00FFFFFF", "theme 0", "indexed 1", "indexed 9", "indexed 65"}


@dataclass
class Styles:
    """What the number of a cell's style stands for."""

    days: set[str] = field(default_factory=set)
    fills: dict[str, str] = field(default_factory=dict)  # without white ones
    is_1904: bool = False  # days are counted as the first Macintosh did

    def day(self, number: float) -> Any:
        """Return the date, or the time, that a number stands for; ValueError for none."""
        from openpyxl.utils.datetime import (  # slow to import
            CALENDAR_MAC_1904,
            CALENDAR_WINDOWS_1900,
            from_excel,
        )

        if number < 0:
            raise ValueError(number)
        return from_excel(number, CALENDAR_MAC_1904 if self.is_1904 else CALENDAR_WINDOWS_1900)


def styles_of(archive: zipfile.ZipFile, parts: dict[str, tuple[str, str]]) -> Styles:
    """Return the styles of a workbook; none where it has no such part."""
    found = Styles()
    for kind, part in parts.values():
        if kind == "styles":
            _read(tree(archive, part), found)
    return found


def _read(root: Any, styles: Styles) -> None:
    formats = {
        one.get("numFmtId"): one.get("formatCode", "") for one in root.iterfind("*/{*}numFmt")
    }
    colours = [_colour(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        if _is_day(style.get("numFmtId", "0"), formats):
            styles.days.add(str(number))
        fill = int(style.get("fillId", "0"))
        if fill < len(colours) and colours[fill]:
            styles.fills[str(number)] = colours[fill]


def _is_day(number: str, formats: dict[str, str]) -> bool:
    if number in formats:
        from openpyxl.styles.numbers import is_date_format  # slow to import

        code = formats[number]
        return bool(is_date_format(code)) or bool(THAI_DAY.search(code))
    return number.isdecimal() and int(number) in DAY_FORMATS


def _colour(fill: Any) -> str:
    """Return a name for a fill, equal for equal ones; "" for none and for white."""
    for kind in fill:
        if local(kind) == "gradientFill":
            return "gradient"
        pattern = kind.get("patternType", "none")
        if pattern == "none":
            continue
        for colour in kind:
            if local(colour) == "fgColor":
                told = _told(colour)
                return "" if pattern == "solid" and told in WHITE else f"{pattern} {told}"
        return pattern if pattern != "gray125" else ""  # the second fill of every workbook
    return ""


def _told(colour: Any) -> str:
    tint = float(colour.get("tint", 0))
    for name in ("rgb", "theme", "indexed"):
        if (value := colour.get(name)) is not None:
            return f"{name} {value}" + (f" {tint:.2f}" if tint else "")
    return "auto"
