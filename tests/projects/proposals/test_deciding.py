"""What becomes of a proposal: accepted, merged, refused, each decided once and told."""

from decimal import Decimal

import pytest
from django.core import mail

from organizations.models import LogEntry
from plans.models import Guideline, Strategy
from plans.workflow import StepRefused
from projects.models import AgencyInvitation, BudgetSource, Project, Proposal
from projects.proposals.deciding import accept, merge, reopen, side_by_side
from projects.schedule import mask_of

State = Proposal.State


@pytest.fixture
def choices(strategy, program, maesai):
    """What a planner chooses on the form of acceptance."""
    return {
        "strategy": strategy.pk,
        "program": program.pk,
        "source": BudgetSource.objects.get(key="other_agency").pk,
        "unit": maesai.units.get(name="กองช่าง").pk,
        "note": "ขอบคุณ",
    }


def reasons_of(step, *args, **kwargs):
    with pytest.raises(StepRefused) as refused:
        step(*args, **kwargs)
    return refused.value.reasons


# The pages


def test_the_list_has_who_waits_first_with_what_it_may_repeat(
    sign_in, planner, at, propose, add_project
):
    item = add_project("ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3")
    done = propose("ปลูกป่าชายเลน")
    done.refuse(note="นอกพื้นที่", by=planner)
    twin = propose("ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3", place="หมู่ที่ 3")

    page = sign_in(planner).get(at("proposals"))

    assert page.status_code == 200
    ((_, rows),) = page.context["groups"]
    assert [(row.pk, [one.item.pk for one in row.likely]) for row in rows] == [
        (done.pk, []), (twin.pk, [item.pk]),
    ]  # fmt: skip
    assert (page.context["waiting"], page.context["total"]) == (1, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    sign_in, planner, at, propose, add_project, count, django_assert_max_num_queries
):
    for number in range(count):
        add_project(f"ขุดลอกลำห้วยสายที่ {number}")
        propose(f"ขุดลอกลำห้วยสายที่ {number}")
    client = sign_in(planner)

    with django_assert_max_num_queries(13):
        assert client.get(at("proposals")).status_code == 200


def test_an_empty_list_offers_the_first_link(sign_in, planner, at, version):
    assert sign_in(planner).get(at("proposals")).context["groups"] == []


def test_one_proposal_offers_the_usual_choices(sign_in, planner, at, propose):
    page = sign_in(planner).get(at("proposal", pk=propose().pk))

    form = page.context["form"]
    assert page.status_code == 200
    assert form["source"].value() == BudgetSource.objects.get(key="other_agency").pk
    assert {source.origin_class for source in form.fields["source"].queryset} == {"3.4", "3.5"}


# Accept


def test_accepting_makes_a_new_item(sign_in, planner, at, propose, choices):
    sent = propose(budget=Decimal("4980000.00"), place="หมู่ที่ 3", months=mask_of([3, 4]))

    answer = sign_in(planner).post(
        at("accept_proposal", pk=sent.pk), {**choices, "seen": sent.wording}
    )

    item = Project.objects.get()
    sent.refresh_from_db()
    assert answer.url == at("proposals")
    assert (item.name, item.agency, item.budget) == (sent.name, sent.agency, sent.budget)
    assert (item.is_others_money, item.unit.name, item.code) == (True, "กองช่าง", "0001")
    assert (sent.state, sent.line, sent.decided_by) == (State.ACCEPTED, item.line, planner)
    assert sent.outcome == "รับเข้าแผนแล้ว (รหัส 0001)"
    entries = LogEntry.objects.filter(member=planner, object_type__in=["project", "proposal"])
    assert sorted(entry.action for entry in entries) == ["accept proposal", "add"]


def test_a_draft_may_lack_everything_but_its_name(planner, propose):
    item = accept(propose(), by=planner)

    assert (item.strategy, item.unit, item.budget) == (None, None, None)


def test_the_contact_of_the_agency_stays_out_of_the_plan(planner, propose):
    item = accept(propose(contact="โทร. 054 000 000", note="งบผูกพัน"), by=planner)

    assert item.note == "งบผูกพัน"
    assert item.search.count("054000000") == 0
    assert str(LogEntry.objects.get(action="add", object_type="project").changes).count("054") == 0


