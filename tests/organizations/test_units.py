"""Units: renamed without losing the past, one name for one unit, retired, never deleted."""

import pytest

from organizations.models import Unit


@pytest.fixture
def works(maesai):
    return maesai.units.get(name="กองช่าง")


def form_of(unit, **changes):
    data = {"name": unit.name, "aliases": unit.aliases, "order": unit.order, "is_active": "on"}
    return {**data, **changes}


def edit(client, unit, **changes):
    return client.post(f"/maesai/units/{unit.pk}/edit/", form_of(unit, **changes))


def test_a_new_unit_comes_last(sign_in, admin):
    client = sign_in(admin)
    form = client.get("/maesai/units/add/").context["form"]
    client.post(
        "/maesai/units/add/",
        {"name": "กองคลัง", "aliases": "", "order": form["order"].initial, "is_active": "on"},
    )

    assert [unit.name for unit in admin.organization.units.all()][-1] == "กองคลัง"


def test_a_renamed_unit_answers_to_its_old_name(sign_in, admin, works):
    edit(sign_in(admin), works, name="สำนักช่าง")

    works.refresh_from_db()
    assert (works.name, works.other_names) == ("สำนักช่าง", ["กองช่าง"])


def test_a_rename_is_logged_with_both_names(sign_in, admin, works):
    edit(sign_in(admin), works, name="สำนักช่าง")

    assert admin.organization.log_entries.get().changes == {
        "ชื่อหน่วยงาน": ["กองช่าง", "สำนักช่าง"],
        "ชื่ออื่นที่ใช้เรียก": ["", "กองช่าง"],
    }


def test_renamed_back_it_needs_no_alias_of_its_own_name(sign_in, admin, works):
    edit(sign_in(admin), works, name="สำนักช่าง")
    works.refresh_from_db()

    edit(sign_in(admin), works, name="กองช่าง")

    works.refresh_from_db()
    assert works.other_names == ["สำนักช่าง"]


def test_saving_without_a_change_logs_nothing(sign_in, admin, works):
    edit(sign_in(admin), works)

    assert admin.organization.log_entries.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "สำนักปลัด"}, "name"),
        ({"aliases": "ช่าง|สำนักปลัด"}, "aliases"),
        ({"name": ""}, "name"),
    ],
)
def test_one_name_means_one_unit(sign_in, admin, works, changes, field):
    page = edit(sign_in(admin), works, **changes)

    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def test_the_same_name_in_another_town_is_no_matter(sign_in, admin, takfa, works):
    takfa.units.create(name="กองคลัง")

    assert edit(sign_in(admin), works, name="กองคลัง").status_code == 302


def test_a_retired_unit_stands_apart(sign_in, admin, works):
    client = sign_in(admin)
    edit(client, works, is_active="")

    assert client.get("/maesai/units/").context["retired"] == [Unit.objects.get(pk=works.pk)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ก" * 161, "พิมพ์ได้ไม่เกิน 160 ตัวอักษร พิมพ์มา 161"),
        ("กอง\x00ช่าง", "มีอักขระที่อ่านไม่ได้ พิมพ์ใหม่"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_in_thai(sign_in, admin, works, name, said):
    response = edit(sign_in(admin), works, name=name)

    assert response.status_code == 422
    assert response.context["form"].errors["name"] == [said]


def test_a_missing_name_is_not_said_to_be_anothers(sign_in, admin, works):
    response = edit(sign_in(admin), works, name="")

    assert response.context["form"].errors["name"] == ["กรอกชื่อหน่วยงาน"]
