"""Lists cost the same number of queries for one row and for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.roles import Body, Role
from reviews.models import Meeting, Remark, ReviewRound, Verdict

V = "/maesai/plans/2568/original/"


@pytest.fixture
def cost(sign_in):
    """A function that counts the queries of a page."""

    def count(member, path):
        client = sign_in(member)
        client.get(path)  # the session and the content types are read once
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    return count


def restart(round, body, by):
    """Put the same version before the body anew, with the items it has by now."""
    version = round.version
    round.end()
    version.stage = "collecting" if body == Body.SUPPORT_COMMITTEE else "drafted"
    version.save()
    return ReviewRound.start(version, body=body, by=by)


@pytest.mark.parametrize("path", ["review/", "review/items/0001/", "resolution/"])
def test_items_and_members_do_not_cost(
    cost, committee_round, committee_member, planner, add_project, seats, path
):
    before = cost(committee_member, V + path)

    add_project("งานที่สาม")
    add_project("งานที่สี่")
    seats(5)
    round = restart(committee_round, Body.COMMITTEE, planner)
    for member in round.members():
        Verdict.give_rest(round, by=member)

    # The second round is compared with the first: one query finds it, one reads its content.
    assert cost(committee_member, V + path) <= before + 2


def test_answers_do_not_cost(cost, support_round, supporter, seats, agree):
    agree(support_round, supporter)
    Remark.make(support_round, by=supporter, body="ดี")
    before = cost(supporter, V + "agreement/")

    for member in seats(5, Role.SUPPORT_COMMITTEE):
        agree(support_round, member)
        Remark.make(support_round, by=member, body="ดี")

    assert cost(supporter, V + "agreement/") == before


@pytest.mark.parametrize(
    "path", ["/maesai/meetings/", "/maesai/meetings/{}/", "/maesai/meetings/{}/edit/"]
)
def test_members_of_a_meeting_do_not_cost(cost, meeting, planner, seats, committee_round, path):
    path = path.format(meeting.pk)
    before = cost(planner, path)

    seats(6)
    meeting.take_attendance(dict.fromkeys(committee_round.members(), "present"), {}, by=planner)
    Meeting.record([committee_round], held_on=meeting.held_on, by=planner)

    assert cost(planner, path) == before


def test_remarks_do_not_cost(cost, committee_round, committee_member, planner):
    Remark.make(committee_round, by=committee_member, body="หนึ่ง")
    before = cost(planner, V + "review/remarks/")

    for body in ("สอง", "สาม"):
        Remark.make(committee_round, by=committee_member, body=body).reply("ครับ", by=planner)

    assert cost(planner, V + "review/remarks/") == before
