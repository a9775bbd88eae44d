"""The page of an agency: its own proposals, whatever else it asks for is not there."""

import datetime

import pytest
from django.utils import timezone

from organizations.models import LogEntry
from plans.workflow import StepRefused
from projects.models import AgencyInvitation, Proposal
from projects.models.agencies import A_MINUTE
from projects.models.proposals import MOST
from projects.schedule import mask_of

from .conftest import FIELDS, in_days


@pytest.fixture
def expired(invitation):
    AgencyInvitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    return invitation


def test_it_says_who_asks_for_what_until_when(client, invitation):
    page = client.get(invitation.link)

    assert page.status_code == 200
    text = page.content.decode()
    for words in ("อบต.แม่ใส", "ปีงบประมาณ พ.ศ. 2568", "แขวงทางหลวงชนบทพะเยา"):
        assert text.count(words) >= 1, words


def test_nothing_of_the_draft_is_shown(client, invitation, add_project):
    add_project("ก่อสร้างอาคารลับของร่าง")

    assert client.get(invitation.link).content.decode().count("อาคารลับ") == 0


def test_it_is_neither_indexed_nor_kept_nor_told(client, invitation):
    page = client.get(invitation.link)

    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Cache-Control"].count("no-store") == 1
    assert page["Referrer-Policy"] == "same-origin"
    assert set(page.cookies) == {"csrftoken"}


def test_a_form_without_its_token_is_refused(invitation, client):
    client.handler.enforce_csrf_checks = True

    assert client.post(invitation.link, FIELDS).status_code == 403
    assert Proposal.objects.count() == 0


def test_what_is_sent_waits(client, invitation, maesai):
    answer = client.post(invitation.link, FIELDS)

    sent = Proposal.objects.get()
    assert answer.url == f"{invitation.link}?saved={sent.pk}#sent"
    assert set(answer.cookies) <= {"csrftoken"}
    assert (sent.name, sent.budget, sent.months) == (FIELDS["name"], 4980000, mask_of([3, 4]))
    assert sent.is_waiting
    entry = LogEntry.objects.get(action="propose")
    assert (entry.member, entry.actor, entry.organization) == (None, sent.agency, maesai)
    assert [row.pk for row in client.get(answer.url).context["just_saved"]] == [sent.pk]


def test_another_follows_with_the_same_contact(client, invitation):
    answer = client.post(invitation.link, {**FIELDS, "another": "1"})

    page = client.get(answer.url)
    assert answer.url.endswith("&more=1#add")
    assert page.context["form"]["contact"].value() == FIELDS["contact"]
    assert page.context["form"]["name"].value() is None


def test_a_double_click_sends_once(client, invitation):
    client.post(invitation.link, FIELDS)
    client.post(invitation.link, FIELDS)

    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b \u200b"}, "name"),
        ({"name": "ก" * 1001}, "name"),
        ({"name": "บ้านताल"}, "name"),
        ({"detail": "ก" * 5001}, "detail"),
        ({"budget": "ห้าแสน"}, "budget"),
        ({"budget": "-5"}, "budget"),
        ({"budget": "9" * 40}, "budget"),
        ({"months": ["13"]}, "months"),
        ({"contact": "ก" * 201}, "contact"),
        ({"note": "пример"}, "note"),
    ],
)
def test_faults_are_named_and_nothing_is_lost(client, invitation, fields, fault):
    page = client.post(invitation.link, {**FIELDS, **fields})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [fault]
    assert page.context["form"]["place"].value() == "หมู่ที่ 3"
    assert Proposal.objects.count() == 0


def test_a_name_is_enough_and_is_repaired(client, invitation):
    client.post(invitation.link, {"name": "ขุดลอกลํา\u200bห้วย  แม่ใส"})

    assert Proposal.objects.get().name == "ขุดลอกลำห้วย แม่ใส"


def test_no_agency_sends_without_end(client, invitation):
    Proposal.objects.bulk_create(
        Proposal(invitation=invitation, name=f"โครงการที่ {number}") for number in range(MOST)
    )

    assert client.get(invitation.link).context["is_full"]
    assert client.post(invitation.link, FIELDS).status_code == 410
    assert Proposal.objects.count() == MOST


def test_a_machine_is_asked_to_wait_and_loses_nothing(client, invitation, propose):
    for number in range(A_MINUTE):
        propose(f"โครงการที่ {number}")

    page = client.post(invitation.link, FIELDS)

    assert page.status_code == 422
    assert page.context["form"].non_field_errors()[0].startswith("ส่งเร็วเกินไป")
    assert page.context["form"]["name"].value() == FIELDS["name"]
    assert Proposal.objects.count() == A_MINUTE


def test_what_waits_may_be_changed(client, invitation, propose):
    sent = propose(place="หมู่ที่ 1")
    address = f"{invitation.link}{sent.pk}/edit/"
    assert client.get(address).status_code == 200

    client.post(address, {**FIELDS, "place": "หมู่ที่ 8"})

    sent.refresh_from_db()
    assert (sent.place, sent.budget) == ("หมู่ที่ 8", 4980000)
    changes = LogEntry.objects.get(action="edit").changes
    assert changes["สถานที่ดำเนินการ"] == ["หมู่ที่ 1", "หมู่ที่ 8"]
    assert changes["งบประมาณ"] == ["", "4,980,000.00"]


