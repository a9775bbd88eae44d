import json

import pytest
from django.core.management import CommandError, call_command

from projects.canonical import content_of, text_of


@pytest.fixture
def output(tmp_path):
    return tmp_path / "book"


def run(output, *args, year=2568, format="json"):
    call_command("render_plan", "maesai", year, *args, format=format, output=output, verbosity=0)


def test_json_is_the_canonical_content(ready_version, output, capsys):
    run(output)

    assert output.read_text() == text_of(content_of(ready_version))
    assert json.loads(output.read_text())["totals"] == {
        "items": 2, "own": "528000.00", "other": "0.00", "all": "528000.00",
    }  # fmt: skip


def test_the_canonical_content_has_the_keys_that_others_rely_on(ready_version, output, capsys):
    run(output)
    content = json.loads(output.read_text())

    assert {"organization", "fiscal_year", "version", "items", "totals"} - set(content) == set()
    assert set(content["totals"]) == {"items", "own", "other", "all"}
    keys = {
        "code", "kind", "strategy", "guideline", "program", "name", "detail", "budget", "source",
        "origin_class", "agency", "place", "unit", "months",
    }  # fmt: skip
    assert [keys - set(item) for item in content["items"]] == [set(), set()]
    assert [(item["budget"], item["months"]) for item in content["items"]] == [
        ("498000.00", [3, 4, 5]), ("30000.00", [10, 1]),
    ]  # fmt: skip


@pytest.mark.parametrize(("format", "start"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_each_format_is_written(ready_version, output, format, start, capsys):
    run(output, format=format)

    assert output.read_bytes().startswith(start)
    assert capsys.readouterr().out.startswith(f"{output} ")


@pytest.mark.parametrize(
    ("args", "year", "reason"),
    [
        ([], 2569, "ไม่พบแผนปี 2569 ของ maesai"),
        (["--version", "addition-1"], 2568, "แผนปี 2568 ไม่มีฉบับ addition-1"),
    ],
)
def test_what_is_not_there_is_refused_with_the_reason(ready_version, output, args, year, reason):
    with pytest.raises(CommandError) as refused:
        run(output, *args, year=year)

    assert str(refused.value) == reason
    assert refused.value.returncode == 1
    assert not output.exists()


def test_nothing_announced_is_no_consolidated_plan(ready_version, output):
    with pytest.raises(CommandError, match="ยังไม่มีแผนปี 2568 ที่ประกาศใช้ถึงวันที่"):
        run(output, "--version", "consolidated")


def test_a_place_that_cannot_be_written_is_refused(ready_version, tmp_path):
    with pytest.raises(CommandError) as refused:
        run(tmp_path / "missing" / "book")

    assert str(refused.value).startswith("เขียนไฟล์ ")


@pytest.mark.parametrize("slug", ["first", "addition", "original-1", "consolidated-2"])
def test_a_version_that_cannot_be_one_is_wrong_usage(ready_version, output, slug):
    with pytest.raises(CommandError, match="--version"):
        run(output, "--version", slug)
