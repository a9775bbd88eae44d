"""The same rows whatever an office saved them as, and the ผด.02 form as offices keep it."""

import datetime
import io
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.imports.cell_values import CellFault, read_money, read_month, read_months, read_span
from projects.imports.matching import split_number
from projects.imports.options import Options
from projects.imports.saving import import_file, read
from projects.imports.table_columns import read_tables
from projects.imports.table_reader import read_sheets
from projects.imports.unit_names import parts_of
from projects.models import Equipment
from projects.schedule import ALL_MONTHS, mask_of

FILES = Path(__file__).parents[1] / "files"
ADD = Options(create_missing=True)


def tables_of(name):
    with (FILES / name).open("rb") as file:
        return read_tables(read_sheets(file, name, 10**7))


@pytest.mark.parametrize(
    "name",
    [
        "utf8_mark_semicolon.csv", "utf16_tab.csv", "utf16_no_mark_comma.csv",
        "windows874_comma.csv", "tis620_semicolon.csv",
    ],
)  # fmt: skip
def test_an_encoding_and_a_separator_change_nothing(name):
    (expected,), (table,) = tables_of("utf8_comma.csv"), tables_of(name)

    assert [row.cells for row in table.rows] == [row.cells for row in expected.rows]
    assert [row.number for row in table.rows] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert table.rows[0].cells["name"] == "กิจกรรมรณรงค์ 3Rs:Reduce Reuse Recycle"


def test_a_row_keeps_its_number_after_cells_of_several_lines_and_blank_rows():
    text = 'project_name,budget_baht\n"ถนน\nสายใหม่",1\n\nสะพาน,2\n'
    (table,) = read_tables(read_sheets(io.BytesIO(text.encode()), "a.csv", 10**7))

    assert [(row.number, row.text("name")) for row in table.rows] == [
        (2, "ถนน\nสายใหม่"),
        (4, "สะพาน"),
    ]


def test_amounts_and_dates_of_excel_are_read_by_kind(version, strategy):
    book = openpyxl.Workbook()
    book.active.append(["โครงการ", "งบประมาณ (บาท)", "เดือนเริ่มต้น", "เดือนสิ้นสุด", "ปีงบประมาณ"])
    book.active.append(
        ["ก", 725760.1, datetime.date(2024, 10, 1), datetime.date(2568, 3, 31), 2568]
    )
    book.active.append(["ข", 0.1 + 0.2, "ต.ค. 67", "มกราคม 2568", 2568.0])
    book.active.append(["ค", "1.5 ล้าน", 10, "๑๒", "พ.ศ. 2568"])
    book.active.append(["ง", "-", None, None, None])
    book.active.append(["จ", 0, datetime.date(2025, 10, 1), "ต.ค.", None])
    file = io.BytesIO()
    book.save(file)
    rows = read(version, file, "a.xlsx", Options()).rows

    assert [row.budget for row in rows] == [
        Decimal("725760.10"), Decimal("0.30"), Decimal("1500000.00"), None, Decimal("0.00"),
    ]  # fmt: skip
    assert [row.values.get("months") for row in rows] == [
        mask_of([10, 11, 12, 1, 2, 3]), mask_of([10, 11, 12, 1]), mask_of([10, 11, 12]), 0, None,
    ]  # fmt: skip
    assert [fault.message for row in rows for fault in row.faults] == [
        "ต.ค. 2568 ไม่อยู่ในปีงบประมาณ 2568 (ต.ค. 2567 – ก.ย. 2568)"
    ]


def test_the_form_of_an_office_is_read_with_its_headings_and_arrows(version):
    with (FILES / "pd02.xlsx").open("rb") as file:
        reading = import_file(version, file, "pd02.xlsx", ADD)

    months = [mask_of([10, 11, 12, 3]), ALL_MONTHS, mask_of([9]), mask_of([10, 11, 12, 3])]
    rows = [row for row in reading.rows if row.sheet == "ผด.02"]
    assert [row.number for row in rows] == [9, 10, 11, 18, 25, 26, 30]
    assert [row.values["months"] for row in rows[:4]] == months
    assert [row.budget for row in rows] == [20000, 20000, 20000, 285000, 50000, 250000, 1000]
    assert [str(row.program) for row in rows[2:5]] == [
        "แผนงานสาธารณสุข", "แผนงานการพาณิชย์", "แผนงานการศาสนาวัฒนธรรมและนันทนาการ",
    ]  # fmt: skip
    assert {str(row.values["strategy"]) for row in rows} == {
        "1. ยุทธศาสตร์เทศบาลนครนครสวรรค์ด้านการสาธารณสุขและสิ่งแวดล้อม"
    }
    assert reading.sheets == ["ผด.02", "ผด.02-1"]
    assert [kind for _, _, kind, _ in reading.skipped].count("total") == 5
    assert reading.difference == Decimal("-1000.00")


