"""The page of overlaps, telling apart and taking back: what is shown to whom."""

import pytest
from django.contrib.messages import get_messages

from plans.workflow import Stage
from projects.models import Distinction
from tests.factories import ProjectFactory

ROAD = "ก่อสร้างถนน คสล. สายหนองบัว หมู่ที่ 3"
SAME = "ก่อสร้างถนนคอนกรีตเสริมเหล็ก สายหนองบัว ม.๓"


@pytest.fixture
def pair(add_project):
    return add_project(ROAD), add_project(SAME)


def shown(response):
    """Return {group: [(our code, where the other stands)]}."""
    return {
        group.key: [(row.item.code, row.where) for row in group.rows]
        for group in response.context["groups"]
    }


def test_overlaps_are_grouped_by_where_the_other_stands(
    sign_in, monitor, at, pair, maesai, takfa, plan_of
):
    ProjectFactory(version=plan_of(maesai, 2567), name=ROAD)
    ProjectFactory(version=plan_of(takfa, 2568), name=ROAD)
    found = shown(sign_in(monitor).get(at("overlaps")))

    assert found == {
        "year": [("0002", "ในแผนนี้")],
        "years": [("0001", "มีในแผนปี 2567"), ("0002", "มีในแผนปี 2567")],
        "towns": [(code, f"ในแผนปี 2568 ของ{takfa} ซึ่งประกาศใช้แล้ว") for code in ("0001", "0002")],
    }


def test_one_items_overlaps_show_both_sides(sign_in, monitor, at, pair, add_project):
    add_project("ขุดลอกคลอง")
    client = sign_in(monitor)

    assert shown(client.get(at("overlaps"), {"item": "0001"}))["year"] == [("0002", "ในแผนนี้")]
    assert shown(client.get(at("overlaps"), {"item": "0003"}))["year"] == []


def test_a_draft_of_another_town_is_nowhere(sign_in, planner, at, pair, takfa, plan_of):
    draft = ProjectFactory(version=plan_of(takfa, 2569, Stage.COLLECTING), name=f"{ROAD} ลับ")
    client = sign_in(planner)
    page = client.get(at("overlaps"))

    assert shown(page)["towns"] == []
    assert "ลับ" not in page.content.decode()
    apart = at("tell_apart", code="0001", line_pk=draft.line_id)
    assert client.get(apart).status_code == 404
    assert client.post(apart, {"reason": "คนละที่"}).status_code == 404


def test_who_may_only_sit_in_the_committee_sees_no_draft_of_ours(
    sign_in, committee_member, at, pair, at_stage, maesai, plan_of
):
    version = at_stage(Stage.IN_REVIEW)
    ProjectFactory(version=version, name=ROAD)
    ProjectFactory(version=plan_of(maesai, 2567, Stage.COLLECTING), name=ROAD)

    assert shown(sign_in(committee_member).get(at("overlaps")))["years"] == []


def test_the_planner_tells_two_apart_with_a_reason(sign_in, planner, at, pair):
    one, other = pair
    client = sign_in(planner)
    address = at("tell_apart", code=other.code, line_pk=one.line_id)
    empty = client.post(address, {"reason": ""})
    assert (empty.status_code, empty.context["form"].errors["reason"]) == (422, ["กรอกเหตุผล"])

    response = client.post(address, {"reason": "คนละช่วง"})
    assert response.url == at("overlaps")
    page = client.get(at("overlaps"))
    assert shown(page)["year"] == []
    assert [names for _, names in page.context["told"]] == [[f"0001 {ROAD}", f"0002 {SAME}"]]


def test_what_was_told_apart_names_no_draft_of_another_town(
    sign_in, planner, at, pair, takfa, plan_of
):
    public = ProjectFactory(version=plan_of(takfa, 2568), name=ROAD)
    Distinction.tell_apart(pair[0], public, reason="คนละที่", by=planner)
    draft = plan_of(takfa, 2569, Stage.COLLECTING)
    ProjectFactory(version=draft, line=public.line, name=f"{ROAD} ลับ")
    told = sign_in(planner).get(at("overlaps")).context["told"]

    assert [names for _, names in told] == [[f"0001 {ROAD}", f"{public.code} {ROAD}"]]


