"""The ผด.02 of an office, built from real rows, comes back cell for cell."""

from decimal import Decimal

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from projects.imports.cell_values import read_money
from projects.imports.column_labels import text_of
from projects.imports.lines import LIKE_A_HEADING, NO_NUMBER
from projects.imports.marks import read_marks
from projects.imports.options import Options
from projects.imports.saving import read
from projects.imports.table_columns import read_tables
from projects.schedule import ALL_MONTHS, mask_of, months_of

from .offices import (
    FIRST_MONTH,
    form,
    new_form,
    one_table,
    packed,
    paint,
    real_rows,
    sheets,
    tables,
)

STRATEGY = "1. ยุทธศาสตร์ด้านสาธารณสุข"
PROGRAMS = ["1.1 แผนงานสาธารณสุข", "1.2 แผนงานการศึกษา", "1.3 แผนงานเคหะและชุมชน"]
MARKS = ["x", "✓", "/", "↔", "●", "1"]
RUNS = [(0, 11), (0, 2), (3, 5), (9, 11), (1, 1)]  # positions of months in the fiscal year
TEN_TITLES = [f"หัวเรื่องบรรทัดที่ {n}" for n in range(6)] + [
    "แบบ ผด.02", "บัญชีจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ",
    "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "เทศบาลตำบลแม่ใส",
]  # fmt: skip


def whole_form(*, in_formulas=False):
    """Return (workbook, the rows its items are expected in)."""
    book, sheet, row = new_form(titles=TEN_TITLES)
    sheet.cell(row, 1, STRATEGY)
    row, expected, every = row + 1, [], []
    for number, program in enumerate(PROGRAMS):
        sheet.cell(row, 1, program)
        first = row = row + 1
        for place, item in enumerate(real_rows(20, number * 20)):
            begin, end = RUNS[place % len(RUNS)]
            for column, value in enumerate((place + 1, *item), start=1):
                sheet.cell(row, column, value or None)
            for month in range(begin, end + 1):
                sheet.cell(row, FIRST_MONTH + month, MARKS[place % len(MARKS)])
            expected.append((row, program, item, [*range(begin, end + 1)]))
            row += 1
        total = f"=SUM(D{first}:D{row - 1})" if in_formulas else sum(i[2] for _, p, i, _ in expected
                                                                      if p == program)  # fmt: skip
        sheet.cell(row, 1, "รวม")
        sheet.cell(row, 3, f"=COUNTA(B{first}:B{row - 1})" if in_formulas else "20 โครงการ")
        sheet.cell(row, 4, total)
        every.append(row)
        row += 2
    sheet.cell(row, 1, "รวมทั้งสิ้น")
    sheet.cell(
        row,
        4,
        "=" + "+".join(f"D{n}" for n in every)
        if in_formulas
        else sum(i[2] for _, _, i, _ in expected),
    )
    sheet.cell(row + 2, 3, "(ลงชื่อ) ผู้จัดทำ")
    return book, expected


@pytest.mark.parametrize("in_formulas", [False, True])
def test_sixty_rows_under_ten_titles_come_back_cell_for_cell(in_formulas):
    book, expected = whole_form(in_formulas=in_formulas)
    (table,) = tables(book)

    read = [
        (
            row.number,
            row.text("program"),
            (*(row.text(name) for name in ("name", "detail")), read_money(row.cells.get("budget")),
             row.text("place"), row.text("unit")),
            [POSITIONS[month] for month in months_of(read_marks(row.months, 2568)[0])],
        )
        for row in table.rows
    ]  # fmt: skip
    assert read == [
        (number, program, (*map(text_of, item[:2]), Decimal(item[2]) if item[2] else None,
                           text_of(item[3]), text_of(item[4])), months)
        for number, program, item, months in expected
    ]  # fmt: skip
    assert {row.text("strategy") for row in table.rows} == {STRATEGY}
    assert [is_grand for _, is_grand, _ in table.totals] == [False, False, False, True]
    assert [kind for _, kind, _ in table.skipped].count("remark") == 1


POSITIONS = {month: place for place, month in enumerate([10, 11, 12, *range(1, 10)])}


