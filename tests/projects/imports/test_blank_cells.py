"""Cells left empty under a filled one, marks for "as above", and money in a second column."""

import openpyxl

from projects.imports.blanks import AS_ABOVE
from projects.imports.options import Options
from projects.imports.saving import read
from projects.imports.table_columns import MORE_MONEY

from .offices import packed

COLUMNS = ["ยุทธศาสตร์", "แผนงาน", "ชื่อโครงการ", "งบประมาณ"]
HEALTH, SCHOOL = "แผนงานสาธารณสุข", "แผนงานการศึกษา"


def rows_of(version, *lines, columns=COLUMNS):
    book = openpyxl.Workbook()
    book.active.append(columns)
    for line in lines:
        book.active.append(line)
    return read(version, packed(book), "แผน.xlsx", Options(create_missing=True)).rows


def programs(rows):
    return [row.program and str(row.program) for row in rows]


def test_what_is_written_once_heads_the_rows_below_with_a_doubt(version):
    rows = rows_of(
        version, ["ด้านสังคม", HEALTH, "ก", 1], [None, None, "ข", 2], [None, SCHOOL, "ค", 3],
        [None, None, "ง", 4], ["ด้านเมือง", None, "จ", 5],
    )  # fmt: skip

    assert programs(rows) == [HEALTH, HEALTH, SCHOOL, SCHOOL, None]
    assert [row.strategy.name for row in rows] == ["ด้านสังคม"] * 4 + ["ด้านเมือง"]
    assert [fault.message for fault in rows[1].should] == [
        AS_ABOVE.format(text="ด้านสังคม"), AS_ABOVE.format(text=HEALTH),
    ]  # fmt: skip
    assert rows[4].should == []


def test_nothing_is_taken_from_above_a_sum(version):
    rows = rows_of(
        version, [None, HEALTH, "ก", 1], [None, None, "ข", 2], [None, None, "รวม", 3],
        [None, None, "ค", 3],
    )  # fmt: skip

    assert programs(rows) == [HEALTH, HEALTH, None]


def test_who_writes_it_in_every_row_means_an_empty_cell(version):
    rows = rows_of(
        version, ["ด้านสังคม", HEALTH, "ก", 1], ["ด้านสังคม", HEALTH, "ข", 2], ["ด้านสังคม", None, "ค", 3]
    )

    assert programs(rows) == [HEALTH, HEALTH, None]


def test_marks_for_as_above_are_told_not_taken(version):
    columns = ["ชื่อโครงการ", "งบประมาณ", "สถานที่", "หน่วยงาน"]
    lines = ["ก", 1, "หมู่ที่ 1", "กองช่าง"], ["ข", 2, '"', "”"], ["ค", 3, '- " -', ",,"]
    rows = rows_of(version, *lines, columns=columns)

    assert [[fault.place for fault in row.must] for row in rows] == [[], ["C3", "D3"], ["C4", "D4"]]


def test_money_in_a_second_column_is_told(version):
    columns = ["ชื่อโครงการ", "งบประมาณ", "งบประมาณ (เงินอุดหนุน)"]
    rows = rows_of(version, ["ก", 1, None], ["ข", None, 500], ["ค", 3, "-"], columns=columns)

    told = MORE_MONEY.format(other=columns[2], read=columns[1])
    assert [[fault.message for fault in row.should] for row in rows] == [[], [told], []]
