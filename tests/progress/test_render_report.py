"""The command that writes the result report."""

import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from progress.statuses import Status
from tests.documents.test_sheet import pages_of
from tests.documents.test_sheet_docx import words_of
from thai.numerals import to_thai_digits


@pytest.fixture
def written(tmp_path, announced):
    """A function that runs the command and returns the file it wrote."""

    def run(form, until="2025-03-31", year=2568):
        file = tmp_path / f"report.{form}"
        call_command(
            "render_report", "maesai", str(year), "--until", until, "--format", form,
            "--output", str(file),
        )  # fmt: skip
        return file

    return run


def test_json_holds_sums_and_items(written, line, report):
    report(line, Status.COMPLETED, disbursed=Decimal("490000.00"), problem="ฝนตก")
    data = json.loads(written("json").read_text(encoding="utf-8"))

    assert (data["fiscal_year"], data["until"], data["base"]) == (2568, "2025-03-31", 2)
    assert data["totals"]["own"] == {
        "planned": "528000.00",
        "in_force": "528000.00",
        "committed": "490000.00",
        "disbursed": "490000.00",
        "disbursed_percent": "92.80",
        "committed_percent": "92.80",
    }
    assert data["totals"]["statuses"]["completed"] == {"items": 1, "share": "50.00"}
    assert data["totals"]["other"]["disbursed_percent"] is None
    assert [group["name"] for group in data["groups"]["unit"]] == ["กองช่าง"]
    assert data["problems"] == [{"code": line.code, "problem": "ฝนตก", "suggestion": ""}]
    assert data["problems_statement"] == ""
    assert [item["status"] for item in data["items"]] == ["completed", "none"]


def test_without_problems_the_report_says_so(written):
    data = json.loads(written("json").read_text(encoding="utf-8"))

    assert data["problems_statement"] == "ไม่มีปัญหา อุปสรรค และข้อเสนอแนะ"


def test_xlsx_holds_the_same_sums(written, line, report):
    report(line, Status.COMPLETED, disbursed=Decimal("490000.00"), result="=1+1")
    book = load_workbook(written("xlsx"))

    assert book.sheetnames == ["ตามยุทธศาสตร์", "ตามแผนงาน", "ตามหน่วยงาน", "ตามแหล่งเงิน", "รายการ"]
    total = [cell.value for cell in list(book["ตามหน่วยงาน"])[-1]]
    assert total[:3] == ["รวม", 2, 100]
    assert total[9:13] == [528000, 490000, 490000, 92.8]
    assert total[13:] == [0, 0, 0, "-"]
    items = list(book["รายการ"].values)
    assert [row[0] for row in items] == ["รหัสรายการ", "0001", "0002"]
    result = book["รายการ"].cell(2, 16)
    assert (result.value, result.data_type) == ("=1+1", "s")


def test_paper_holds_the_same_sums(written, line, report):
    report(line, Status.COMPLETED, disbursed=Decimal("490000.00"), result="ใช้งานได้แล้ว")

    pages = pages_of(written("pdf").read_bytes())
    word = "\n".join(words_of(written("docx").read_bytes()))

    for text in ("๔๙๐,๐๐๐", "๙๒.๘๐", "ใช้งานได้แล้ว", "ข้อมูลถึงวันที่ ๓๑ มีนาคม ๒๕๖๘"):
        assert text in " ".join(pages)
        assert text in word
    assert f"หน้า ๒ จาก {to_thai_digits(str(len(pages)))}" in pages[1]
    assert written("pdf").read_bytes() == written("pdf").read_bytes()


def test_a_letter_in_no_font_is_refused(written, line, report):
    report(line, Status.COMPLETED, result="ताल")

    with pytest.raises(CommandError) as refused:
        written("pdf")
    assert str(refused.value).count("U+0924") == 1


def test_what_cannot_be_reported_is_refused_in_words(written):
    with pytest.raises(CommandError) as refused:
        written("json", until="2020-01-01")
    assert str(refused.value) == "“ข้อมูลถึงวันที่” ต้องไม่ก่อนวันเริ่มปีงบประมาณ 1 ต.ค. 2567"
    with pytest.raises(CommandError) as refused:
        written("json", year=2560)
    assert str(refused.value) == "ไม่พบแผนปี 2560 ของ maesai ที่ประกาศใช้แล้ว"