def test_the_sum_of_the_form_is_compared_and_one_nobody_worked_out_is_not(version):
    book, expected = whole_form()
    reading = read(version, packed(book), "แผน.xlsx", Options(create_missing=True))
    formulas = read(version, packed(whole_form(in_formulas=True)[0]), "แผน.xlsx",
                    Options(create_missing=True))  # fmt: skip

    assert reading.printed_total == sum(item[2] for _, _, item, _ in expected)
    assert (reading.difference, reading.faults) == (0, [])
    assert (formulas.printed_total, formulas.total) == (None, reading.total)


def notes_of(row):
    return [(fault.level.value, fault.place, fault.message) for fault in row.faults]


def reading_of(version, book):
    return read(version, packed(book), "แผน.xlsx", Options(create_missing=True))


# --- Years over the months ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "told"),
    [
        (("พ.ศ. 2567", "พ.ศ. 2568"), []),
        (("พ.ศ. ๒๕๖๗", "ปี 68"), []),
        (("พ.ศ. 2568", "พ.ศ. 2568"),
         ["หัวตารางเขียนปี 2568 เหนือเดือน ต.ค. พ.ย. ธ.ค. ซึ่งในแผนนี้เป็นปี 2567"]),
        (("พ.ศ. 2566", "พ.ศ. 2567"),
         ["ไฟล์เขียนว่าปี 2566 แต่แผนนี้เป็นแผนปี 2568",
          "หัวตารางเขียนปี 2567 เหนือเดือน ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย."
          " ซึ่งในแผนนี้เป็นปี 2568"]),
    ],
)  # fmt: skip
def test_a_wrong_year_over_the_months_is_a_doubt(version, years, told):
    book, _, _ = one_table([1, "ถนน", "ยาว 100 เมตร", 5], years=years)

    assert [f.message for f in reading_of(version, book).faults] == told


def test_the_years_reach_every_month_they_stand_over():
    book, _, _ = one_table([1, "ถนน", None, 5])
    layout = tables(book)[0].layouts[0]

    assert layout.years == dict.fromkeys((10, 11, 12), 2567) | dict.fromkeys(range(1, 10), 2568)


def test_a_title_of_last_years_plan_is_a_doubt(version):
    text = "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2567"
    book, sheet, row = new_form(titles=[text])
    sheet.cell(row, 2, "ถนน")
    sheet.cell(row, 3, "ยาว")

    assert [fault.message for fault in reading_of(version, book).faults] == [
        "ไฟล์เขียนว่าเป็นของปีงบประมาณ 2567 แต่แผนนี้เป็นแผนปี 2568"
    ]


# --- Rows that go on ------------------------------------------------------------------------------


def test_text_without_number_and_name_belongs_to_the_item_above(version):
    book, _, row = one_table(
        [1, "ถนน", "กว้าง 4 เมตร", 1000, "หมู่ 3", "กองช่าง"],
        [None, None, "ยาว 200 เมตร", None, "บ้านน้อย", None, "x"],
        [None, None, "หนา 0.15 เมตร", "-", None, "กองคลัง"],
        [2, "สะพาน", None, 500],
    )
    first, second = reading_of(version, book).rows

    assert (first.values["detail"], first.values["place"]) == (
        "กว้าง 4 เมตร\nยาว 200 เมตร\nหนา 0.15 เมตร", "หมู่ 3 บ้านน้อย",
    )  # fmt: skip
    assert (first.budget, first.values["months"], first.source.text("unit")) == (
        1000, mask_of([10]), "กองช่าง กองคลัง",
    )  # fmt: skip
    assert [message for _, _, message in notes_of(first)[:2]] == [
        f"แถว {row + 1} ไม่มีลำดับและชื่อโครงการ อ่านเป็นข้อความต่อของแถว {row}",
        f"แถว {row + 2} ไม่มีลำดับและชื่อโครงการ อ่านเป็นข้อความต่อของแถว {row}",
    ]
    assert (second.name, second.budget) == ("สะพาน", 500)


