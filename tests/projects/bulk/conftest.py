"""Three items that differ in everything a page of many shows."""

from decimal import Decimal

import pytest

from projects.models import EquipmentCategory
from projects.schedule import mask_of
from tests.factories import EquipmentFactory

from .asking import hidden, picked


@pytest.fixture
def three(add_project, maesai, version, program):
    """A road, a lesson of another unit, and an air conditioner."""
    school = maesai.units.get(name="กองการศึกษา")
    road = add_project()
    lesson = add_project("อบรมครู", unit=school, months=mask_of([10]))
    cooler = EquipmentFactory(
        version=version, name="เครื่องปรับอากาศ", category=EquipmentCategory.objects.first(),
        program=program, unit=road.unit, budget=Decimal("20000"), months=0,
    )  # fmt: skip
    return road, lesson, cooler


@pytest.fixture
def office(maesai):
    return maesai.units.get(name="สำนักปลัด")


@pytest.fixture
def confirm(at):
    """A function that sees the preview of an edit and confirms it."""

    def go(client, items, **fields):
        shown = client.post(at("bulk_preview"), picked(items, **fields))
        return client.post(at("bulk_save"), hidden(shown))

    return go
