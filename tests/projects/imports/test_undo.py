"""An import taken back as a whole: what it made goes, what it changed is as it was."""

import io
import time

import pytest

from organizations.chain import first_broken
from organizations.models import LogEntry, Unit
from plans.models import Guideline, Strategy
from plans.workflow import Stage, StepRefused
from projects.imports.options import Options
from projects.imports.saving import confirm, start
from projects.imports.undoing import undo
from projects.models import Equipment, Import, Line, Project
from projects.schedule import mask_of

HEAD = (
    "kind,strategy,guideline,program,project_name,budget,unit,further_units,start_month,end_month"
)
LINE = (
    "{kind},1. ด้านโครงสร้างพื้นฐาน,{guideline},แผนงานเคหะและชุมชน,{name},{budget},{unit},{further},3,5"
)
PLAIN = {"kind": "โครงการ", "guideline": "", "budget": 1000, "unit": "กองช่าง", "further": ""}
ADD = Options(create_missing=True)


def listed(*rows):
    lines = [LINE.format(**{**PLAIN, **row}) for row in rows]
    return io.BytesIO("\n".join([HEAD, *lines]).encode())


@pytest.fixture
def brought(version, planner, strategy):
    """A function that imports rows and returns the import."""

    def go(*rows):
        attempt = start(version, listed(*rows), "รายการ.csv", ADD, by=planner)
        confirm(attempt, by=planner)
        return attempt

    return go


def content(model):
    """Return every row of a table but for what only says when and by whom."""
    rows = model.objects.order_by("pk").values()
    passing = ("revision", "changed_at", "changed_by_id")
    return [{name: row[name] for name in row if name not in passing} for row in rows]


def test_what_it_made_goes_and_its_codes_are_not_given_again(brought, planner):
    attempt = brought({"name": "ถนน"}, {"name": "รถบด", "kind": "ครุภัณฑ์"})

    undo(attempt, by=planner)

    assert (Project.objects.count(), Equipment.objects.count()) == (0, 0)
    assert sorted(Line.objects.values_list("code", flat=True)) == ["0001", "0002"]
    brought({"name": "ฝาย"})
    assert Project.objects.get().code == "0003"


def test_what_it_changed_is_as_it_was(brought, planner, add_project, version):
    from plans.models import Program

    item = add_project("ถนน", program=Program.objects.get(search="แผนงานเคหะและชุมชน"), note="เดิม",
                       months=mask_of([10]), unit=None)  # fmt: skip
    item.further_units.add(version.organization.units.get(name="สำนักปลัด"))
    before = content(Project)
    attempt = brought({"name": "ถนน", "budget": 5, "further": "กองการศึกษา", "kind": "กิจกรรม"})
    assert content(Project) != before

    undo(attempt, by=planner)

    assert content(Project) == before
    item.refresh_from_db()
    assert item.revision == 3
    assert [unit.name for unit in item.further_units.all()] == ["สำนักปลัด"]
    entry = LogEntry.objects.filter(object_type="project", action="edit").order_by("number").last()
    assert entry.changes["งบประมาณ"] == ["5.00", "498,000.00"]
    assert entry.changes["เดือนที่ดำเนินการ"] == ["มี.ค. – พ.ค. 2568", "ต.ค. 2567"]
    assert entry.reason == "ถอนการนำเข้าไฟล์ รายการ.csv"


def test_names_it_added_go_unless_something_else_uses_them(brought, planner, version, add_project):
    attempt = brought({"name": "ถนน", "unit": "กองน้ำ", "guideline": "1.1 ทาง"},
                      {"name": "ฝาย", "unit": "กองคลัง"})  # fmt: skip
    add_project("อื่น", unit=Unit.objects.get(name="กองคลัง"))

    undo(attempt, by=planner)

    assert Unit.objects.filter(name__in=["กองน้ำ", "กองคลัง"]).get().name == "กองคลัง"
    assert Guideline.objects.count() == 0
    assert Strategy.objects.count() == 1
    entry = LogEntry.objects.get(action="withdraw")
    assert entry.changes == {
        "รายการที่นำออก": ["", "2"], "รายการที่คืนค่าเดิม": ["", "0"], "ชื่อที่นำออก": ["", "1.1 ทาง, กองน้ำ"],
    }  # fmt: skip


def test_each_item_and_the_import_have_an_entry_in_an_unbroken_log(brought, planner, version):
    attempt = brought({"name": "ถนน"}, {"name": "ฝาย"})

    undo(attempt, by=planner)

    actions = LogEntry.objects.order_by("number").values_list("action", "object_label")
    assert list(actions)[-4:] == [
        ("import", "รายการ.csv"), ("delete", "ถนน"), ("delete", "ฝาย"), ("withdraw", "รายการ.csv"),
    ]  # fmt: skip
    assert first_broken(version.organization) is None
    attempt = Import.objects.get()
    assert (attempt.undone_by, attempt.undone_at is None) == (planner, False)


