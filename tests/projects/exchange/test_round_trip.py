"""The journey: 300 rows out, 50 cells edited, 7 of them broken, 3 changed online meanwhile."""

from decimal import Decimal

import pytest
from django.core import serializers

from organizations.chain import first_broken
from organizations.models import LogEntry, Unit
from plans.models import Strategy
from plans.workflow import StepRefused
from projects.amending import find_item
from projects.conflict import MINE, THEIRS
from projects.exchange.content import content_of, items_to_edit
from projects.exchange.reading import Returned
from projects.exchange.saving import DONE, MEANWHILE, add_names, confirm, decide
from projects.imports.undoing import undo
from projects.models import Equipment, Import, Line, Project

BROKEN = ["ห้าแสน", "-5", "1,23,4", "12.345", "ประมาณ 3 ล้าน", "1 2 3", "ไม่ทราบ"]
ONLINE = {"0041": "แก้ในระบบ 1", "0042": "แก้ในระบบ 2", "0043": "แก้ในระบบ 3"}


def stored():
    """Return all of the plan, as the database has it."""
    kept = [*Project.objects.all(), *Equipment.objects.all(), *Line.objects.all(),
            *LogEntry.objects.all(), *Unit.objects.all()]  # fmt: skip
    return serializers.serialize("json", kept)


def said(version):
    return content_of(items_to_edit(version))


def change_online(code, place, member):
    Project.objects.filter(line__code=code).update(place=place, revision=2, changed_by=member)


def edited(book):
    """Edit 43 cells so that they can be read, and break 7."""
    for number in range(1, 44):
        code = f"{number:04d}"
        if number % 3 == 0 and number < 41:
            book.cell(code, "budget").value = number * 1000 + 0.25
        elif number % 3 == 1 and number < 41:
            book.cell(code, "month_9").value = "x"
        else:
            book.cell(code, "place").value = f"หมู่ที่ {number} แก้ในไฟล์"
    for number, value in enumerate(BROKEN, start=101):
        book.cell(f"{number:04d}", "budget").value = value
    return book


@pytest.fixture
def journey(real_items, out, back, planner):
    """A function: real rows with 50 cells edited in the file, 7 of them broken, 3 online too."""

    def made(count):
        real_items(count)
        book = edited(out())
        for code, place in ONLINE.items():
            change_online(code, place, planner)
        return back(book)

    return made


@pytest.fixture
def attempt(journey):
    return journey(110)


def decided(attempt, *picks):
    lines = sorted(Returned(attempt).conflicts, key=lambda line: line.key)
    tokens = {line.key: (pick, line.token) for line, pick in zip(lines, picks, strict=False)}
    return decide(attempt, tokens)


def test_40_changes_7_errors_3_conflicts_and_aborting_leaves_all_as_it_was(
    journey,
):
    attempt = journey(300)
    before = stored()
    returned = Returned(attempt)

    assert (len(returned.changes), len(returned.must), len(returned.conflicts)) == (40, 7, 3)
    assert [line.row.code for line in returned.conflicts] == list(ONLINE)
    assert [(fault.place[0], fault.value) for fault in returned.must] == [
        ("I", value) for value in BROKEN
    ]
    assert returned.same == 300 - 50
    assert stored() == before


def test_nothing_is_saved_while_anything_is_open(attempt, planner, version):
    before = stored()
    shown = Returned(attempt).fingerprint
    with pytest.raises(StepRefused) as refused:
        confirm(attempt, by=planner, fingerprint=shown)

    assert refused.value.reasons == (
        "ยังไม่ได้เลือก 3 ข้อที่แก้ทั้งในไฟล์และในระบบ",
        "มี 7 แถวที่ต้องแก้ แก้ในไฟล์ หรือยืนยันว่าไม่นำเข้า",
    )
    assert stored() == before
    assert Import.objects.get().saved_at is None


def test_confirming_saves_exactly_what_was_shown(journey, planner, version):
    attempt = journey(300)
    before, logged = said(version), LogEntry.objects.count()
    decided(attempt, MINE, THEIRS, MINE)
    returned = Returned(attempt)
    expected = {code: dict(words) for code, words in before.items()}
    for row in returned.saved:
        for cell in row.cells:
            expected[row.code][cell.name] = cell.result
    confirm(attempt, by=planner, fingerprint=returned.fingerprint, leaving_out=True)

    after = said(version)
    assert after == {c: {k: v for k, v in words.items() if v} for c, words in expected.items()}
    changed = {code for code in after if after[code] != before[code]}
    assert changed == {f"{n:04d}" for n in range(1, 44)} - {"0042"}
    assert find_item(version, "0003").budget == Decimal("3000.25")
    assert find_item(version, "0042").place == "แก้ในระบบ 2"
    assert find_item(version, "0043").place == "หมู่ที่ 43 แก้ในไฟล์"
    assert LogEntry.objects.count() == logged + 42 + 1
    assert first_broken(version.organization) is None
    attempt.refresh_from_db()
    told = {name: attempt.counts[name] for name in ("changed", "cells", "new", "left_out", "same")}
    assert {**told, "left_out": len(told["left_out"])} == {
        "changed": 42, "cells": 42, "new": 0, "left_out": 7, "same": 250,
    }  # fmt: skip


