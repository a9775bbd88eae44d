"""Whatever is wrong with a file is told in one go, in Thai, where it stands; nothing is saved."""

import io
import zipfile

import openpyxl
import pytest
from django.conf import settings

from plans.workflow import Kind, Stage, StepRefused
from projects.imports.options import Options
from projects.imports.saving import import_file, read
from projects.imports.sheets import BINARY_BOOK
from projects.imports.table_reader import (
    DAMAGED,
    EMPTY,
    HAS_MACROS,
    MAX_CELLS,
    NO_VALUE,
    NOT_A_TABLE,
    NOT_TEXT,
    NOT_XLSX,
    OLD_DOC,
    PROTECTED,
    UNPACKS_TOO_LARGE,
    FileRefused,
)
from projects.models import Import, Line, Project

HEAD = "strategy,program,project_name,budget_baht,unit,source,start_month,end_month,fiscal_year_be"
GOOD = "1. ด้านโครงสร้างพื้นฐาน,แผนงานอุตสาหกรรมและการโยธา,ก่อสร้างถนน หมู่ที่ 3,498000,กองช่าง,,3,5,2568"


def table(*lines):
    return io.BytesIO("\r\n".join([HEAD, *lines]).encode())


def line(**fields):
    """Return a good line with some cells of another kind."""
    cells = dict(zip(HEAD.split(","), GOOD.split(","), strict=True)) | fields
    return ",".join(f'"{cell}"' for cell in cells.values())


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return packed(book)


def packed(book):
    file = io.BytesIO()
    book.save(file)
    return file


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file


def faults_of(version, *lines, options=Options()):  # noqa: B008  (frozen)
    reading = read(version, table(*lines), "list.csv", options)
    return [(fault.place, fault.level.value, fault.message) for fault in reading.rows[0].faults]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET_XML = "xl/worksheets/sheet1.xml"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELATED = '<Relationships><Relationship Id="r" Type="/{}" Target="{}"/></Relationships>'
BOOK = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": RELATED.format("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": (
        '<workbook xmlns:r="r"><sheets><sheet name="ก" r:id="r"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": RELATED.format("worksheet", "worksheets/sheet1.xml"),
}
CELLS = "<worksheet><sheetData><row>{}</row></sheetData></worksheet>"
BOMB = {**BOOK, SHEET_XML: CELLS.format("<c r='A1' />" * (MAX_CELLS + 1))}
BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b">]>'
ENTITIES = {**BOOK, SHEET_XML: f"{DOCTYPE}<worksheet>&a;</worksheet>"}
HIDDEN_ENTITIES = {  # in an encoding in which no one looks for the letters
    **BOOK, SHEET_XML: f"{DOCTYPE}<worksheet>&a;</worksheet>".encode("utf-16"),
}  # fmt: skip
ENTITIES_OF_BOOK = {**BOOK, "xl/workbook.xml": f"{DOCTYPE}{BOOK['xl/workbook.xml']}"}


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("รายการ.xlsx", b"project_name,budget\nx,1", NOT_XLSX),
        ("ว่าง.csv", b"", EMPTY),
        ("ว่าง.csv", b"\xef\xbb\xbf \r\n", EMPTY),
        ("แผน.pdf", b"%PDF-1.7 ...", NOT_A_TABLE),
        ("แผน.csv", b"\x89PNG\r\n\x1a\n0000", NOT_A_TABLE),
        ("แผน.csv", b"project_name,budget\n\x01\x02\x03", NOT_TEXT),
        ("แผน.xls", OLE + b"0" * 512, DAMAGED),
        ("แผน.xls", OLE + "Root Entry Workbook".encode("utf-16-le"), DAMAGED),
        ("แผน.xlsx", OLE + "Root Entry EncryptedPackage".encode("utf-16-le"), PROTECTED),
        ("แผน.doc", OLE + "Root Entry WordDocument".encode("utf-16-le"), OLD_DOC),
        ("แผน.xls", OLE + "Root Entry Workbook _VBA_PROJECT_CUR".encode("utf-16-le"), HAS_MACROS),
        ("แผน.ppt", OLE + "Root Entry PowerPoint Document".encode("utf-16-le"), NOT_A_TABLE),
        ("แผน.xls", b"<html><table><tr><td>x</td></tr></table></html>", NOT_XLSX),
        ("แผน.xls", b"<?xml version='1.0'?><Workbook/>", NOT_XLSX),
        ("แผน.ods", zipped({"mimetype": "opendocument.spreadsheet"}).getvalue(), NOT_A_TABLE),
        ("แผน.xlsb", zipped({"[Content_Types].xml": BINARY_TYPE}).getvalue(), BINARY_BOOK),
        ("แผน.xlsx", b"PK\x03\x04 and then nothing", DAMAGED),
        ("แผน.docx", zipped({"word/document.xml": "<w/>"}).getvalue(), NOT_A_TABLE),
        ("แผน.docx", zipped({"[Content_Types].xml": "wordprocessingml"}).getvalue(), NOT_A_TABLE),
        ("แผน.xlsm", zipped({"[Content_Types].xml": "macroEnabled"}).getvalue(), HAS_MACROS),
        ("แผน.xlsx", zipped(BOMB).getvalue(), UNPACKS_TOO_LARGE),
        ("แผน.xlsx", zipped(ENTITIES).getvalue(), DAMAGED),
        ("แผน.xlsx", zipped(HIDDEN_ENTITIES).getvalue(), DAMAGED),
        ("แผน.xlsx", zipped(ENTITIES_OF_BOOK).getvalue(), DAMAGED),
        ("แผน.xlsx", zipped({**BOOK, SHEET_XML: "<c"}).getvalue(), DAMAGED),
        ("แผน.xlsx", zipped(BOOK).getvalue(), DAMAGED),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(version, name, data, sentence):
    with pytest.raises(FileRefused) as refused:
        read(version, io.BytesIO(data), name, Options())

    assert str(refused.value) == sentence


