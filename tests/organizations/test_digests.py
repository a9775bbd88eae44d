"""Mails with what waits: the home page's words, each thing once, never closer than five days."""

import datetime
import itertools
import threading

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, connections

from organizations import desk, digests
from organizations.audit import record
from organizations.desk import Task
from organizations.models import Digest, LogEntry, Member, ToldTask

TODAY = datetime.date(2025, 10, 6)
FIVE = datetime.timedelta(days=5)
LATER = TODAY + FIVE


@pytest.fixture
def tasks(monkeypatch):
    """A list whose tasks, and no others, are everybody's."""
    given = []
    monkeypatch.setattr(desk, "SOURCES", [lambda member, today: list(given)])
    return given


def reader(member):
    return digests.readers().get(pk=member.pk)


def send(member, today=TODAY):
    return digests.send(reader(member), today)


def test_a_mail_says_what_waits_since_when_until_when_with_a_whole_link(tasks, planner, settings):
    settings.SITE_URL = "https://plan.example.go.th"
    since = datetime.date(2025, 9, 27)
    tasks += [
        Task("ไม่มีกำหนด", "/c/"),
        Task("แก้ 4 ข้อก่อนส่งร่าง", "/maesai/a/", "แผนปี 2569 ฉบับแรก", LATER, since=since),
        Task("ยังไม่รายงานผล", "/b/", waits_for="กองช่าง", due_on=TODAY),
    ]

    send(planner)

    [letter] = mail.outbox
    assert letter.subject == "[อบต.แม่ใส] มี 2 เรื่องรอท่าน: แก้ 4 ข้อก่อนส่งร่าง"
    assert letter.to == [planner.user.email]
    lines = letter.body.splitlines()
    assert lines[4:9] == [
        "1. แก้ 4 ข้อก่อนส่งร่าง",
        "   แผนปี 2569 ฉบับแรก",
        "   ภายในเสาร์ 11 ตุลาคม 2568",
        "   ตั้งแต่ 27 ก.ย. 2568 (9 วัน)",
        "   https://plan.example.go.th/maesai/a/",
    ]
    assert lines.count("- ยังไม่รายงานผล รอ กองช่าง ภายในจันทร์ 6 ตุลาคม 2568") == 1
    assert lines.count("ดูทั้งหมดที่ https://plan.example.go.th/maesai/") == 1


def test_what_was_told_is_not_told_again_whatever_its_count(tasks, planner):
    tasks.append(Task("แก้ 4 ข้อ", "/a/"))
    send(planner)
    tasks[:] = [Task("แก้ 2 ข้อ", "/a/"), Task("ใหม่", "/b/")]

    letter = send(planner, LATER)

    assert ([task.title for task in letter.to_do], letter.known) == (["ใหม่"], 1)
    assert mail.outbox[1].body.count("เรื่องที่เคยแจ้งแล้วและยังค้าง 1 เรื่อง") == 1


def test_a_long_mail_is_cut_and_the_rest_goes_with_the_next(tasks, planner):
    tasks += [Task(f"งานที่ {word}", f"/{word}/") for word in "กขคงจฉชซฌ"]

    first, second = send(planner), send(planner, LATER)

    assert (len(first.to_do), first.more, len(second.to_do), second.known) == (7, 2, 2, 7)
    assert mail.outbox[0].subject.startswith("[อบต.แม่ใส] มี 9 เรื่องรอท่าน")
    assert mail.outbox[0].body.count("และเรื่องใหม่อีก 2 เรื่อง") == 1


def test_what_begins_anew_is_a_new_thing(tasks, planner):
    tasks.append(Task("ร่างรอความเห็น", "/a/", since=TODAY))
    send(planner)
    tasks[:] = [Task("ร่างรอความเห็น", "/a/", since=TODAY + FIVE)]

    assert send(planner, LATER) is not None


def test_nothing_new_is_no_mail(tasks, planner):
    assert send(planner) is None
    tasks.append(Task("งาน", "/a/"))
    send(planner)

    assert send(planner, LATER) is None
    assert len(mail.outbox) == 1


def test_what_only_others_do_is_no_reason_for_a_mail(tasks, planner):
    tasks.append(Task("กองช่าง", "/a/", waits_for="กองช่าง"))

    assert send(planner) is None


@pytest.mark.parametrize(("days", "count"), [(1, 1), (4, 1), (5, 2)])
def test_two_mails_are_five_days_apart(tasks, planner, days, count):
    tasks.append(Task("แรก", "/a/"))
    send(planner)
    tasks.append(Task("ที่สอง", "/b/"))

    send(planner, TODAY + datetime.timedelta(days=days))

    assert len(mail.outbox) == count


def test_in_a_month_everything_is_told_once_and_never_too_often(tasks, planner):
    """Day by day: a new thing most days, some done the next day, one that stays all along."""
    told = []
    tasks.append(Task("ค้างทั้งเดือน", "/stays/"))
    for number in range(31):
        today = TODAY + datetime.timedelta(days=number)
        if number % 3:
            tasks.append(Task(f"งานใหม่ {number}", f"/{number}/", due_on=today + FIVE))
        if number % 7 == 6:
            del tasks[1]
        if letter := send(planner, today):
            told.append((today, [task.url for task in letter.to_do]))

    days = [day for day, _ in told]
    assert [later - day for day, later in itertools.pairwise(days)] == [FIVE] * 6
    addresses = [url for _, urls in told for url in urls]
    assert len(addresses) == len(set(addresses)) == ToldTask.objects.count()
    assert set(addresses) >= {task.url for task in tasks if task.url != "/29/"}


