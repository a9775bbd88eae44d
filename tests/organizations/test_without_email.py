"""Committee members without an e-mail: added by an administrator, never mailed."""

import pytest
from django.core import mail

from organizations.digests import readers
from organizations.models import Member
from organizations.roles import Body

FULL = {"name": "คำปัน ใจดี", "prefix": "นาย", "email": "", "roles": ["committee"]}


@pytest.fixture
def without_email(admin, sign_in):
    sign_in(admin).post("/maesai/members/add/", FULL)
    return Member.objects.get(user__name="คำปัน ใจดี")


def test_a_committee_member_is_added_without_an_address(without_email):
    assert without_email.shown_email == "ไม่มีอีเมล"
    assert not without_email.user.can_be_mailed
    assert not without_email.user.has_usable_password()
    assert mail.outbox == []
    assert without_email.invitation is None


@pytest.mark.parametrize(
    "more",
    [
        {"roles": ["committee", "planner"]},
        {"roles": ["executive"]},
        {"roles": ["committee"], "chairs": Body.COMMITTEE},
        {"email": "x@no-email.invalid"},
    ],
)
def test_others_need_an_address(more, admin, sign_in):
    answer = sign_in(admin).post("/maesai/members/add/", {**FULL, **more})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["email"]


def test_the_roles_of_who_has_none_stay_those_of_a_committee(without_email, admin, sign_in):
    page = f"/maesai/members/{without_email.pk}/edit/"

    answer = sign_in(admin).post(page, {**FULL, "roles": ["planner"]})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["roles"]
    assert sign_in(admin).post(page, {**FULL, "position": "ผู้ใหญ่บ้าน"}).status_code == 302


def test_nothing_is_mailed_to_who_has_no_address(without_email, committee_member):
    assert list(readers(without_email.organization).filter(role_rows__role="committee")) == [
        committee_member
    ]
