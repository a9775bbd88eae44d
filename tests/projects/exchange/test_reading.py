"""What a workbook says when it comes back, whatever happened to it on somebody's desk."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from organizations.models import Unit
from plans.models import Guideline, Strategy
from projects.exchange.columns import EQUIPMENT, MARK, PROJECTS
from projects.exchange.header import find_sheets
from projects.exchange.merge import Fate
from projects.exchange.reading import Returned
from projects.exchange.taking_out import choices_of, take_out
from projects.exchange.workbook import FIRST_ROW, render
from projects.imports.options import Options
from projects.imports.saving import sheets_of, start
from projects.models import Project
from projects.schedule import mask_of

from .conftest import Book


def changes(returned):
    return [(line.row.code, line.cell.name, line.base, line.mine) for line in returned.changes]


def faults(returned):
    return [(fault.place, fault.message) for fault in returned.must]


@pytest.fixture
def three(add_project, version):
    """Three projects and the workbook's reading after an edit."""
    return [add_project(f"โครงการที่ {number}") for number in (1, 2, 3)]


def test_an_untouched_workbook_brings_nothing(out, back, three, equipment, guideline):
    three[0].further_units.set(Unit.objects.exclude(name="กองช่าง"))
    Project.objects.filter(pk=three[1].pk).update(guideline=guideline, note="ก\nข")
    returned = Returned(back(out()))

    assert (changes(returned), faults(returned), returned.notes) == ([], [], [])
    assert returned.same == 4
    assert returned.reasons() == ["ไม่มีอะไรให้บันทึก ทุกช่องในไฟล์เหมือนที่มีในแผนแล้ว"]


def test_each_kind_of_cell_is_read(out, back, three, guideline, strategy):
    second = Strategy.objects.create(organization=strategy.organization, number=2, name="ด้านสังคม")
    book = out()
    edits = {
        "kind": "กิจกรรม", "name": "ชื่อใหม่", "detail": "=1+1 คือข้อความ", "budget": "๑.๕ ล้าน",
        "strategy": str(second), "program": "แผนงานการศึกษา", "source": "เงินสะสม", "unit": "สำนักปลัด",
        "further_units": "กองช่าง, กองการศึกษา", "month_10": "x", "month_3": None, "place": None,
        "devplan_page": 15,
    }  # fmt: skip
    for name, value in edits.items():
        cell = book.cell("0002", name)
        cell.value = value
        cell.data_type = "s" if name == "detail" else cell.data_type
    returned = Returned(back(book))

    assert faults(returned) == []
    assert {name: mine for _, name, _, mine in changes(returned)} == {
        "kind": "กิจกรรม", "name": "ชื่อใหม่", "detail": "=1+1 คือข้อความ", "budget": "1,500,000.00",
        "strategy": "2. ด้านสังคม", "program": "แผนงานการศึกษา", "source": "เงินสะสม (จ่ายขาดเงินสะสม)",
        "unit": "สำนักปลัด", "further_units": "กองการศึกษา, กองช่าง", "month_10": "ดำเนินการ",
        "month_3": "", "place": "", "devplan_page": "15",
    }  # fmt: skip


def test_what_only_looks_different_is_the_same(out, back, three):
    book = out()
    book.cell("0001", "budget").value = "๔๙๘,๐๐๐.-"
    book.cell("0001", "place").value = "หมู่ที่\u200b 3 "
    book.cell("0001", "month_3").value = "✓"
    book.cell("0001", "month_1").value = "-"
    book.cell("0002", "code").value = 2
    book.cell("0003", "code").value = "๓"

    assert Returned(back(book)).same == 3


def test_every_fault_is_told_at_once_in_the_users_cells(out, back, three, strategy):
    other = Strategy.objects.create(organization=strategy.organization, number=2, name="ด้านสังคม")
    Guideline.objects.create(strategy=other, number=1, name="เบี้ยยังชีพ")
    book = out()
    book.cell("0001", "budget").value = "ห้าแสน"
    book.cell("0001", "name").value = None
    book.cell("0001", "kind").value = "ครุภัณฑ์"
    book.cell("0002", "source").value = "เงินจากที่ไหนไม่รู้"
    book.cell("0002", "unit").value = "กองที่ไม่มี"
    book.cell("0002", "place").value = "ताल"
    book.cell("0003", "guideline").value = "2.1 เบี้ยยังชีพ"
    book.at(book.free_row(), "detail").value = "ไม่มีชื่อ"
    book.at(7, "code").value = "0077"
    rows = {row.code: row for row in Returned(back(book)).rows}

    assert {code: len(row.faults) for code, row in rows.items()} == {
        "0001": 3, "0002": 3, "0003": 1, "0077": 1,
    }  # fmt: skip
    told = [(f.place, f.column, f.value) for f in rows["0001"].faults]
    assert told == [("B4", "ประเภท", "ครุภัณฑ์"), ("F4", "ชื่อโครงการ/กิจกรรม", ""),
                    ("I4", "งบประมาณ (บาท)", "ห้าแสน")]  # fmt: skip
    assert rows["0003"].faults[0].place == "D6"
    assert rows["0077"].fate == Fate.UNKNOWN