def test_what_is_decided_is_decided_once(sign_in, planner, at, propose, choices):
    sent = propose()
    client, address = sign_in(planner), at("accept_proposal", pk=sent.pk)
    client.post(address, choices)

    again = client.post(address, choices, follow=True)

    assert Project.objects.count() == 1
    assert [str(message).count("ตรวจข้อเสนอนี้แล้ว") for message in again.context["messages"]] == [0, 1]
    (reason,) = reasons_of(sent.refuse, note="ซ้ำ", by=planner)
    assert reason.endswith("ผลคือ รับเป็นรายการใหม่")


def test_nobody_decides_about_words_they_have_not_read(planner, propose):
    sent = propose()
    seen = sent.wording
    Proposal.objects.get(pk=sent.pk).change(place="หมู่ที่ 8")

    (reason,) = reasons_of(accept, sent, by=planner, seen=seen)

    assert reason == "หน่วยงานแก้ข้อเสนอนี้หลังจากท่านเปิดหน้า อ่านใหม่แล้วเลือกอีกครั้ง"
    assert Project.objects.count() == 0


def test_a_choice_that_does_not_exist_is_refused(sign_in, planner, at, propose, choices):
    page = sign_in(planner).post(
        at("accept_proposal", pk=propose().pk), {**choices, "strategy": "999999"}
    )

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["strategy"]


def test_a_guideline_brings_its_strategy(sign_in, planner, at, propose, choices, strategy):
    guideline = Guideline.objects.create(strategy=strategy, number=1, name="ถนน")
    other = Strategy.objects.create(organization=strategy.organization, number=2, name="ด้านสังคม")
    sent = propose()
    address, chosen = at("accept_proposal", pk=sent.pk), {**choices, "guideline": guideline.pk}
    page = sign_in(planner).post(address, {**chosen, "strategy": other.pk})
    assert list(page.context["form"].errors) == ["guideline"]

    sign_in(planner).post(address, {**chosen, "strategy": ""})

    item = Project.objects.get()
    assert (item.strategy, item.guideline) == (strategy, guideline)
    entry = LogEntry.objects.get(action="add", object_type="project")
    assert entry.changes["แนวทางการพัฒนา"] == ["", "1.1 ถนน"]


def test_several_stand_under_one_guideline(sign_in, planner, at, propose, choices, strategy):
    guideline = Guideline.objects.create(strategy=strategy, number=1, name="ถนน")
    sent = propose()
    sign_in(planner).post(
        at("accept_several", pk=sent.invitation_id),
        {**choices, "guideline": guideline.pk, "picked": [f"{sent.pk}-{sent.wording}"]},
    )

    assert Project.objects.get().guideline == guideline


# Several at once


def test_several_are_taken_in_one_step(sign_in, planner, at, propose, choices, add_project):
    add_project("ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3")
    first = propose("ขุดลอกลำห้วย")
    propose("ปลูกป่าชายเลน")
    propose("ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3", place="หมู่ที่ 3")
    client, address = sign_in(planner), at("accept_several", pk=first.invitation_id)
    rows = client.get(address).context["form"].rows
    ticks = [tick for tick, _, is_ticked in rows if is_ticked]

    client.post(address, {**choices, "picked": ticks})
    again = client.post(address, {**choices, "picked": ticks})

    assert [is_ticked for *_, is_ticked in rows] == [True, True, False]
    taken = Project.objects.exclude(agency="").order_by("order")
    assert [item.name for item in taken] == ["ขุดลอกลำห้วย", "ปลูกป่าชายเลน"]
    assert {item.unit.name for item in taken} == {"กองช่าง"}
    assert again.status_code == 422
    assert list(again.context["form"].errors) == ["picked"]


