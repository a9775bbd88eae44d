"""The pages of copying: choose, look, confirm; who may; what they cost."""

import datetime

import pytest
from django.contrib.messages import get_messages

from plans.models import PlanVersion
from plans.workflow import Stage
from projects.models import Project

TODAY = datetime.date(2024, 9, 20)
KEPT = {"budget": "on", "months": "on", "devplan": "on"}


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_list_offers_the_items_of_last_year(sign_in, planner, at, last_year):
    old = last_year()
    page = sign_in(planner).get(at("copy") + "?from=2567")

    assert [row[0].pk for row in page.context["rows"]] == [old.pk]
    assert page.context["copying"].source.key == "2567/original"
    assert old.name in page.content.decode()


def test_the_list_is_narrowed(sign_in, planner, at, last_year, maesai, program):
    last_year()
    road = last_year("ก่อสร้างถนน", unit=maesai.units.get(name="สำนักปลัด"))
    client = sign_in(planner)

    for query in ("q=ถนน", f"unit={road.unit_id}", f"unit={road.unit_id}&program={program.pk}"):
        rows = client.get(f"{at('copy')}?from=2567/original&{query}").context["rows"]
        assert [row[0].pk for row in rows] == [road.pk]
    empty = client.get(at("copy") + "?q=ไม่มี").content.decode()
    assert "ไม่พบรายการที่ตรงกับตัวกรอง" in empty


def test_without_an_earlier_plan_the_page_says_so(sign_in, planner, at, version):
    client = sign_in(planner)

    assert "ยังไม่มีแผนปีก่อน" in client.get(at("copy")).content.decode()
    assert client.get(at("copy") + "?from=2560").status_code == 404
    assert client.post(at("copy_save"), {"pick": ["0001.1"]}).status_code == 404


def test_an_empty_plan_offers_last_year_first(sign_in, planner, unit_staff, at, last_year):
    last_year()
    for member in (planner, unit_staff):
        text = sign_in(member).get(at("list")).content.decode()
        assert f'<a class="btn btn-primary" href="{at("copy")}">เริ่มจากแผนปี 2567</a>' in text


def test_an_empty_first_plan_does_not(sign_in, planner, at, version):
    assert "เริ่มจากแผนปี" not in sign_in(planner).get(at("list")).content.decode()


def test_the_preview_marks_the_moved_years_and_writes_nothing(sign_in, planner, at, last_year):
    last_year(detail="ม.ค. 67")
    data = {"from": "2567", "pick": ["0001"], **KEPT}
    page = sign_in(planner).post(at("copy_preview"), data)
    text = page.content.decode()

    assert page.status_code == 200
    assert '<del><span class="visually-hidden">เดิม </span>2567</del>' in text
    assert '<ins><span class="visually-hidden">ใหม่ </span>68</ins>' in text
    assert Project.objects.count() == 1


def test_nothing_chosen_is_told_on_the_list(sign_in, planner, at, last_year):
    last_year()
    page = sign_in(planner).post(at("copy_preview"), {"from": "2567", "months": "on"})

    assert page.status_code == 422
    assert page.context["reasons"] == ["เลือกอย่างน้อย 1 รายการที่จะคัดลอก"]
    assert [(f.name, f.value()) for f in page.context["form"]] == [
        ("budget", False), ("months", True), ("devplan", False)
    ]  # fmt: skip


def test_all_that_was_found_is_taken_at_one_click(sign_in, planner, at, last_year):
    last_year()
    last_year("ก่อสร้างถนน")
    data = {"from": "2567", "q": "ถนน", "all": "1", **KEPT}
    copies = sign_in(planner).post(at("copy_preview"), data).context["copies"]

    assert [copy.code for copy in copies] == ["0002"]


def test_confirming_copies_what_stayed_ticked(sign_in, planner, at, last_year, version):
    last_year()
    last_year("งานลอยกระทง 2567")
    last_year("ขุดลอกคลอง")
    data = {"from": "2567", "pick": ["0001.1", "0002.1"], "move": ["0001"], "months": "on"}
    response = sign_in(planner).post(at("copy_save"), data)
    made = Project.objects.filter(version=version).order_by("order")

    assert response.url == at("list")
    assert [(item.name, item.budget, bool(item.months)) for item in made] == [
        ("จัดงานสงกรานต์ ประจำปี 2568", None, True), ("งานลอยกระทง 2567", None, True)
    ]  # fmt: skip
    assert "คัดลอก 2 รายการ" in told(response)[0]
    page = sign_in(planner).get(made[0].get_absolute_url()).content.decode()
    assert 'แผนปี 2567 รายการ <span class="keep">0001</span>' in page
    assert "คัดลอกจากแผนปีก่อน" in page


def test_a_second_click_goes_back_to_the_list_with_the_reason(
    sign_in, planner, at, last_year, version
):
    last_year()
    client, data = sign_in(planner), {"from": "2567", "pick": ["0001.1"]}
    client.post(at("copy_save"), data)
    again = client.post(at("copy_save"), data)

    assert again.url == at("copy") + "?from=2567/original"
    assert Project.objects.filter(version=version).count() == 1
    assert "คัดลอกแล้ว" in client.get(again.url).content.decode()


def test_a_version_that_moved_on_offers_no_copying(sign_in, planner, at, version, earlier):
    PlanVersion.objects.filter(pk=version.pk).update(stage=Stage.ANNOUNCED, announced_on=TODAY)
    refused = sign_in(planner).get(at("copy"))

    assert "เพิ่มรายการไม่ได้" in told(refused)[0]


@pytest.mark.parametrize("name", ["copy", "copy_preview", "copy_save"])
def test_who_may_copy(sign_in, client, monitor, outsider, at, version, name):
    def ask(member=None):
        asked = sign_in(member) if member else client
        address = at(name)
        return asked.get(address) if name == "copy" else asked.post(address)

    assert ask().status_code == 302
    assert ask(monitor).status_code == 403
    assert ask(outsider).status_code == 404


def test_steps_are_post_only(sign_in, planner, at, version):
    for name in ("copy_preview", "copy_save"):
        assert sign_in(planner).get(at(name)).status_code == 405


def test_the_pages_cost_the_same_for_one_and_three_items(
    sign_in, planner, at, last_year, django_assert_max_num_queries
):
    client = sign_in(planner)
    last_year()
    ask = [
        lambda: client.get(at("copy")),
        lambda: client.post(at("copy_preview"), {"from": "2567", "all": "1"}),
    ]
    ask[0]()
    costs = []
    for one in ask:
        with django_assert_max_num_queries(40) as cost:
            one()
        costs.append(len(cost))
    for number in range(2):
        last_year(f"ซ่อมถนนสาย {number} ปี 2567")
    for one, cost in zip(ask, costs, strict=True):
        with django_assert_max_num_queries(cost):
            one()
