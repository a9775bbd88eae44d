"""Which items are meant: ticked ones still there, or all that a filter finds."""

import pytest

from projects.models import Project

from .asking import hidden, picked, told


def test_nothing_chosen_returns_to_the_list_in_words(sign_in, planner, at, three):
    response = sign_in(planner).post(at("bulk"), {"query": "q=ถนน", "count": "1"})

    assert told(response) == ["เลือกอย่างน้อย 1 รายการ"]
    assert response.url == at("list") + "?q=%E0%B8%96%E0%B8%99%E0%B8%99"


def test_what_was_removed_before_is_named(sign_in, planner, at, three, office):
    three[1].remove(by=planner)
    client = sign_in(planner)
    form = client.post(at("bulk"), picked(three))
    preview = client.post(at("bulk_preview"), picked(three, unit=office.pk))
    removal = client.post(at("bulk"), picked(three, do="delete"))

    for response in (form, preview, removal):
        assert response.context["missing"] == ["0002"]


@pytest.mark.parametrize("step", ["bulk", "bulk_preview", "bulk_save", "bulk_delete"])
def test_when_all_are_gone_it_is_told(sign_in, planner, at, three, office, step):
    for item in three:
        item.remove(by=planner)
    response = sign_in(planner).post(at(step), picked(three, unit=office.pk))

    assert told(response) == ["ไม่มีรายการที่เลือกในฉบับนี้แล้ว"]


def test_what_is_removed_before_the_confirmation_is_shown_again(
    sign_in, planner, at, three, office
):
    client = sign_in(planner)
    shown = client.post(at("bulk_preview"), picked(three, unit=office.pk))
    three[1].remove(by=planner)
    response = client.post(at("bulk_save"), hidden(shown))

    assert (response.status_code, response.context["missing"]) == (409, ["0002"])


# All that a filter finds


def test_all_that_was_found_means_the_filter(sign_in, planner, at, three):
    data = {"all": "1", "query": "q=ถนน", "count": "1"}
    response = sign_in(planner).post(at("bulk"), data)

    assert response.context["items"] == [three[0]]


@pytest.mark.parametrize("step", ["bulk", "bulk_preview", "bulk_save", "bulk_delete"])
def test_another_number_found_is_refused_in_words(
    sign_in, planner, at, three, add_project, office, step
):
    add_project("ซ่อมถนน")
    data = {"all": "1", "query": "q=ถนน", "count": "1", "unit": office.pk}
    response = sign_in(planner).post(at(step), data)

    assert told(response) == [
        "ตอนที่เลือก ตัวกรองพบ 1 รายการ ตอนนี้พบ 2 รายการ ตรวจรายการที่พบแล้วเลือกอีกครั้ง"
    ]
    assert Project.objects.filter(unit=office).count() == 0


@pytest.mark.parametrize("count", ["", "x", "²", "9" * 5000])
def test_a_count_that_was_made_up_is_none(sign_in, planner, at, three, count):
    response = sign_in(planner).post(at("bulk"), {"all": "1", "query": "q=ถนน", "count": count})

    assert told(response)[0][:32] == "ตอนที่เลือก ตัวกรองพบ 0 รายการ ต"


def test_a_filter_at_fault_finds_nothing(sign_in, planner, at, three):
    response = sign_in(planner).post(at("bulk"), {"all": "1", "query": "month=13", "count": "0"})

    assert told(response) == ["เลือกอย่างน้อย 1 รายการ"]