def test_the_log_of_an_item_names_the_file_and_both_values(attempt, planner, version):
    decide(attempt, {}, everything=MINE)
    shown = Returned(attempt).fingerprint
    confirm(attempt, by=planner, fingerprint=shown, leaving_out=True)
    item = find_item(version, "0041")
    entry = LogEntry.objects.filter(object_type="project", object_id=str(item.pk)).get()

    assert (entry.action, entry.reason) == ("edit", "นำเข้าจากไฟล์ items.xlsx")
    assert entry.changes == {"สถานที่ดำเนินการ": ["แก้ในระบบ 1", "หมู่ที่ 41 แก้ในไฟล์"]}
    assert (item.revision, item.changed_by) == (3, planner)
    months = LogEntry.objects.get(object_id=str(find_item(version, "0001").pk), action="edit")
    assert months.changes == {
        "เดือนที่ดำเนินการ": ["มี.ค. – เม.ย. 2568", "มี.ค. – เม.ย. 2568, ก.ย. 2568"]
    }


def test_a_second_confirmation_is_refused_in_words(attempt, planner):
    decide(attempt, {}, everything=THEIRS)
    shown = Returned(attempt).fingerprint
    confirm(attempt, by=planner, fingerprint=shown, leaving_out=True)
    before = stored()
    for step in (
        lambda: confirm(attempt, by=planner, fingerprint=shown, leaving_out=True),
        lambda: decide(attempt, {}, everything=MINE),
    ):
        with pytest.raises(StepRefused) as refused:
            step()
        assert refused.value.reasons == (DONE,)
    assert stored() == before


def test_what_changed_since_it_was_shown_is_shown_again(attempt, planner):
    decide(attempt, {}, everything=MINE)
    shown = Returned(attempt).fingerprint
    change_online("0050", "แก้ทีหลัง", planner)
    before = stored()
    with pytest.raises(StepRefused) as refused:
        confirm(attempt, by=planner, fingerprint=shown, leaving_out=True)

    assert refused.value.reasons == (MEANWHILE,)
    assert stored() == before


def test_a_choice_is_about_the_words_that_were_shown(attempt, planner):
    token = Returned(attempt).conflicts[0].token
    decide(attempt, {}, everything=MINE)
    change_online("0041", "แก้อีกครั้ง", planner)

    assert Returned(attempt).open == 1
    assert decide(attempt, {"0041:place": (MINE, token)}) == 1
    assert Returned(attempt).open == 1


def test_a_plan_that_went_on_keeps_the_file_out(attempt, planner, version):
    decide(attempt, {}, everything=MINE)
    shown = Returned(attempt).fingerprint
    type(version).objects.filter(pk=version.pk).update(stage="in_review")
    before = stored()
    with pytest.raises(StepRefused):
        confirm(attempt, by=planner, fingerprint=shown, leaving_out=True)

    assert stored() == before


def test_the_whole_import_can_be_taken_back(attempt, planner, version):
    before = said(version)
    decide(attempt, {}, everything=MINE)
    shown = Returned(attempt).fingerprint
    confirm(attempt, by=planner, fingerprint=shown, leaving_out=True)
    assert said(version) != before
    undo(attempt, by=planner)

    assert said(version) == before