def test_equipment_goes_to_the_equipment_table(version):
    with (FILES / "pd02.xlsx").open("rb") as file:
        import_file(version, file, "pd02.xlsx", Options(create_missing=True, sheet="ผด.02-1"))

    item = Equipment.objects.get()
    assert (item.category.key, item.program.code, item.months) == (
        "computer",
        "00110",
        mask_of([12]),
    )
    assert (item.line.code, item.budget, str(item.unit)) == ("0001", 48000, "กองช่าง")
    assert version.project_items.count() == 0


def test_a_year_in_the_title_that_is_not_the_plans_is_told(version, strategy):
    text = "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2566\nโครงการ,งบประมาณ\nถนน,1\n"
    reading = read(version, io.BytesIO(text.encode()), "a.csv", Options())
    impossible = read(version, io.BytesIO(text.replace("2566", "2668").encode()), "a", Options())

    assert [(fault.level, fault.row, fault.message) for fault in reading.faults] == [
        ("should", 1, "ไฟล์เขียนว่าปี 2566 แต่แผนนี้เป็นแผนปี 2568")
    ]
    assert [fault.level for fault in impossible.must] == ["must"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("กองช่าง", [("กองช่าง", "")]),
        ("สำนักช่าง สำนักการศึกษา สำนักสาธารณสุขฯ",
         [("สำนักช่าง", ""), ("สำนักการศึกษา", ""), ("สำนักสาธารณสุขฯ", "")]),
        ("กองการศึกษา ศาสนาและวัฒนธรรม งานบริหาร", [("กองการศึกษา ศาสนาและวัฒนธรรม", "งานบริหาร")]),
        ("สำนักปลัดเทศบาล / กองสวัสดิการสังคม", [("สำนักปลัดเทศบาล", ""), ("กองสวัสดิการสังคม", "")]),
        ("กองยุทธศาสตร์และงบประมาณ กลุ่มงานเทคโนโลยีสารสนเทศ สำนักช่าง",
         [("กองยุทธศาสตร์และงบประมาณ", "กลุ่มงานเทคโนโลยีสารสนเทศ"), ("สำนักช่าง", "")]),
        ("สถานธนานุบาล 1", [("สถานธนานุบาล 1", "")]),
        ("กองสวัสดิการสังคม (เงินอุดหนุน)", [("กองสวัสดิการสังคม", "(เงินอุดหนุน)")]),
    ],
)  # fmt: skip
def test_units_are_taken_apart(text, parts):
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1. ด้านสังคม", (1, 1, "ด้านสังคม")),
        ("๒.๓ ส่งเสริมอาชีพ", (2, 3, "ส่งเสริมอาชีพ")),
        ("1.1ส่งเสริม", (1, 1, "ส่งเสริม")),
        ("ยุทธศาสตร์ที่ 4 การพัฒนาเมือง", (4, 4, "การพัฒนาเมือง")),
        ("ยุทธศาสตร์ 20 ปี", (0, 0, "ยุทธศาสตร์ 20 ปี")),
        ("5ส ในสำนักงาน", (0, 0, "5ส ในสำนักงาน")),
    ],
)
def test_the_number_before_a_name_is_taken_off(text, number):
    assert split_number(text) == number


def test_misspelt_units_are_told_and_other_numbers_are_other_units(version):
    units = version.organization.units
    units.create(name="กองสาธารณสุขและสิ่งแวดล้อม")
    units.create(name="โรงเรียนเทศบาลบ้านแม่ใส 1")
    text = "โครงการ,หน่วยงาน\nก,กองสาธารสุขและสิ่งแวดล้อม\nข,โรงเรียนเทศบาลบ้านแม่ใส 2\nค,กองช่างสุขาภิบาล"
    rows = read(version, io.BytesIO(text.encode()), "a.csv", Options()).rows

    assert [[fault.message for fault in row.should] for row in rows] == [
        ["หน่วยงาน “กองสาธารสุขและสิ่งแวดล้อม” อาจพิมพ์ผิด อ่านเป็น “กองสาธารณสุขและสิ่งแวดล้อม”"], [], [],
    ]  # fmt: skip
    assert [len(row.must) for row in rows] == [0, 1, 1]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("ต.ค. 67 – ม.ค. 68", [10, 11, 12, 1]),
        ("ต.ค. – พ.ย., มี.ค.", [10, 11, 3]),
        ("1 ต.ค. 2567 - 31 ธ.ค. 2567", [10, 11, 12]),
        ("1/10/2567 ถึง 30/11/2567", [10, 11]),
        ("10-12", [10, 11, 12]),
        ("ตลอดปีงบประมาณ", [10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("-", []),
    ],
)
def test_months_in_words(text, months):
    assert read_months(text, 2568) == mask_of(months)


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.text()
)


@given(ANYTHING)
def test_no_cell_breaks_a_reader(value):
    for reader in (
        read_money,
        lambda cell: read_month(cell, 2568),
        lambda cell: read_months(cell, 2568),
        lambda cell: read_span(cell, cell, 2568),
    ):
        with suppress(CellFault):
            reader(value)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_is_read_to_the_satang_as_number_and_as_text(amount):
    assert read_money(float(amount)) == amount
    assert read_money(f"{amount:,}") == amount