def test_what_is_inside_a_file_decides_not_its_name(version):
    file = workbook(["โครงการ", "งบประมาณ"], ["ถนน", 1])
    rows = read(version, file, "รายการ.csv", Options()).rows
    letters = read(version, table(GOOD), "รายการ.txt", Options(create_missing=True)).rows

    assert [row.name for row in (*rows, *letters)] == ["ถนน", "ก่อสร้างถนน หมู่ที่ 3"]


def test_a_heading_with_letters_of_another_script_is_told_not_taken(version):
    file = workbook(["1. ยุทธศาสตร์ด้านสังคมຕ"], ["โครงการ", "งบประมาณ"], ["ถนน", 1])
    reading = read(version, file, "a.xlsx", Options(create_missing=True))

    assert [(fault.place, fault.message) for fault in reading.rows[0].must] == [
        ("1", "มีอักษรที่ไม่ใช่ไทยหรืออังกฤษ “ຕ” (U+0E95) ลบแล้วพิมพ์ใหม่")
    ]
    assert reading.created == []


def test_a_workbook_that_would_unpack_beyond_measure_is_refused(version):
    file = zipped({"[Content_Types].xml": TYPES, "xl/media/a": b"\0" * (201 * 1024 * 1024)})

    with pytest.raises(FileRefused) as refused:
        read(version, file, "bomb.xlsx", Options())

    assert str(refused.value) == UNPACKS_TOO_LARGE


def test_a_large_file_is_refused_unread(version):
    class Unreadable(io.BytesIO):
        def read(self, *size):
            raise AssertionError("a file over the limit must not be read")

    with pytest.raises(FileRefused) as refused:
        read(version, Unreadable(b"x" * 50 * 1024 * 1024), "big.csv", Options())

    assert str(refused.value) == ("ไฟล์นี้ใหญ่ 50 MB เกินที่รับได้ 10 MB แบ่งไฟล์หรือลบรูปภาพในไฟล์ออก")
    assert settings.UPLOAD_LIMIT == 10 * 1024 * 1024


@pytest.mark.parametrize(
    "file",
    [io.BytesIO("ถนน,498000\nสะพาน,20000".encode()), workbook(["ถนน", 498000], ["สะพาน", 20000])],
)
def test_a_sheet_without_a_header_is_refused(version, file):
    with pytest.raises(FileRefused) as refused:
        read(version, file, "list", Options())

    assert str(refused.value) == (
        "ไม่พบหัวตาราง ต้องมีคอลัมน์ชื่อโครงการ และคอลัมน์อื่นอีกอย่างน้อยหนึ่งคอลัมน์ เช่น งบประมาณ"
    )


def test_a_header_without_rows_is_refused(version):
    with pytest.raises(FileRefused) as refused:
        read(version, table(), "list.csv", Options())

    assert str(refused.value) == "พบหัวตารางแต่ไม่มีรายการใต้หัวตาราง"


