"""The first page: what waits, for whom, and no more than seven lines of it."""

import datetime

import pytest
from django.db import connection

from organizations import desk
from organizations.audit import record
from organizations.chain import check
from organizations.desk_parts import of_admin, of_auditor
from organizations.models import Holiday
from organizations.roles import Role
from tests.conftest import person

TODAY = datetime.date(2025, 10, 6)


@pytest.fixture
def tasks(monkeypatch):
    """A list whose tasks, and no others, are everybody's."""
    given = []
    monkeypatch.setattr(desk, "SOURCES", [lambda member, today: given])
    return given


def test_an_empty_desk_says_so(sign_in, planner, tasks):
    assert sign_in(planner).get("/maesai/").content.decode().count("ไม่มีงานค้าง") == 1


def test_the_most_urgent_comes_first(tasks, planner):
    tasks += [
        desk.Task("ไม่มีกำหนด", "/c/"),
        desk.Task("ช้ากว่า", "/b/", due_on=TODAY),
        desk.Task("เร็วกว่า", "/a/", due_on=TODAY - datetime.timedelta(days=1)),
    ]

    found = desk.desk_of(planner, TODAY)

    assert [task.title for task in found.to_do] == ["เร็วกว่า", "ช้ากว่า", "ไม่มีกำหนด"]


def test_of_two_without_a_day_the_one_that_waits_longer_comes_first(tasks, planner):
    tasks += [
        desk.Task("ไม่รู้", "/c/"),
        desk.Task("สั้น", "/b/", since=TODAY),
        desk.Task("นาน", "/a/", since=TODAY - datetime.timedelta(days=9)),
    ]

    assert [task.title for task in desk.desk_of(planner, TODAY).to_do] == ["นาน", "สั้น", "ไม่รู้"]


def test_since_when_it_waits_is_said_in_days():
    nine_before = TODAY - datetime.timedelta(days=9)

    assert desk.since_words(nine_before, TODAY) == "ตั้งแต่ 27 ก.ย. 2568 (9 วัน)"
    assert desk.since_words(TODAY, TODAY) == "ตั้งแต่วันนี้"


def test_a_thing_keeps_its_name_while_its_count_falls():
    first = desk.Task("แก้ 1,204 ข้อก่อนส่งร่าง", "/a/?finding=any", "แผนปี 2569", since=TODAY)
    same = desk.Task("แก้ 3 ข้อก่อนส่งร่าง", "/a/?finding=must", "แผนปี 2569", since=TODAY)
    later = desk.Task("แก้ 3 ข้อก่อนส่งร่าง", "/a/", "แผนปี 2569", since=datetime.date(2025, 11, 1))

    assert (first.name == same.name, first.name == later.name) == (True, False)


def test_the_first_thing_to_do_is_the_one_button(sign_in, planner, tasks):
    tasks += [desk.Task("สอง", "/b/"), desk.Task("หนึ่ง", "/a/", due_on=TODAY)]

    page = sign_in(planner).get("/maesai/").content.decode()

    assert page.count('<a class="btn btn-primary" href="/a/">หนึ่ง</a>') == 1
    assert page.count("btn-primary") == 1


def test_what_others_do_stands_apart(sign_in, planner, tasks):
    tasks += [desk.Task("แก้ 4 ข้อ", "/a/"), desk.Task("กองช่าง", "/b/", waits_for="กองช่าง")]

    blocks = sign_in(planner).get("/maesai/").context["blocks"]

    assert [(title, len(found)) for title, found, _ in blocks] == [
        ("ต้องทำตอนนี้", 1),
        ("รอผู้อื่น", 1),
    ]


def test_seven_lines_then_a_link_to_all(sign_in, planner, tasks):
    tasks += [desk.Task(f"งาน {number}", "/a/") for number in range(9)]
    client = sign_in(planner)

    short, whole = client.get("/maesai/"), client.get("/maesai/?all=1")

    assert (len(short.context["blocks"][0][2]), len(whole.context["blocks"][0][2])) == (7, 9)
    assert short.content.decode().count("ดูทั้งหมด 9 เรื่อง") == 1


def test_the_page_says_what_day_it_is(sign_in, planner, tasks):
    page = sign_in(planner).get("/maesai/").content.decode()

    assert page.count('<p class="quiet">วัน') == 1


@pytest.mark.parametrize("who", ["planner", "unit_staff", "clerk", "executive", "monitor", "admin"])
def test_every_role_has_it(request, sign_in, who):
    assert sign_in(request.getfixturevalue(who)).get("/maesai/").status_code == 200


def test_who_may_read_the_log_is_told_when_it_is_not_whole(planner, monitor, executive):
    record(planner, "edit", planner)
    check(planner.organization)
    assert list(of_auditor(monitor, TODAY)) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organizations_logentry SET reason = 'x'")
    check(planner.organization)

    [task] = of_auditor(monitor, TODAY)

    assert task.url == "/maesai/log/check/"
    assert task.title.startswith("บันทึกการใช้งานไม่ครบถ้วน รายการที่ 1: เนื้อความไม่ตรง")
    assert list(of_auditor(executive, TODAY)) == []


def test_exceptions_stand_below_the_work_of_who_audits(sign_in, planner, monitor, executive, tasks):
    record(planner, "edit", planner, is_exception=True)
    words = "ทำเป็นกรณีพิเศษ 1 ครั้ง"

    assert sign_in(monitor).get("/maesai/").content.decode().count(words) == 1
    assert sign_in(executive).get("/maesai/").content.decode().count(words) == 0


def test_the_administrator_is_told_of_unanswered_invitations(admin, planner):
    admin.invitations.create(
        token_hash="a", expires_at=datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)
    )

    [task] = of_admin(admin, TODAY)

    assert (task.title, task.url) == ("คำเชิญ 1 ฉบับยังไม่ตอบรับ", "/maesai/members/")


def test_the_administrator_is_told_of_staff_without_a_unit(admin):
    person(admin.organization, "lost", Role.UNIT_STAFF)

    [task] = of_admin(admin, TODAY)

    assert task.title == "เจ้าหน้าที่หน่วยงาน 1 คนยังไม่มีหน่วยงาน"


def test_from_october_the_next_year_needs_its_list(admin):
    Holiday.objects.filter(on__year__gte=2026).delete()

    [task] = of_admin(admin, TODAY)

    assert (task.title, task.url) == (
        "ปี 2569 ยังไม่มีรายการวันหยุด",
        "/maesai/holidays/?year=2569",
    )
    assert list(of_admin(admin, datetime.date(2025, 9, 30))) == []


def test_others_have_none_of_the_administrators_chores(planner):
    person(planner.organization, "lost", Role.UNIT_STAFF)

    assert list(of_admin(planner, TODAY)) == []
