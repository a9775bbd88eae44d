"""After signing in: one town leads home, several are chosen from, none is told calmly."""

from django.urls import reverse

from organizations.models import Member
from tests import factories

CHOOSE = "/accounts/organizations/"


def test_one_organization_is_home_at_once(sign_in, planner):
    assert sign_in(planner).get(CHOOSE).url == "/maesai/"


def test_of_several_the_member_chooses(sign_in, planner, takfa):
    Member.objects.create(organization=takfa, user=planner.user)

    page = sign_in(planner).get(CHOOSE)

    found = [member.organization.slug for member in page.context["members"]]
    assert sorted(found) == ["maesai", "takfa"]


def test_the_menu_offers_to_switch_only_where_there_is_a_choice(sign_in, planner, takfa):
    client = sign_in(planner)
    assert client.get("/maesai/").content.decode().count("เปลี่ยนองค์กร") == 0

    Member.objects.create(organization=takfa, user=planner.user)

    assert client.get("/maesai/").content.decode().count("เปลี่ยนองค์กร") == 2  # wide and folded


def test_a_resting_membership_is_no_choice(sign_in, planner, takfa):
    Member.objects.create(organization=takfa, user=planner.user, is_active=False)

    assert sign_in(planner).get(CHOOSE).url == "/maesai/"


def test_without_an_organization_the_page_says_whom_to_ask(client, db):
    client.force_login(factories.UserFactory())

    page = client.get(CHOOSE)

    assert page.context["members"] == []
    assert page.content.decode().count(reverse("register")) == 0


def test_anonymous_goes_to_login(client, db):
    assert client.get(CHOOSE).url == f"/accounts/login/?next={CHOOSE}"
