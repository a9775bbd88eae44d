"""Proposals that their version left waiting: another version of the plan decides them."""

import datetime

import pytest
from django.utils import timezone

from organizations.desk import desk_of
from plans.models import PlanVersion
from projects.models import Project, Proposal
from projects.proposals.deciding import accept, item_of

State = Proposal.State


@pytest.fixture
def addition(left, revision, moved_on):
    """An addition that collects, after the first version went on."""
    moved_on()
    return revision("addition")


@pytest.fixture
def here(at, addition):
    """A function: an address of these pages in the addition."""
    return lambda name, **kwargs: at(name, **kwargs).replace("original", addition.slug)


@pytest.fixture
def left(propose, invitation):
    """What was sent to the first version and never decided."""
    return propose("ขยายทางหลวงชนบท พย.1012", place="หมู่ที่ 3")


def text_of(page):
    return " ".join(page.content.decode().split())


def test_the_list_of_the_addition_has_what_the_first_version_left(
    sign_in, planner, left, at, here, addition, version
):
    client = sign_in(planner)
    page = client.get(here("proposals"))

    ((agency, rows),) = page.context["groups"]
    assert (agency.version, rows, page.context["waiting"]) == (version, [left], 1)
    assert text_of(page).count(f"ส่งมาใน{version} ซึ่งพ้นขั้นรวบรวมก่อนตรวจ") == 1
    assert text_of(page).count(here("proposal", pk=left.pk)) == 2
    before = text_of(client.get(at("proposals")))
    assert before.count("ซึ่งกำลังรวบรวม รายการที่รับจะเข้าฉบับนั้น") == 1
    assert before.count(here("proposals")) == 1


def test_it_is_accepted_into_the_addition_once(sign_in, planner, left, at, here, addition):
    client, address = sign_in(planner), here("accept_proposal", pk=left.pk)
    answer = client.post(address, {"seen": left.wording})
    again = client.post(address, {"seen": left.wording}, follow=True)

    item = Project.objects.get()
    left.refresh_from_db()
    assert (answer.url, item.version, item.agency) == (here("proposals"), addition, left.agency)
    assert (left.state, left.line) == (State.ACCEPTED, item.line)
    assert [str(message).count("ตรวจข้อเสนอนี้แล้ว") for message in again.context["messages"]] == [0, 1]
    assert item_of(left) == item  # on the page of the first version too
    page = text_of(client.get(at("proposal", pk=left.pk)))
    assert (page.count("ดูรายการ 0001"), page.count("นำกลับมาตรวจใหม่")) == (1, 0)


def test_it_is_merged_there(sign_in, planner, left, here, add_project, addition):
    item = add_project(version=addition)
    client = sign_in(planner)
    merged = f"{here('merge_proposal', pk=left.pk)}?code={item.code}"
    client.post(merged, {"revision": item.revision, "seen": left.wording, "note": ""})
    left.refresh_from_db()
    assert (left.state, left.line) == (State.MERGED, item.line)


def test_a_refusal_is_taken_back_there(sign_in, planner, left, here):
    client = sign_in(planner)
    client.post(here("refuse_proposal", pk=left.pk), {"note": "นอกเขต", "seen": left.wording})
    left.refresh_from_db()
    assert left.state == State.REFUSED
    assert client.get(here("proposals")).context["total"] == 1

    client.post(here("reopen_proposal", pk=left.pk))
    left.refresh_from_db()
    assert left.is_waiting


def test_an_addition_that_went_on_too_refuses_in_words(sign_in, planner, left, here, addition):
    client = sign_in(planner)
    PlanVersion.objects.filter(pk=addition.pk).update(stage="in_review")
    page = client.post(here("accept_proposal", pk=left.pk), {}, follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "แผนอยู่ในขั้น “อยู่ระหว่างพิจารณา” เพิ่มรายการไม่ได้"
    ]
    page = client.get(here("proposal", pk=left.pk))
    assert text_of(page).count("หรือเมื่อเปิดฉบับใหม่ของปีนี้") == 1
    assert client.get(here("proposals")).context["total"] == 0
    assert Project.objects.count() == 0


def test_what_was_decided_before_is_not_taken_apart_from_there(
    sign_in, planner, propose, version, at, moved_on, revision
):
    sent = propose()
    accept(sent, by=planner)
    moved_on()
    address = at("proposal", pk=sent.pk).replace("original", revision("addition").slug)

    page = sign_in(planner).get(address)

    assert (page.status_code, page.context["may_reopen"]) == (200, False)


def test_nothing_of_another_plan_is_within(left, addition, earlier):
    assert list(Proposal.objects.within(addition)) == [left]
    assert list(Proposal.objects.within(earlier)) == []
    assert not left.may_go_into(earlier)


def test_the_desk_counts_what_was_left(planner, left, addition, version, here):
    tasks = desk_of(planner, timezone.localdate() - datetime.timedelta(days=1)).to_do
    told = [(task.title, task.url) for task in tasks if task.url.endswith("/proposals/")]

    assert told == [("ข้อเสนอจากหน่วยงานภายนอก 1 รายการรอตรวจ", here("proposals"))]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    sign_in, planner, left, invitation, here, count, django_assert_max_num_queries
):
    more = (Proposal(invitation=invitation, name=f"ขุดลอกสายที่ {n}") for n in range(1, count))
    Proposal.objects.bulk_create(more)
    client = sign_in(planner)

    with django_assert_max_num_queries(13):
        assert client.get(here("proposals")).context["waiting"] == count
