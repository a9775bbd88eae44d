"""Personal links: who may have one, how they open, how they end, and what guessing meets."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.models import LogEntry
from organizations.roles import Body, Role
from plans.workflow import StepRefused
from reviews.models import SeatLink, Verdict
from reviews.models.seat_links import MOST_FAILURES, TRIES
from tests.conftest import person
from thai.calendar import short_date

REVIEW = "/maesai/plans/2568/original/review/"


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def link(committee_member, planner):
    return SeatLink.give(committee_member, last_day=days(30), by=planner)


@pytest.fixture
def come_in(client, link, planner):
    """A function that comes in by the link with a code read out, and returns the client."""

    def go():
        client.post(link.address, {"code": link.read_out(by=planner)})
        return client

    return go


def actions():
    return list(LogEntry.objects.order_by("pk").values_list("action", flat=True))


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


# Giving


def test_give_keeps_only_hashes_and_ends_earlier_links(link, committee_member, planner):
    newer = SeatLink.give(committee_member, last_day=days(9), by=planner)
    code = newer.read_out(by=planner)

    link.refresh_from_db()
    assert (link.is_good, newer.is_good) == (False, True)
    kept = {str(value) for value in SeatLink.objects.filter(pk=newer.pk).values_list().get()}
    assert kept & {newer.token, code} == set()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SUPPORT_COMMITTEE, Role.COMMITTEE}))
def test_no_link_for_who_is_more_than_a_committee_member(role, maesai, planner):
    both = person(maesai, "both", Role.COMMITTEE, role)

    with pytest.raises(StepRefused) as refused:
        SeatLink.give(both, last_day=days(9), by=planner)

    assert refused.value.reasons == ("ลิงก์ส่วนตัวมีได้เฉพาะผู้ที่เป็นกรรมการอย่างเดียว นายboth ต้องใช้บัญชี",)


def test_give_refuses_a_chair_and_a_past_day_at_once(clerk, planner):
    with pytest.raises(StepRefused) as refused:
        SeatLink.give(clerk, last_day=days(-1), by=planner)

    assert refused.value.reasons == (
        "ประธานยืนยันมติ นายclerk จึงต้องใช้บัญชี",
        "วันสุดท้ายต้องเป็นวันนี้หรือหลังจากนี้",
    )


def test_withdraw_twice_is_refused(link, planner):
    link.withdraw(by=planner)

    with pytest.raises(StepRefused) as refused:
        link.withdraw(by=planner)

    assert refused.value.reasons == ("ถอนลิงก์ของ นายheadman ไปแล้ว",)


def test_extend_moves_the_last_day_but_not_of_a_withdrawn_link(link, planner):
    link.extend(last_day=days(60), by=planner)
    assert link.last_day == days(60)

    link.withdraw(by=planner)
    with pytest.raises(StepRefused):
        link.extend(last_day=days(90), by=planner)


# Coming in


def test_a_link_alone_says_nothing_of_its_holder(link, client):
    answer = client.get(link.address)

    assert answer.status_code == 200
    assert "ลิงก์ส่วนตัวของกรรมการ" in answer.content.decode()
    assert "headman" not in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_right_code_seats_the_member_once(link, planner, client, committee_round):
    code = link.read_out(by=planner)
    thai = code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))

    answer = client.post(link.address, {"code": f"{thai[:3]} {thai[3:]}"})

    assert answer.status_code == 302
    assert client.get(REVIEW).status_code == 200
    entry = LogEntry.objects.get(action="enter by link")
    assert entry.actor == "นายheadman"
    assert entry.changes == {"วิธีได้รหัส": ["", "ผู้ออกลิงก์อ่านให้ฟัง (นายplanner)"]}
    client.logout()
    assert client.post(link.address, {"code": code}).status_code == 422


def test_what_is_done_by_link_is_the_members(come_in, committee_round, line, committee_member):
    come_in().post(f"{REVIEW}items/{line.code}/verdict/", {"choice": "agree"})

    assert Verdict.objects.get().member == committee_member
    assert LogEntry.objects.get(action="give_verdict").member == committee_member


def test_the_code_comes_by_mail_at_most_once_a_minute(link, client):
    client.post(f"{link.address}code/")
    client.post(f"{link.address}code/")

    assert [message.to for message in mail.outbox] == [["headman@maesai.example"]]
    code = next(word for word in mail.outbox[0].body.split() if len(word) == 6 and word.isdigit())
    assert link.token not in mail.outbox[0].body
    assert client.post(link.address, {"code": code}).status_code == 302


def test_no_code_is_mailed_without_an_address(link, client, committee_member):
    committee_member.user.email = "x@none.invalid"
    committee_member.user.save()

    answer = client.post(f"{link.address}code/")

    assert mail.outbox == []
    assert [str(each) for each in get_messages(answer.wsgi_request)] == [
        "ไม่มีอีเมลของท่าน ขอให้ผู้ออกลิงก์อ่านรหัสให้ฟัง"
    ]


def test_a_planners_own_pages_stay_closed(come_in, committee_round):
    client = come_in()

    assert client.get("/maesai/seats/").status_code == 403
    assert client.get("/maesai/plans/2568/original/resolution/draft/").status_code == 403


@pytest.mark.parametrize("path", ["/accounts/password/change/", "/accounts/password/set/",
                                  "/accounts/organizations/", "/takfa/", "/admin/"])  # fmt: skip
def test_a_link_opens_neither_the_account_nor_another_town(path, come_in, committee_member, takfa):
    takfa.members.create(user=committee_member.user).role_rows.create(role=Role.PLANNER)

    answer = come_in().get(path)

    assert (answer.status_code, answer.url) == (302, "/maesai/")


# Guessing


def test_five_wrong_codes_end_the_code(link, planner, client):
    code = link.read_out(by=planner)

    answers = [client.post(link.address, {"code": wrong(code)}) for _ in range(TRIES)]

    assert {answer.status_code for answer in answers} == {422}
    assert client.post(link.address, {"code": code}).status_code == 422
    assert actions()[-1] == "wrong code"
    assert client.post(link.address, {"code": link.read_out(by=planner)}).status_code == 302


def test_many_wrong_codes_end_the_link(link, planner, client):
    for _ in range(MOST_FAILURES // TRIES):
        code = link.read_out(by=planner)
        for _ in range(TRIES):
            client.post(link.address, {"code": wrong(code)})

    assert client.get(link.address).status_code == 410
    with pytest.raises(StepRefused):
        link.read_out(by=planner)


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "²²²²²²", "1234567"])
def test_what_is_no_code_is_not_counted(code, link, planner, client):
    link.read_out(by=planner)

    assert client.post(link.address, {"code": code}).status_code == 422
    link.refresh_from_db()
    assert link.failures == 0


def test_an_old_code_is_good_no_more(link, planner, client):
    code = link.read_out(by=planner)
    SeatLink.objects.update(code_until=timezone.now() - datetime.timedelta(seconds=1))

    assert client.post(link.address, {"code": code}).status_code == 422


def test_unknown_and_other_towns_links_are_not_there(link, client, takfa, caplog):
    for address in ("/public/maesai/seat/abc/", link.address.replace("maesai", "takfa")):
        assert client.get(address).status_code == 404
        assert client.post(f"{address}code/").status_code == 404
    client.post(link.address, {"code": "1"})

    assert link.token not in caplog.text


# Ending


def end_by(name, link, planner, member):
    if name == "withdrawn":
        link.withdraw(by=planner)
    elif name == "expired":
        SeatLink.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    elif name == "new link":
        SeatLink.give(member, last_day=days(9), by=planner)
    elif name == "another role":
        member.role_rows.create(role=Role.PLANNER)
    elif name == "chair":
        member.chairs = Body.COMMITTEE
        member.save()
    else:
        member.is_active = False
        member.save()


ENDS = ["withdrawn", "expired", "new link", "another role", "chair", "deactivated"]


@pytest.mark.parametrize("name", ENDS)
def test_a_session_ends_with_its_link(name, come_in, link, planner, committee_member):
    client = come_in()
    assert client.get("/maesai/").status_code == 200

    end_by(name, link, planner, committee_member)

    assert client.get("/maesai/").url.startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session
    assert client.get(link.address).status_code == 410


def test_a_session_lasts_a_working_day_and_never_beyond_the_link(come_in, link, planner):
    assert come_in().session.get_expiry_age() <= 12 * 60 * 60

    link.expires_at = timezone.now() + datetime.timedelta(minutes=5)
    link.save()
    client = come_in()
    client.logout()
    assert come_in().session.get_expiry_age() <= 5 * 60


def test_an_ordinary_session_is_left_alone(link, planner, sign_in, committee_member):
    client = sign_in(committee_member)
    link.withdraw(by=planner)

    assert client.get("/maesai/").status_code == 200


# The planner's pages


def test_the_link_is_shown_once_and_mailed(committee_member, send, look, planner):
    day = short_date(days(9))
    answer = send(planner, f"/maesai/seats/{committee_member.pk}/give/", last_day=day)

    address = answer.context["address"]
    assert address in answer.content.decode()
    assert [message.to for message in mail.outbox] == [["headman@maesai.example"]]
    assert address in mail.outbox[0].body
    assert address not in look(planner, "/maesai/seats/").content.decode()


def test_pages_of_a_link(link, look, send, planner, supporter, outsider):
    base = f"/maesai/seats/links/{link.pk}/"
    for page in ("extend/", "withdraw/"):
        assert look(planner, base + page).status_code == 200
        assert look(supporter, base + page).status_code == 403
        assert look(outsider, base + page).status_code == 404
    code = send(planner, f"{base}code/").context["code"]
    assert link.enter(code.replace(" ", "")) is True
    assert look(planner, f"{base}code/").status_code == 405
    assert send(planner, f"{base}withdraw/").status_code == 200
    assert send(planner, f"{base}extend/", last_day="x").status_code == 422


def test_the_list_costs_the_same_for_one_and_three(link, look, planner, seats):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            look(planner, "/maesai/seats/")
        return len(queries)

    cost()
    few = cost()
    for seat in seats(4):
        SeatLink.give(seat, last_day=days(9), by=planner)

    assert cost() == few
