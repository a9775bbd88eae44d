"""The workbook that goes out: what is in it, what is locked, and that it is known again."""

import io
import time
import zipfile

import pytest
from openpyxl import load_workbook

from plans.workflow import Stage
from projects.exchange.columns import EQUIPMENT, MARK, PROJECTS, columns_of
from projects.exchange.guide import GUIDE
from projects.exchange.taking_out import choices_of, take_out
from projects.exchange.workbook import LISTS, key_in, render
from projects.models import Export, Project


def exported(client, at):
    response = client.get(at("export"))
    assert response.status_code == 200
    return response.content


def test_a_reader_gets_the_items_in_the_order_of_the_form(
    sign_in, supporter, at, version, add_project, guideline, equipment
):
    project = add_project(guideline=guideline, note="ตามมติ")
    project.further_units.set(version.organization.units.exclude(name="กองช่าง"))
    book = load_workbook(io.BytesIO(exported(sign_in(supporter), at)))

    assert book.sheetnames[:4] == [PROJECTS, EQUIPMENT, GUIDE, LISTS]
    sheet = book[PROJECTS]
    assert [cell.value for cell in sheet[2]] == [
        "รหัสรายการ", "ประเภท", "ยุทธศาสตร์", "แนวทางการพัฒนา", "แผนงาน", "ชื่อโครงการ/กิจกรรม",
        "รายละเอียด", "เป้าหมาย/ผลผลิต", "งบประมาณ (บาท)", "แหล่งเงิน", "หน่วยงานภายนอก",
        "สถานที่ดำเนินการ", "หน่วยงานรับผิดชอบหลัก", "หน่วยงานร่วม", "พ.ศ. 2567", None, None,
        "พ.ศ. 2568", *[None] * 8, "แผนพัฒนาฯ เล่ม", "แผนพัฒนาฯ หน้า", "แผนพัฒนาฯ ข้อ", "หมายเหตุ",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[3]][14:26] == [
        "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.",
        "ก.ย.",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[4]] == [
        "0901", "โครงการ", "1. ด้านโครงสร้างพื้นฐาน", "1.1 ถนนและท่อระบายน้ำ",
        "แผนงานอุตสาหกรรมและการโยธา", "ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3",
        "ผิวจราจรกว้าง 4 เมตร ยาว 200 เมตร", None, 498000, "งบประมาณรายจ่ายประจำปี", None, "หมู่ที่ 3",
        "กองช่าง", "กองการศึกษา, สำนักปลัด", None, None, None, None, None, MARK, MARK, MARK, None,
        None, None, None, None, "12", None, "ตามมติ",
    ]  # fmt: skip
    assert [book[EQUIPMENT].cell(4, column).value for column in (1, 6, 9)] == [
        "0900", "เครื่องคอมพิวเตอร์", 22000,
    ]  # fmt: skip


def test_codes_and_header_are_locked_without_a_password(out, add_project):
    add_project()
    sheet = out().book[PROJECTS]
    locked = {cell.column for cell in sheet[4] if cell.protection.locked}

    assert locked == {1}
    assert sheet["A2"].protection.locked
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    forbidden = (sheet.protection.sort, sheet.protection.insertRows, sheet.protection.autoFilter)
    assert forbidden == (False, False, False)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B4", "$2:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet["I4"].number_format, sheet["G4"].alignment.wrap_text) == ("#,##0.00", True)


def test_lists_are_offered_and_only_warn(out, add_project, guideline):
    add_project()
    book = out().book
    offered = book[PROJECTS].data_validations.dataValidation
    names = {str(one.sqref).split(":")[0]: one for one in offered}

    assert sorted(names) == ["B4", "C4", "D4", "E4", "J4", "M4", "O4"]
    assert {one.errorStyle for one in offered} == {"warning"}
    assert names["O4"].formula1 == f'"{MARK}"'
    assert names["M4"].formula1 == f"'{LISTS}'!$G$1:$G$3"
    units = [book[LISTS][f"G{row}"].value for row in (1, 2, 3)]
    assert units == ["สำนักปลัด", "กองช่าง", "กองการศึกษา"]
    assert book[LISTS].sheet_state == "hidden"


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)"])
def test_no_text_of_ours_is_a_formula(out, add_project, text):
    add_project(text, detail=text, place=text, devplan_page=text)
    cells = [cell for cell in out().book[PROJECTS][4] if cell.value == text]

    assert [cell.data_type for cell in cells] == ["s"] * 4
    assert all(cell.quotePrefix for cell in cells)


