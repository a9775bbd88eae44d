"""The readiness page: both levels, by rule and by unit, accepting several."""

import pytest
from django.contrib.messages import get_messages

from plans.workflow import Stage
from projects.findings import Rule
from projects.readiness import findings, open_findings


@pytest.fixture
def lacking(version, add_project):
    add_project(months=0, place="")
    return add_project("อบรมอาชีพ", place="", unit=version.organization.units.first())


def test_must_stands_before_should(sign_in, monitor, at, lacking):
    context = sign_in(monitor).get(at("readiness")).context

    assert [head for head, _ in context["must"]] == [Rule.NO_MONTHS.label]
    assert Rule.NO_PLACE.label in [head for head, _ in context["should"]]


def test_findings_are_sorted_by_unit_on_request(sign_in, monitor, at, lacking):
    context = sign_in(monitor).get(at("readiness"), {"by": "unit"}).context

    assert [head for head, _ in context["must"]] == ["กองช่าง"]
    assert [head for head, _ in context["should"]][:2] == ["สำนักปลัด", "กองช่าง"]


def test_several_findings_are_accepted_with_one_reason(sign_in, planner, at, version, lacking):
    keys = [f.key for f in findings(version) if f.code == Rule.NO_PLACE]
    client = sign_in(planner)
    client.post(at("accept"), {"finding": keys, "reason": "ทำทั้งตำบล"})
    context = client.get(at("readiness")).context

    assert len(keys) == 2
    assert [f.accepted.reason for f in context["accepted"]] == ["ทำทั้งตำบล", "ทำทั้งตำบล"]
    assert Rule.NO_PLACE.label not in [head for head, _ in context["should"]]


def test_a_whole_rule_is_accepted_while_its_count_is_as_shown(
    sign_in, planner, at, version, lacking
):
    client = sign_in(planner)
    client.post(at("accept"), {"all": "no_place-3", "reason": "ทำทั้งตำบล"})
    assert version.accepted_findings.count() == 0

    client.post(at("accept"), {"all": "no_place-2", "reason": "ทำทั้งตำบล"})
    assert [row.code for row in version.accepted_findings.all()] == ["no_place", "no_place"]


def test_accepting_refuses_without_a_reason(sign_in, planner, at, version, lacking):
    response = sign_in(planner).post(at("accept"), {"finding": ["no_place-0001-x"]})
    message = " ".join(str(message) for message in get_messages(response.wsgi_request))

    assert response.url == at("readiness")
    assert "เลือกข้อควรตรวจอย่างน้อย 1 ข้อ" in message
    assert "กรอกเหตุผลที่รับทราบ" in message


def test_a_tick_on_a_value_that_changed_counts_for_nothing(
    sign_in, planner, at, version, add_project
):
    item = add_project(detail="งบประมาณ 500,000 บาท")
    keys = [f.key for f in findings(version) if f.code == Rule.OTHER_AMOUNT]
    item.detail = "งบประมาณ 600,000 บาท"
    item.save()
    sign_in(planner).post(at("accept"), {"finding": keys, "reason": "รวมค่าออกแบบ"})

    assert version.accepted_findings.count() == 0


def test_accepting_the_same_twice_is_refused(sign_in, planner, at, version, lacking):
    keys = [f.key for f in open_findings(findings(version)) if f.code == Rule.NO_PLACE]
    client = sign_in(planner)
    for _ in range(2):
        client.post(at("accept"), {"finding": keys, "reason": "ทำทั้งตำบล"})

    assert version.accepted_findings.count() == 2


def test_an_announced_version_accepts_nothing_more(sign_in, planner, at, at_stage):
    version = at_stage(Stage.ANNOUNCED)
    keys = [f.key for f in findings(version)]
    sign_in(planner).post(at("accept"), {"finding": keys, "reason": "ทำทั้งตำบล"})

    assert version.accepted_findings.count() == 0


def test_who_may_read_and_accept(
    sign_in, client, monitor, unit_staff, admin, outsider, at, lacking
):
    assert client.get(at("readiness")).status_code == 302
    assert client.post(at("accept")).status_code == 302
    assert sign_in(admin).get(at("readiness")).status_code == 403
    assert sign_in(monitor).post(at("accept")).status_code == 403
    assert sign_in(unit_staff).post(at("accept")).status_code == 403
    assert sign_in(outsider).get(at("readiness")).status_code == 404
    assert sign_in(outsider).post(at("accept")).status_code == 404


def test_accepting_is_post_only(sign_in, planner, at, lacking):
    assert sign_in(planner).get(at("accept")).status_code == 405


def test_the_page_costs_the_same_for_one_and_three_items(
    sign_in, planner, at, add_project, django_assert_max_num_queries
):
    client = sign_in(planner)
    add_project(place="")
    client.get(at("readiness"))
    with django_assert_max_num_queries(20) as first:
        client.get(at("readiness"))
    count = len(first)
    for number in range(2):
        add_project(f"ซ่อมถนนสาย {number}", place="")
    client.get(at("readiness"))  # compares what is new once
    with django_assert_max_num_queries(count):
        client.get(at("readiness"))
