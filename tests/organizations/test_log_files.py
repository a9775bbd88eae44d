"""The log as files, and the page that says whether it is whole."""

import hashlib
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from organizations import log_views
from organizations.audit import record
from organizations.models import LogCheck

LOG = "/maesai/log/"


@pytest.fixture
def entries(planner, admin, maesai):
    return [
        record(planner, "edit", planner, changes={"งบประมาณ": ["498000.00", "1500000.00"]}),
        record(admin, "add", maesai.units.first(), changes={"วันที่": ["", "2024-10-08"]}),
        record(admin, "edit", maesai.units.first(), reason="ตามคำสั่ง", is_exception=True),
    ]


def written(response):
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_an_outsider_recomputes_every_hash_and_link(sign_in, monitor, entries):
    """With nothing but the file and a standard library, as the file itself says how."""
    file = json.loads(written(sign_in(monitor).get(f"{LOG}entries.json")))

    previous = ""
    for number, entry in enumerate(file["entries"], start=1):
        text = json.dumps(
            entry["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert hashlib.sha256(text.encode()).hexdigest() == entry["hash"]
        assert (entry["content"]["previous"], entry["content"]["number"]) == (previous, number)
        previous = entry["hash"]
    assert file["head"] == {"number": 3, "hash": previous}
    assert file["is_everything"] is True
    assert file["how"].count("SHA-256") == 1


def test_the_file_of_a_filter_says_that_it_is_not_everything(sign_in, planner, entries):
    file = json.loads(written(sign_in(planner).get(f"{LOG}entries.json?exceptions=on")))

    assert file["is_everything"] is False
    assert [entry["words"] for entry in file["entries"]] == ["แก้หน่วยงาน “สำนักปลัด”"]


def test_amounts_and_days_read_as_people_write_them(sign_in, planner, entries):
    text = written(sign_in(planner).get(f"{LOG}entries.csv"))

    assert text.count('"498,000.00","1,500,000.00"') == 1
    assert text.count("8 ต.ค. 2567") == 1
    assert sign_in(planner).get(LOG).content.decode().count("1,500,000.00") == 1


def test_a_check_tells_that_all_is_whole(sign_in, monitor, entries):
    client = sign_in(monitor)
    assert client.get(f"{LOG}check/").content.decode().count("ยังไม่เคยตรวจ") == 1

    page = client.post(f"{LOG}check/run/", follow=True).content.decode()

    assert page.count("ตรวจแล้ว 3 รายการ ครบทุกลำดับ ไม่พบการแก้") == 2
    assert (LogCheck.objects.get().by, LogCheck.objects.get().is_whole) == (monitor, True)
    assert client.get(LOG).content.decode().count("บันทึกครบถ้วน") == 1


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["UPDATE organizations_logentry SET reason = 'ใหม่' WHERE number = 2"],
         "รายการที่ 2: เนื้อความไม่ตรงกับรหัสยืนยัน มีการเปลี่ยนหลังบันทึก"),
        (["DELETE FROM organizations_logentry WHERE number = 2"],
         "รายการที่ 2: รายการหายไป ถัดไปที่พบคือรายการที่ 3"),
        (["DELETE FROM organizations_logentry WHERE number = 3"],
         "รายการที่ 3: รายการท้ายสุดหายไป เคยบันทึกถึงรายการที่ 3"),
        (["UPDATE organizations_logentry SET number = 9 WHERE number = 1",
          "UPDATE organizations_logentry SET number = 1 WHERE number = 2",
          "UPDATE organizations_logentry SET number = 2 WHERE number = 9"],
         "รายการที่ 1: ลำดับถูกสลับหรือถูกย้าย พบที่ลำดับ 2"),
    ],
    ids=["edit", "delete", "tail", "reorder"],
)  # fmt: skip
def test_a_check_names_what_was_done_by_sql(sign_in, planner, entries, statements, words):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    client = sign_in(planner)

    page = client.post(f"{LOG}check/run/", follow=True).content.decode()

    assert page.count(words) == 2
    assert client.get(LOG).content.decode().count(words) == 1


@pytest.mark.parametrize("who", ["unit_staff", "clerk", "executive", "admin"])
def test_only_who_keeps_or_audits_the_plan_checks(request, sign_in, who, maesai):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(f"{LOG}check/").status_code == 403
    assert client.post(f"{LOG}check/run/").status_code == 403
    assert client.get(f"{LOG}entries.json").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_long_log_is_walked_by_the_worker_once(sign_in, planner, entries, monkeypatch):
    monkeypatch.setattr(log_views, "AT_ONE_REQUEST", 2)
    client = sign_in(planner)

    for _ in range(2):  # the second click asks for nothing more
        page = client.post(f"{LOG}check/run/", follow=True).content.decode()
    assert page.count("กำลังตรวจ") == 1
    assert (DBTaskResult.objects.count(), LogCheck.objects.count()) == (1, 0)
    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)

    page = client.get(f"{LOG}check/").content.decode()
    assert (page.count("กำลังตรวจ"), LogCheck.objects.get().by) == (0, planner)
    assert page.count("ตรวจแล้ว 3 รายการ") == 1


def test_a_check_runs_by_post_only(sign_in, planner):
    assert (
        sign_in(planner).get(reverse("organizations:run_log_check", args=["maesai"])).status_code
        == 405
    )


@pytest.mark.parametrize("who", ["planner", "unit_staff", "clerk", "executive", "monitor", "admin"])
def test_everybody_sees_the_own_acts_and_no_others(request, sign_in, who, planner, admin, maesai):
    member = request.getfixturevalue(who)
    for person in (planner, admin, member):
        record(person, "edit", planner)

    page = sign_in(member).get(f"{LOG}mine/")

    assert {row.entry.member_id for row in page.context["rows"]} == {member.pk}