def test_of_several_none_is_taken_that_was_changed_meanwhile(
    sign_in, planner, at, propose, choices
):
    first, second = propose("ขุดลอกลำห้วย"), propose("ปลูกป่าชายเลน")
    ticks = [f"{one.pk}-{one.wording}" for one in (first, second)]
    second.change(place="หมู่ที่ 8")

    page = sign_in(planner).post(
        at("accept_several", pk=first.invitation_id), {**choices, "picked": ticks}
    )

    assert page.status_code == 422
    assert Project.objects.count() == 0


def test_nothing_picked_is_said(sign_in, planner, at, propose, choices):
    address = at("accept_several", pk=propose().invitation_id)

    page = sign_in(planner).post(address, choices)

    assert page.context["form"].errors == {"picked": ["เลือกอย่างน้อย 1 รายการ"]}


def test_without_anything_waiting_there_is_nothing_to_take(sign_in, planner, at, invitation):
    page = sign_in(planner).get(at("accept_several", pk=invitation.pk), follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "ไม่มีข้อเสนอของแขวงทางหลวงชนบทพะเยาที่รอตรวจในขั้นนี้"
    ]


# Merge


def test_merging_shows_both_field_by_field(sign_in, planner, at, propose, add_project):
    item = add_project()
    sent = propose("ก่อสร้างถนน คสล. ม.3", budget=Decimal("500000"), detail="")

    page = sign_in(planner).get(at("merge_proposal", pk=sent.pk), {"code": item.code})

    rows = {row.name: row for row in page.context["rows"]}
    assert page.status_code == 200
    assert (rows["budget"].ours, rows["budget"].sent) == ("498,000.00", "500,000.00")
    assert {name for name, row in rows.items() if row.is_choice} == {"name", "budget"}
    assert {name for name, row in rows.items() if row.takes_sent} == {"agency"}


def test_merging_takes_what_was_picked_and_loses_nothing(
    sign_in, planner, at, propose, add_project
):
    item = add_project(note="เดิม")
    sent = propose("ก่อสร้างถนน คสล. ม.3", budget=Decimal("500000"), note="สำรวจแล้ว")
    address = f"{at('merge_proposal', pk=sent.pk)}?code={item.code}"
    data = {
        "pick-budget": "sent", "pick-name": "ours", "revision": item.revision,
        "seen": sent.wording, "keeps_rest": "on", "note": "",
    }  # fmt: skip

    sign_in(planner).post(address, data)

    item.refresh_from_db()
    sent.refresh_from_db()
    assert (item.budget, item.agency) == (Decimal("500000.00"), "แขวงทางหลวงชนบทพะเยา")
    assert item.name == "ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3"
    assert item.note == ("เดิม\nแขวงทางหลวงชนบทพะเยาแจ้งชื่อ: ก่อสร้างถนน คสล. ม.3\nสำรวจแล้ว")
    assert (item.revision, item.changed_by) == (2, planner)
    assert (sent.state, sent.line) == (State.MERGED, item.line)
    changes = LogEntry.objects.get(action="edit", object_type="project").changes
    assert changes["งบประมาณ"] == ["498,000.00", "500,000.00"]


def test_what_was_not_picked_may_stay_out_of_the_note(planner, propose, add_project):
    item = add_project()

    merge(propose("อื่น"), item, by=planner, picks={}, revision=1, keeps_rest=False)

    item.refresh_from_db()
    assert item.note == ""


def test_an_item_changed_meanwhile_is_shown_again(planner, propose, add_project):
    item, sent = add_project(), propose()
    Project.objects.filter(pk=item.pk).update(revision=2)

    (reason,) = reasons_of(merge, sent, item, by=planner, picks={}, revision=1)

    assert reason.endswith("อ่านค่าใหม่แล้วเลือกอีกครั้ง")
    sent.refresh_from_db()
    assert sent.is_waiting


def test_an_item_deleted_meanwhile_takes_nothing(planner, propose, add_project):
    item, sent = add_project(), propose()
    Project.objects.all().delete()

    assert reasons_of(merge, sent, item, by=planner, picks={}, revision=1) == (
        "รายการ 0001 ถูกลบออกจากร่างแล้ว",
    )
    assert Proposal.objects.get().is_waiting


