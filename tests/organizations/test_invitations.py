"""The journey of an invitation, and every way it can end."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from organizations import invitations
from organizations.models import Invitation, Member, User
from organizations.roles import Role
from tests.conftest import PASSWORD, person

from .conftest import address_in

NEW = {
    "email": "Somsri@maesai.example",
    "prefix": "นาง",
    "name": "สมศรี มีสุข",
    "position": "ผู้อำนวยการกองช่าง",
    "roles": [Role.COMMITTEE],
    "unit": "",
    "chairs": "",
}
PASSWORDS = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def invited(maesai, admin):
    """A person with an invitation in the mail; returns (member, path of the link)."""
    member = person(maesai, "invited", Role.COMMITTEE)
    member.user.set_unusable_password()
    member.user.save()
    return member, path_of(member, admin)


def path_of(member, by):
    invitations.send(member, by=by, link_for=lambda token: f"http://x/accounts/invitation/{token}/")
    return address_in(mail.outbox[-1])


def test_from_the_form_to_the_first_page(sign_in, admin, client):
    sign_in(admin).post("/maesai/members/add/", NEW)
    client.logout()
    [letter] = mail.outbox

    answered = client.post(address_in(letter), PASSWORDS)

    member = Member.objects.get(user__email="somsri@maesai.example")
    assert letter.to == ["somsri@maesai.example"]
    assert letter.subject == "[อบต.แม่ใส] เชิญใช้ระบบแผนการดำเนินงาน"
    assert answered.url == "/maesai/"
    assert client.get("/maesai/").context["member"] == member
    assert (str(member), member.roles) == ("นางสมศรี มีสุข", {Role.COMMITTEE})
    actions = member.organization.log_entries.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["add", "invite", "join"]


def test_the_mail_is_short_plain_thai(invited):
    body = mail.outbox[0].body

    assert mail.outbox[0].alternatives == []
    assert len(body.split()) <= 120
    assert body.count("http") == 1
    assert body.count("{") == 0


def test_only_the_hash_of_the_link_is_kept(invited):
    token = invited[1].rstrip("/").rpartition("/")[2]

    assert Invitation.objects.get().token_hash == invitations.hashed(token)
    assert len(token) == 43


def test_it_is_good_for_fourteen_days(invited):
    invitation = Invitation.objects.get()

    assert invitation.expires_at - invitation.sent_at == timedelta(days=14)


def test_the_first_password_is_checked(invited, client):
    page = client.post(invited[1], {"new_password1": "1234", "new_password2": "1234"})

    assert page.status_code == 422
    assert not User.objects.get(pk=invited[0].user_id).has_usable_password()
    assert Invitation.objects.get().accepted_at is None


def test_whoever_has_a_password_only_accepts(maesai, admin, client):
    member = person(maesai, "known", Role.COMMITTEE)
    member.user.set_password(PASSWORD)
    member.user.save()
    path = path_of(member, admin)

    answered = client.post(path, {"new_password1": "x", "new_password2": "x"})

    assert answered.url == "/maesai/"
    assert client.get("/maesai/").status_code == 302  # the link alone signs nobody in
    assert User.objects.get(pk=member.user_id).check_password(PASSWORD)
    assert Invitation.objects.get().accepted_at is not None


def test_it_is_answered_once(invited, client):
    client.post(invited[1], PASSWORDS)

    again = client.post(invited[1], {"new_password1": "อื่น-อื่น-1234", "new_password2": "อื่น-อื่น-1234"})

    assert again.status_code == 410
    assert User.objects.get(pk=invited[0].user_id).check_password(PASSWORD)


def test_of_two_clicks_at_once_one_wins(invited):
    token = invited[1].rstrip("/").rpartition("/")[2]
    first, second = invitations.find(token), invitations.find(token)
    invitations.accept(first, PASSWORD)

    with pytest.raises(ValidationError) as refused:
        invitations.accept(second, "อีกคนหนึ่ง-5566")

    assert refused.value.messages == ["คำเชิญนี้ตอบรับแล้ว"]


def test_an_expired_one_says_what_to_do(invited, client):
    past = timezone.now() - timedelta(days=20)
    Invitation.objects.update(sent_at=past, expires_at=past + timedelta(days=14))

    page = client.get(invited[1])

    assert page.status_code == 410
    assert page.context["reasons"] == ["คำเชิญนี้หมดอายุแล้ว ขอให้ผู้ดูแลระบบของหน่วยงานส่งคำเชิญอีกครั้ง"]


def test_sending_again_ends_the_link_before(invited, sign_in, admin, client):
    member, old = invited
    sign_in(admin).post(f"/maesai/members/{member.pk}/invite/")
    client.logout()

    assert client.get(old).status_code == 410
    assert client.get(address_in(mail.outbox[1])).status_code == 200


def test_one_that_was_answered_is_not_sent_again(invited, sign_in, admin, client):
    client.post(invited[1], PASSWORDS)

    sign_in(admin).post(f"/maesai/members/{invited[0].pk}/invite/")

    assert len(mail.outbox) == 1


def test_it_ends_with_the_membership(invited, sign_in, admin, client):
    sign_in(admin).post(f"/maesai/members/{invited[0].pk}/deactivate/")
    client.logout()

    assert client.post(invited[1], PASSWORDS).status_code == 410


def test_an_unknown_link_is_not_found(client, db):
    assert client.get("/accounts/invitation/nonsense/").status_code == 404


def test_an_account_of_another_town_is_used_again(sign_in, admin, outsider):
    sign_in(admin).post("/maesai/members/add/", {**NEW, "email": outsider.user.email})

    assert User.objects.get(email=outsider.user.email).members.count() == 2
    assert str(Member.objects.get(user=outsider.user, organization=admin.organization)) == str(
        outsider
    )


def test_a_mail_that_does_not_leave_loses_nothing(sign_in, admin, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    page = sign_in(admin).post("/maesai/members/add/", NEW, follow=True)

    assert [message.level_tag for message in page.context["messages"]] == ["warning"]
    assert Member.objects.get(user__email="somsri@maesai.example").is_invited


def test_answering_while_somebody_else_is_signed_in_changes_to_the_invited(invited, sign_in, admin):
    client = sign_in(admin)

    client.post(invited[1], PASSWORDS)

    assert client.get("/maesai/").context["member"] == invited[0]


def test_a_user_without_any_name_is_not_made(sign_in, admin):
    page = sign_in(admin).post("/maesai/members/add/", {**NEW, "name": ""})

    assert page.status_code == 422
    assert page.context["form"].errors == {"name": ["กรอกชื่อและนามสกุล"]}
    assert not User.objects.filter(email="somsri@maesai.example").exists()