def test_the_guide_says_who_made_it_and_that_nothing_is_deleted(out, add_project):
    add_project()
    told = [row[0].value for row in out().book[GUIDE].iter_rows()]

    assert told[0] == "ไฟล์รายการของแผนปี 2568 ฉบับแรก"
    assert told[1].startswith("อบต.แม่ใส · 1 รายการ · ส่งออกโดย นายplanner เมื่อ ")
    assert "ลบแถวออกจากไฟล์แล้ว รายการในระบบไม่ถูกลบ ระบบเพียงบอกว่ารายการใดไม่อยู่ในไฟล์" in told


def test_the_same_content_goes_out_under_one_key(version, planner, supporter, add_project):
    project = add_project()
    first, again = take_out(version, by=planner), take_out(version, by=planner)
    others = take_out(version, by=supporter)
    Project.objects.filter(pk=project.pk).update(place="หมู่ที่ 8")
    changed = take_out(version, by=planner)

    assert again.key == first.key
    assert len({first.key, others.key, changed.key}) == 3
    assert Export.objects.count() == 3


def test_a_workbook_is_known_again_in_its_own_version_only(out, version, revision, add_project):
    add_project()
    workbook = out()
    export = Export.objects.get()

    assert key_in(workbook.upload(), version) == export
    assert key_in(workbook.upload(), revision("addition")) is None
    del workbook.book[workbook.book.sheetnames[-1]]
    assert key_in(workbook.upload(), version) is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"name,budget\n", b"\xd0\xcf\x11"])
def test_no_other_file_is_taken_for_ours(version, content):
    assert key_in(io.BytesIO(content), version) is None


def test_a_zip_without_a_workbook_is_not_ours(version):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("xl/other.xml", "<a/>")

    assert key_in(output, version) is None


def test_announced_items_go_out_as_well(sign_in, supporter, at, at_stage):
    at_stage(Stage.ANNOUNCED)
    book = load_workbook(io.BytesIO(exported(sign_in(supporter), at)))

    assert [book[PROJECTS].cell(row, 1).value for row in (4, 5, 6)] == ["0001", "0002", None]


def test_a_filter_of_the_list_takes_out_what_it_finds(sign_in, planner, at, version, add_project):
    add_project("ก่อสร้างถนน")
    add_project("ขุดลอกคลอง")
    response = sign_in(planner).get(at("export"), {"q": "คลอง"})
    sheet = load_workbook(io.BytesIO(response.content))[PROJECTS]

    assert [sheet.cell(row, 1).value for row in (4, 5)] == ["0002", None]
    assert list(Export.objects.get().content) == ["0002"]


def test_who_may_not_read_drafts_gets_no_workbook(
    sign_in, admin, outsider, committee_member, client, at, ready_version
):
    assert client.get(at("export")).status_code == 302
    assert sign_in(admin).get(at("export")).status_code == 403
    assert sign_in(outsider).get(at("export")).status_code == 404
    assert sign_in(committee_member).get(at("export")).status_code == 404
    assert Export.objects.count() == 0


def test_queries_and_time_do_not_grow(version, planner, real_items, django_assert_max_num_queries):
    real_items(3)
    with django_assert_max_num_queries(20):
        export = take_out(version, by=planner)
        render(export, choices_of(export))
    real_items(1997, first=4)
    started = time.perf_counter()
    with django_assert_max_num_queries(20):
        export = take_out(version, by=planner)
        content = render(export, choices_of(export))
    print(f"2,000 items: {time.perf_counter() - started:.1f} s, {len(content):,} bytes")

    assert len(export.content) == 2000


def test_every_column_is_named_once():
    for title in (PROJECTS, EQUIPMENT):
        names = [column.name for column in columns_of(title)]
        assert len(set(names)) == len(names)
