"""The items of one heading, put in order: typed, moved, saved once, refused when others changed."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.models import LogEntry
from plans.models import Program
from plans.workflow import Stage
from projects.amending import items_of
from projects.models import EquipmentCategory, Project
from projects.ordering import arranged, moved
from tests.factories import EquipmentFactory


@pytest.fixture
def three(add_project):
    return [add_project(name) for name in ("ถนน", "สะพาน", "ท่อ")]


@pytest.fixture
def apart(add_project):
    """An item under another heading."""
    return add_project("อบรม", program=Program.objects.get(code="00210"))


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def sent(codes, **fields):
    return {"code": codes, "seen": ["0001", "0002", "0003"], **fields}


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ({}, "abcd"),
        ({"a": "3"}, "bcad"),
        ({"d": "๒"}, "adbc"),
        ({"a": "99"}, "bcda"),
        ({"d": "1", "c": "1"}, "cdab"),
        ({"a": "2", "b": "1"}, "bacd"),
        ({"a": ""}, "abcd"),
    ],
)
def test_typed_places_arrange(typed, after):
    assert arranged(list("abcd"), typed) == (list(after), [])


@pytest.mark.parametrize("text", ["0", "-1", "สอง", "1.5", "²", "9" * 5000])
def test_what_is_no_place_is_named(text):
    assert arranged(list("abc"), {"a": "2", "c": text}) == (list("abc"), ["c"])


@pytest.mark.parametrize(
    ("step", "after"),
    [("up c", "acb"), ("down a", "bac"), ("up a", "abc"), ("down c", "abc"), ("up x", "abc"),
     ("left a", "abc"), ("", "abc")],
)  # fmt: skip
def test_a_step_moves_one_place(step, after):
    assert moved(list("abc"), step) == list(after)


def test_the_headings_with_something_to_order_are_offered(sign_in, planner, at, three, apart):
    groups = sign_in(planner).get(at("order")).context["groups"]

    assert [group.codes for group in groups] == [["0001", "0002", "0003"]]
    assert groups[0].address == at("order") + "?at=0001"


def test_the_page_lists_one_heading_in_its_order(sign_in, planner, at, three, apart):
    response = sign_in(planner).get(at("order"), {"at": "0002"})

    assert [(item, place) for item, place in response.context["rows"]] == [
        (item, place) for place, item in enumerate(three, start=1)
    ]


def test_a_code_of_nothing_is_not_found(sign_in, planner, at, three):
    assert sign_in(planner).get(at("order"), {"at": "9999"}).status_code == 404


def test_saving_orders_the_plan_and_is_logged_once(sign_in, planner, at, three, version, apart):
    before = LogEntry.objects.count()
    data = sent(["0001", "0002", "0003"], **{"place-0003": "1"})
    response = sign_in(planner).post(at("reorder"), data)
    entry = LogEntry.objects.get(number__gt=before)

    assert told(response) == ["จัดลำดับ 3 รายการแล้ว"]
    assert response.url == at("order") + "?at=0003"
    assert [item.code for item in items_of(version)][-3:] == ["0003", "0001", "0002"]
    assert (entry.action, entry.changes) == (
        "reorder",
        {
            "ยุทธศาสตร์ที่ 1 ด้านโครงสร้างพื้นฐาน · " + str(three[0].program): [
                "0001, 0002, 0003", "0003, 0001, 0002",
            ]
        },
    )  # fmt: skip


def test_the_order_is_no_change_of_the_single_item(sign_in, planner, at, three):
    sign_in(planner).post(at("reorder"), sent(["0003", "0002", "0001"]))

    assert {item.revision for item in Project.objects.all()} == {1}


def test_equipment_is_ordered_within_its_category(sign_in, planner, at, version, program):
    category = EquipmentCategory.objects.first()
    for name in ("โต๊ะ", "ตู้", "เก้าอี้"):
        EquipmentFactory(version=version, name=name, category=category, program=program)
    sign_in(planner).post(at("reorder"), sent(["0002", "0001", "0003"]))

    assert [item.name for item in items_of(version)] == ["ตู้", "โต๊ะ", "เก้าอี้"]


def test_a_step_shows_the_new_order_and_saves_nothing(sign_in, planner, at, three, version):
    data = sent(["0001", "0002", "0003"], move="down 0001")
    response = sign_in(planner).post(at("reorder"), data)

    assert [item.code for item, _ in response.context["rows"]] == ["0002", "0001", "0003"]
    assert response.context["is_changed"]
    assert [item.code for item in items_of(version)] == ["0001", "0002", "0003"]


def test_an_unreadable_place_is_named_and_kept(sign_in, planner, at, three):
    data = sent(["0001", "0002", "0003"], **{"place-0002": "สอง"})
    response = sign_in(planner).post(at("reorder"), data)

    assert response.status_code == 422
    assert [place for _, place in response.context["rows"]] == [1, "สอง", 3]


def test_the_same_order_records_nothing(sign_in, planner, at, three):
    before = LogEntry.objects.count()
    response = sign_in(planner).post(at("reorder"), sent(["0001", "0002", "0003"]))

    assert told(response) == ["ลำดับเหมือนเดิม ไม่มีอะไรต้องบันทึก"]
    assert LogEntry.objects.count() == before


CHANGED = "มีผู้จัดลำดับ เพิ่ม หรือเอารายการออกจากหัวข้อนี้ไปก่อนแล้ว ด้านล่างเป็นลำดับล่าสุด"


@pytest.mark.parametrize("what", ["added", "removed", "ordered", "all gone"])
def test_what_others_did_meanwhile_is_refused(
    sign_in, planner, at, three, add_project, version, what
):
    if what == "added":
        add_project("ฝาย")
    elif what == "removed":
        three[1].remove(by=planner)
    elif what == "ordered":
        Project.objects.filter(pk=three[0].pk).update(order=99_999)
    else:
        for item in three:
            item.remove(by=planner)
    before = [item.code for item in items_of(version)]
    response = sign_in(planner).post(at("reorder"), sent(["0003", "0002", "0001"]))

    assert told(response) == [CHANGED]
    assert [item.code for item in items_of(version)] == before


def test_a_step_on_what_others_changed_is_told(sign_in, planner, at, three, add_project):
    add_project("ฝาย")
    data = sent(["0001", "0002", "0003"], move="up 0003")

    assert told(sign_in(planner).post(at("reorder"), data)) == [CHANGED]


def test_a_second_click_is_refused(sign_in, planner, at, three, version):
    client = sign_in(planner)
    client.post(at("reorder"), sent(["0003", "0002", "0001"]))
    count = LogEntry.objects.count()
    response = client.post(at("reorder"), sent(["0003", "0002", "0001"]))

    assert told(response)[-1] == CHANGED
    assert LogEntry.objects.count() == count


@pytest.mark.parametrize("codes", [[], ["0001"], ["0001", "0001", "0002"], ["x", "y", "z"]])
def test_codes_that_were_made_up_change_nothing(sign_in, planner, at, three, version, codes):
    response = sign_in(planner).post(at("reorder"), sent(codes))

    assert told(response) == [CHANGED]
    assert [item.code for item in items_of(version)] == ["0001", "0002", "0003"]


@pytest.mark.parametrize("name", ["order", "reorder"])
def test_a_version_that_stopped_collecting_refuses(sign_in, planner, at, three, at_stage, name):
    at_stage(Stage.DRAFTED)
    client = sign_in(planner)
    data = sent(["0003", "0002", "0001"])
    response = client.get(at(name)) if name == "order" else client.post(at(name), data)

    assert "แผนอยู่ในขั้น “ร่างครบถ้วน”" in told(response)[0]


@pytest.mark.parametrize("who", ["unit_staff", "executive", "monitor", "admin"])
def test_only_the_planner_orders(request, sign_in, at, three, who):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(at("order")).status_code == 403
    assert client.post(at("reorder")).status_code == 403


def test_the_page_costs_the_same_for_many(sign_in, planner, at, add_project):
    client = sign_in(planner)
    add_project(), add_project("สะพาน")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(at("order"), {"at": "0001"})
        counts.append(len(queries))
        add_project("ท่อ"), add_project("ฝาย")

    assert counts[0] == counts[1]
