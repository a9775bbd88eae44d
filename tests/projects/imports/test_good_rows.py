"""The good rows may come without the bad ones: said before, kept after, never by the command."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone

from organizations.models import Unit
from plans.workflow import StepRefused
from projects.imports.options import Options
from projects.imports.saving import confirm, reading_of, start
from projects.models import Import, Project

HEAD = "strategy,program,project_name,budget,unit"
GOOD = "1. ด้านโครงสร้างพื้นฐาน,แผนงานเคหะและชุมชน,{},{},{}"


def listed(*rows):
    lines = [GOOD.format(name, budget, unit) for name, budget, unit in rows]
    return io.BytesIO("\n".join([HEAD, *lines]).encode())


@pytest.fixture
def attempt(version, planner, strategy):
    """A kept file of two good rows and two bad ones, one of them with a new unit."""
    rows = [
        ("ถนน", 10, "กองช่าง"),
        ("ฝาย", "สิบ", "กองเรือ"),
        ("ศาลา", 20, "กองน้ำ"),
        ("หนองत", 5, "กองช่าง"),
    ]
    options = Options(create_missing=True)
    return start(version, listed(*rows), "a.csv", options, by=planner)


def test_the_confirmation_states_both_counts(sign_in, planner, at, attempt):
    page = sign_in(planner).get(at("import_confirm", pk=attempt.pk)).content.decode()

    assert "จะเพิ่ม 2 รายการ ไม่นำเข้า 2 แถว" in page
    assert '<input type="hidden" name="leaving_out" value="2">' in page


def test_the_good_rows_come_and_the_others_are_told_for_good(sign_in, planner, at, attempt):
    client = sign_in(planner)
    shown = client.get(at("import_confirm", pk=attempt.pk)).context["reading"].fingerprint
    sent = {"fingerprint": shown, "leaving_out": "2"}

    result = client.post(at("import_save", pk=attempt.pk), sent, follow=True)

    assert sorted(Project.objects.values_list("name", flat=True)) == ["ถนน", "ศาลา"]
    assert Import.objects.get().counts["left_out"] == [
        ["a", 3, "ฝาย", ["ช่อง D3 งบประมาณต้องเป็นตัวเลข เช่น 498,000 หรือ ๔๙๘,๐๐๐"]],
        ["a", 5, "หนองत", ["ช่อง C5 มีอักษรที่ไม่ใช่ไทยหรืออังกฤษ “त” (U+0924) ลบแล้วพิมพ์ใหม่"]],
    ]
    assert "ไม่นำเข้า 2 แถว" in result.content.decode()
    assert "D3 งบประมาณต้องเป็นตัวเลข" in result.content.decode()


def test_a_unit_only_bad_rows_name_is_not_added(planner, attempt):
    assert reading_of(attempt).created == [("หน่วยงาน", ["กองน้ำ"])]

    confirm(attempt, by=planner, leaving_out=True)

    assert Unit.objects.filter(name__in=["กองน้ำ", "กองเรือ"]).get().name == "กองน้ำ"


def test_without_that_choice_nothing_is_saved(planner, attempt):
    with pytest.raises(StepRefused) as refused:
        confirm(attempt, by=planner)

    assert refused.value.reasons == ("มี 2 ข้อที่ต้องแก้ในไฟล์ก่อน (budget 1 · project_name 1)",)
    assert Project.objects.count() == 0


def test_a_file_of_bad_rows_alone_brings_nothing(version, planner, strategy):
    attempt = start(version, listed(("", 1, "กองช่าง")), "a.csv", Options(), by=planner)

    with pytest.raises(StepRefused) as refused:
        confirm(attempt, by=planner, leaving_out=True)

    assert refused.value.reasons == ("ไม่มีแถวที่นำเข้าได้ ทุกแถวต้องแก้หรือมีในแผนแล้ว",)


def test_a_year_that_cannot_be_keeps_every_row_out(version, planner, strategy):
    file = io.BytesIO("แผนปี 2668\n".encode() + listed(("ถนน", 1, "กองช่าง")).getvalue())
    attempt = start(version, file, "a.csv", Options(), by=planner)

    assert reading_of(attempt).reasons(leaving_out=True) == ["ไฟล์เขียนว่าปี 2668 แต่แผนนี้เป็นแผนปี 2568"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["ฝาย", "หนองत", "ถนน", "ศาลา"]),
        ("?show=error", ["ฝาย", "หนองत"]),
        ("?show=error&column=budget", ["ฝาย"]),
        ("?show=new", ["ถนน", "ศาลา"]),
        ("?show=doubtful", []),
        ("?show=nonsense", ["ฝาย", "หนองत", "ถนน", "ศาลา"]),
    ],
)
def test_the_preview_shows_bad_rows_first_and_by_tab(sign_in, planner, attempt, query, names):
    page = sign_in(planner).get(attempt.get_absolute_url() + query)

    assert [seen.row.name for seen in page.context["preview"].rows] == names


def test_sums_are_of_the_file_of_what_was_read_and_of_what_will_come(attempt):
    reading = reading_of(attempt)

    assert (reading.total, reading.total_saved, reading.total_left_out) == (35, 30, 5)


def test_what_nobody_confirms_goes_after_30_days_with_its_file(version, planner, strategy):
    start(version, listed(("ถนน", 1, "กองช่าง")), "old.csv", Options(), by=planner)
    kept = start(version, listed(("ฝาย", 1, "กองช่าง")), "kept.csv", Options(), by=planner)
    confirm(kept, by=planner)
    Import.objects.update(at=timezone.now() - timedelta(days=31))

    fresh = start(version, listed(("ศาลา", 1, "กองช่าง")), "new.csv", Options(), by=planner)

    assert set(Import.objects.all()) == {kept, fresh}
    assert kept.file.storage.exists(kept.file.name)


@pytest.mark.django_db(transaction=True)
def test_the_forgotten_file_itself_is_removed(version, planner, strategy):
    old = start(version, listed(("ถนน", 1, "กองช่าง")), "old.csv", Options(), by=planner)
    Import.objects.update(at=timezone.now() - timedelta(days=31))

    start(version, listed(("ศาลา", 1, "กองช่าง")), "new.csv", Options(), by=planner)

    assert not old.file.storage.exists(old.file.name)
