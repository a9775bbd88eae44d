"""Whatever waits for somebody is one tap away: no line of any desk leads nowhere."""

from datetime import date, timedelta

import pytest

from organizations.desk import desk_of
from organizations.models import Member
from organizations.roles import Body
from plans.workflow import Stage
from reviews.models import ReviewRound

APRIL = date(2025, 4, 5)  # when results are asked for
CAST = [
    "planner",
    "unit_staff",
    "clerk",
    "supporter",
    "committee_member",
    "executive",
    "monitor",
    "admin",
]


@pytest.fixture
def cast(request):
    return {name: request.getfixturevalue(name) for name in CAST}


def collecting(ready_version, planner, at_stage):
    ready_version.project_items.update(place="")


def before_support(ready_version, planner, at_stage):
    ReviewRound.start(ready_version, body=Body.SUPPORT_COMMITTEE, by=planner)


def drafted(ready_version, planner, at_stage):
    at_stage(Stage.DRAFTED)


def before_committee(ready_version, planner, at_stage):
    ReviewRound.start(at_stage(Stage.DRAFTED), body=Body.COMMITTEE, by=planner)


def approved(ready_version, planner, at_stage):
    at_stage(Stage.APPROVED)


def announced(ready_version, planner, at_stage):
    at_stage(Stage.ANNOUNCED)


def names_on(member, day):
    desk = desk_of(member, day)
    return [task.name for task in desk.to_do + desk.waiting]


WHOSE_TURN = {
    collecting: {"planner", "unit_staff"},
    before_support: {"clerk", "supporter"},
    drafted: {"planner"},
    before_committee: {"planner", "committee_member", "executive"},
    approved: {"executive"},
    announced: {"unit_staff"},
}


@pytest.mark.parametrize("state", WHOSE_TURN)
def test_every_line_opens_for_whom_it_waits(state, cast, ready_version, planner, at_stage, sign_in):
    state(ready_version, planner, at_stage)
    have_to_do = set()
    for name, someone in cast.items():
        member = Member.objects.acting(someone.user, "maesai")
        desk = desk_of(member, APRIL)
        have_to_do |= {name} if desk.to_do else set()
        for task in desk.to_do + desk.waiting:
            assert (sign_in(member).get(task.url).status_code, task.title != "") == (200, True)
        names = names_on(member, APRIL)
        assert len(names) == len(set(names))
        assert names == names_on(member, APRIL + timedelta(days=9))  # mailed once, not daily
    assert have_to_do >= WHOSE_TURN[state]