def test_a_new_row_without_a_name_is_told(out, back, three):
    book = out()
    book.at(book.free_row(), "place").value = "หมู่ที่ 9"

    assert faults(Returned(back(book))) == [("F7", "กรอกชื่อรายการ ถ้าต้องการลบรายการ ให้ลบในระบบ")]


def test_rows_sorted_columns_moved_and_columns_between(out, back, three):
    book = out()
    sheet = book.book[PROJECTS]
    book.cell("0002", "place").value = "หมู่ที่ 9"
    rows = [[cell.value for cell in sheet[row]] for row in range(1, FIRST_ROW + 3)]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    for number, row in enumerate([*rows[:3], *reversed(rows[3:])], start=1):
        # The note comes first, a column of the user's own second, then ours backwards.
        for column, value in enumerate([row[-1], "ของฉัน", *reversed(row[:-1])], start=1):
            sheet.cell(number, column).value = value
    sheet.column_dimensions["C"].hidden = True
    returned = Returned(back(book))

    assert changes(returned) == [("0002", "place", "หมู่ที่ 3", "หมู่ที่ 9")]
    assert returned.changes[0].place == "T5"
    assert returned.same == 2


def test_a_column_that_is_gone_says_nothing(out, back, three):
    book = out()
    sheet = book.book[PROJECTS]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_cols(9)
    returned = Returned(back(book))

    assert (changes(returned), faults(returned)) == ([], [])
    assert [message for _, _, message in returned.notes] == [
        f"ไม่มีคอลัมน์ งบประมาณ (บาท) ในแผ่น “{PROJECTS}” จึงไม่เปลี่ยนค่าเหล่านั้น"
    ]


def test_a_column_that_stands_twice_keeps_the_file_out(out, back, three):
    book = out()
    book.book[PROJECTS]["AF2"].value = "งบประมาณ (บาท)"
    returned = Returned(back(book))

    assert returned.reasons()[0] == "คอลัมน์ “งบประมาณ (บาท)” มีสองคอลัมน์ ลบคอลัมน์ที่ไม่ใช้"


def test_a_workbook_without_its_header_is_told(out, back, three):
    book = out()
    for title in (PROJECTS, EQUIPMENT):
        book.book[title]["A2"].value = "เลข"
    returned = Returned(back(book))

    assert len(returned.reasons()) == 2
    assert returned.reasons()[0].startswith("ไม่พบแผ่นงานที่มีหัวตาราง “รหัสรายการ”")


def test_months_merged_into_a_bar_are_all_marked(out, back, three):
    book = out()
    sheet = book.book[PROJECTS]
    sheet.merge_cells("O4:Q4")
    sheet["O4"].value = "ทำ"

    assert [name for _, name, _, _ in changes(Returned(back(book)))] == [
        "month_10", "month_11", "month_12",
    ]  # fmt: skip


def test_a_formula_counts_by_its_value_and_one_without_is_told(out, back, three):
    book = out()
    book.cell("0001", "budget").value = "=1000+1"

    assert [place for place, _ in faults(Returned(back(book)))] == ["I4"]


def test_a_removed_or_emptied_row_is_missing_and_never_deleted(out, back, three):
    book = out()
    sheet = book.book[PROJECTS]
    for cell in sheet[4][1:]:
        cell.value = None
    sheet.delete_rows(5)
    returned = Returned(back(book))

    assert [item.code for item in returned.missing] == ["0001", "0002"]
    assert (changes(returned), faults(returned)) == ([], [])


def test_a_code_in_two_rows_is_told_for_both(out, back, three):
    book = out()
    row = book.free_row()
    for cell in book.book[PROJECTS][4]:
        book.book[PROJECTS].cell(row, cell.column).value = cell.value
    book.at(row, "place").value = "หมู่ที่ 9"
    returned = Returned(back(book))

    assert [place for place, _ in faults(returned)] == ["A4", "A7"]
    assert "(4, 7)" in faults(returned)[0][1]
    assert changes(returned) == []


