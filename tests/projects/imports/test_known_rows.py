"""Which item of the plan a row is about, and when it says nothing new of it."""

from io import BytesIO

from projects.imports.options import Options
from projects.imports.reading import SEVERAL
from projects.imports.saving import import_file, read
from thai.numerals import to_thai_digits

HEADER = "ยุทธศาสตร์,แผนงาน,ชื่อโครงการ,รายละเอียด,สถานที่,งบประมาณ,หน่วยงาน,หมายเหตุ"


def text_of(item, **changes):
    told = {"strategy": item.strategy, "program": item.program, "name": item.name,
            "detail": item.detail, "place": item.place, "budget": item.budget, "unit": item.unit,
            "note": item.note} | changes  # fmt: skip
    return ",".join(str(value) for value in told.values())


def file_of(*lines):
    return BytesIO("\n".join([HEADER, *lines]).encode())


def reading_of(version, *lines):
    return read(version, file_of(*lines), "a.csv", Options())


def test_thai_digits_alone_are_no_change(version, add_project):
    item = add_project(note="หน้า 12")
    line = to_thai_digits(text_of(item, budget=498000))
    (row,) = reading_of(version, line).rows

    assert (row.status, row.changes, row.item) == ("same", {}, item)


def test_other_figures_are_a_change_and_only_that_is_written(version, planner, add_project):
    item = add_project(detail="กว้าง 4 เมตร")
    line = to_thai_digits(text_of(item, place="หมู่ที่ 8", budget=499000))
    reading = import_file(version, file_of(line), "a.csv", Options(), by=planner)

    assert reading.rows[0].changes == {
        "งบประมาณ": ["498,000.00", "499,000.00"], "สถานที่ดำเนินการ": ["หมู่ที่ 3", "หมู่ที่ ๘"],
    }  # fmt: skip
    item.refresh_from_db()
    assert (item.detail, item.place, item.budget) == ("กว้าง 4 เมตร", "หมู่ที่ ๘", 499000)


def test_a_row_that_names_no_strategy_and_program_is_still_about_its_item(version, add_project):
    item = add_project()
    (row,) = reading_of(version, text_of(item, strategy="", program="", budget=1)).rows

    assert (row.status, row.item, list(row.changes)) == ("changed", item, ["งบประมาณ"])


def test_a_row_that_may_be_about_several_items_says_which(version, add_project, program):
    add_project(program=None, budget=5)
    near = add_project()
    (row,) = reading_of(version, text_of(near, program="")).rows

    assert (row.status, row.item) == ("same", near)
    assert [fault.message for fault in row.should] == [SEVERAL.format(code=near.code)]


def test_a_row_under_another_program_is_another_item(version, add_project):
    item = add_project()
    (row,) = reading_of(version, text_of(item, program="แผนงานการศึกษา", budget=1)).rows

    assert (row.status, row.item) == ("new", None)
