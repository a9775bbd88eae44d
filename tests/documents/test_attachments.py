"""What the PDF carries for machines: the items as CSV, the content as canonical JSON."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pikepdf
import pytest

from documents import pdf
from documents.attachments import COLUMNS, attachments_of
from documents.canonical_text import text_of_consolidated, text_of_version
from documents.plan_book import compose, compose_consolidated
from plans.workflow import Stage
from projects.schedule import mask_of


def attached(book):
    return {each.name: each for each in attachments_of(book)}


def rows_of(book):
    """Return the lines of items.csv as a spreadsheet reads them."""
    text = attached(book)["items.csv"].data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_json_is_the_canonical_text_of_the_version(ready_version):
    data = attached(compose(ready_version))["plan.json"].data

    assert data.decode() == text_of_version(ready_version)


def test_the_json_of_the_consolidated_book_is_the_one_of_its_day(at_stage):
    plan, on = at_stage(Stage.ANNOUNCED).plan, date(2024, 12, 1)
    data = attached(compose_consolidated(plan, on))["plan.json"].data

    assert data.decode() == text_of_consolidated(plan, on)
    assert json.loads(data)["as_of"] == "2024-12-01"


def test_each_item_is_a_line_of_the_csv(version, add_project):
    add_project("ขุดลอกคลอง, ระยะที่ 2", budget=Decimal("999999999999.50"), detail="ก\nข")
    add_project("=อบรม", budget=None, months=mask_of([10, 11, 12, 3]), agency="กรมชลประทาน")

    first, second = rows_of(compose(version))

    assert list(first) == COLUMNS
    assert first["code"] == "0001"
    assert first["change"] == "add"
    assert first["name"] == "ขุดลอกคลอง, ระยะที่ 2"
    assert first["detail"] == "ก\nข"
    assert first["budget"] == "999999999999.50"
    assert first["program"] == "แผนงานอุตสาหกรรมและการโยธา"
    assert second["name"] == "'=อบรม"  # no spreadsheet runs it
    assert second["budget"] == ""
    assert second["months"] == "10 11 12 3"
    assert second["months_text"] == "ต.ค. – ธ.ค. 2567, มี.ค. 2568"
    assert second["agency"] == "กรมชลประทาน"


def test_the_csv_says_what_a_revision_takes_out(version, add_project):
    old = add_project("ถนนเดิม")
    old.replaces, old.change = old, "cancel"
    old.save()

    assert [(row["name"], row["change"]) for row in rows_of(compose(version))] == [
        ("ถนนเดิม", "cancel")
    ]


@pytest.fixture
def file(ready_version):
    return pikepdf.open(io.BytesIO(pdf.render(compose(ready_version)).data))


def test_the_pdf_carries_the_files_each_listed_once(file, ready_version):
    files = {name: spec.get_file().read_bytes() for name, spec in file.attachments.items()}

    assert files == {name: each.data for name, each in attached(compose(ready_version)).items()}
    assert [str(spec.F) for spec in file.Root.AF] == ["items.csv", "plan.json"]
    assert [str(spec.UF) for spec in file.Root.AF] == ["items.csv", "plan.json"]
    assert [str(spec.AFRelationship) for spec in file.Root.AF] == ["/Data", "/Source"]
    streams = [spec.EF.F for spec in file.Root.AF]
    assert [str(stream.Subtype) for stream in streams] == ["/text/csv", "/application/json"]
    assert {str(stream.Params.ModDate) for stream in streams} == {"D:20000101000000Z"}


def test_another_target_is_another_book(version, add_project):
    """It is not printed, but it is attached."""
    project = add_project(target="ประชาชน 200 คน")
    before = compose(version).content_hash
    project.target = "ประชาชน 300 คน"
    project.save()

    assert compose(version).content_hash != before