def test_what_its_agency_took_back_is_not_decided(planner, propose):
    sent = propose()
    Proposal.objects.get().take_back()

    told = ("“ขยายทางหลวงชนบท พย.1012” ถูกลบไปแล้ว",)
    assert reasons_of(accept, sent, by=planner) == told
    assert reasons_of(sent.refuse, note="นอกพื้นที่", by=planner) == told
    assert reasons_of(sent.take_back) == told


@pytest.mark.parametrize("code", ["", "9999", "ก", "-1", "²"])
def test_a_code_that_is_not_there_is_said(sign_in, planner, at, propose, code):
    page = sign_in(planner).get(at("merge_proposal", pk=propose().pk), {"code": code}, follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        f"ไม่พบรายการรหัส “{code}” ในฉบับนี้ พิมพ์รหัสแบบ 0042"
    ]


def test_rows_of_equal_words_are_no_choice(version, propose, add_project):
    item = add_project()
    sent = propose(item.name, place=item.place, months=item.months, detail=item.detail)

    rows = {row.name: row.is_choice for row in side_by_side(sent, item, {})}

    assert set(rows.values()) == {False}


# Refuse, reopen


def test_refusing_needs_a_reason_the_agency_reads(sign_in, planner, at, propose, client):
    sent = propose()
    address = at("refuse_proposal", pk=sent.pk)
    assert sign_in(planner).get(address).status_code == 200
    assert client.post(address, {"note": "", "seen": sent.wording}).status_code == 422

    client.post(address, {"note": "อยู่นอกเขต", "seen": sent.wording})

    sent.refresh_from_db()
    assert (sent.state, sent.decision_note) == (State.REFUSED, "อยู่นอกเขต")
    assert client.get(address).url == sent.get_absolute_url()


def test_a_refusal_without_words_is_no_step(planner, propose):
    assert reasons_of(propose().refuse, note=" ", by=planner) == ("กรอกเหตุผลที่ไม่รับ หน่วยงานจะได้อ่าน",)


def test_a_refusal_can_be_taken_back_once(sign_in, planner, at, propose):
    sent = propose()
    sent.refuse(note="ผิด", by=planner)
    client, address = sign_in(planner), at("reopen_proposal", pk=sent.pk)

    client.post(address)
    again = client.post(address, follow=True)

    sent.refresh_from_db()
    assert (sent.is_waiting, sent.decided_by, sent.decision_note) == (True, None, "")
    assert [str(message) for message in again.context["messages"]][1:] == ["ข้อเสนอนี้รอตรวจอยู่แล้ว"]


def test_an_item_nobody_touched_goes_with_its_acceptance(planner, propose):
    sent = propose()
    accept(sent, by=planner)

    reopen(sent, by=planner)

    assert Project.objects.count() == 0
    assert Proposal.objects.get().is_waiting


def test_an_item_somebody_changed_stays(planner, propose):
    sent = propose()
    item = accept(sent, by=planner)
    Project.objects.filter(pk=item.pk).update(revision=2)

    (reason,) = reasons_of(reopen, sent, by=planner)

    assert reason == "รายการ 0001 มีผู้แก้หลังจากรับแล้ว ลบหรือแก้รายการนั้นแทน"


def test_a_merge_is_not_taken_apart(planner, propose, add_project):
    sent = propose()
    merge(sent, add_project(), by=planner, picks={}, revision=1)

    (reason,) = reasons_of(reopen, sent, by=planner)

    assert reason == "รวมกับรายการ 0001 แล้ว แยกกลับไม่ได้ ให้แก้รายการนั้นแทน"


def test_nothing_is_decided_after_collecting(planner, propose, add_project, moved_on):
    item, sent, refused = add_project(), propose(), propose("อื่น")
    refused.refuse(note="ผิด", by=planner)
    version = moved_on()
    for one in (sent, refused):
        one.invitation.version = version

    told = "แผนอยู่ในขั้น “ร่างครบถ้วน” เพิ่มรายการไม่ได้"
    for _ in range(2):
        assert reasons_of(accept, sent, by=planner) == (told,)
        assert reasons_of(merge, sent, item, by=planner, picks={}, revision=1) == (told,)
        assert reasons_of(sent.refuse, note="ไม่ทัน", by=planner) == (told,)
        assert reasons_of(reopen, refused, by=planner) == (told,)
    assert Project.objects.count() == 1


