"""Readiness finds what own texts still carry from an older book or from another place."""

import pytest
from django.urls import reverse

from documents.leftovers import names_in
from documents.models import SectionText
from organizations.models import OrganizationType, RegisterEntry
from plans.workflow import Stage
from projects.findings import Rule
from projects.readiness import findings, problems

RULES = {Rule.TEXT_OTHER_YEAR, Rule.TEXT_OTHER_NAME}
OURS = "องค์การบริหารส่วนตำบลแม่ใส"


@pytest.fixture
def neighbours(version):
    kind = OrganizationType.objects.first()
    for number, name in enumerate(("เทศบาลตำบลท่าวัง", "เทศบาลตำบลท่าวังตาล")):
        RegisterEntry.objects.create(
            code=f"Z{number}",
            type=kind,
            name=name,
            full_name=name,
            province="ก",
            search="",
            sort="",
        )


@pytest.fixture
def worded(version):
    return lambda body: SectionText.objects.create(
        organization=version.organization, key="benefits", body=body
    )


def told(version):
    return [(f.code, f.message, f.is_must, f.url) for f in findings(version) if f.code in RULES]


def test_a_leftover_year_leads_to_the_editor(ready_version, worded):
    worded("แผนปีงบประมาณ พ.ศ. ๒๕๖๗ และปี {fiscal_year} ตามระเบียบ พ.ศ. 2561")

    message = "ข้อความ “1.4 ประโยชน์ของแผนการดำเนินงาน” มีปี 2567 ซึ่งไม่ใช่ปีของแผน (2568)"
    editor = reverse("documents:edit_text", args=["maesai", "benefits"])
    assert told(ready_version) == [(Rule.TEXT_OTHER_YEAR, message, False, editor)]
    assert problems(ready_version) == ([], {})


def test_another_bodys_name_is_found_whole(ready_version, worded, neighbours):
    worded(f"{OURS} และเทศบาลตำบลท่าวังตาลร่วมกับเทศบาลตำบลทุกแห่ง")

    assert [message for _, message, *_ in told(ready_version)] == [
        "ข้อความ “1.4 ประโยชน์ของแผนการดำเนินงาน” มีชื่อ “เทศบาลตำบลท่าวังตาล” ซึ่งไม่ใช่ชื่อขององค์กรนี้"
    ]


def test_a_text_without_names_of_bodies_asks_the_register_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert names_in(f"{OURS}ขอขอบคุณทุกฝ่าย", OURS) == []


def test_our_own_defaults_leave_nothing_to_find(ready_version):
    assert told(ready_version) == []


def test_an_announced_version_is_past_that(at_stage, worded):
    worded("ปี 2567")

    assert told(at_stage(Stage.ANNOUNCED)) == []


def test_the_readiness_page_shows_it_to_the_planner(ready_version, worded, planner, sign_in):
    worded("ปี 2567")
    editor = reverse("documents:edit_text", args=["maesai", "benefits"])

    page = sign_in(planner).get(reverse("projects:readiness", args=["maesai", 2568, "original"]))

    assert page.content.decode().count(f'href="{editor}"') == 1