def test_a_project_on_the_sheet_of_equipment_is_told(out, back, three, equipment):
    book = out()
    book.at(4, "code", EQUIPMENT).value = "0001"
    book.book[PROJECTS].delete_rows(4)

    assert [place for place, _ in faults(Returned(back(book)))] == ["A4"]


def test_new_rows_and_those_already_there(out, back, three, add_project, equipment):
    book = out()
    row = book.free_row()
    for name, value in {"name": "โครงการใหม่", "budget": 1000, "unit": "กองช่าง"}.items():
        book.at(row, name).value = value
    book.at(row + 1, "name").value = "โครงการที่ 1"
    book.at(book.free_row(EQUIPMENT), "name", EQUIPMENT).value = "เก้าอี้"
    returned = Returned(back(book))
    assert [(row.name, row.is_equipment) for row in returned.added] == [
        ("โครงการใหม่", False), ("โครงการที่ 1", False), ("เก้าอี้", True),
    ]  # fmt: skip
    assert [note for _, _, note in returned.notes] == ["ชื่อเดียวกับรายการ 0001 ที่มีอยู่แล้ว"]


def test_a_file_sent_twice_adds_its_rows_once(out, back, three, version):
    book = out()
    row = book.free_row()
    for name, value in {"name": "โครงการใหม่", "budget": 1000, "unit": "กองช่าง"}.items():
        book.at(row, name).value = value
    first = Returned(back(book)).added[0]
    unit = Unit.objects.get(name="กองช่าง")
    line = version.plan.lines.create(code="0004")
    Project.objects.create(version=version, line=line, name=first.name, budget=1000, unit=unit)
    returned = Returned(back(book))

    assert returned.added == []
    assert [row.twin for row in returned.twins] == ["0004"]


def test_names_that_are_not_there_may_be_added_by_choice(out, back, three):
    book = out()
    book.cell("0001", "unit").value = "กองสวัสดิการสังคม"
    attempt = back(book)
    assert Returned(attempt).has_new_names

    attempt.decisions = {"names": True}
    returned = Returned(attempt)
    assert faults(returned) == []
    assert returned.created_names == ["กองสวัสดิการสังคม"]


def test_conflicts_and_changes_here_alone(out, back, three):
    book = out()
    book.cell("0001", "place").value = "ในไฟล์"
    book.cell("0001", "month_10").value = "x"
    book.cell("0002", "place").value = "ตรงกัน"
    Project.objects.filter(line__code="0001").update(place="ในระบบ", months=mask_of([3, 4]))
    Project.objects.filter(line__code="0002").update(place="ตรงกัน", note="ในระบบเท่านั้น")
    returned = Returned(back(book))

    assert changes(returned) == [("0001", "month_10", "", "ดำเนินการ")]
    told = [(one.cell.name, one.base, one.theirs, one.mine) for one in returned.conflicts]
    assert told == [("place", "หมู่ที่ 3", "ในระบบ", "ในไฟล์")]
    assert (returned.open, returned.same) == (1, 2)


def test_an_item_deleted_here_meanwhile(out, back, three, planner):
    book = out()
    book.cell("0001", "place").value = "ในไฟล์"
    three[0].remove(by=planner)
    three[1].remove(by=planner)
    attempt = back(book)
    returned = Returned(attempt)
    assert [(row.code, row.is_open) for row in returned.gone] == [("0001", True), ("0002", False)]
    assert returned.added == []

    attempt.decisions = {"0001": ["mine", returned.gone[0].token]}
    again = Returned(attempt).added
    assert [(row.name, row.words["place"]) for row in again] == [("โครงการที่ 1", "ในไฟล์")]


def test_a_renamed_strategy_does_not_make_untouched_cells_faulty(out, back, three, strategy):
    book = out()
    Strategy.objects.filter(pk=strategy.pk).update(name="ด้านเมืองน่าอยู่")
    returned = Returned(back(book))

    assert (faults(returned), changes(returned), returned.same) == ([], [], 3)


def test_the_guide_is_not_taken_for_items(out, back, three):
    found = find_sheets(sheets_of(back(out())))

    assert [sheet.name for sheet in found] == [PROJECTS, EQUIPMENT]
    assert MARK == "↔"


