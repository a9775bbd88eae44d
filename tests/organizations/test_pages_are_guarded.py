"""Every page: the right role works, another role 403, another town 404, anonymous to login."""

import pytest

from organizations.models import Holiday

ADMIN_PAGES = [
    "members/",
    "members/add/",
    "members/{member}/edit/",
    "members/{member}/deactivate/confirm/",
    "units/",
    "units/add/",
    "units/{unit}/edit/",
    "settings/",
    "holidays/",
    "holidays/add/",
    "holidays/{national}/withdraw/confirm/",
    "holidays/{own}/undo/confirm/",
]
ADMIN_STEPS = [
    "members/{member}/invite/",
    "members/{member}/deactivate/",
    "members/{member}/reactivate/",
    "holidays/{national}/withdraw/",
    "holidays/{own}/undo/",
]
LOG_PAGES = ["log/", "log/entries.csv"]
THINGS = [page for page in ADMIN_PAGES + ADMIN_STEPS if "{member}" in page or "{unit}" in page]


@pytest.fixture
def at(maesai, takfa, planner, outsider):
    """A function that fills in the things of one town and returns the address."""
    national = Holiday.objects.filter(organization=None).first()
    things = {}
    for town, member in ((maesai, planner), (takfa, outsider)):
        own = town.holidays.create(on="2025-08-08", name="วันหยุดพิเศษ")
        things[town.slug] = {
            "member": member.pk, "unit": town.units.first().pk, "own": own.pk,
            "national": national.pk,
        }  # fmt: skip

    def address(page, *, slug="maesai", of="maesai"):
        return f"/{slug}/" + page.format(**things[of])

    return address


@pytest.mark.parametrize("where", ADMIN_PAGES)
def test_the_administrator_opens_it(sign_in, admin, at, where):
    assert sign_in(admin).get(at(where)).status_code == 200


@pytest.mark.parametrize("where", ADMIN_STEPS)
def test_the_administrator_takes_the_step_by_post_only(sign_in, admin, at, where):
    client = sign_in(admin)

    assert client.get(at(where)).status_code == 405
    assert client.post(at(where)).status_code == 302


@pytest.mark.parametrize("where", ADMIN_PAGES + ADMIN_STEPS)
def test_another_role_is_refused_and_told_who_may(sign_in, planner, at, where):
    client = sign_in(planner)

    response = client.post(at(where)) if where in ADMIN_STEPS else client.get(at(where))

    assert response.status_code == 403
    assert response.context["roles"] == ["ผู้ดูแลระบบของหน่วยงาน"]


@pytest.mark.parametrize("where", LOG_PAGES)
def test_the_log_is_for_planners_and_monitors(sign_in, planner, monitor, admin, at, where):
    answers = [sign_in(who).get(at(where)).status_code for who in (planner, monitor, admin)]

    assert answers == [200, 200, 403]


@pytest.mark.parametrize("where", ["", *ADMIN_PAGES, *LOG_PAGES])
def test_another_towns_member_finds_nothing(sign_in, other_admin, at, where):
    assert sign_in(other_admin).get(at(where)).status_code == 404


@pytest.mark.parametrize("where", [*THINGS, "holidays/{own}/undo/confirm/", "holidays/{own}/undo/"])
def test_another_towns_things_are_not_found_under_ones_own_address(sign_in, admin, at, where):
    client, address = sign_in(admin), at(where, slug="maesai", of="takfa")

    response = client.post(address) if where in ADMIN_STEPS else client.get(address)

    assert response.status_code == 404


@pytest.mark.parametrize("where", ["", *ADMIN_PAGES, *LOG_PAGES])
def test_anonymous_goes_to_login(client, at, where):
    assert client.get(at(where)).url == f"/accounts/login/?next={at(where)}"


def test_a_national_holiday_is_nobodys_own(sign_in, admin, at):
    national = Holiday.objects.filter(organization=None).first()

    assert sign_in(admin).post(f"/maesai/holidays/{national.pk}/undo/").status_code == 404