def test_a_second_click_is_refused_in_words(sign_in, planner, at, pair):
    one, other = pair
    client = sign_in(planner)
    address = at("tell_apart", code=other.code, line_pk=one.line_id)
    client.post(address, {"reason": "คนละช่วง"})
    response = client.post(address, {"reason": "คนละช่วง"})

    words = [str(message) for message in get_messages(response.wsgi_request)]
    assert any(word.startswith("บอกไว้แล้วว่าไม่ซ้ำ") for word in words)
    assert Distinction.objects.count() == 1


def test_taking_back_needs_a_reason_and_works_once(sign_in, planner, at, pair):
    told = Distinction.tell_apart(*pair, reason="คนละช่วง", by=planner)
    client = sign_in(planner)
    address = at("take_back", pk=told.pk)
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 422

    client.post(address, {"reason": "ดูผิด"})
    assert shown(client.get(at("overlaps")))["year"] == [("0002", "ในแผนนี้")]
    again = client.post(address, {"reason": "ดูผิด"})
    assert "มีผู้ถอนไปก่อนแล้ว" in [str(m) for m in get_messages(again.wsgi_request)]


def test_who_may_look_and_who_may_tell_apart(
    sign_in, client, monitor, unit_staff, admin, outsider, planner, at, pair
):
    apart = at("tell_apart", code="0002", line_pk=pair[0].line_id)
    assert client.get(at("overlaps")).status_code == 302
    assert client.post(apart).status_code == 302
    assert sign_in(admin).get(at("overlaps")).status_code == 403
    assert sign_in(unit_staff).get(at("overlaps")).status_code == 200
    assert sign_in(unit_staff).post(apart).status_code == 403
    assert sign_in(monitor).get(apart).status_code == 403
    assert sign_in(outsider).get(at("overlaps")).status_code == 404
    assert sign_in(outsider).post(apart).status_code == 404
    told = Distinction.tell_apart(*pair, reason="คนละช่วง", by=planner)
    assert sign_in(outsider).post(at("take_back", pk=told.pk)).status_code == 404
    assert sign_in(unit_staff).post(at("take_back", pk=told.pk)).status_code == 403


def test_an_items_page_shows_what_was_kept_of_earlier_years(
    sign_in, monitor, at, pair, maesai, plan_of, planner
):
    last = ProjectFactory(version=plan_of(maesai, 2567), name=ROAD)
    client = sign_in(monitor)

    def where():
        rows = client.get(at("detail", code="0001")).context["overlaps"]
        return [(row.where, row.other.code) for row in rows]

    assert where() == []  # compared on the page of overlaps, never on an item's
    client.get(at("overlaps"))
    assert where() == [("มีในแผนปี 2567", "0001")]
    Distinction.tell_apart(pair[0], last, reason="คนละช่วง", by=planner)
    assert where() == []


def test_readiness_counts_what_was_kept_of_earlier_years_and_other_towns(
    sign_in, monitor, at, pair, maesai, takfa, plan_of
):
    ProjectFactory(version=plan_of(maesai, 2567), name=ROAD)
    ProjectFactory(version=plan_of(takfa, 2568), name=ROAD)
    client = sign_in(monitor)
    assert client.get(at("readiness")).context["beyond"] == {"years": 0, "towns": 0}

    client.get(at("overlaps"))
    page = client.get(at("readiness"))
    assert page.context["beyond"] == {"years": 2, "towns": 2}
    assert page.content.decode().count(f"{at('overlaps')}#towns") == 1


def test_the_page_costs_the_same_for_one_and_three_pairs(
    sign_in, monitor, at, pair, add_project, django_assert_max_num_queries
):
    client = sign_in(monitor)
    client.get(at("overlaps"))
    with django_assert_max_num_queries(40) as first:
        client.get(at("overlaps"))
    count = len(first)
    add_project(f"{SAME} ")
    add_project(f"{ROAD} ")
    client.get(at("overlaps"))
    with django_assert_max_num_queries(count):
        client.get(at("overlaps"))