def test_the_pages_offer_no_step_after_collecting(sign_in, planner, at, propose, moved_on):
    sent = propose()
    moved_on()
    client = sign_in(planner)

    page = client.get(at("proposal", pk=sent.pk))

    assert page.status_code == 200
    assert page.content.decode().count("รับเป็นรายการใหม่") == 0
    assert client.get(at("refuse_proposal", pk=sent.pk)).status_code == 302
    assert client.get(at("agencies")).content.decode().count("ขยายเวลา") == 0


# Telling the agency


def test_results_are_mailed_once_in_one_letter(sign_in, planner, at, propose, add_project):
    propose("ปลูกป่าชายเลน").refuse(note="นอกพื้นที่", by=planner)
    sent = propose()
    accept(sent, by=planner)
    propose("ที่ยังรอ")
    client, address = sign_in(planner), at("tell_results", pk=sent.invitation_id)

    client.post(address)
    again = client.post(address, follow=True)

    (letter,) = mail.outbox
    assert letter.to == ["plan@drr.example"]
    assert letter.body.count("ไม่รับ: นอกพื้นที่") == 1
    assert letter.body.count("รับเข้าแผนแล้ว (รหัส 0001)") == 1
    assert (letter.body.count("ที่ยังรอ"), letter.body.count("http")) == (0, 0)
    assert len(letter.body.split()) <= 120
    assert [str(message) for message in again.context["messages"]][1:] == [
        "ไม่มีผลใหม่ที่ยังไม่ได้ส่งให้แขวงทางหลวงชนบทพะเยา"
    ]


def test_a_letter_names_no_link_that_shows_nothing(sign_in, planner, at, propose, invitation):
    sent = propose()
    sent.refuse(note="ผิด", by=planner)
    invitation.withdraw(by=planner)

    sign_in(planner).post(at("tell_results", pk=sent.invitation_id))

    assert mail.outbox[0].body.count("ลิงก์") == 0


def test_without_an_address_nothing_is_mailed(sign_in, planner, at, propose):
    sent = propose()
    sent.refuse(note="ผิด", by=planner)
    AgencyInvitation.objects.update(email="")

    sign_in(planner).post(at("tell_results", pk=sent.invitation_id))

    assert mail.outbox == []
    assert Proposal.objects.get().told_at is None


def test_results_that_did_not_leave_can_be_sent_again(sign_in, planner, at, propose, settings):
    sent = propose()
    sent.refuse(note="ผิด", by=planner)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    page = sign_in(planner).post(at("tell_results", pk=sent.invitation_id), follow=True)

    assert [message.level_tag for message in page.context["messages"]] == ["warning"]
    assert Proposal.objects.get().told_at is None


# The walls

STEPS = ["accept_proposal", "reopen_proposal"]
PAGES = ["proposal", "refuse_proposal", "merge_proposal"]


@pytest.mark.parametrize("name", STEPS)
def test_steps_are_by_post_only(name, sign_in, planner, at, propose):
    assert sign_in(planner).get(at(name, pk=propose().pk)).status_code == 405


@pytest.mark.parametrize("name", STEPS + PAGES)
@pytest.mark.parametrize("who", ["unit_staff", "supporter", "committee_member", "monitor"])
def test_nobody_else_meets_proposals(name, who, request, sign_in, at, propose):
    answer = sign_in(request.getfixturevalue(who)).post(at(name, pk=propose().pk))

    assert answer.status_code == 403


@pytest.mark.parametrize("name", STEPS + PAGES)
def test_another_town_finds_no_proposal(name, sign_in, outsider, at, propose):
    assert sign_in(outsider).post(at(name, pk=propose().pk)).status_code == 404


def test_a_proposal_of_another_version_is_not_found(sign_in, planner, at, propose, revision):
    sent = propose()
    other = revision("addition")

    address = at("proposal", pk=sent.pk).replace("original", other.slug)

    assert sign_in(planner).get(address).status_code == 404