def test_money_on_a_row_without_a_name_never_vanishes(version):
    book, _, row = one_table(
        [1, "ถนน", "กว้าง 4 เมตร", 1000], [None, None, "ยาว 200 เมตร", "๒๐,๐๐๐"],
        [2, "สะพาน", "กว้าง 4 เมตร"], [None, None, "ยาว 20 เมตร", 700],
        [None, None, None, 900],
    )  # fmt: skip
    first, second, alone = reading_of(version, book).rows

    assert [fault.message for fault in first.must] == [
        f"แถว {row + 1} มีงบประมาณ (บาท)อีกค่าคือ “๒๐,๐๐๐” แต่ไม่มีชื่อโครงการ"
        " ใส่ชื่อในแถวนั้นถ้าเป็นรายการใหม่ หรือรวมเป็นแถวเดียว"
    ]
    assert (second.budget, second.must) == (700, [])
    assert notes_of(second)[1] == (
        "should", f"D{row + 3}", f"งบประมาณอ่านจากแถว {row + 3} ซึ่งต่อจากแถว {row + 2}",
    )  # fmt: skip
    assert [fault.message for fault in alone.must] == ["กรอกชื่อโครงการ"]


def test_rows_that_may_be_no_items_are_read_with_a_doubt(version):
    book, _, _ = one_table(
        [1, "ถนนสายหลัก", None, 5], [None, "ช่วงที่สอง"], [None, "1.2 แผนงานการศึกษา", None, 900],
        [None, "ฝาย", None, 7], [2, "สะพาน"],
    )  # fmt: skip

    assert [[fault.message for fault in row.should] for row in reading_of(version, book).rows] == [
        [], [NO_NUMBER], [LIKE_A_HEADING], [], [],
    ]  # fmt: skip


def test_cells_merged_down_the_side_head_the_rows_beside_them(version):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["ยุทธศาสตร์", "แผนงาน", "ลำดับที่", "โครงการ", "รายละเอียด", "งบประมาณ"])
    for number, (name, detail, budget, _, _) in enumerate(real_rows(6), start=1):
        sheet.append([None, None, number, name, detail, budget])
    sheet["A2"], sheet["B2"], sheet["B5"] = "1. ด้านสังคม", "แผนงานสาธารณสุข", "แผนงานการศึกษา"
    for merged in ("A2:A7", "B2:B4", "B5:B7"):
        sheet.merge_cells(merged)
    rows = reading_of(version, book).rows

    assert [str(row.program) for row in rows] == ["แผนงานสาธารณสุข"] * 3 + ["แผนงานการศึกษา"] * 3
    assert {row.source.text("strategy") for row in rows} == {"1. ด้านสังคม"}


def test_an_item_merged_over_several_rows_of_details_is_one_item():
    book, sheet, row = one_table(
        [1, "ถนน", "กว้าง 4 เมตร", 1000], [None, None, "ยาว 200 เมตร"], [None, None, "หนา 0.15 เมตร"]
    )
    for column in "ABD":
        sheet.merge_cells(f"{column}{row}:{column}{row + 2}")
    (table,) = tables(book)

    assert [(r.number, r.last, r.text("detail")) for r in table.rows] == [
        (row, row + 2, "กว้าง 4 เมตร\nยาว 200 เมตร\nหนา 0.15 เมตร")
    ]


# --- Several sheets -------------------------------------------------------------------------------


