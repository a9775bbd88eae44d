"""The command does what the page does: the contract of its JSON, its exits, and a dry run."""

import hashlib
import json
from decimal import Decimal
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from projects.models import Import, Project
from projects.schedule import ALL_MONTHS, mask_of

ENACTED = Path(__file__).resolve().parents[3] / "data/projects/nakhonsawan_city_2566_enacted.csv"
FORM = Path(__file__).parents[1] / "files" / "pd02.xlsx"


@pytest.fixture
def enacted(tmp_path):
    """The enacted list with the year of our plan."""
    path = tmp_path / "enacted.csv"
    text = ENACTED.read_text(encoding="utf-8").replace(",2566,", ",2568,")
    path.write_text(text, encoding="utf-8")
    return path


def run(version, path, *options):
    out = StringIO()
    where = ["--organization", version.organization.slug, "--year", "2568"]
    call_command("import_projects", str(path), *where, *options, stdout=out)
    return out.getvalue()


def whole_database():
    """Return one hash of every row of every table, and the files kept."""
    digest = hashlib.sha256()
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        for row in model._default_manager.order_by("pk").values_list():
            digest.update(repr((model._meta.label, row)).encode())
    files = sorted(str(path) for path in Path(settings.MEDIA_ROOT).rglob("*"))
    return digest.hexdigest(), files


def test_a_list_is_imported(version, enacted):
    out = run(version, enacted, "--create-missing", "--months", "10-9")

    assert Project.objects.filter(version=version, months=ALL_MONTHS).count() == 102
    assert out.splitlines()[0] == "new: 102"
    assert out.splitlines()[-1] == "saved"
    assert Import.objects.get().by is None


def test_a_dry_run_changes_nothing_at_all(version, enacted):
    before = whole_database()

    out = run(version, enacted, "--create-missing", "--dry-run", "--json")

    assert whole_database() == before
    answer = json.loads(out)
    assert (answer["saved"], answer["counts"]["new"]) == (False, 102)


def test_the_json_keeps_its_contract(version):
    out = run(version, FORM, "--create-missing", "--json")

    answer = json.loads(out)
    assert list(answer) == ["file", "rows", "counts", "faults", "saved"]
    assert answer["counts"] == {"new": 8, "changed": 0, "same": 0, "duplicate": 0, "error": 0}
    assert answer["saved"] is True
    row = answer["rows"][0]
    faults = row.pop("faults")
    assert row == {
        "sheet": "ผด.02",
        "row": 9,
        "kind": "project",
        "strategy": "1. ยุทธศาสตร์เทศบาลนครนครสวรรค์ด้านการสาธารณสุขและสิ่งแวดล้อม",
        "guideline": "",
        "program": "แผนงานสาธารณสุข",
        "name": "กิจกรรมรณรงค์ 3Rs:Reduce Reuse Recycle",
        "detail": "นักเรียน, นักศึกษา หรือประชาชน",
        "budget": "20000.00",
        "place": "เขตเทศบาล",
        "unit": "สำนักสาธารณสุขฯ",
        "source": "",
        "months": [10, 11, 12, 3],
        "status": "new",
    }
    assert [(fault["column"], fault["level"]) for fault in faults] == [
        ("หน่วยงาน\nรับผิดชอบหลัก", "should")
    ]
    assert answer["rows"][-1]["kind"] == "equipment"


def test_faults_go_to_stderr_with_row_and_column_and_nothing_is_saved(version, tmp_path, strategy):
    path = tmp_path / "bad.csv"
    path.write_text("project_name,budget_baht,fiscal_year_be\nถนน,สี่แสน,2668\n", encoding="utf-8")
    marked = tmp_path / "marked.xlsx"
    before = whole_database()

    with pytest.raises(CommandError) as refused:
        run(version, path, "--errors", str(marked))

    assert refused.value.returncode == 1
    assert str(refused.value).splitlines() == [
        "bad แถว 2 คอลัมน์ budget_baht “สี่แสน”: งบประมาณต้องเป็นตัวเลข เช่น 498,000 หรือ ๔๙๘,๐๐๐",
        "bad แถว 2 คอลัมน์ fiscal_year_be “2668”: ปี 2668 ไม่ใช่ปีของแผนนี้ ซึ่งเป็นแผนปี 2568",
    ]
    assert whole_database() == before
    sheet = openpyxl.load_workbook(marked).active
    assert sheet["B2"].comment.text == "งบประมาณต้องเป็นตัวเลข เช่น 498,000 หรือ ๔๙๘,๐๐๐"
    assert sheet["C2"].fill.fgColor.rgb == "00F9C9C9"


def test_the_marked_form_keeps_its_merged_cells(version, tmp_path):
    marked = tmp_path / "marked.xlsx"
    with pytest.raises(CommandError):
        run(version, FORM, "--errors", str(marked))

    sheet = openpyxl.load_workbook(marked)["ผด.02"]
    assert sheet["F9"].comment.text == (
        "หน่วยงาน “สำนักสาธารณสุขฯ” ไม่มีในองค์กร แก้ให้ตรงกับที่มี หรือเลือกให้เพิ่มหน่วยงานที่ยังไม่มี"
    )
    assert "G9:I9" in {str(merged) for merged in sheet.merged_cells.ranges}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--organization", "nowhere"], "ไม่พบแผนของ nowhere ปี 2568 ฉบับ original"),
        (["--version", "addition-1"], "ไม่พบแผนของ maesai ปี 2568 ฉบับ addition-1"),
        (["--sheet", "อื่น"], "ไม่พบแผ่นงาน “อื่น” ที่มีหัวตาราง"),
    ],
)
def test_what_is_not_there_is_refused(version, options, sentence):
    with pytest.raises(CommandError) as refused:
        run(version, FORM, *options)

    assert str(refused.value) == sentence
    assert refused.value.returncode == 1


def test_the_same_list_again_is_done_already(version, enacted):
    run(version, enacted, "--create-missing")

    out = run(version, enacted, "--create-missing")

    assert out.splitlines()[-1] == "nothing saved"
    assert Import.objects.count() == 1


def test_months_that_do_not_exist_are_wrong_usage(version, enacted):
    with pytest.raises(CommandError, match="--months"):
        run(version, enacted, "--months", "13-14")


def test_the_workbook_we_print_reads_back_as_the_same_items(version, add_project, tmp_path):
    add_project(months=mask_of([10, 11, 12, 3]))
    add_project("อบรมอาชีพผู้สูงอายุ", months=mask_of([9]), budget=Decimal("30000.50"))
    printed = tmp_path / "plan.xlsx"
    where = [version.organization.slug, "2568", "--format", "xlsx", "--output", str(printed)]
    call_command("render_plan", *where, stdout=StringIO())

    answer = json.loads(run(version, printed, "--json"))

    assert answer["counts"] == {"new": 0, "changed": 0, "same": 2, "duplicate": 0, "error": 0}
    assert [row["months"] for row in answer["rows"]] == [[10, 11, 12, 3], [9]]
