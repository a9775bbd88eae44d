"""Names of the file: how each was understood, what somebody says it means, and for how long."""

import io

import pytest

from organizations.models import LogEntry, Unit
from plans.models import Guideline, Program
from projects.imports.meanings import How, remember
from projects.imports.options import Options
from projects.imports.saving import import_file, read, reading_of, start
from projects.models import RememberedName

HEAD = "strategy,guideline,program,project_name,budget,unit,source"
LINE = "1. ด้านโครงสร้างพื้นฐาน,,แผนงานเคหะและชุมชน,{},1000,{},{}"


def listed(*units, source="งบประมาณรายจ่ายประจำปี"):
    lines = [LINE.format(f"ถนนสายที่ {n}", unit, source) for n, unit in enumerate(units)]
    return io.BytesIO("\n".join([HEAD, *lines]).encode())


@pytest.fixture
def begun(version, planner, strategy):
    """A function that keeps a list naming these units, with its reading."""

    def go(*units, **fields):
        attempt = start(version, listed(*units, **fields), "a.csv", Options(), by=planner)
        return attempt, reading_of(attempt)

    return go


def told(reading):
    return [(m.noun, m.text, str(m.found or ""), m.how, m.count) for m in reading.names.meanings()]


def works(version):
    return version.organization.units.get(name="กองช่าง")


def test_each_name_that_is_not_ours_is_listed_with_its_rows(begun, version):
    Unit.objects.filter(name="กองช่าง").update(aliases="ช่าง")
    _, reading = begun("กองช่าง", "ช่าง", "ช่าง", "กองเรือ", source="เทศบัญญัติ")

    assert told(reading) == [
        ("unit", "กองเรือ", "", How.UNKNOWN, 1),
        ("source", "เทศบัญญัติ", "งบประมาณรายจ่ายประจำปี", How.ALIKE, 4),
        ("unit", "ช่าง", "กองช่าง", How.ALIKE, 2),
    ]


def test_a_name_to_be_added_can_be_told_to_mean_one_of_ours(version, planner, strategy):
    options = Options(create_missing=True)
    attempt = start(version, listed("กองเรือ"), "a.csv", options, by=planner)
    (meaning,) = reading_of(attempt).names.meanings()
    assert (meaning.how, meaning.found.pk) == (How.ADDED, None)

    remember(attempt, [(meaning, works(version))], by=planner)

    reading = reading_of(attempt)
    assert reading.created == []
    assert str(reading.rows[0].unit) == "กองช่าง"


def test_what_is_chosen_mends_the_rows_and_holds_for_the_next_file(begun, version, planner):
    attempt, reading = begun("กองเรือ", "กองเรือ")
    assert reading.counts["error"] == 2

    remember(attempt, [(reading.names.meanings()[0], works(version))], by=planner)

    assert reading_of(attempt).must == []
    assert told(reading_of(attempt)) == [("unit", "กองเรือ", "กองช่าง", How.CHOSEN, 2)]
    later = import_file(version, listed("กองเรือ", "กอง เรือ"), "b.csv", Options())
    assert [str(row.unit) for row in later.rows] == ["กองช่าง", "กองช่าง"]
    entry = LogEntry.objects.get(action="remember")
    assert entry.changes == {"หน่วยงาน “กองเรือ”": ["", "กองช่าง"]}


def test_what_is_chosen_can_be_forgotten(begun, version, planner):
    attempt, reading = begun("กองเรือ")
    remember(attempt, [(reading.names.meanings()[0], works(version))], by=planner)
    (meaning,) = reading_of(attempt).names.meanings()

    remember(attempt, [(meaning, None)], by=planner)

    assert RememberedName.objects.count() == 0
    assert reading_of(attempt).counts["error"] == 1


def test_the_words_behind_a_chosen_unit_stay_in_the_note(begun, version, planner):
    attempt, reading = begun("กองโยธา งานแผน")
    remember(attempt, [(reading.names.meanings()[0], works(version))], by=planner)

    (row,) = reading_of(attempt).rows
    assert row.values["note"] == "ส่วนงานตามไฟล์: กองโยธา งานแผน"
    assert row.must == []


def test_a_choice_of_a_unit_that_is_gone_is_no_choice(begun, version, planner):
    attempt, reading = begun("กองเรือ")
    gone = Unit.objects.create(organization=version.organization, name="กองคลัง")
    remember(attempt, [(reading.names.meanings()[0], gone)], by=planner)
    gone.delete()

    assert told(reading_of(attempt)) == [("unit", "กองเรือ", "", How.UNKNOWN, 1)]


def test_a_guideline_is_only_chosen_under_its_own_strategy(version, planner, strategy):
    ours = Guideline.objects.create(strategy=strategy, number=1, name="ทาง")
    other = version.organization.strategies.create(number=2, name="ด้านอื่น")
    for name, guideline in (
        ("ถนนใหญ่", ours),
        ("ถนนเล็ก", other.guidelines.create(number=1, name="อื่น")),
    ):
        RememberedName.objects.create(
            organization=version.organization, noun="guideline", text=name, target_id=guideline.pk
        )
    lines = [HEAD] + [
        f"1. ด้านโครงสร้างพื้นฐาน,{name},แผนงานเคหะและชุมชน,{name},1,กองช่าง,"
        for name in ("ถนนใหญ่", "ถนนเล็ก")
    ]

    reading = read(version, io.BytesIO("\n".join(lines).encode()), "a.csv", Options())

    assert [row.values.get("guideline") for row in reading.rows] == [ours, None]


def test_another_town_does_not_know_our_names(begun, version, planner, takfa):
    attempt, reading = begun("กองเรือ")
    remember(attempt, [(reading.names.meanings()[0], works(version))], by=planner)

    from projects.imports.matching import Names

    assert Names(takfa, create_missing=False).chosen == {}


def test_an_unknown_program_is_chosen_on_the_page(sign_in, planner, at, version, strategy):
    client = sign_in(planner)
    lines = [HEAD, LINE.format("ถนน", "กองช่าง", "").replace("เคหะและชุมชน", "ถนนหนทาง")]
    file = io.BytesIO("\n".join(lines).encode())
    attempt = start(version, file, "a.csv", Options(), by=planner)
    form = client.get(attempt.get_absolute_url()).context["names"]
    ((meaning, field),) = form.parts()
    program = Program.objects.get(code="00310")

    page = client.post(
        at("import_names", pk=attempt.pk), {field.html_name: program.pk}, follow=True
    )

    assert (meaning.label, meaning.text) == ("แผนงาน", "แผนงานถนนหนทาง")
    assert page.context["reading"].rows[0].program == program
    assert "จำความหมายของ 1 ชื่อแล้ว ไฟล์ต่อไปจะใช้ด้วย" in page.content.decode()
    assert page.context["names"].unknown == []


def test_the_page_offers_no_record_of_another_town(sign_in, planner, at, begun, takfa):
    attempt, _ = begun("กองเรือ")
    client = sign_in(planner)
    ((_, field),) = client.get(attempt.get_absolute_url()).context["names"].parts()

    client.post(at("import_names", pk=attempt.pk), {field.html_name: takfa.units.first().pk})

    assert RememberedName.objects.count() == 0


@pytest.mark.parametrize("text", [";", "/", " ; , "])
def test_signs_alone_are_no_unit(begun, text):
    _, reading = begun(f'"{text}"')

    assert [fault.message for fault in reading.must] == [
        f"อ่านหน่วยงานจาก “{text.strip()}” ไม่ได้ พิมพ์ชื่อหน่วยงานใหม่"
    ]
