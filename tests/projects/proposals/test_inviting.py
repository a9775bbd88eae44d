"""Links to outside agencies: opened once, renewed, extended, withdrawn, each told only once."""

import datetime
import hashlib

import pytest
from django.core import mail

from organizations.models import LogEntry
from plans.workflow import StepRefused
from projects.models import AgencyInvitation
from thai.calendar import short_date

from .conftest import in_days

INVITED = {"agency": "แขวงทางหลวงชนบทพะเยา", "email": "", "last_day": ""}


@pytest.fixture
def ask(sign_in, planner, at):
    """A function that sends the form of an invitation."""

    def post(**fields):
        data = {**INVITED, "last_day": short_date(in_days(10)), **fields}
        return sign_in(planner).post(at("agencies"), data)

    return post


def test_the_page_lists_what_the_version_has(sign_in, planner, at, invitation, propose):
    propose()

    page = sign_in(planner).get(at("agencies"))

    assert page.status_code == 200
    assert [one.agency for one in page.context["invitations"]] == ["แขวงทางหลวงชนบทพะเยา"]
    assert (page.context["invitations"][0].entered, page.context["invitations"][0].waiting) == (
        1,
        1,
    )
    assert page.context["names"] == ["แขวงทางหลวงชนบทพะเยา"]


def test_names_of_items_are_offered_too(sign_in, planner, at, add_project):
    add_project(agency="การไฟฟ้าส่วนภูมิภาค")

    assert sign_in(planner).get(at("agencies")).context["names"] == ["การไฟฟ้าส่วนภูมิภาค"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    sign_in, planner, at, version, count, django_assert_max_num_queries
):
    for number in range(count):
        AgencyInvitation.send(version, agency=f"ก{number}", last_day=in_days(5), by=planner)
    client = sign_in(planner)

    with django_assert_max_num_queries(13):
        assert client.get(at("agencies")).status_code == 200


def test_the_link_is_shown_once_and_only_its_hash_is_kept(ask, version):
    page = ask()
    link = page.context["link"]
    kept = AgencyInvitation.objects.get()

    token = link.rstrip("/").rpartition("/")[2]
    assert page.status_code == 200
    assert link == f"http://testserver/public/maesai/propose/{token}/"
    assert kept.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert page.context["qr"].startswith("data:image/svg+xml")
    assert "no-store" in page["Cache-Control"]
    assert (kept.last_day, mail.outbox) == (in_days(10), [])


def test_a_known_address_gets_a_short_plain_mail(ask):
    page = ask(email="plan@drr.example")

    (letter,) = mail.outbox
    assert letter.to == ["plan@drr.example"]
    assert letter.alternatives == []
    assert len(letter.body.split()) <= 120
    assert letter.body.count("http") == 1
    assert letter.body.count(page.context["link"]) == 1


def test_a_mail_that_does_not_leave_still_shows_the_link(ask, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    page = ask(email="plan@drr.example")

    assert [message.level_tag for message in page.context["messages"]] == ["warning"]
    assert page.context["is_mailed"] is False


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"agency": " "}, "agency"),
        ({"agency": "ก" * 201}, "agency"),
        ({"email": "ไม่ใช่อีเมล"}, "email"),
        ({"last_day": ""}, "last_day"),
        ({"last_day": "เมื่อวาน"}, "last_day"),
        ({"last_day": short_date(datetime.date(2020, 1, 1))}, "last_day"),
        ({"last_day": short_date(datetime.date(2099, 1, 1))}, "last_day"),
    ],
)
def test_faults_are_named_at_their_field(ask, fields, fault):
    page = ask(**fields)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [fault]
    assert AgencyInvitation.objects.count() == 0


def test_one_agency_has_one_link(ask, client, at):
    ask()
    again = client.post(
        at("agencies"), {**INVITED, "last_day": short_date(in_days(9))}, follow=True
    )

    assert AgencyInvitation.objects.count() == 1
    (message,) = again.context["messages"]
    assert str(message).startswith("เชิญแขวงทางหลวงชนบทพะเยา ไว้แล้วเมื่อ ")


