"""The log as people read it."""

import csv
import io

import pytest
from django.utils import timezone

from organizations.audit import record
from organizations.log_words import sentence
from thai.calendar import short_date

LOG = "/maesai/log/"


@pytest.fixture
def entries(planner, admin, maesai):
    unit = maesai.units.first()
    return [
        record(planner, "edit", planner, changes={"ตำแหน่ง": ["ก", "ข"]}),
        record(admin, "add", unit),
        record(admin, "edit", unit, reason="ตามคำสั่ง", is_exception=True),
    ]


def shown(response):
    return [row.entry.number for row in response.context["rows"]]


def test_the_newest_comes_first_as_sentences(sign_in, monitor, entries):
    page = sign_in(monitor).get(LOG)

    assert shown(page) == [3, 2, 1]
    assert [row.words for row in page.context["rows"]] == [
        "แก้หน่วยงาน “สำนักปลัด”",
        "เพิ่มหน่วยงาน “สำนักปลัด”",
        "แก้สมาชิก “นายplanner”",
    ]


def test_before_and_after_stand_with_their_field(sign_in, planner, entries):
    page = sign_in(planner).get(LOG).content.decode()

    assert page.count('<del><span class="visually-hidden">เดิม </span>ก</del>') == 1
    assert page.count('<ins><span class="visually-hidden">ใหม่ </span>ข</ins>') == 1


def test_what_somebody_typed_is_shown_as_text(sign_in, planner):
    record(planner, "edit", planner, changes={"ตำแหน่ง": ["", "<script>alert(1)</script>"]})

    assert sign_in(planner).get(LOG).content.decode().count("<script>alert") == 0


def test_exceptions_are_counted_over_everything(sign_in, planner, admin, entries):
    page = sign_in(planner).get(f"{LOG}?who={planner.pk}")

    assert (shown(page), page.context["count_of_exceptions"]) == ([1], 1)
    assert shown(sign_in(planner).get(f"{LOG}?exceptions=on")) == [3]


def test_by_whom_on_which_day_about_what(sign_in, planner, admin, entries, maesai):
    client, unit = sign_in(planner), maesai.units.first()
    today = short_date(timezone.localdate())

    assert shown(client.get(f"{LOG}?who={admin.pk}")) == [3, 2]
    assert shown(client.get(LOG, {"on": today})) == [3, 2, 1]
    assert shown(client.get(LOG, {"on": "1/1/2560"})) == []
    assert shown(client.get(LOG, {"item": "ปลัด"})) == [3, 2]
    assert shown(client.get(LOG, {"item": f"unit:{unit.pk}"})) == [3, 2]
    assert shown(client.get(LOG, {"item": f"member:{planner.pk}"})) == [1]


def test_a_day_that_cannot_be_read_is_explained(sign_in, planner, entries):
    page = sign_in(planner).get(f"{LOG}?on=เมื่อวาน")

    assert (shown(page), list(page.context["filter"].errors)) == ([], ["on"])


def test_a_span_that_ends_before_it_begins_is_explained(sign_in, planner, entries):
    page = sign_in(planner).get(LOG, {"on": "8/10/2568", "until": "7/10/2568"})

    assert page.context["filter"].errors == {"until": ["ถึงวันที่ต้องไม่ก่อน 8 ตุลาคม 2568"]}


def test_another_towns_members_and_entries_are_not_here(sign_in, planner, outsider, entries):
    record(outsider, "edit", outsider)
    client = sign_in(planner)

    assert shown(client.get(LOG)) == [3, 2, 1]
    assert list(client.get(f"{LOG}?who={outsider.pk}").context["filter"].errors) == ["who"]


def test_a_long_log_has_pages_and_costs_the_same(
    sign_in, planner, entries, django_assert_max_num_queries
):
    client = sign_in(planner)
    client.get(LOG)
    with django_assert_max_num_queries(11) as few:
        client.get(LOG)
    for _ in range(60):
        record(planner, "edit", planner)

    with django_assert_max_num_queries(len(few)):
        page = client.get(LOG)

    assert (len(shown(page)), page.context["page_obj"].paginator.num_pages) == (50, 2)


def test_the_file_holds_what_was_found(sign_in, planner, entries):
    response = sign_in(planner).get(f"{LOG}entries.csv?item=ปลัด")

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert response.headers["Content-Disposition"].startswith('attachment; filename="log-maesai-')
    assert [row["ลำดับ"] for row in rows] == ["3", "2"]
    assert (rows[0]["เหตุผล"], rows[0]["กรณีพิเศษ"]) == ("ตามคำสั่ง", "1")
    assert [row["รหัสยืนยัน"] for row in rows] == [entries[2].hash, entries[1].hash]


def test_a_spreadsheet_runs_nothing_of_it(sign_in, planner):
    record(planner, "edit", planner, changes={"ตำแหน่ง": ["-", '=HYPERLINK("http://x")']})

    text = b"".join(sign_in(planner).get(f"{LOG}entries.csv").streaming_content).decode("utf-8-sig")

    [row] = csv.DictReader(io.StringIO(text))
    assert (row["เดิม"], row["ใหม่"]) == ("'-", '\'=HYPERLINK("http://x")')


def test_an_unknown_action_still_makes_a_sentence(planner):
    entry = record(planner, "something new", planner)

    assert sentence(entry) == "ดำเนินการกับสมาชิก “นายplanner”"
