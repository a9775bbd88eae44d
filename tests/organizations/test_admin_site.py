"""The installation's own pages: little, and nothing of the log."""

import pytest
from django.contrib import admin

from organizations.models import Holiday, LogEntry, User


@pytest.fixture
def installer(client, db):
    client.force_login(User.objects.create_superuser("root@example.org", "x", name="ผู้ดูแลกลาง"))
    return client


def test_the_log_cannot_be_reached(installer):
    assert not admin.site.is_registered(LogEntry)
    assert installer.get("/admin/organizations/logentry/").status_code == 404


def test_the_way_in_is_the_sign_in_that_counts_failures(client, db):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == (
        "/accounts/login/?next=%2Fadmin%2F"
    )


def test_a_member_has_no_business_there(sign_in, admin):
    assert sign_in(admin).get("/admin/", follow=True).status_code == 403


def test_organizations_are_to_look_at(installer, maesai):
    address = f"/admin/organizations/organization/{maesai.pk}/change/"

    assert installer.get(address).status_code == 200
    assert installer.post(address, {"name": "อื่น"}).status_code == 403


def test_people_are_barred_not_deleted(installer, planner):
    page = f"/admin/organizations/user/{planner.user.pk}/"

    assert installer.get(f"{page}change/").status_code == 200
    assert installer.post(f"{page}delete/").status_code == 403
    assert installer.get("/admin/organizations/user/add/").status_code == 403


def test_only_the_national_list_is_there(installer, maesai):
    own = maesai.holidays.create(on="2025-10-27", name="วันหยุดพิเศษ")
    national = Holiday.objects.filter(organization=None).first()
    page = "/admin/organizations/holiday/{}/change/"

    assert installer.get(page.format(national.pk)).status_code == 200
    assert installer.get(page.format(own.pk)).status_code == 302


def test_a_regulation_that_a_plan_follows_stays(installer, version):
    page = "/admin/plans/procedure/{}/"
    unused = type(version.procedure).objects.exclude(pk=version.procedure_id).first()

    used = installer.post(page.format(version.procedure_id) + "change/", {"name": "อื่น"})

    assert used.status_code == 403
    assert installer.get(page.format(unused.pk) + "change/").status_code == 200
    assert installer.post(page.format(unused.pk) + "delete/").status_code == 403
