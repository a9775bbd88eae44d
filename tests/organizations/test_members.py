"""Members: roles and units that fit, coming and going, the last administrator."""

import pytest
from django.core.exceptions import ValidationError

from organizations import membership
from organizations.models import Member
from organizations.roles import Body, Role
from tests.conftest import person

ADD = "/maesai/members/add/"


def form_of(member, **changes):
    data = {
        "prefix": member.user.prefix,
        "name": member.user.name,
        "position": member.position,
        "roles": sorted(member.roles),
        "unit": member.unit_id or "",
        "chairs": member.chairs,
    }
    return {**data, **changes}


def edit(client, member, **changes):
    return client.post(f"/maesai/members/{member.pk}/edit/", form_of(member, **changes))


def test_unit_staff_need_a_unit(sign_in, admin, planner):
    page = edit(sign_in(admin), planner, roles=[Role.UNIT_STAFF])

    assert page.status_code == 422
    assert page.context["form"].errors == {"unit": ["เลือกหน่วยงานของเจ้าหน้าที่หน่วยงาน"]}


def test_a_unit_of_another_town_is_no_choice(sign_in, admin, planner, takfa):
    page = edit(sign_in(admin), planner, unit=takfa.units.first().pk)

    assert list(page.context["form"].errors) == ["unit"]


def test_every_role_says_what_it_may_do(sign_in, admin):
    page = sign_in(admin).get(ADD).content.decode()

    assert page.count("ประกาศใช้หรือส่งกลับ ขยายเวลา ยืนยันมติในฐานะประธาน") == 1


def test_a_chair_needs_a_seat(sign_in, admin, planner):
    page = edit(sign_in(admin), planner, chairs=Body.COMMITTEE)

    assert page.context["form"].errors == {
        "chairs": ["ประธานต้องมีบทบาท กรรมการพัฒนาท้องถิ่น หรือ ผู้บริหารท้องถิ่น"]
    }


def test_a_body_has_one_chair(sign_in, admin, executive, committee_member):
    page = edit(sign_in(admin), committee_member, chairs=Body.COMMITTEE)

    assert page.context["form"].errors == {"chairs": [f"{executive} เป็นประธานคณะนี้อยู่แล้ว"]}


def test_roles_are_saved_and_logged(sign_in, admin, planner):
    edit(sign_in(admin), planner, roles=[Role.PLANNER, Role.MONITOR])

    entry = planner.organization.log_entries.get(object_id=str(planner.pk))
    assert Member.objects.get(pk=planner.pk).roles == {Role.PLANNER, Role.MONITOR}
    assert entry.changes == {
        "บทบาท": [
            "เจ้าหน้าที่วิเคราะห์นโยบายและแผน",
            "เจ้าหน้าที่วิเคราะห์นโยบายและแผน · กรรมการติดตามฯ / ผู้ตรวจสอบ",
        ]
    }


def test_a_misspelt_name_is_corrected_and_logged(sign_in, admin, planner):
    edit(sign_in(admin), planner, name="สมหญิง แก้แล้ว")

    entry = planner.organization.log_entries.get()
    assert str(Member.objects.get(pk=planner.pk)) == "นายสมหญิง แก้แล้ว"
    assert entry.changes == {"ชื่อและนามสกุล": ["planner", "สมหญิง แก้แล้ว"]}


def test_the_name_of_somebody_known_elsewhere_stays(sign_in, admin, planner, takfa):
    Member.objects.create(organization=takfa, user=planner.user)

    edit(sign_in(admin), planner, name="ชื่ออื่น")

    assert Member.objects.get(pk=planner.pk).user.name == "planner"


def test_an_address_that_is_already_a_member_is_refused_by_name(sign_in, admin, planner):
    page = sign_in(admin).post(ADD, {"email": planner.user.email.upper(), "name": "ก", "roles": []})

    assert page.context["form"].errors["email"] == [f"อีเมลนี้เป็นของ {planner}"]


def test_deactivating_shuts_out_at_once_and_keeps_everything(client, sign_in, admin, planner):
    sign_in(admin).post(f"/maesai/members/{planner.pk}/deactivate/")

    assert sign_in(planner).get("/maesai/").status_code == 404
    assert Member.objects.get(pk=planner.pk).roles == {Role.PLANNER}


def test_reactivating_lets_in_again(sign_in, admin, planner):
    membership.deactivate(planner, by=admin)

    sign_in(admin).post(f"/maesai/members/{planner.pk}/reactivate/")

    assert sign_in(planner).get("/maesai/").status_code == 200
    actions = planner.organization.log_entries.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["deactivate", "reactivate"]


def test_twice_is_logged_once(admin, planner):
    membership.deactivate(planner, by=admin)
    membership.deactivate(planner, by=admin)

    assert planner.organization.log_entries.count() == 1


def test_the_last_administrator_stays(admin):
    with pytest.raises(ValidationError) as refused:
        membership.deactivate(admin, by=admin)

    assert refused.value.messages == ["เป็นผู้ดูแลระบบคนสุดท้าย เพิ่มผู้ดูแลระบบอีกคนก่อน"]
    assert Member.objects.get(pk=admin.pk).is_active


def test_the_last_administrator_finds_the_reason_instead_of_a_button(sign_in, admin):
    page = sign_in(admin).get(f"/maesai/members/{admin.pk}/deactivate/confirm/").content.decode()

    assert page.count('action="/maesai/members/') == 0
    assert page.count("เป็นผู้ดูแลระบบคนสุดท้าย") == 1


def test_the_last_administrator_keeps_the_role(sign_in, admin):
    page = edit(sign_in(admin), admin, roles=[Role.MONITOR])

    assert list(page.context["form"].errors) == ["roles"]


def test_one_of_two_administrators_may_go(sign_in, admin, second_admin):
    sign_in(admin).post(f"/maesai/members/{admin.pk}/deactivate/")

    assert not Member.objects.get(pk=admin.pk).is_active


def test_an_administrator_of_another_town_does_not_count(admin, other_admin):
    assert membership.is_last_admin(admin)


def test_the_list_costs_the_same_for_many(sign_in, admin, django_assert_num_queries):
    client = sign_in(admin)
    with django_assert_num_queries(count_of(client)):
        client.get("/maesai/members/")
    for name in ("a", "b", "c"):
        person(admin.organization, name, Role.COMMITTEE, Role.EXECUTIVE)

    with django_assert_num_queries(count_of(client)):
        client.get("/maesai/members/")


def count_of(client):
    """Session, user, member with roles, the list with roles and invitations."""
    return 7
