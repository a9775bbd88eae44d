"""The command: the pairs of a plan, or of a list against it, in the shape that was promised."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from projects.management.commands.find_duplicates import lines_of
from projects.models import Distinction
from projects.overlaps.comparing import Pair, Work

ROAD = "ก่อสร้างถนน คสล. หมู่ที่ 3"


def found(*args):
    out = StringIO()
    call_command("find_duplicates", "maesai", "2568", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def list_of(tmp_path):
    """A function that writes names into a list."""

    def write(*names):
        path = tmp_path / "list.csv"
        lines = [f"{number},{name},1000" for number, name in enumerate(names, start=1)]
        path.write_text("\n".join(["ที่,โครงการ,งบประมาณ", *lines]), encoding="utf-8-sig")
        return str(path)

    return write


def test_pairs_of_the_plan_are_named_by_code(version, add_project):
    add_project(ROAD, detail="")
    add_project("ก่อสร้างถนนคอนกรีตเสริมเหล็ก ม.๓", detail="")
    add_project("ก่อสร้างถนน คสล. หมู่ที่ 8", place="")
    content = json.loads(found("--json"))

    assert list(content) == ["pairs"]
    [pair] = content["pairs"]
    assert (pair["a"]["code"], pair["b"]["code"]) == ("0002", "0001")
    assert 0 < pair["score"] <= 1
    assert pair["why"][:2] == ["คำในชื่อตรงกัน", "หมู่ที่ 3 ตรงกัน"]


def test_rows_of_a_list_are_compared_with_each_other_and_the_plan(version, add_project, list_of):
    add_project("ขุดลอกคลองส่งน้ำ หมู่ที่ 2", place="", detail="")
    path = list_of(ROAD, "โครงการก่อสร้างถนน ค.ส.ล. ม.3", "โครงการขุดลอกคลองส่งน้ำ ม.2", "ปลูกป่า")
    content = json.loads(found("--file", path, "--json"))
    named = [
        {end.get("row") or end.get("code") for end in (p["a"], p["b"])} for p in content["pairs"]
    ]

    assert sorted(named, key=str) == sorted([{2, 3}, {4, "0001"}], key=str)


def test_a_row_of_a_list_is_no_line_that_could_be_told_apart():
    row, item, other = Work(("", 2), ROAD), Work((1, 3, "0003"), ROAD), Work((1, 2, "0002"), ROAD)

    assert lines_of(Pair(row, item, 1.0)) == {3}
    assert lines_of(Pair(other, item, 1.0)) == {2, 3}


def test_words_are_printed_for_people(version, add_project):
    add_project(ROAD)
    assert found() == "พบ 0 คู่ที่อาจซ้ำ\n"


def test_what_is_told_apart_is_left_out(version, add_project, planner):
    one, other = add_project(ROAD), add_project(f"{ROAD} ")
    assert len(json.loads(found("--json"))["pairs"]) == 1

    Distinction.tell_apart(one, other, reason="คนละช่วง", by=planner)
    assert json.loads(found("--json")) == {"pairs": []}


@pytest.mark.parametrize("args", [("nowhere", "2568"), ("maesai", "2570")])
def test_what_does_not_exist_is_refused(version, args):
    with pytest.raises(CommandError) as refused:
        call_command("find_duplicates", *args)
    assert refused.value.returncode == 2


def test_a_file_that_cannot_be_read_is_refused(version, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"\x00\x01")
    with pytest.raises(CommandError):
        found("--file", str(path))
    with pytest.raises(CommandError):
        found("--file", str(tmp_path / "none.csv"))
