"""The plan book we print is read back by our own import: every item is the same item."""

import io

import pytest
from django.core.management import call_command

from projects.amending import items_of
from projects.imports.options import Options
from projects.imports.saving import read
from projects.schedule import mask_of


@pytest.mark.parametrize("format", ["xlsx", "docx"])
def test_the_printed_book_brings_nothing_new(ready_version, tmp_path, format):
    path = tmp_path / f"plan.{format}"
    call_command("render_plan", "maesai", 2568, format=format, output=path, verbosity=0)
    reading = read(ready_version, io.BytesIO(path.read_bytes()), path.name, Options())

    items = list(items_of(ready_version))
    assert [(row.name, row.budget, row.values["months"]) for row in reading.rows] == [
        (item.name, item.budget, item.months) for item in items
    ]
    assert [row.item for row in reading.rows] == items
    assert reading.must == []
    assert reading.difference == 0


def test_runs_of_months_and_none_come_back_out_of_word(ready_version, add_project, tmp_path):
    add_project("งานที่เว้นช่วง", months=mask_of([10, 12, 1, 9]))
    add_project("งานที่ยังไม่ระบุเดือน", months=0)
    path = tmp_path / "plan.docx"
    call_command("render_plan", "maesai", 2568, format="docx", output=path, verbosity=0)
    reading = read(ready_version, io.BytesIO(path.read_bytes()), path.name, Options())

    months = {row.name: row.values["months"] for row in reading.rows}
    assert months["งานที่เว้นช่วง"] == mask_of([10, 12, 1, 9])
    assert months["งานที่ยังไม่ระบุเดือน"] == 0
