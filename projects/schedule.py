"""The months of an item: a set out of the twelve of a fiscal year, kept as one number. Pure.

Bit 0 is October, bit 11 September. Months are calendar numbers (10, 11, 12, 1 … 9).
"""

from collections.abc import Iterable

from thai.calendar import SHORT_MONTHS

FISCAL_ORDER = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)
POSITION = {month: index for index, month in enumerate(FISCAL_ORDER)}
ALL_MONTHS = (1 << 12) - 1


def mask_of(months: Iterable[int]) -> int:
    """Return the number that stands for calendar months; KeyError for anything but 1–12."""
    mask = 0
    for month in months:
        mask |= 1 << POSITION[month]
    return mask


def months_of(mask: int) -> list[int]:
    """Return the calendar months of a mask in the order of the fiscal year."""
    return [month for index, month in enumerate(FISCAL_ORDER) if mask >> index & 1]


def runs_of(mask: int) -> list[tuple[int, int]]:
    """Return the unbroken runs as (first, last) positions 0–11: one arrow each on paper."""
    runs: list[tuple[int, int]] = []
    for index in range(12):
        if not mask >> index & 1:
            continue
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def span(first: int, last: int) -> int:
    """Return the mask from one calendar month to another; the last may not come before the first.

    Raises ValueError when it does: a fiscal year does not wrap round.
    """
    if POSITION[last] < POSITION[first]:
        raise ValueError("เดือนสิ้นสุดมาก่อนเดือนเริ่มต้น")
    return sum(1 << index for index in range(POSITION[first], POSITION[last] + 1))


def spelled(mask: int, fiscal_year: int) -> str:
    """Return the months in words: "ต.ค. – ธ.ค. 2568, มี.ค. 2569"; "" for none.

    >>> spelled(mask_of([10, 11, 12]), 2569)
    'ต.ค. – ธ.ค. 2568'
    """

    def year(index: int) -> int:
        return fiscal_year - 1 if index < 3 else fiscal_year

    def name(index: int) -> str:
        return SHORT_MONTHS[FISCAL_ORDER[index]]

    parts = []
    for first, last in runs_of(mask):
        if first == last:
            parts.append(f"{name(first)} {year(first)}")
        elif year(first) == year(last):
            parts.append(f"{name(first)} – {name(last)} {year(last)}")
        else:
            parts.append(f"{name(first)} {year(first)} – {name(last)} {year(last)}")
    return ", ".join(parts)