def test_the_summary_is_told_apart_and_its_sum_compared(version):
    book, _, _ = one_table([1, "ถนน", "ยาว", 5000])
    summary = book.create_sheet("ผด.01", 0)
    summary.append(["บัญชีสรุปจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ"])
    summary.append(["ยุทธศาสตร์/แผนงาน", "จำนวน\nโครงการ", "ร้อยละ", "จำนวน\nงบประมาณ", "หน่วยงาน"])
    summary.append(["1.1 แผนงานสาธารณสุข", 1, 100, 6000, "กองสาธารณสุข"])
    summary.append(["รวมทั้งสิ้น", 1, 100, "6,000.-", None])
    book.create_sheet("บันทึก").append(["โทรถามกองช่าง"])
    book.create_sheet("ว่าง")
    equipment = book.create_sheet("ผด.02-1")
    equipment.append(["ลำดับที่", "ครุภัณฑ์", "รายละเอียดของครุภัณฑ์", "งบประมาณ"])
    equipment.append([1, "เครื่องคอมพิวเตอร์", "2 เครื่อง", 500])
    reading = reading_of(version, book)

    assert [(row.sheet, row.kind, row.name) for row in reading.rows] == [
        ("ผด.02", "project", "ถนน"), ("ผด.02-1", "equipment", "เครื่องคอมพิวเตอร์"),
    ]  # fmt: skip
    assert [(fault.sheet, fault.message) for fault in reading.faults] == [
        ("ผด.01", "แผ่นงาน “ผด.01” เป็นบัญชีสรุป (ผด.01) จึงไม่อ่านเป็นรายการ"),
        ("ผด.01", "บัญชีสรุปในแผ่นงาน “ผด.01” เขียนยอดรวม 6,000.00 บาท แต่รายการในไฟล์รวมได้ 5,500.00 บาท"),
        ("บันทึก", "แผ่นงาน “บันทึก” ไม่มีหัวตารางที่รู้จัก จึงไม่ได้อ่าน"),
    ]  # fmt: skip


def test_a_summary_whose_header_is_broken_in_two_is_no_list():
    book = openpyxl.Workbook()
    book.active.append(["แบบ ผด.01"])
    book.active.append(["ยุทธศาสตร์", "จำนวน", "คิดเป็นร้อยละ", "จำนวน"])
    book.active.append(["/แผนงาน", "โครงการ", "ของโครงการ", "งบประมาณ"])
    book.active.append(["1.1 แผนงานสาธารณสุข", 3, 10, 100])

    assert read_tables(sheets(book)) == []


def test_a_list_called_summary_is_still_a_list():
    book = openpyxl.Workbook()
    book.active.title = "สรุป"
    book.active.append(["บัญชีสรุปโครงการของกองช่าง"])
    book.active.append(["ลำดับที่", "โครงการ", "งบประมาณ", "สถานที่ดำเนินการ"])
    book.active.append([1, "ถนน", 5, "หมู่ 3"])

    assert [row.text("name") for row in tables(book)[0].rows] == ["ถนน"]


# --- Words and signs in month cells ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "months", "doubts"),
    [
        ({10: "x", 11: "-", 12: 0, 1: 1, 2: "✓"}, [10, 1, 2], []),
        ({10: "ต.ค. 67 – ม.ค. 68"}, [10, 11, 12, 1], []),
        ({10: "ตุลาคม-ธันวาคม", 11: "ตุลาคม-ธันวาคม"}, [10, 11, 12], []),
        ({10: "←", 1: "→"}, [10, 11, 12, 1],
         ["อ่านเดือนระหว่างหัวลูกศรสองข้างด้วย ตรวจว่าตรงกับที่ตั้งใจ"]),
        ({10: "<", 11: "-", 12: ">"}, [10, 11, 12],
         ["อ่านเดือนระหว่างหัวลูกศรสองข้างด้วย ตรวจว่าตรงกับที่ตั้งใจ"]),
        ({10: "←", 11: "→"}, [10, 11], []),
        ({10: "↔", 12: "↔"}, [10, 12], []),
        ({10: "<------->"}, [10],
         ["ลูกศรที่พิมพ์ยาวในช่องเดียวอ่านเป็นเดือนของช่องนั้นเดือนเดียว ถ้าหมายถึงหลายเดือนให้ใส่เครื่องหมายทุกช่อง"]),
        ({10: "<---->", 11: "<---->"}, [10, 11], []),
        ({5: "ดำเนินการ"}, [5], ["ช่องเดือนเขียนว่า “ดำเนินการ” อ่านเป็นเดือนที่ดำเนินการ"]),
        ({5: 50000}, [5], ["ช่องเดือนเขียนว่า “50000” อ่านเป็นเดือนที่ดำเนินการ"]),
    ],
)  # fmt: skip
def test_what_stands_in_month_cells(cells, months, doubts):
    assert read_marks(cells, 2568) == (mask_of(months), doubts)