def with_shared_strings(content):
    """Return the workbook as programs write it that keep a table of shared strings."""
    source, output, texts = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO(), []

    def shared(found):
        texts.append(found[3])
        return f'{found[1]}s"{found[2]}><v>{len(texts) - 1}</v></c>'

    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    link = f'<Relationship Id="rS" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{mime}"/></Types>'
    with zipfile.ZipFile(output, "w") as archive:
        for name in source.namelist():
            data = source.read(name).decode()
            cell = r'(<c [^>]*t=")inlineStr"([^>]*)><is>(.*?)</is></c>'
            data = re.sub(cell, shared, data, flags=re.DOTALL)
            if name == "xl/_rels/workbook.xml.rels":
                data = data.replace("</Relationships>", link)
            if name == "[Content_Types].xml":
                data = data.replace("</Types>", part)
            archive.writestr(name, data)
        table = "".join(f"<si>{text}</si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{table}</sst>')
    return output.getvalue()


def test_strings_kept_in_a_table_read_the_same(out, version, planner, three):
    book = out()
    book.cell("0001", "place").value = "หมู่ที่ 9"
    content = with_shared_strings(book.content)
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert sheet.count(b"inlineStr") == 0
    file = SimpleUploadedFile("shared.xlsx", content)
    returned = Returned(start(version, file, file.name, Options(), by=planner))

    assert changes(returned) == [("0001", "place", "หมู่ที่ 3", "หมู่ที่ 9")]
    assert returned.same == 2


def test_a_text_too_long_for_a_cell_is_never_cut_short(out, back, three):
    Project.objects.filter(line__code__in=["0001", "0002"]).update(detail="ก" * 40_000)
    book = out()
    book.cell("0002", "detail").value = "สั้นลง"
    returned = Returned(back(book))

    assert changes(returned) == []
    assert faults(returned) == [("G5", "ข้อความเดิมยาวเกินที่ Excel เก็บได้ในช่องเดียว ให้แก้รายการนี้ในระบบ")]


def test_a_text_kept_unrepaired_is_untouched(out, back, three):
    Project.objects.filter(line__code="0001").update(detail="น\u0e4dา  ประปา\u200b ")
    returned = Returned(back(out()))

    assert (changes(returned), faults(returned)) == ([], [])


def test_items_that_did_not_go_out_are_not_missing(version, planner, back, three):
    export = take_out(version, by=planner, codes={"0002"})
    book = Book(render(export, choices_of(export)))
    book.cell("0002", "place").value = "หมู่ที่ 9"
    returned = Returned(back(book))

    assert changes(returned) == [("0002", "place", "หมู่ที่ 3", "หมู่ที่ 9")]
    assert (returned.missing, returned.same) == ([], 0)


def test_a_copy_of_a_sheet_keeps_the_file_out_in_one_sentence(out, back, three):
    book = out()
    book.book.copy_worksheet(book.book[PROJECTS]).title = "สำเนา"
    returned = Returned(back(book))

    assert [fault.message for fault in returned.must] == [
        "แผ่น “สำเนา” มีหัวตารางเดียวกับอีกแผ่น ลบแผ่นที่ไม่ใช้ออกจากไฟล์"
    ]
    assert returned.same == 3


@pytest.mark.parametrize("told", [["รวมทั้งสิ้น"], ["รวม", "๓ โครงการ"]])
@pytest.mark.parametrize("first", ["A", "B", "F"])
def test_a_total_of_the_users_own_is_no_item(out, back, three, told, first):
    book = out()
    sheet, row = book.book[PROJECTS], book.free_row()
    sheet[f"{first}{row}"].value = told[0]
    sheet[f"G{row}"].value = told[-1]
    book.at(row, "budget").value = 1494000
    returned = Returned(back(book))

    assert (returned.added, returned.must) == ([], [])
    assert returned.notes == [(7, PROJECTS, "แถวนี้เป็นยอดรวม จึงไม่อ่านเป็นรายการ")]


def test_a_total_merged_over_its_row_is_no_item(out, back, three):
    book = out()
    row = book.free_row()
    book.at(row, "code").value = "รวมทั้งสิ้น"
    book.book[PROJECTS].merge_cells(f"A{row}:H{row}")
    returned = Returned(back(book))

    assert (returned.added, returned.must, len(returned.totals)) == ([], [], 1)


def test_a_new_item_whose_name_begins_like_a_total_is_an_item(out, back, three):
    book = out()
    book.at(book.free_row(), "name").value = "รวมพลังรักษ์แม่ใส"
    returned = Returned(back(book))

    assert ([row.name for row in returned.added], returned.totals) == (["รวมพลังรักษ์แม่ใส"], [])