def test_new_rows_deleted_rows_and_new_names_are_saved(
    add_project, out, back, planner, version, strategy
):
    kept, gone = add_project("โครงการที่อยู่"), add_project("โครงการที่ถูกลบ")
    book = out()
    book.cell(kept.code, "unit").value = "กองสวัสดิการสังคม"
    book.cell(kept.code, "further_units").value = "กองช่าง, กองการศึกษา"
    book.cell(kept.code, "strategy").value = "5. ด้านใหม่"
    book.cell(gone.code, "place").value = "ในไฟล์"
    row = book.free_row()
    for name, value in {
        "kind": "กิจกรรม", "name": "งานใหม่", "budget": 1500, "month_10": "x",
        "strategy": "5. ด้านใหม่",
    }.items():  # fmt: skip
        book.at(row, name).value = value
    gone.remove(by=planner)
    attempt = back(book)
    add_names(attempt, True)
    token = Returned(attempt).gone[0].token
    decide(attempt, {gone.code: (MINE, token)})
    returned = Returned(attempt)
    assert returned.created_names == ["5. ด้านใหม่", "กองสวัสดิการสังคม"]
    confirm(attempt, by=planner, fingerprint=returned.fingerprint)

    kept.refresh_from_db()
    assert (str(kept.unit), str(kept.strategy)) == ("กองสวัสดิการสังคม", "5. ด้านใหม่")
    assert {unit.name for unit in kept.further_units.all()} == {"กองช่าง", "กองการศึกษา"}
    again, new = find_item(version, "0003"), find_item(version, "0004")
    assert (again.name, again.place, again.budget) == (gone.name, "ในไฟล์", gone.budget)
    assert (new.name, new.kind, new.budget, new.month_numbers) == (
        "งานใหม่", "activity", Decimal("1500.00"), [10],
    )  # fmt: skip
    assert Strategy.objects.filter(name="ด้านใหม่").count() == 1
    actions = LogEntry.objects.filter(reason="นำเข้าจากไฟล์ items.xlsx").order_by("number")
    assert [entry.action for entry in actions] == ["edit", "add", "add"]
    later = Returned(back(book, "once-more.xlsx"))
    assert (later.saved, later.added, later.open, len(later.twins)) == ([], [], 0, 2)


def test_the_same_queries_for_3_and_300_rows(real_items, out, back, django_assert_max_num_queries):
    real_items(3)
    small = back(out())
    with django_assert_max_num_queries(20):
        Returned(small)
    real_items(297, first=4)
    large = back(out())
    with django_assert_max_num_queries(20):
        Returned(large)


def test_no_choice_is_kept_once_the_plan_went_on(attempt, planner, version):
    type(version).objects.filter(pk=version.pk).update(stage="in_review")
    token = Returned(attempt).conflicts[0].token
    for step in (
        lambda: decide(attempt, {"0041:place": (MINE, token)}),
        lambda: add_names(attempt, True),
    ):
        with pytest.raises(StepRefused) as refused:
            step()
        assert refused.value.reasons == ("แผนอยู่ในขั้น “อยู่ระหว่างพิจารณา” แก้รายการไม่ได้",)
    attempt.refresh_from_db()
    assert attempt.decisions == {}


def test_the_log_names_what_was_added_to_the_organization(add_project, out, back, planner):
    book = out()
    book.at(book.free_row(), "name").value = "งานใหม่"
    book.at(4, "unit").value = "กองสวัสดิการสังคม"
    attempt = back(book)
    add_names(attempt, True)
    confirm(attempt, by=planner, fingerprint=Returned(attempt).fingerprint)

    entry = LogEntry.objects.get(action="import")
    assert entry.changes["ชื่อที่เพิ่ม"] == ["", "กองสวัสดิการสังคม"]
    undo(attempt, by=planner)
    assert Unit.objects.filter(name="กองสวัสดิการสังคม").count() == 0


def test_taking_back_tells_the_further_units_too(add_project, out, back, planner, version):
    item = add_project()
    item.further_units.set(Unit.objects.filter(name="สำนักปลัด"))
    book = out()
    book.cell(item.code, "further_units").value = "กองการศึกษา"
    attempt = back(book)
    confirm(attempt, by=planner, fingerprint=Returned(attempt).fingerprint)
    undo(attempt, by=planner)

    assert [unit.name for unit in item.further_units.all()] == ["สำนักปลัด"]
    entry = LogEntry.objects.filter(object_type="project", action="edit").order_by("number").last()
    assert entry.changes == {"หน่วยงานร่วม": ["กองการศึกษา", "สำนักปลัด"]}


def test_nothing_is_taken_back_to_a_unit_that_is_gone(add_project, out, back, planner):
    item = add_project()
    item.further_units.set(Unit.objects.filter(name="สำนักปลัด"))
    book = out()
    book.cell(item.code, "further_units").value = "กองการศึกษา"
    attempt = back(book)
    confirm(attempt, by=planner, fingerprint=Returned(attempt).fingerprint)
    Unit.objects.filter(name="สำนักปลัด").delete()

    with pytest.raises(StepRefused) as refused:
        undo(attempt, by=planner)
    assert refused.value.reasons == ("ค่าเดิมของรายการใช้หน่วยงานรับผิดชอบหลักที่ลบไปแล้ว จึงคืนค่าเดิมไม่ได้",)
