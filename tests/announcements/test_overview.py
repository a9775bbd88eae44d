"""What the version's page and the desk say about announcing and posting, to whom."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from announcements.models import Announcement, Posting
from announcements.overview_parts import announcing, announcing_tasks
from plans.overview import tabs_for
from plans.workflow import Stage
from projects.models import Project

from .conftest import BANGKOK, adopt

TODAY = date(2024, 10, 8)


def at(name):
    return reverse(f"announcements:{name}", args=["maesai", 2568, "original"])


def buttons(given):
    return [(step.label, step.url, step.is_outline) for step in given.steps]


def test_the_executive_announces_or_sends_back(approved, executive):
    given = announcing(approved, executive, TODAY)

    assert buttons(given) == [
        ("ประกาศใช้แผน", at("brief"), False),
        ("ส่งกลับให้แก้", at("confirm_send_back"), True),
    ]
    assert given.blockers == []


def test_blockers_stand_where_the_button_was(approved, executive):
    Project.objects.filter(version=approved).update(place="หมู่ที่ 9")

    given = announcing(approved, executive, TODAY)

    assert [blocker.sentence for blocker in given.blockers] == [
        "เนื้อหาเปลี่ยนไปหลังจากมีมติ ต้องเสนอพิจารณาใหม่"
    ]
    assert buttons(given) == [("ส่งกลับให้แก้", at("confirm_send_back"), True)]


def test_everybody_else_waits_for_the_executive(approved, planner, monitor):
    for member in (planner, monitor):
        given = announcing(approved, member, TODAY)

        assert given.steps == []
        assert given.waiting == ["รอผู้บริหารประกาศใช้หรือส่งกลับ ภายในพุธ 16 ตุลาคม 2567"]


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.IN_REVIEW])
def test_nothing_is_offered_before_its_time(at_stage, planner, executive, stage):
    version = at_stage(stage)

    for member in (planner, executive):
        given = announcing(version, member, date(2024, 9, 20))
        assert (given.steps, given.waiting, given.blockers) == ([], [], [])


def test_more_time_is_offered_when_it_runs_short(at_stage, executive, planner):
    version = at_stage(Stage.IN_REVIEW)

    assert buttons(announcing(version, executive, date(2024, 10, 10))) == [
        ("ขยายเวลา", at("confirm_extend"), True)
    ]
    assert announcing(version, planner, date(2024, 10, 10)).steps == []


def test_the_planner_posts_what_was_announced(announced, planner, executive, holidays):
    version = announced.version

    given = announcing(version, planner, TODAY)
    assert buttons(given) == [("บันทึกการปิดประกาศ", at("add_posting"), False)]
    assert given.steps[0].follows == "ต้องมีภาพถ่ายหรือเอกสารสแกน ภายในพุธ 23 ตุลาคม 2567"
    assert [clock.state for clock in given.clocks] == ["kept", "far", "not_started"]
    assert announcing(version, executive, TODAY).waiting == [
        "รอเจ้าหน้าที่บันทึกการปิดประกาศ (ติดประกาศให้ประชาชนเห็น) ภายในพุธ 23 ตุลาคม 2567"
    ]


def test_a_posted_version_tells_since_when(posted, planner):
    given = announcing(posted.announcement.version, planner, date(2024, 10, 20))

    assert given.steps == []
    assert given.waiting == ["ปิดประกาศอยู่ 1 แห่ง ตั้งแต่ 15 ตุลาคม 2567"]


def told(member, today):
    return [(task.title, task.url, task.due_on) for task in announcing_tasks(member, today)]


def test_the_desk_follows_the_steps(approved, executive, planner, written, seen, photo):
    due = date(2024, 10, 16)
    assert told(executive, TODAY) == [("ประกาศใช้แผนหรือส่งกลับ", at("brief"), due)]
    (waiting,) = announcing_tasks(planner, TODAY)
    assert waiting.waits_for == "ผู้บริหารท้องถิ่น"

    announcement = Announcement.publish(approved, **written, by=executive)
    assert told(executive, TODAY) == []
    assert told(planner, TODAY) == [("บันทึกการปิดประกาศ", at("add_posting"), date(2024, 10, 23))]

    Posting.record(announcement, **seen, files=[photo()], by=planner)
    assert told(planner, date(2024, 11, 14)) == []
    assert told(planner, date(2024, 11, 15)) == [("บันทึกการปลดประกาศ", at("postings"), None)]


def test_the_desk_of_another_town_is_empty(approved, announced, outsider):
    assert list(announcing_tasks(outsider, TODAY)) == []


def test_readers_find_the_tab(version, monitor, planner):
    for member in (monitor, planner):
        labels = [tab.label for tab in tabs_for(version, member)]
        assert labels.count("ประกาศและปิดประกาศ") == 1


def test_the_page_of_a_version_shows_it(approved, executive, sign_in):
    response = sign_in(executive).get(approved.get_absolute_url())

    assert response.status_code == 200
    assert response.content.decode().count("ประกาศใช้แผน</a>") == 1


def test_a_resolution_that_came_later_counts(approved, planner, executive):
    """After a second round the latest confirmed resolution is the one that holds."""
    Project.objects.filter(version=approved).update(place="หมู่ที่ 9")
    first = approved.review_rounds.get()
    first.number = 2
    first.save()

    adopt(
        approved,
        planner=planner,
        executive=executive,
        at=datetime(2024, 10, 8, 9, 0, tzinfo=BANGKOK),
    )

    assert announcing(approved, executive, TODAY).blockers == []