def test_changed_rows_are_all_named_and_nothing_is_undone(brought, planner):
    attempt = brought({"name": "ถนน"}, {"name": "ฝาย"}, {"name": "ศาลา"})
    Project.objects.exclude(name="ฝาย").update(revision=2)

    with pytest.raises(StepRefused) as refused:
        undo(attempt, by=planner)

    assert refused.value.reasons == (
        "มีผู้แก้หรือลบหลังนำเข้าแล้ว 2 รายการ: 0001, 0003 จึงถอนทั้งชุดไม่ได้ ให้แก้หรือลบทีละรายการ",
    )
    assert Project.objects.count() == 3
    assert Import.objects.get().undone_at is None


def test_a_later_import_of_the_same_rows_stands_in_the_way(brought, planner):
    first = brought({"name": "ถนน"})
    later = brought({"name": "ถนน", "budget": 7})
    with pytest.raises(StepRefused):
        undo(first, by=planner)

    undo(later, by=planner)

    assert Project.objects.get().budget == 1000
    with pytest.raises(StepRefused):  # the row was put back, and so changed since
        undo(first, by=planner)


def test_a_new_row_that_was_deleted_since_needs_no_undoing(brought, planner):
    attempt = brought({"name": "ถนน"}, {"name": "ฝาย"})
    Project.objects.get(name="ถนน").remove(by=planner)

    undo(attempt, by=planner)

    assert Project.objects.count() == 0


def test_a_second_time_is_refused_in_words(brought, planner):
    attempt = brought({"name": "ถนน"})
    undo(attempt, by=planner)

    with pytest.raises(StepRefused) as refused:
        undo(attempt, by=planner)

    assert refused.value.reasons == ("ถอนการนำเข้านี้ไปแล้ว จึงไม่ทำซ้ำ",)


def test_a_version_that_was_sent_on_keeps_its_rows(brought, planner, at_stage):
    attempt = brought({"name": "ถนน"})
    attempt.version = at_stage(Stage.DRAFTED)

    with pytest.raises(StepRefused) as refused:
        undo(attempt, by=planner)

    assert refused.value.reasons == ("แผนอยู่ในขั้น “ร่างครบถ้วน” แก้รายการไม่ได้",)


def test_what_is_not_saved_has_nothing_to_undo(version, planner, strategy):
    attempt = start(version, listed({"name": "ถนน"}), "a.csv", ADD, by=planner)

    with pytest.raises(StepRefused) as refused:
        undo(attempt, by=planner)

    assert refused.value.reasons == ("ไฟล์นี้ยังไม่ได้บันทึกลงแผน จึงไม่มีอะไรให้ถอน",)
    assert Import.objects.get().undone_at is None


def test_the_page_asks_first_and_the_result_says_it_was_taken_back(sign_in, planner, at, brought):
    attempt = brought({"name": "ถนน"}, {"name": "ฝาย", "unit": "กองน้ำ"})
    client = sign_in(planner)
    asked = client.get(at("import_undo_confirm", pk=attempt.pk)).content.decode()

    result = client.post(at("import_undo", pk=attempt.pk), follow=True)
    again = client.post(at("import_undo", pk=attempt.pk), follow=True)

    assert "นำออกจากแผน 2 รายการที่ไฟล์นี้เพิ่ม" in asked
    assert Project.objects.count() == 0
    assert "ถอนการนำเข้านี้ทั้งชุดแล้ว" in result.content.decode()
    assert "ถอนการนำเข้านี้ไปแล้ว จึงไม่ทำซ้ำ" in again.content.decode()
    assert client.get(at("import_undo_confirm", pk=attempt.pk)).url == attempt.get_absolute_url()


def test_the_page_names_what_stands_in_the_way_and_has_no_button(sign_in, planner, at, brought):
    attempt = brought({"name": "ถนน"})
    Project.objects.update(revision=5)

    page = sign_in(planner).get(at("import_undo_confirm", pk=attempt.pk)).content.decode()

    assert "มีผู้แก้หรือลบหลังนำเข้าแล้ว 1 รายการ: 0001" in page
    assert '<button type="submit" class="btn btn-danger">' not in page


def test_the_items_it_brought_are_listed_with_links(sign_in, planner, at, brought):
    attempt = brought({"name": "ถนน"}, {"name": "ฝาย"})

    page = sign_in(planner).get(at("import_items", pk=attempt.pk))

    assert [(item.name, word) for item, word in page.context["page_obj"]] == [
        ("ถนน", "เพิ่ม"), ("ฝาย", "เพิ่ม"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["import_undo_confirm", "import_items", "import_detail"])
def test_pages_of_a_result_cost_the_same_for_any_number(
    sign_in, planner, at, brought, django_assert_max_num_queries, name
):
    client = sign_in(planner)
    for count in (1, 3, 30):
        attempt = brought(*({"name": f"ถนน {count} {number}"} for number in range(count)))
        with django_assert_max_num_queries(18):
            client.get(at(name, pk=attempt.pk))


def test_2000_rows_are_taken_back_in_seconds(brought, planner):
    """Of processor time: the machine may be busy with something else."""
    attempt = brought(*({"name": f"ถนนสายที่ {number}"} for number in range(2000)))
    began = time.process_time()

    undo(attempt, by=planner)

    assert time.process_time() - began < 6
    assert Project.objects.count() == 0
