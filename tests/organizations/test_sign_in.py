"""Getting in, getting locked out, getting in again."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.conftest import PASSWORD

from .conftest import address_in

LOGIN = "/accounts/login/"
ONE_SENTENCE = "อีเมลหรือรหัสผ่านไม่ถูกต้อง"


@pytest.fixture
def account(planner):
    planner.user.set_password(PASSWORD)
    planner.user.save()
    return planner.user


def try_in(client, email, password, **extra):
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def fail(client, email, times):
    for _ in range(times):
        response = try_in(client, email, "ผิดแน่นอน")
    return response


def test_the_right_password_leads_to_the_work(client, account):
    response = try_in(client, account.email, PASSWORD)

    assert response.headers["Location"] == reverse("choose_organization")
    assert client.get("/maesai/").status_code == 200


def test_the_email_is_taken_in_any_letter_case(client, account):
    assert try_in(client, account.email.upper(), PASSWORD).status_code == 302


def test_sign_in_returns_to_the_page_that_asked(client, account):
    asked = client.get("/maesai/")

    response = client.post(asked.url, {"login": account.email, "password": PASSWORD})

    assert response.headers["Location"] == "/maesai/"


def test_sign_in_never_leaves_the_site(client, account):
    address = f"{LOGIN}?next=https://elsewhere.example/"

    response = client.post(address, {"login": account.email, "password": PASSWORD})

    assert response.headers["Location"] == reverse("choose_organization")


@pytest.mark.parametrize("email", ["planner@maesai.example", "nobody@maesai.example"])
def test_any_failure_is_told_in_one_sentence(client, account, email):
    page = try_in(client, email, "ผิดแน่นอน").content.decode()

    assert page.count(ONE_SENTENCE) == 1


def test_an_empty_field_says_what_to_do(client, db):
    form = try_in(client, "", "").context["form"]

    assert form.errors == {"login": ["กรอกช่องนี้"], "password": ["กรอกช่องนี้"]}


def test_the_fifth_failure_locks_and_says_how_long(client, account):
    assert fail(client, account.email, 4).status_code == 200

    locked = try_in(client, account.email, "ผิดแน่นอน")

    assert locked.status_code == 429
    assert locked.context["minutes"] == 15
    assert "เข้าระบบผิดหลายครั้ง รอ 15 นาที หรือตั้งรหัสผ่านใหม่" in locked.content.decode()


def test_while_locked_the_right_password_does_not_help(client, account):
    fail(client, account.email, 5)

    assert try_in(client, account.email, PASSWORD).status_code == 429
    assert client.get("/maesai/").status_code == 302


def test_the_letter_case_of_the_email_does_not_get_around_the_lock(client, account):
    fail(client, account.email, 5)

    assert try_in(client, account.email.title(), PASSWORD).status_code == 429


def test_trying_on_does_not_lengthen_the_wait(client, account):
    fail(client, account.email, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=10))

    assert try_in(client, account.email, PASSWORD).context["minutes"] == 5


def test_the_lock_ends_by_itself(client, account):
    fail(client, account.email, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert try_in(client, account.email, PASSWORD).status_code == 302


def test_others_in_the_same_office_are_not_locked(client, account, admin):
    admin.user.set_password(PASSWORD)
    admin.user.save()
    fail(client, account.email, 5)

    assert try_in(client, admin.user.email, PASSWORD).status_code == 302


def test_the_account_is_not_locked_from_elsewhere(client, account):
    fail(client, account.email, 5)

    response = try_in(client, account.email, PASSWORD, REMOTE_ADDR="203.0.113.7")

    assert response.status_code == 302


def test_behind_a_proxy_the_visitor_counts_not_the_proxy(client, account, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for forged in ("1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4", "5.5.5.5"):
        try_in(
            client, account.email, "ผิดแน่นอน", headers={"x-forwarded-for": f"{forged}, 203.0.113.7"}
        )

    def status_from(address):
        return try_in(
            client, account.email, PASSWORD, headers={"x-forwarded-for": address}
        ).status_code

    assert status_from("203.0.113.7") == 429
    assert status_from("203.0.113.8") == 302


def test_without_a_proxy_nobody_is_believed(client, account):
    for number in range(5):
        try_in(client, account.email, "ผิดแน่นอน", headers={"x-forwarded-for": f"1.1.1.{number}"})

    assert try_in(client, account.email, PASSWORD).status_code == 429


def test_success_forgets_the_failures_before(client, account):
    fail(client, account.email, 4)
    try_in(client, account.email, PASSWORD)
    client.logout()

    assert fail(client, account.email, 4).status_code == 200


def test_a_new_password_ends_the_lock(client, account):
    fail(client, account.email, 5)
    client.post(reverse("account_reset_password"), {"email": account.email})
    [letter] = mail.outbox
    page = client.get(address_in(letter), follow=True)
    new = {"password1": "ทางใหม่-เข้าบ้าน-77", "password2": "ทางใหม่-เข้าบ้าน-77"}

    done = client.post(page.context["action_url"], new, follow=True)

    assert done.redirect_chain[-1][0] == reverse("account_reset_password_from_key_done")
    assert try_in(client, account.email, new["password1"]).status_code == 302


def test_a_reset_link_works_once(client, account):
    client.post(reverse("account_reset_password"), {"email": account.email})
    link = address_in(mail.outbox[0])
    page = client.get(link, follow=True)
    new = {"password1": "ทางใหม่-เข้าบ้าน-77", "password2": "ทางใหม่-เข้าบ้าน-77"}
    client.post(page.context["action_url"], new)

    assert client.get(link).context["token_fail"] is True


def test_a_reset_tells_nobody_who_has_an_account(client, account):
    known = client.post(reverse("account_reset_password"), {"email": account.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "no@maesai.example"})

    assert known.headers["Location"] == unknown.headers["Location"]
    assert [letter.to for letter in mail.outbox] == [[account.email]]


def test_a_weak_new_password_is_refused_in_words(client, account):
    client.force_login(account)
    weak = {"oldpassword": PASSWORD, "password1": "1234", "password2": "1234"}

    page = client.post(reverse("account_change_password"), weak)

    assert len(page.context["form"].errors["password1"]) == 3


def test_a_password_can_be_changed(client, account):
    client.force_login(account)
    new = "ทางใหม่-เข้าบ้าน-77"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    client.logout()

    assert try_in(client, account.email, new).status_code == 302


def test_changing_a_password_needs_a_sign_in(client, db):
    response = client.get(reverse("account_change_password"))

    assert response.url == f"{LOGIN}?next={reverse('account_change_password')}"


def test_signing_out_needs_a_click(client, account):
    client.force_login(account)

    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get("/maesai/").status_code == 200
    assert client.post(reverse("account_logout")).url == "/"
    assert client.get("/maesai/").status_code == 302


def test_an_inactive_user_is_told_whom_to_ask(client, account):
    account.is_active = False
    account.save()

    response = try_in(client, account.email, PASSWORD)

    assert response.url == reverse("account_inactive")
    assert client.get("/maesai/").status_code == 302


def test_there_is_no_sign_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404


def test_the_session_cookie_is_hidden_from_scripts_and_ends_with_the_browser(client, account):
    cookie = try_in(client, account.email, PASSWORD).cookies[settings.SESSION_COOKIE_NAME]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_cookies_travel_by_https_only_in_production():
    assert settings.SESSION_COOKIE_SECURE == settings.HTTPS
    assert settings.CSRF_COOKIE_SECURE == settings.HTTPS


def test_the_password_field_serves_password_managers(client, db):
    page = client.get(LOGIN).content.decode()

    assert page.count('autocomplete="username"') == 1
    assert page.count('autocomplete="current-password"') == 1


def test_the_demo_lists_its_people_and_their_password(client, settings, planner, outsider):
    settings.DEMO = True
    planner.organization.is_demo = True
    planner.organization.save()

    response = client.get(LOGIN)

    assert list(response.context["demo_accounts"]()) == [planner]
    assert response.content.decode().count(settings.DEMO_PASSWORD) == 1


def test_outside_the_demo_nobody_is_listed(client, planner):
    planner.organization.is_demo = True
    planner.organization.save()

    assert client.get(LOGIN).content.decode().count(planner.user.email) == 0