def test_only_the_active_with_an_address_who_want_it(tasks, planner, monitor, admin, clerk):
    tasks.append(Task("งาน", "/a/"))
    Member.objects.filter(pk=monitor.pk).update(is_active=False)
    Member.objects.filter(pk=admin.pk).update(wants_digests=False)
    clerk.user.email = ""
    clerk.user.save()

    call_command("send_digests", today=TODAY, verbosity=0)

    assert [letter.to for letter in mail.outbox] == [[planner.user.email]]


def test_everything_is_logged(tasks, planner):
    tasks.append(Task("แก้ 4 ข้อ", "/a/"))

    send(planner)

    entry = LogEntry.objects.get(action="mail digest")
    assert (entry.actor, entry.object_label) == ("ระบบ", "นายplanner")
    assert entry.changes == {"เรื่องที่แจ้ง": ["", "แก้ 4 ข้อ"]}


def test_a_mail_carries_the_end_of_the_log_out_of_reach(tasks, planner, unit_staff):
    tasks.append(Task("งาน", "/a/"))
    send(unit_staff)
    send(planner)

    last = LogEntry.objects.order_by("-number").first()
    assert [letter.body.count("บันทึกการใช้งานขณะส่ง") for letter in mail.outbox] == [0, 1]
    assert mail.outbox[1].body.count(f"รายการที่ {last.number} รหัสยืนยัน {last.hash}") == 1


class BrokenServer:
    """A mail server that does not answer."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise OSError("no answer")


def test_what_did_not_leave_goes_with_the_next_run(tasks, planner, settings, capsys):
    tasks.append(Task("งาน", "/a/"))
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    with pytest.raises(OSError, match="no answer"):
        send(planner)
    settings.EMAIL_BACKEND = working

    assert Digest.objects.count() == 0
    assert send(planner) is not None
    assert [entry.action for entry in LogEntry.objects.order_by("number")] == [
        "mail digest",
        "digest undelivered",
        "mail digest",
    ]


def test_a_dry_run_mails_nothing(tasks, planner, capsys):
    tasks.append(Task("งาน", "/a/"))

    call_command("send_digests", "maesai", today=TODAY, dry_run=True)

    assert capsys.readouterr().out.splitlines() == [
        "maesai planner@maesai.example: งาน",
        "1 would be mailed",
    ]
    assert (mail.outbox, Digest.objects.count()) == ([], 0)


def test_the_mail_holds_what_the_home_page_holds(sign_in, admin, planner):
    """With the real sources: no second list that could differ."""
    admin.invitations.create(
        token_hash="a", expires_at=datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)
    )
    page = sign_in(admin).get("/maesai/")
    today = page.context["today"]

    letter = send(admin, today)

    assert [task.title for task in letter.to_do] == [task.title for task in page.context["to_do"]]
    assert letter.to_do != []


def test_a_member_switches_it_off_and_on(sign_in, planner):
    client = sign_in(planner)

    client.post("/maesai/digest/", {})
    planner.refresh_from_db()
    assert planner.wants_digests is False
    client.post("/maesai/digest/", {"wants_digests": "on"})
    planner.refresh_from_db()
    assert planner.wants_digests is True
    assert LogEntry.objects.first().changes == {"รับอีเมลสรุปงาน": ["ไม่ใช่", "ใช่"]}


def test_the_link_in_a_mail_asks_and_then_stops_without_signing_in(tasks, planner, client):
    tasks.append(Task("งาน", "/a/"))
    send(planner)
    address = "/accounts" + mail.outbox[0].extra_headers["List-Unsubscribe"].split("/accounts")[1]
    address = address.removesuffix(">")

    assert client.get(address).status_code == 200
    planner.refresh_from_db()
    assert planner.wants_digests is True
    for _ in range(2):  # a second click changes nothing more
        page = client.post(address).content.decode()
    planner.refresh_from_db()
    assert (planner.wants_digests, page.count("หยุดส่งอีเมลสรุปงานถึงท่านแล้ว")) == (False, 1)
    assert LogEntry.objects.filter(action="stop digest").count() == 1


def test_a_link_that_was_made_up_finds_nothing(client, planner):
    assert client.get("/accounts/digests/abc:def/leave/").status_code == 404


def test_the_page_shows_what_was_mailed(tasks, sign_in, planner):
    tasks.append(Task("แก้ 4 ข้อ", "/a/"))
    send(planner)

    page = sign_in(planner).get("/maesai/digest/").content.decode()

    assert page.count('<span class="d-block">แก้ 4 ข้อ</span>') == 1


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_mail_once(tasks, planner):
    tasks.append(Task("งาน", "/a/"))
    record(planner, "edit", planner)
    start = threading.Barrier(3)

    def run():
        start.wait()
        call_command("send_digests", today=TODAY, verbosity=0)
        connections.close_all()

    runs = [threading.Thread(target=run) for _ in range(3)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()

    assert (len(mail.outbox), Digest.objects.count(), ToldTask.objects.count()) == (1, 1, 1)
    assert connection.vendor in {"sqlite", "postgresql"}
