"""What citizens read of results: only of announced plans, nobody's name."""

import datetime
from decimal import Decimal

import pytest

from announcements.models import Announcement
from progress.statuses import Status
from projects.canonical import take_snapshot

PAGE = "/public/maesai/2568/results/"


@pytest.fixture
def reported(lines, report, monitor):
    said = report(lines[0], Status.COMPLETED, result="ใช้งานได้แล้ว", disbursed=Decimal("490000.00"))
    said.give_opinion("ความเห็นภายใน", by=monitor)
    return said


def test_the_page_needs_no_login(client, reported):
    response = client.get(f"{PAGE}?until=2025-03-31")

    assert response.status_code == 200
    result = response.context["result"]
    assert (result.base, result.total.counts[Status.COMPLETED]) == (2, 1)
    assert str(result.total.own.percent) == "92.80"


def test_nobody_is_named_and_opinions_stay_inside(client, reported, planner, monitor):
    text = client.get(f"{PAGE}?until=2025-03-31").content.decode()
    table = client.get("/public/maesai/2568/results.csv?until=2025-03-31").content.decode()

    for inside in (str(planner), str(monitor), "ความเห็นภายใน"):
        assert text.count(inside) == 0
        assert table.count(inside) == 0


def test_index_leads_to_the_newest_year(client, announced):
    assert client.get("/public/maesai/results/").url == PAGE


def test_rows_can_be_filtered(client, reported):
    url = client.get(f"{PAGE}?until=2025-03-31").context["rows_url"]

    assert client.get(f"{PAGE}{url}&status=completed").context["found"].count == 1
    assert client.get(f"{PAGE}{url}&status=cancelled").context["found"].count == 0


def test_the_story_of_an_item_is_never_an_old_copy(client, announced, line, report, planner):
    Announcement.objects.create(
        version=announced, organization=announced.organization, year=2567, signer="นายก",
        signer_title="นายก", announced_on=announced.announced_on, published_by=planner,
        snapshot=take_snapshot(announced),
    )  # fmt: skip
    address = f"/public/maesai/2568/items/{line.code}/"
    first = client.get(address)
    report(line, Status.COMPLETED, disbursed=Decimal("490000.00"))

    second = client.get(address, headers={"if-none-match": first.get("ETag", "")})
    assert second.status_code == 200
    told = [event.title for event in second.context["events"]]
    assert told[-2:] == ["รายงานผล: ดำเนินการแล้วเสร็จ", "เบิกจ่าย"]


def test_a_draft_of_a_revision_is_not_counted(client, announced, add_project, planner):
    draft = announced.plan.versions.create(
        kind="addition", number=1, procedure=announced.procedure, trigger="agency_notice",
        trigger_on=datetime.date(2025, 1, 6), opened_by=planner,
    )  # fmt: skip
    add_project("โครงการลับ", version=draft)

    response = client.get(PAGE)
    assert response.context["result"].base == 2
    assert response.content.decode().count("โครงการลับ") == 0
