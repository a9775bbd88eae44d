"""The columns of the item list: which there are, which a member sees, how each sorts. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column; `sorts` are the orders its head offers in turn, with what each says to ARIA."""

    key: str
    label: str
    sorts: tuple[tuple[str, str], ...] = ()
    is_number: bool = False


COLUMNS = (
    Column("code", "รหัส", (("official", "ascending"),)),
    Column("name", "รายการ", (("name", "ascending"), ("name_down", "descending"))),
    Column("unit", "หน่วยงาน", (("unit", "ascending"),)),
    Column("program", "แผนงาน"),
    Column("strategy", "ยุทธศาสตร์"),
    Column("source", "แหล่งเงิน"),
    Column(
        "budget",
        "งบประมาณ (บาท)",
        (("budget", "descending"), ("budget_up", "ascending")),
        is_number=True,
    ),
    Column("months", "เดือน"),
    Column("place", "สถานที่"),
    Column("readiness", "ความพร้อม"),
    Column("changed", "แก้ล่าสุด", (("changed", "descending"),)),
)
ALWAYS = "name"  # what a row is about
USUAL = ("code", "name", "unit", "budget", "months", "readiness")


def columns_of(keys: Iterable[str]) -> list[Column]:
    """Return the columns asked for in their fixed order, the usual ones when none is known."""
    asked = set(keys)
    known = {column.key for column in COLUMNS} & asked
    shown = known | {ALWAYS} if known else set(USUAL)
    return [column for column in COLUMNS if column.key in shown]
