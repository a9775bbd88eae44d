"""What outside agencies add to a version's page and to the planner's desk."""

import datetime

import pytest

from organizations.desk import desk_of
from projects.proposals.overview_parts import version_page

TODAY = datetime.date(2024, 10, 1)


def titles(member):
    tasks = desk_of(member, TODAY).to_do
    return [task.title for task in tasks if task.url.endswith("/proposals/")]


def test_the_desk_counts_what_waits(propose, planner, unit_staff):
    propose("หนึ่ง")
    propose("สอง")
    propose("สาม").refuse(note="นอกพื้นที่", by=planner)

    assert titles(planner) == ["ข้อเสนอจากหน่วยงานภายนอก 2 รายการรอตรวจ"]
    assert titles(unit_staff) == []


def test_nothing_waits_on_the_desk_after_collecting(propose, planner, moved_on):
    propose()
    moved_on()

    assert titles(planner) == []


def test_nothing_of_another_town_is_on_the_desk(propose, outsider):
    propose()

    assert titles(outsider) == []


def test_the_planners_page_counts_agencies_and_proposals(version, propose, planner):
    propose()

    (part,) = version_page(version, planner, TODAY).parts
    assert (part.context["invited"], part.context["sent"], part.context["waiting"]) == (1, 1, 1)


@pytest.mark.parametrize("who", ["unit_staff", "monitor", "executive"])
def test_nobody_else_reads_of_proposals(who, request, version, propose):
    propose()

    assert version_page(version, request.getfixturevalue(who), TODAY).parts == []


def test_the_page_of_the_version_shows_it(sign_in, planner, version, propose):
    propose()

    text = sign_in(planner).get(version.get_absolute_url()).content.decode()

    assert text.count("/maesai/plans/2568/original/proposals/") == 2