def test_nobody_is_invited_once_collecting_is_over(ask, moved_on):
    moved_on()

    assert ask().status_code == 302
    assert AgencyInvitation.objects.count() == 0


def test_a_new_link_stops_the_old_one(invitation, sign_in, planner, at, client, propose):
    propose()
    old, address = invitation.link, at("renew_link", pk=invitation.pk)
    form = sign_in(planner).get(address).context["form"]
    data = {
        "last_day": short_date(in_days(60)), "seen": form.initial["seen"],
        "email": "new@drr.example",
    }  # fmt: skip

    page = client.post(address, data)
    again = client.post(address, data, follow=True)

    new = page.context["link"]
    assert [letter.to for letter in mail.outbox] == [["new@drr.example"]]
    assert client.get(old).status_code == 404
    assert [row.name for row in client.get(new).context["proposals"]] == ["ขยายทางหลวงชนบท พย.1012"]
    (message,) = again.context["messages"]
    assert str(message).startswith("ออกลิงก์ใหม่ให้แขวงทางหลวงชนบทพะเยา แล้วเมื่อ ")


def test_a_longer_time_keeps_the_link(invitation, sign_in, planner, at, client):
    address = at("extend_link", pk=invitation.pk)
    data = {"last_day": short_date(in_days(60))}

    sign_in(planner).post(address, data)
    again = client.post(address, data, follow=True)

    assert AgencyInvitation.objects.get().last_day == in_days(60)
    assert client.get(invitation.link).status_code == 200
    assert [str(message).count("อยู่แล้ว") for message in again.context["messages"]] == [0, 1]


def test_what_is_withdrawn_is_withdrawn_once(invitation, sign_in, planner, at, client):
    address = at("withdraw_link", pk=invitation.pk)
    assert sign_in(planner).get(address).status_code == 200

    client.post(address)
    with pytest.raises(StepRefused) as refused:
        invitation.withdraw(by=planner)

    assert refused.value.reasons == ("ถอนลิงก์ของแขวงทางหลวงชนบทพะเยา ไปแล้ว",)
    with pytest.raises(StepRefused):
        invitation.extend(last_day=in_days(90), by=planner)


def test_each_step_is_logged(invitation, planner):
    invitation.extend(last_day=in_days(40), by=planner)
    invitation.withdraw(by=planner)
    invitation.renew(last_day=in_days(50), seen=invitation.stamp, email="", by=planner)

    entries = LogEntry.objects.filter(object_type="agencyinvitation").order_by("number")
    assert [entry.action for entry in entries] == [
        "invite", "extend link", "withdraw link", "renew link",
    ]  # fmt: skip
    assert entries[1].changes == {"ใช้ลิงก์ได้ถึง": [short_date(in_days(30)), short_date(in_days(40))]}


@pytest.mark.parametrize("step", ["renew_link", "extend_link"])
def test_a_link_is_not_prolonged_after_collecting(
    step, invitation, moved_on, sign_in, planner, at, client
):
    moved_on()
    data = {"last_day": short_date(in_days(90)), "seen": invitation.stamp}

    answer = sign_in(planner).post(at(step, pk=invitation.pk), data)

    assert answer.status_code == 302
    assert AgencyInvitation.objects.get().last_day == in_days(30)


PAGES = ["agencies", "proposals"]
STEPS = ["renew_link", "extend_link", "withdraw_link", "accept_several", "tell_results"]


@pytest.mark.parametrize("name", PAGES + STEPS)
@pytest.mark.parametrize(
    "who", ["unit_staff", "clerk", "committee_member", "executive", "monitor", "admin"]
)
def test_only_the_planner_meets_outside_agencies(name, who, request, sign_in, at, invitation):
    kwargs = {"pk": invitation.pk} if name in STEPS else {}
    client = sign_in(request.getfixturevalue(who))

    answer = (
        client.post(at(name, **kwargs))
        if name == "tell_results"
        else client.get(at(name, **kwargs))
    )

    assert answer.status_code == 403


@pytest.mark.parametrize("name", STEPS)
def test_another_town_finds_no_invitation(name, sign_in, outsider, at, invitation):
    answer = sign_in(outsider).post(at(name, pk=invitation.pk))

    assert answer.status_code == 404
