"""What those who run the installation may change of the national lists."""

import pytest

from organizations.models import User
from plans.workflow import Stage
from projects.models import Equipment, EquipmentCategory, Line


@pytest.fixture
def installer(client, db):
    client.force_login(User.objects.create_superuser("root@example.org", "x", name="ผู้ดูแลกลาง"))
    return client


def test_a_source_of_an_announced_item_stays(installer, at_stage, source):
    page = f"/admin/projects/budgetsource/{source.pk}/change/"
    typed = {"key": source.key, "name": source.name, "order": 0, "origin_class": "3.4"}

    at_stage(Stage.ANNOUNCED)

    assert installer.get(page).status_code == 200
    assert installer.post(page, typed).status_code == 403
    source.refresh_from_db()
    assert source.origin_class == "3.1"


def test_a_source_that_nothing_announced_names_may_change(installer, ready_version, source):
    page = f"/admin/projects/budgetsource/{source.pk}/change/"
    typed = {"key": source.key, "name": "งบประมาณประจำปี", "order": 0, "origin_class": "3.1"}

    assert installer.post(page, typed).status_code == 302
    source.refresh_from_db()
    assert source.name == "งบประมาณประจำปี"


def test_a_category_of_announced_equipment_takes_other_spellings_only(installer, at_stage):
    version, category = at_stage(Stage.ANNOUNCED), EquipmentCategory.objects.first()
    line = Line.objects.create(plan=version.plan, code="0901")
    Equipment.objects.create(version=version, line=line, name="โต๊ะ", category=category)
    page, name = f"/admin/projects/equipmentcategory/{category.pk}/change/", category.name

    typed = {"key": category.key, "name": "อื่น", "order": 1, "aliases": "โต๊ะเก้าอี้"}
    assert installer.post(page, typed).status_code == 302
    category.refresh_from_db()
    assert (category.name, category.aliases) == (name, "โต๊ะเก้าอี้")