@pytest.mark.parametrize("word", ["ไม่ดำเนินการ", "ยกเลิก", "เลื่อนไปปีหน้า", "งด"])
def test_a_word_that_says_no_is_no_mark(word, version):
    book, sheet, row = one_table([1, "ถนน", "ยาว", 5])
    sheet.cell(row, FIRST_MONTH, word)

    assert [fault.message for fault in reading_of(version, book).rows[0].must] == [
        f"ช่องเดือนเขียนว่า “{word}” เว้นช่องว่างถ้าไม่ดำเนินการในเดือนนั้น"
    ]


# --- Colours --------------------------------------------------------------------------------------

PAINTED = "อ่านเดือนจากสีของช่อง ตรวจว่าตรงกับที่ระบายไว้"


def painted_form(count=8):
    book, sheet, row = new_form()
    for offset, item in enumerate(real_rows(count)):
        for column, value in enumerate((offset + 1, *item), start=1):
            sheet.cell(row + offset, column, value)
    return book, sheet, row


def months_read(version, book):
    return [months_of(row.values["months"]) for row in reading_of(version, book).rows]


def test_filled_cells_are_months_with_a_note(version):
    book, sheet, row = painted_form(len(RUNS))
    for offset, (begin, end) in enumerate(RUNS):
        paint(sheet, row + offset, begin, end, "FF92D050" if offset % 2 else "FFFFC000")
    reading = reading_of(version, book)

    assert [row.values["months"] for row in reading.rows] == [
        sum(1 << n for n in range(begin, end + 1)) for begin, end in RUNS
    ]
    assert (PAINTED, [row.number for row in reading.rows]) in reading.notes
    assert reading.rows[0].values["months"] == ALL_MONTHS


def test_the_ground_of_the_table_is_no_month(version):
    book, sheet, row = painted_form()
    for line in range(row, row + 8, 2):  # every second row, the whole of it
        for column in range(1, 19):
            sheet.cell(line, column).fill = PatternFill("solid", fgColor="FFD9E1F2")
    for line in range(row, row + 8):  # a quarter of all rows
        paint(sheet, line, 3, 5, "FFEEEEEE")
    paint(sheet, row + 1, 0, 1)
    paint(sheet, row + 2, 9, 9)

    assert months_read(version, book) == [[], [10, 11], [7], [], [], [], [], []]


def test_marks_go_before_colours_and_a_difference_is_told(version):
    book, sheet, row = painted_form(2)
    paint(sheet, row, 0, 2)
    paint(sheet, row + 1, 0, 0)
    sheet.cell(row, FIRST_MONTH, "x")
    sheet.cell(row + 1, FIRST_MONTH, "x")
    first, second = reading_of(version, book).rows

    assert (first.values["months"], second.values["months"]) == (mask_of([10]), mask_of([10]))
    told = "สีของช่องบอกเดือน ต.ค. – ธ.ค. 2567 ซึ่งไม่ตรงกับเดือนที่ใช้ (ต.ค. 2567)"
    assert [fault.message for fault in first.should if "สี" in fault.message] == [told]
    assert [fault.message for fault in second.should if "สี" in fault.message] == []


def test_one_colour_behind_all_months_says_nothing_and_that_is_told(version):
    book, sheet, row = painted_form()
    for line in range(row, row + 8):
        paint(sheet, line, 0, 11)
    reading = reading_of(version, book)

    assert {row.values["months"] for row in reading.rows} == {0}
    assert [fault.message for fault in reading.faults] == [
        "ช่องเดือนมีสีเหมือนกันทุกแถว จึงไม่อ่านสีเป็นเดือน ถ้าหมายถึงเดือนที่ดำเนินการให้ใส่เครื่องหมาย"
    ]


def test_a_second_sheet_of_the_same_form_is_read_too(version):
    book, _, _ = one_table([1, "ถนน", "ยาว", 5])
    other = book.create_sheet("กองคลัง")
    row = form(other)
    for column, value in enumerate((1, *real_rows(1)[0]), start=1):
        other.cell(row, column, value)

    assert [row.sheet for row in reading_of(version, book).rows] == ["ผด.02", "กองคลัง"]