def test_a_change_with_faults_keeps_the_old_words(client, invitation, propose):
    sent = propose()

    page = client.post(f"{invitation.link}{sent.pk}/edit/", {**FIELDS, "name": ""})

    assert page.status_code == 422
    sent.refresh_from_db()
    assert sent.name == "ขยายทางหลวงชนบท พย.1012"


def test_what_waits_may_be_taken_back_by_post_only(client, invitation, propose):
    sent = propose()
    address = f"{invitation.link}{sent.pk}/remove/"
    assert client.get(address).status_code == 200
    assert Proposal.objects.count() == 1

    assert client.post(address).url == invitation.link
    assert Proposal.objects.count() == 0
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("deed", ["edit", "remove"])
def test_what_is_decided_stays_as_it_was(client, invitation, propose, planner, deed):
    sent = propose()
    sent.refuse(note="อยู่นอกพื้นที่", by=planner)

    answer = client.post(f"{invitation.link}{sent.pk}/{deed}/", FIELDS)

    assert answer.status_code == 410
    sent.refresh_from_db()
    assert sent.name == "ขยายทางหลวงชนบท พย.1012"
    text = client.get(invitation.link).content.decode()
    assert text.count("เหตุผล: อยู่นอกพื้นที่") == 1


def test_the_words_of_another_agency_are_not_there(client, invitation, version, planner, propose):
    other = AgencyInvitation.send(version, agency="การไฟฟ้า", last_day=in_days(5), by=planner)
    theirs = Proposal.enter(other, name="ปักเสาไฟฟ้า")
    propose()

    assert client.get(invitation.link).content.decode().count("ปักเสา") == 0
    for deed in ("edit", "remove"):
        assert client.get(f"{invitation.link}{theirs.pk}/{deed}/").status_code == 404
        assert client.post(f"{invitation.link}{theirs.pk}/{deed}/", FIELDS).status_code == 404
    assert Proposal.objects.get(pk=theirs.pk).name == "ปักเสาไฟฟ้า"


def test_the_receipt_lists_what_was_sent(client, invitation, propose):
    propose(budget=500)

    page = client.get(f"{invitation.link}receipt/")

    assert page.status_code == 200
    assert page.content.decode().count("500.00") == 1


@pytest.mark.parametrize("part", ["", "receipt/", "1/edit/", "1/remove/"])
def test_an_unknown_link_is_not_found(client, invitation, part):
    page = client.get(f"/public/maesai/propose/{'x' * 43}/{part}")

    assert page.status_code == 404
    assert page.content.decode().count("แม่ใส") == 0


@pytest.mark.parametrize("part", ["", "receipt/"])
def test_our_link_is_nothing_in_another_town(client, invitation, takfa, part):
    link = invitation.link.replace("maesai", "takfa")

    assert client.get(link + part).status_code == 404
    assert client.post(link, FIELDS).status_code == 404
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("part", ["", "receipt/"])
def test_an_expired_link_says_so_and_shows_nothing(client, propose, expired, part):
    propose_name = "ขยายทางหลวงชนบท พย.1012"

    page = client.get(expired.link + part)

    assert page.status_code == 410
    assert page.context["reasons"][0].startswith("ลิงก์นี้ใช้ได้ถึง")
    assert page.content.decode().count(propose_name) == 0
    late = client.post(expired.link, FIELDS)
    assert late.status_code == 410
    assert ("ชื่อโครงการ", FIELDS["name"]) == late.context["typed"][0]  # nothing typed is lost
    assert Proposal.objects.count() == 0


def test_a_withdrawn_link_says_so(client, invitation, propose, planner):
    sent = propose()
    invitation.withdraw(by=planner)

    assert client.get(invitation.link).status_code == 410
    assert client.post(f"{invitation.link}{sent.pk}/remove/").status_code == 410
    assert Proposal.objects.count() == 1


def test_after_collecting_what_was_sent_stays_readable(client, invitation, propose, moved_on):
    sent = propose()
    moved_on()

    page = client.get(invitation.link)

    assert page.status_code == 410
    assert page.content.decode().count("ปิดรับรายการ") >= 1
    assert [row.pk for row in page.context["proposals"]] == [sent.pk]
    assert client.get(f"{invitation.link}receipt/").status_code == 200
    assert client.post(invitation.link, FIELDS).status_code == 410
    assert client.post(f"{invitation.link}{sent.pk}/edit/", FIELDS).status_code == 410
    assert Proposal.objects.get().name == "ขยายทางหลวงชนบท พย.1012"


def test_it_remembers_when_the_link_was_first_opened(client, invitation):
    client.get(invitation.link)
    first = AgencyInvitation.objects.get().opened_at
    client.get(invitation.link)

    assert first is not None
    assert AgencyInvitation.objects.get().opened_at == first


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    client, invitation, propose, count, django_assert_num_queries
):
    for number in range(count):
        propose(f"โครงการที่ {number}")
    invitation.see()

    with django_assert_num_queries(2):
        client.get(invitation.link)


def test_a_page_sent_too_late_hears_no_stage_of_the_draft(client, invitation, moved_on):
    kept = AgencyInvitation.objects.get()
    assert kept.version.is_editable
    moved_on()
    with pytest.raises(StepRefused) as refused:
        Proposal.enter(kept, name="ปลูกป่า")

    assert refused.value.reasons == ("องค์การบริหารส่วนตำบลแม่ใสปิดรับรายการสำหรับแผนปี 2568 ฉบับแรกแล้ว",)
