"""The trail of a version and of an item: whatever was done below them, in whatever app."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from announcements.models import Announcement, Posting
from documents.models import Rendering
from organizations.subjects import paths, subjects_of
from plans.models import DeadlineExtension
from progress.models import BudgetChange, ProgressReport
from projects.models import Import, Project, Proposal
from reviews.models import Meeting, Remark, Resolution, Verdict
from tests.organizations.test_log_page import LOG, shown
from thai.calendar import short_date


@pytest.mark.parametrize(
    ("model", "found"),
    [
        (Project, {"planversion": ("version",), "line": ("line",)}),
        (Import, {"planversion": ("version",)}),
        (Proposal, {"planversion": ("invitation", "version"), "line": ("line",)}),
        (Remark, {"planversion": ("round", "version"), "line": ("line",)}),
        (Verdict, {"planversion": ("round", "version"), "line": ("line",)}),
        (Resolution, {"planversion": ("round", "version")}),
        (Meeting, {"planversion": ("rounds", "version")}),
        (Announcement, {"planversion": ("version",)}),
        (Posting, {"planversion": ("announcement", "version")}),
        (ProgressReport, {"line": ("line",)}),
        (BudgetChange, {"line": ("line",)}),
        (DeadlineExtension, {"planversion": ("version",)}),
    ],
)
def test_what_a_thing_belongs_to_follows_from_its_keys(model, found):
    assert paths(model) == found


def test_a_thing_that_is_loaded_is_placed_without_a_query(committee_round, line, executive, agree):
    verdict = agree(committee_round, executive, line)

    assert subjects_of(verdict) == {"line": [line.pk], "planversion": [committee_round.version_id]}


def test_a_meeting_belongs_to_the_versions_it_spoke_of(meeting, committee_round):
    assert subjects_of(meeting) == {"planversion": [committee_round.version_id]}


@pytest.fixture
def deeds(committee_round, meeting, line, executive, planner, agree):
    """A verdict about one item and an edit of another thing."""
    agree(committee_round, executive, line)
    Resolution.draft(committee_round, meeting=meeting, outcome="adopt", by=planner)
    return committee_round.version


def test_what_is_agreed_to_together_stands_in_the_trail_of_each(
    sign_in, planner, committee_round, executive, line
):
    Verdict.give_rest(committee_round, by=executive)

    assert actions(sign_in(planner).get(LOG, {"item": f"2568/{line.code}"})) == ["agree_rest"]


def actions(response):
    return [row.entry.action for row in response.context["rows"]][::-1]


def test_the_trail_of_a_version_holds_everything_below_it(sign_in, monitor, deeds):
    page = sign_in(monitor).get(LOG, {"planversion": "2568/original"})

    assert actions(page) == [
        "open", "start", "move", "record", "take_attendance", "give_verdict", "draft",
    ]  # fmt: skip
    assert page.context["title"] == "ประวัติของแผนปี 2568 ฉบับแรก"


def test_the_trail_of_an_item_is_found_by_its_code(sign_in, planner, deeds, line):
    client = sign_in(planner)

    for text in (line.code, f"2568/{line.code}", f"๒๕๖๘/{line.code}", f"line:{line.pk}"):
        assert actions(client.get(LOG, {"item": text})) == ["give_verdict"]
    assert actions(client.get(LOG, {"item": f"2569/{line.code}"})) == []
    page = client.get(LOG, {"item": f"2568/{line.code}"})
    assert page.context["title"].startswith(f"ประวัติของรายการ {line.code} ก่อสร้างถนน")


def test_the_trail_of_an_item_is_found_by_a_part_of_its_name(sign_in, planner, deeds):
    assert actions(sign_in(planner).get(LOG, {"item": "คอนกรีต เสริม"})) == ["give_verdict"]


def test_printing_stands_in_the_trail_of_the_version(sign_in, planner, ready_version):
    for _ in range(2):  # who asks a second time gets the same paper
        Rendering.ask(ready_version, Rendering.Format.XLSX, by=planner)

    assert actions(sign_in(planner).get(LOG, {"planversion": "2568/original"})) == ["open", "print"]


def test_by_kind_of_action_and_by_days(sign_in, planner, deeds):
    client, today = sign_in(planner), timezone.localdate()

    assert actions(client.get(LOG, {"deed": "step"})) == ["move"]
    assert actions(client.get(LOG, {"deed": "other"})) == []
    for days, count in ((0, 7), (1, 0)):
        on = short_date(today - datetime.timedelta(days=days + 5))
        until = short_date(today - datetime.timedelta(days=days))
        found = client.get(LOG, {"on": on, "until": until, "planversion": "2568/original"})
        assert len(shown(found)) == count


def test_a_version_of_another_town_is_no_choice(sign_in, outsider, deeds):
    page = sign_in(outsider).get("/takfa/log/", {"planversion": "2568/original"})

    assert (shown(page), list(page.context["filter"].errors)) == ([], ["planversion"])


def test_the_pages_of_a_version_and_of_an_item_lead_to_their_trails(
    sign_in, planner, executive, deeds, line
):
    address = "/maesai/log/?planversion=2568%2Foriginal"
    client = sign_in(planner)
    assert client.get("/maesai/plans/2568/original/").content.decode().count(address) == 1
    item = client.get(f"/maesai/plans/2568/original/items/{line.code}/").content.decode()
    assert item.count(f"/maesai/log/?item=2568/{line.code}") == 1
    page = sign_in(executive).get("/maesai/plans/2568/original/").content.decode()
    assert page.count(address) == 0


def test_the_page_costs_the_same_for_one_entry_and_for_many(
    sign_in, planner, agree, committee_round, executive, line, django_assert_max_num_queries
):
    agree(committee_round, executive, line)
    client = sign_in(planner)
    address = f"{LOG}?planversion=2568/original&item=ก่อสร้าง"
    client.get(address)
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    for item in committee_round.version.project_items.all():
        agree(committee_round, executive, item.line)

    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_entries_from_before_the_trails_are_found_once_indexed(
    sign_in, planner, deeds, line, capsys
):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organizations_logsubject")
        cursor.execute("UPDATE organizations_logentry SET format = 1, about = '{}'")
    client = sign_in(planner)
    assert actions(client.get(LOG, {"item": f"2568/{line.code}"})) == []

    for _ in range(2):
        call_command("index_log")

    assert actions(client.get(LOG, {"item": f"2568/{line.code}"})) == ["give_verdict"]
    assert len(shown(client.get(LOG, {"planversion": "2568/original"}))) == 7
    assert capsys.readouterr().out.splitlines() == ["7 entries indexed", "0 entries indexed"]