def test_an_open_quotation_mark_is_named_by_row(version):
    with pytest.raises(FileRefused) as refused:
        read(version, table(GOOD, 'x,y,"ถนน'), "list.csv", Options())

    assert str(refused.value) == ('เครื่องหมายคำพูด (") หลังแถว 2 ไม่ครบคู่ แก้แล้วบันทึกใหม่ หรือใช้ .xlsx')


@pytest.mark.parametrize(
    ("fields", "place", "message"),
    [
        ({"budget_baht": "สี่แสน"}, "D2", "งบประมาณต้องเป็นตัวเลข เช่น 498,000 หรือ ๔๙๘,๐๐๐"),
        ({"budget_baht": "498000x"}, "D2", "งบประมาณต้องเป็นตัวเลข เช่น 498,000 หรือ ๔๙๘,๐๐๐"),
        ({"budget_baht": "-5"}, "D2", "งบประมาณต้องไม่ติดลบ เช่น 498,000 หรือ ๔๙๘,๐๐๐"),
        ({"budget_baht": "10.005"}, "D2", "งบประมาณมีทศนิยมได้ไม่เกิน 2 ตำแหน่ง เช่น 498,000.50"),
        ({"fiscal_year_be": "2668"}, "I2", "ปี 2668 ไม่ใช่ปีของแผนนี้ ซึ่งเป็นแผนปี 2568"),
        ({"fiscal_year_be": "๒๖๖๘"}, "I2", "ปี 2668 ไม่ใช่ปีของแผนนี้ ซึ่งเป็นแผนปี 2568"),
        ({"fiscal_year_be": "2567"}, "I2", "ปี 2567 ไม่ใช่ปีของแผนนี้ ซึ่งเป็นแผนปี 2568"),
        ({"fiscal_year_be": "ปีนี้"}, "I2", "ปีงบประมาณต้องเป็นปี พ.ศ. 4 หลัก เช่น 2568"),
        ({"project_name": "งานประเพณี ปี 2668"}, "C2", "ปี 2668 ไม่น่าถูกต้อง ตรวจปี พ.ศ. ในข้อความ"),
        ({"project_name": ""}, "C2", "กรอกชื่อโครงการ"),
        (
            {"project_name": "บ้านหนองतาल"},
            "C2",
            "มีอักษรที่ไม่ใช่ไทยหรืออังกฤษ “त” (U+0924) “ल” (U+0932) ลบแล้วพิมพ์ใหม่",
        ),
        ({"project_name": "ก" * 1001}, "C2", "ข้อความยาว 1,001 ตัวอักษร ใช้ได้ไม่เกิน 1,000"),
        (
            {"program": "แผนงานโยธา"},
            "B2",
            "ไม่รู้จักแผนงาน “แผนงานโยธา” ใช้ชื่อแผนงานตามรูปแบบงบประมาณ",
        ),
        (
            {"program": "แผนงานการศึกศา"},
            "B2",
            "ไม่รู้จักแผนงาน “แผนงานการศึกศา” หมายถึง “แผนงานการศึกษา” หรือไม่",
        ),
        (
            {"unit": "กองยุทธศาสตร์"},
            "E2",
            "หน่วยงาน “กองยุทธศาสตร์” ไม่มีในองค์กร แก้ให้ตรงกับที่มี หรือเลือกให้เพิ่มหน่วยงานที่ยังไม่มี",
        ),
        ({"start_month": "13"}, "G2", "ไม่มีเดือนที่ 13 พิมพ์เดือนแบบ ต.ค. หรือ ตุลาคม"),
        (
            {"start_month": "มี.ค.", "end_month": "ธ.ค."},
            "G2",
            "เดือนสิ้นสุด (ธันวาคม) มาก่อนเดือนเริ่มต้น (มีนาคม) ในปีงบประมาณ ซึ่งเริ่มตุลาคมและสิ้นสุดกันยายน",
        ),
        (
            {"end_month": ""},
            "G2",
            "ยังไม่มีเดือนสิ้นสุด พิมพ์ทั้งเดือนเริ่มต้นและเดือนสิ้นสุด หรือเว้นว่างทั้งคู่",
        ),
        (
            {"start_month": "ต.ค. 2668", "end_month": "ธ.ค. 2667"},
            "G2",
            "ต.ค. 2668 ไม่อยู่ในปีงบประมาณ 2568 (ต.ค. 2567 – ก.ย. 2568)",
        ),
    ],
)
def test_a_faulty_cell_is_named_with_what_is_wrong(version, strategy, fields, place, message):
    assert faults_of(version, line(**fields)) == [(place, "must", message)]


