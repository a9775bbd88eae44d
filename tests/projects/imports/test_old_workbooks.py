"""An old .xls is read like a new workbook: values, merged cells, colours, drawn lines.

files/pd02.xls was made once by LibreOffice, from a workbook of 12 real rows with an arrow, a fill,
a mark or a merged mark each, a sum, a second sheet with dates and an error, and a hidden one.
"""

import datetime
import io
from contextlib import suppress
from pathlib import Path

import pytest

from projects.imports.marks import DRAWN, PAINTED
from projects.imports.options import Options
from projects.imports.saving import read
from projects.imports.sheets import PROTECTED, BadCell, FileRefused
from projects.imports.table_reader import read_sheets
from projects.schedule import ALL_MONTHS, mask_of

from .offices import real_rows

DATA = (Path(__file__).parents[1] / "files" / "pd02.xls").read_bytes()


def test_an_old_workbook_comes_back_cell_for_cell():
    form, equipment = read_sheets(io.BytesIO(DATA), "แผน.xls", 10**7)

    assert [tuple(row[1:6]) for row in form.rows[9:21]] == [
        (name, detail, budget, place, unit) for name, detail, budget, place, unit in real_rows(12)
    ]
    assert form.rows[21][:4] == ["รวม", None, None, sum(item[2] for item in real_rows(12))]
    assert (6, 10, 6, 18) in form.merged
    assert sorted(form.fills) == [10, 14, 18]
    assert [round(shape.top, 1) for shape in form.shapes] == [12.5, 16.5, 20.5]
    day = datetime.datetime
    assert equipment.rows[1:] == [
        [1, "เครื่องคอมพิวเตอร์", "48,000.-", day(2024, 10, 1), day(2024, 12, 31), True],
        [2, "เครื่องพิมพ์", BadCell("#DIV/0!", "ช่องนี้เป็นข้อผิดพลาดของ Excel (#DIV/0!) พิมพ์ค่าแทน")],
    ]


def test_its_months_are_read_from_marks_merges_colours_and_lines(version):
    reading = read(version, io.BytesIO(DATA), "แผน.xls", Options(create_missing=True))
    rows = [row for row in reading.rows if row.sheet == "ผด.02"]

    marked, painted, drawn = mask_of([10, 12]), mask_of([1, 2, 3]), mask_of([4, 5, 6])
    assert [row.values["months"] for row in rows] == [marked, painted, ALL_MONTHS, drawn] * 3
    told = [[f.message for f in row.should if f.message in (PAINTED, DRAWN)] for row in rows]
    assert told == [[], [PAINTED], [], [DRAWN]] * 3
    assert reading.printed_total == sum(row.budget for row in rows)


def test_a_password_is_told_as_such():
    begin = DATA.index(b"\x09\x08\x10\x00")
    locked = DATA[: begin + 20] + b"\x2f\x00" + DATA[begin + 22 :]  # a record of a password

    with pytest.raises(FileRefused) as refused:
        read_sheets(io.BytesIO(locked), "แผน.xls", 10**7)

    assert str(refused.value) == PROTECTED


def test_a_file_cut_short_or_scratched_is_refused_and_nothing_else():
    for end in range(8, len(DATA), 211):
        for broken in (DATA[:end], DATA[:end] + b"\xff\xff" + DATA[end + 2 :]):
            with suppress(FileRefused):
                read_sheets(io.BytesIO(broken), "แผน.xls", 10**7)
