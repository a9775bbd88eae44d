"""The committees at work: a round of each, a meeting, a drafted resolution."""

import datetime

import pytest

from organizations.roles import Body, Role
from plans.models import PlanVersion
from plans.workflow import Stage
from reviews.models import Attendance, Meeting, Resolution, ReviewRound, Verdict
from tests.conftest import person

Way = Attendance.Way
V = "/maesai/plans/2568/original/"


@pytest.fixture
def support_round(ready_version, planner, clerk, supporter):
    """The draft lies before the support committee of two; one answer is a quorum."""
    return ReviewRound.start(ready_version, body=Body.SUPPORT_COMMITTEE, by=planner)


@pytest.fixture
def committee_round(at_stage, planner, executive, committee_member):
    """The draft lies before the development committee of two: executive and headman."""
    version = at_stage(Stage.DRAFTED)
    return ReviewRound.start(version, body=Body.COMMITTEE, by=planner)


@pytest.fixture
def codes(committee_round):
    return committee_round.table.codes


@pytest.fixture
def line(committee_round):
    return committee_round.version.project_items.order_by("pk").first().line


@pytest.fixture
def meeting(committee_round, planner, executive, committee_member):
    """A meeting to which both came."""
    return Meeting.record(
        [committee_round],
        held_on=datetime.date(2024, 10, 3),
        by=planner,
        attendance={executive: Way.PRESENT, committee_member: Way.PRESENT},
    )


@pytest.fixture
def drafted(committee_round, meeting, planner):
    """An adopting resolution that waits for the chair."""
    return Resolution.draft(
        committee_round, meeting=meeting, outcome=Resolution.Outcome.ADOPT, by=planner
    )


@pytest.fixture
def agree():
    """A function that gives a plain agreement."""

    def give(round, member, line=None):
        return Verdict.give(round, by=member, choice=Verdict.Choice.AGREE, line=line)

    return give


@pytest.fixture
def seats(maesai):
    """A function that adds committee members until there are so many."""

    def fill(number, role=Role.COMMITTEE):
        have = maesai.members.filter(role_rows__role=role).count()
        return [person(maesai, f"seat{n}", role) for n in range(have, number)]

    return fill


@pytest.fixture
def reload():
    """A function that reads a version again, as the next request would."""

    def read(version):
        return PlanVersion.objects.with_plan().get(pk=version.pk)

    return read


@pytest.fixture
def look(sign_in):
    """A function that opens a page as a member and returns the answer."""

    def get(member, path, /, **data):
        return sign_in(member).get(path if path.startswith("/") else V + path, data)

    return get


@pytest.fixture
def send(sign_in):
    """A function that posts as a member and follows the redirect."""

    def post(member, path, /, **data):
        path = path if path.startswith("/") else V + path
        return sign_in(member).post(path, data, follow=True)

    return post
