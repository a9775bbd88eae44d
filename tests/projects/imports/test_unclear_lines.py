"""Lines that are no items are never read as ones, and none of them vanishes untold."""

import pytest

from projects.imports.blanks import SHARED
from projects.imports.lines import LIKE_A_TOTAL, NO_NUMBER
from projects.imports.options import Options
from projects.imports.saving import read
from projects.imports.sheet_faults import UNCLEAR

from .offices import new_form, packed, tables


def filled(*lines, merged=()):
    book, sheet, top = new_form()
    for offset, line in enumerate(lines):
        for column, value in enumerate(line, start=1):
            sheet.cell(top + offset, column, value)
    for column, first, last in merged:
        sheet.merge_cells(f"{column}{top + first}:{column}{top + last}")
    return book, top


def reading_of(version, book):
    return read(version, packed(book), "แผน.xlsx", Options(create_missing=True))


ITEM = [1, "จัดงานวันเด็ก", "ก", 1000, "หมู่ที่ 1", "กองการศึกษา"]
OTHER = [2, "จัดงานวันแม่", "ข", 2000, "หมู่ที่ 2", "กองการศึกษา"]


@pytest.mark.parametrize("column", [1, 2, 3, 5])
def test_who_signs_below_the_last_sum_is_no_item(column):
    before = [None] * (column - 1)
    (table,) = tables(filled(
        ITEM, ["รวมทั้งสิ้น", None, None, 1000], [*before, "ลงชื่อ.................ผู้จัดทำ"],
        [*before, "(นายสมชาย ใจดี)"], [*before, "ปลัดเทศบาล"], [],
        [*before, "(ลงชื่อ)........", "(ลงชื่อ)........"], [*before, "(นางสมศรี ดีใจ)"],
        [*before, "นายกเทศมนตรีตำบลแม่ใส"],
    )[0])  # fmt: skip

    assert [row.text("name") for row in table.rows] == ["จัดงานวันเด็ก"]
    assert [kind for _, kind, _ in table.skipped][-6:] == ["remark"] * 6
    assert table.unclear == []


def test_items_go_on_after_a_page_that_was_signed():
    (table,) = tables(filled(ITEM, [None, "ลงชื่อ............"], [None, "(นายสมชาย)"], OTHER)[0])

    assert [row.text("name") for row in table.rows] == ["จัดงานวันเด็ก", "จัดงานวันแม่"]


@pytest.mark.parametrize(
    "words", ["รวมเป็นเงินทั้งสิ้น", "ยอดรวมสะสม", "รวมจำนวน 2 โครงการ เป็นเงิน", "รวม เป็นเงิน"]
)
def test_more_words_for_a_sum(words):
    (table,) = tables(filled(ITEM, [None, words, None, 1000])[0])

    assert ([row.number for row in table.rows], len(table.totals)) == ([table.rows[0].number], 1)


def test_what_begins_like_a_sum_without_a_number_is_a_doubt(version):
    book, _ = filled(ITEM, [None, "รวมพลังรักษ์สิ่งแวดล้อม", None, 5], [None, "ด้านเศรษฐกิจ"])
    rows = reading_of(version, book).rows

    assert [[fault.message for fault in row.should] for row in rows[1:]] == [
        [LIKE_A_TOTAL], [NO_NUMBER],
    ]  # fmt: skip


def test_a_line_after_a_sum_without_number_and_money_is_a_doubt(version):
    book, _ = filled(ITEM, ["รวม", None, None, 1000], [None, "ด้านเศรษฐกิจ"], OTHER)
    rows = reading_of(version, book).rows

    assert [[fault.message for fault in row.should] for row in rows] == [[], [NO_NUMBER], []]


@pytest.mark.parametrize(
    "heading",
    [
        ["ก. แผนงานการศึกษา"], ["(1) แผนงานการศึกษา"], [None, "(1) แผนงานการศึกษา"],
        ["ก.", "แผนงานการศึกษา"], ["แผนงาน : การศึกษา"], ["แผนงานที่ 3 แผนงานการศึกษา"],
        ["แผนงานที่ ๓ การศึกษา"], ["1.1 แผนงานการศึกษา (ต่อ)"], ["แผนงานการศึกษา", None, None, 3000],
    ],
)  # fmt: skip
def test_programs_head_their_items_however_they_are_counted(version, heading):
    book, _ = filled(["แผนงานสาธารณสุข"], ITEM, heading, OTHER)
    rows = reading_of(version, book).rows

    assert [str(row.program) for row in rows] == ["แผนงานสาธารณสุข", "แผนงานการศึกษา"]


def test_a_strategy_again_on_the_next_page_is_the_same(version):
    book, _ = filled(["1. ด้านสังคม"], ["ยุทธศาสตร์ที่ 1 ด้านสังคม"], ITEM,
                     ["ยุทธศาสตร์ : ด้านสังคม (ต่อ)", None, None, 3000], OTHER)  # fmt: skip
    reading = reading_of(version, book)

    assert [str(row.strategy) for row in reading.rows] == ["1. ด้านสังคม"] * 2
    assert next(names for _, names in reading.created) == ["1. ด้านสังคม"]


def test_a_line_that_may_be_a_heading_is_told(version):
    book, top = filled(ITEM, ["ด้านเศรษฐกิจ"], [7], ["หมายเหตุ ก"], OTHER)
    faults = reading_of(version, book).faults

    assert [(fault.row, fault.value, fault.message) for fault in faults] == [
        (top + 1, "ด้านเศรษฐกิจ", UNCLEAR)
    ]


def test_what_is_merged_over_several_items_is_of_each_but_money_of_the_first(version):
    rest = [[2, "จัดงานวันแม่", "ข"], [3, "จัดงานวันพ่อ", "ค"]]
    book, top = filled(ITEM, *rest, merged=[("D", 0, 2), ("E", 0, 2), ("F", 0, 2)])
    rows = reading_of(version, book).rows

    assert {(str(row.unit), row.values["place"]) for row in rows} == {("กองการศึกษา", "หมู่ที่ 1")}
    assert [row.budget for row in rows] == [1000, None, None]
    assert [[fault.message for fault in row.should] for row in rows] == [
        [], [SHARED.format(row=top)], [SHARED.format(row=top)]
    ]  # fmt: skip


def test_a_fault_says_where_it_stands_and_what_stands_there(version):
    book, top = filled(["แผนงานที่ไม่มีใครรู้จัก"], [*ITEM, "ไม่ทำ"])
    (row,) = reading_of(version, book).rows

    assert [(fault.where, fault.value) for fault in row.must] == [
        (f"ช่อง G{top + 1}", "ไม่ทำ"), (f"แถว {top}", "แผนงานที่ไม่มีใครรู้จัก"),
    ]  # fmt: skip
