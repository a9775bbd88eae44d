"""The real lists come in whole: rows, sums to the satang, names read as they are meant."""

import io
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum

from organizations.models import LogEntry, OrganizationType, Unit
from plans.models import Guideline, Plan, PlanVersion, Strategy
from plans.workflow import Kind, StepRefused, Trigger
from projects.imports.options import Options
from projects.imports.saving import import_file, read
from projects.models import Import, Line, Project
from projects.schedule import ALL_MONTHS, mask_of
from tests import factories

LISTS = Path(__file__).resolve().parents[3] / "data" / "projects"
ENACTED = "nakhonsawan_city_2566_enacted.csv"
ADD = Options(create_missing=True)


@pytest.fixture
def city(standards):
    """เทศบาลนครนครสวรรค์ with the starting units of its type."""
    kind = OrganizationType.objects.get(pk="city_municipality")
    organization = factories.OrganizationFactory(
        slug="nakhonsawan",
        code="3600102",
        name="นครสวรรค์",
        type=kind,
        full_name="เทศบาลนครนครสวรรค์",
    )
    for unit in kind.starting_units.all():
        Unit.objects.create(organization=organization, name=unit.name, order=unit.order,
                            aliases=unit.alternatives)  # fmt: skip
    return organization


@pytest.fixture
def plan_of(city):
    """A function that opens the city's plan of a year."""

    def opened(year):
        version = Plan.open(
            city, year, kind=Kind.ORIGINAL, trigger=Trigger.ANNUAL_BUDGET, by=None,
            trigger_on=PlanVersion._meta.get_field("trigger_on").to_python(f"{year - 544}-09-16"),
        )  # fmt: skip
        return PlanVersion.objects.with_plan().get(pk=version.pk)

    return opened


def as_file(data):
    return io.BytesIO(data)


def bring(version, name, options=ADD):
    with (LISTS / name).open("rb") as file:
        return import_file(version, file, name, options)


@pytest.mark.parametrize(
    ("year", "name", "count", "total"),
    [
        (2566, ENACTED, 102, "157541100.00"),
        (2567, "nakhonsawan_city_2567_planned.csv", 270, "578351160.00"),
        (2568, "nakhonsawan_city_2568_planned.csv", 289, "808296484.00"),
    ],
)
def test_a_real_list_comes_in_whole(plan_of, year, name, count, total):
    version = plan_of(year)

    reading = bring(version, name)

    items = Project.objects.filter(version=version)
    assert reading.must == []
    assert items.count() == count
    assert items.aggregate(sum=Sum("budget"))["sum"] == Decimal(total)
    assert [item.line.code for item in items.order_by("order")] == [
        f"{number:04d}" for number in range(1, count + 1)
    ]
    assert items.filter(strategy=None).count() == 0
    assert items.filter(program=None).count() == 0
    assert items.filter(unit=None).count() == 0
    assert items.exclude(months=0).count() == 0


def test_the_enacted_list_fills_strategies_units_and_sources(plan_of, city):
    reading = bring(plan_of(2566), ENACTED)

    assert [strategy.number for strategy in Strategy.objects.filter(organization=city)] == [
        1, 2, 3, 4, 5,
    ]  # fmt: skip
    assert str(Strategy.objects.get(number=4)) == "4. ยุทธศาสตร์เทศบาลนครนครสวรรค์ด้านพัฒนากายภาพเมือง"
    assert [str(guideline)[:4] for guideline in Guideline.objects.all()] == [
        "1.1 ", "1.2 ", "1.3 ", "2.1 ", "2.2 ", "2.3 ", "3.2 ", "4.1 ", "4.3 ", "5.1 ",
    ]  # fmt: skip
    units = Counter(Project.objects.values_list("unit__name", flat=True))
    assert units == {
        "สำนักการศึกษา": 59, "สำนักสาธารณสุขและสิ่งแวดล้อม": 14, "สำนักช่าง": 12,
        "กองสวัสดิการสังคม": 7, "สำนักปลัดเทศบาล": 6, "กองการประปา": 3,
        "กองยุทธศาสตร์และงบประมาณ": 1,
    }  # fmt: skip
    assert city.units.count() == 10
    assert set(Project.objects.values_list("source__key", flat=True)) == {"annual_budget"}
    assert dict(reading.created).keys() == {"ยุทธศาสตร์", "แนวทางการพัฒนา"}


def test_every_reading_that_is_not_letter_by_letter_is_told(plan_of):
    reading = bring(plan_of(2568), "nakhonsawan_city_2568_planned.csv")

    notes = {message: len(rows) for message, rows in reading.notes}
    assert notes["หน่วยงาน “สำนักสาธารสุขและสิ่งแวดล้อม” อาจพิมพ์ผิด อ่านเป็น “สำนักสาธารณสุขและสิ่งแวดล้อม”"] == 1
    assert notes["หน่วยงาน “กองสวัสดิการสังคม กองสวัสดิการสังคม” อ่านเป็น “กองสวัสดิการสังคม”"] == 2
    assert notes["หน่วยงาน “สำนักการประปา” อ่านเป็น “กองการประปา”"] == 22
    assert (
        notes["หน่วยงาน “สำนักปลัดเทศบาล งานป้องกันฯ” อ่านเป็น “สำนักปลัดเทศบาล” และเก็บส่วนงานไว้ในหมายเหตุ"]
        == 12
    )
    assert notes["“สำนักช่าง สำนักสาธารณสุขฯ” มีหลายหน่วยงาน ใช้ “สำนักช่าง” เป็นหน่วยงานหลัก"] == 2
    assert dict(reading.created)["หน่วยงาน"] == [
        "สถานธนานุบาล 1", "สถานธนานุบาล 2", "สถานธนานุบาล 3", "โรงเรียนเทศบาลวัดพรหมจริยาวาส ท.3",
    ]  # fmt: skip
    assert reading.counts == {"new": 284, "changed": 0, "same": 0, "duplicate": 5, "error": 0}


