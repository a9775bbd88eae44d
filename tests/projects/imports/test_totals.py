"""Sums in the middle of a list, at its end and in the summary are told from its items."""

import pytest

from projects.imports.options import Options
from projects.imports.saving import read

from .offices import one_table, packed, tables


def reading_of(version, book):
    return read(version, packed(book), "แผน.xlsx", Options(create_missing=True))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (["รวม", None, "3 โครงการ", 5], "total"),
        (["รวมทั้งสิ้น", None, None, "=SUM(D1:D9)"], "total"),
        (["รวม", "=COUNTA(B1:B9)", None, "=SUM(D1:D9)"], "total"),
        ([None, "รวม 1.1 แผนงานสาธารณสุข", None, 5], "total"),
        (["รวมยุทธศาสตร์ที่ 1 การพัฒนาเมือง", None, None, 5], "total"),
        ([None, "ยอดยกไป", None, 5], "total"),
        ([None, "รวมยอดยกมา", None, 5], "total"),
        ([None, "Grand Total", None, 5], "total"),
        ([9, "รวมพลังรักษ์สิ่งแวดล้อม", None, 5], ""),
        ([None, "รวมพลังรักษ์สิ่งแวดล้อม", None, 5], ""),
        ([4, "รวมแผนงานชุมชน", "ทุกหมู่บ้าน", 5, "หมู่ 1", "กองคลัง"], ""),
    ],
)
def test_totals_in_the_middle_are_told_from_items(line, kind):
    book, _, _ = one_table([1, "ถนน", "ยาว", 5], line, [2, "สะพาน", "ยาว", 5])
    (table,) = tables(book)

    assert len(table.rows) == (2 if kind else 3)
    assert [k for _, k, _ in table.skipped if k == "total"] == ([kind] if kind else [])


def test_sums_carried_to_the_next_page_are_not_counted_twice(version):
    book, _, _ = one_table(
        [1, "ถนน", "ยาว", 5], [None, "ยอดยกไป", None, 5], [None, "ยอดยกมา", None, 5],
        [2, "ฝาย", "ยาว", 7], ["รวม", None, None, 12],
    )  # fmt: skip

    assert reading_of(version, book).difference == 0


def test_sums_of_sums_are_not_counted_twice(version):
    book, _, _ = one_table(
        [1, "ถนน", "ยาว", 5], [None, "รวมหน้านี้", None, 5], [2, "ฝาย", "ยาว", 7],
        ["รวม", None, None, 12], [1, "ค่าย", "ยาว", 3], ["รวม", None, None, 3],
        ["รวมยุทธศาสตร์ที่ 1", None, None, 15],
    )  # fmt: skip
    reading = reading_of(version, book)

    assert (reading.printed_total, reading.difference) == (15, 0)