def test_all_faults_of_all_cells_come_at_once_and_nothing_is_saved(version, strategy):
    bad = line(budget_baht="ห้าพัน", unit="กองเรือ", fiscal_year_be="2668", project_name="")

    with pytest.raises(StepRefused) as refused:
        import_file(version, table(GOOD, bad, line(budget_baht="-1")), "list.csv", Options())

    assert refused.value.reasons == (
        "มี 5 ข้อที่ต้องแก้ในไฟล์ก่อน (budget_baht 2 · project_name 1 · fiscal_year_be 1 · unit 1)",
    )
    assert (Project.objects.count(), Line.objects.count(), Import.objects.count()) == (0, 0, 0)


def test_repaired_text_is_read_as_it_was_meant(version, strategy):
    lines = line(project_name="ปรับปรุงท่อระบายนํ้า\u200b \uf70bทดสอบ  สองช่อง")
    reading = read(version, table(lines), "list.csv", Options())

    assert reading.rows[0].faults == []
    assert reading.rows[0].name == "ปรับปรุงท่อระบายน้ำ ้ทดสอบ สองช่อง"


def test_exact_duplicates_are_marked_and_still_brought_in(version, strategy):
    reading = import_file(version, table(GOOD, GOOD), "list.csv", Options())

    assert [row.status.value for row in reading.rows] == ["new", "duplicate"]
    assert [fault.message for fault in reading.rows[1].faults] == [
        "ซ้ำกับแถว 2 ทั้งชื่อ รายละเอียด สถานที่ งบประมาณ หน่วยงาน และเดือน"
    ]
    assert Project.objects.count() == 2


def test_a_revision_is_told_what_is_announced_already(version, strategy, at_stage, revision):
    import_file(version, table(GOOD), "list.csv", Options())
    at_stage(Stage.ANNOUNCED)
    row = read(revision(Kind.ADDITION), table(GOOD), "list.csv", Options()).rows[0]
    code = Project.objects.get(name="ก่อสร้างถนน หมู่ที่ 3").code

    assert row.status == "duplicate"
    assert [fault.message for fault in row.should] == [
        f"ซ้ำกับรายการ {code} ที่ประกาศใช้แล้ว ทั้งชื่อ รายละเอียด สถานที่ งบประมาณ หน่วยงาน และเดือน"
    ]


@pytest.mark.parametrize(
    ("source", "key", "note"),
    [
        ("งบประมาณรายจ่ายประจำปี", "annual_budget", []),
        ("specific_grant", "specific_grant", []),
        ("ท้องถิ่น", "annual_budget", ["แหล่งเงิน “ท้องถิ่น” อ่านเป็น “งบประมาณรายจ่ายประจำปี”"]),
        (
            "พอช.",
            None,
            ["ไม่รู้จักแหล่งเงิน “พอช.” จะเก็บไว้ในหมายเหตุ และเว้นช่องแหล่งเงินไว้"],
        ),
    ],
)
def test_sources_are_known_by_name_key_or_alias(version, strategy, source, key, note):
    row = read(version, table(line(source=source)), "list.csv", Options()).rows[0]

    assert getattr(row.values["source"], "key", None) == key
    assert [fault.message for fault in row.should] == note
    assert row.values["note"] == ("" if key else "แหล่งเงินตามไฟล์: พอช.")


def test_a_formula_without_a_value_is_not_read_as_nothing(version):
    file = workbook(["โครงการ", "งบประมาณ"], ["ถนน", "=1000*2"])
    row = read(version, file, "list.xlsx", Options()).rows[0]

    assert [(fault.place, fault.message) for fault in row.must] == [("B2", NO_VALUE)]


def test_an_excel_error_and_a_date_are_not_amounts(version):
    file = workbook(["โครงการ", "งบประมาณ"], ["ถนน", "#REF!"])
    row = read(version, file, "list.xlsx", Options()).rows[0]

    assert [(fault.place, fault.message) for fault in row.must] == [
        ("B2", "ช่องนี้เป็นข้อผิดพลาดของ Excel (#REF!) พิมพ์ค่าแทน")
    ]


def test_too_many_columns_are_refused(version):
    file = workbook(["โครงการ", "งบประมาณ", *(f"ค่า{n}" for n in range(200))], ["ถนน", 1])

    with pytest.raises(FileRefused) as refused:
        read(version, file, "list.xlsx", Options())

    assert str(refused.value) == "ตารางกว้างถึงคอลัมน์ที่ 202 รับได้ไม่เกิน 100 ลบคอลัมน์ที่ไม่ใช้ออก"