def test_sections_behind_a_unit_and_unknown_sources_are_kept_in_the_note(plan_of):
    version = plan_of(2568)
    bring(version, "nakhonsawan_city_2568_planned.csv")

    noted = version.project_items.filter(note__startswith="ส่วนงานตามไฟล์: ")
    shared = version.project_items.get(unit__name="สำนักช่าง", further_units__name="สำนักการศึกษา")

    assert noted.filter(note="ส่วนงานตามไฟล์: สำนักปลัดเทศบาล งานป้องกันฯ").count() == 12
    assert version.project_items.filter(note__contains="พอช.,ท้องถิ่น").count() == 3
    assert [str(unit) for unit in shared.further_units.all()] == [
        "สำนักการศึกษา", "สำนักสาธารณสุขและสิ่งแวดล้อม",
    ]  # fmt: skip


def test_the_same_file_again_changes_nothing(plan_of):
    version = plan_of(2568)
    bring(version, "nakhonsawan_city_2568_planned.csv")

    with pytest.raises(StepRefused) as refused:
        bring(version, "nakhonsawan_city_2568_planned.csv")

    assert refused.value.reasons == ("ไม่มีอะไรให้นำเข้า ทุกแถวเหมือนที่มีในแผนแล้ว",)
    assert version.project_items.count() == 289
    assert Import.objects.count() == 1


def test_a_corrected_file_changes_only_what_it_says(plan_of):
    version = plan_of(2566)
    bring(version, ENACTED)
    item = version.project_items.order_by("order").first()
    version.project_items.filter(pk=item.pk).update(place="ตลาดสด", months=mask_of([1]))
    text = (LISTS / ENACTED).read_text(encoding="utf-8").replace(",20000,", ",25000.50,", 1)
    file = as_file(text.encode())

    reading = import_file(version, file, ENACTED, Options(months=ALL_MONTHS, create_missing=True))

    assert reading.counts == {"new": 0, "changed": 102, "same": 0, "duplicate": 0, "error": 0}
    item.refresh_from_db()
    assert (item.budget, item.place, item.months) == (Decimal("25000.50"), "ตลาดสด", mask_of([1]))
    assert item.revision == 2
    entry = LogEntry.objects.get(object_type="project", object_id=str(item.pk))
    assert entry.changes == {"งบประมาณ": ["20,000.00", "25,000.50"]}
    assert version.project_items.filter(months=ALL_MONTHS).count() == 101


def test_an_import_leaves_one_entry_and_keeps_the_file(plan_of, settings):
    version = plan_of(2566)
    bring(version, ENACTED)

    attempt = Import.objects.get()
    entry = LogEntry.objects.get(action="import")
    assert attempt.file.open("rb").read() == (LISTS / ENACTED).read_bytes()
    assert len(attempt.sha256) == 64
    assert attempt.saved_at is not None
    assert attempt.counts["codes"] == ["0001", "0102"]
    assert attempt.counts["total"] == "157,541,100.00"
    assert entry.object_label == ENACTED
    assert entry.changes["รายการใหม่"] == ["", "102"]


def test_months_the_person_names_go_to_rows_without(plan_of):
    bring(plan_of(2566), ENACTED, Options(months=mask_of([10, 11]), create_missing=True))

    assert set(Project.objects.values_list("months", flat=True)) == {mask_of([10, 11])}


def test_without_leave_to_add_each_missing_name_is_a_fault(plan_of):
    version = plan_of(2566)
    with (LISTS / ENACTED).open("rb") as file:
        reading = read(version, file, ENACTED, Options())

    assert reading.counts["error"] == 102
    assert dict(reading.must_by_column) == {"strategy": 102}
    assert reading.must[0].message == (
        "ยุทธศาสตร์ “1. ยุทธศาสตร์เทศบาลนครนครสวรรค์ด้านการสาธารณสุขและสิ่งแวดล้อม” ไม่มีในองค์กร"
        " แก้ให้ตรงกับที่มี หรือเลือกให้เพิ่มยุทธศาสตร์ที่ยังไม่มี"
    )
    assert Line.objects.count() == 0


def test_289_rows_are_read_and_saved_quickly(plan_of):
    """Of processor time: the machine may be busy with something else."""
    version = plan_of(2568)
    bring(plan_of(2567), "nakhonsawan_city_2567_planned.csv")  # slow libraries are loaded by now
    with (LISTS / "nakhonsawan_city_2568_planned.csv").open("rb") as file:
        began = time.process_time()
        read(version, file, "2568.csv", ADD)
        read_in = time.process_time() - began
    began = time.process_time()
    bring(version, "nakhonsawan_city_2568_planned.csv")

    assert read_in < 1.5
    assert time.process_time() - began < 1.5
