"""The life of a remark: its unit, what is said, the answer, and the word of whoever raised it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.desk import desk_of
from plans.workflow import Stage, StepRefused
from reviews.models import Remark


def refusal(step, *args, **kwargs):
    with pytest.raises(StepRefused) as refused:
        step(*args, **kwargs)
    return refused.value.reasons


@pytest.fixture
def remark(committee_round, committee_member):
    return Remark.make(committee_round, by=committee_member, body="ขอที่มาของราคา")


def titles(member):
    return [task.title for task in desk_of(member, timezone.localdate()).to_do]


def test_a_unit_is_asked_and_sees_it_at_its_desk(remark, planner, unit_staff):
    wanted = "ตอบความเห็นที่มอบให้หน่วยงานของท่าน"
    assert titles(unit_staff).count(wanted) == 0
    assert len(remark.barriers_to_speak(unit_staff)) == 1

    remark.assign(unit_staff.unit, by=planner)

    assert titles(unit_staff).count(wanted) == 1
    remark.say("ใช้ราคากลาง", by=unit_staff)
    assert [reply.body for reply in remark.replies.all()] == ["ใช้ราคากลาง"]


def test_assigning_the_same_unit_twice_is_logged_once(remark, planner, unit_staff):
    for _ in range(2):
        remark.assign(unit_staff.unit, by=planner)

    assert planner.organization.log_entries.filter(action="assign").count() == 1


def test_whoever_raised_it_ends_it(remark, planner, committee_member, executive):
    assert refusal(remark.confirm, by=committee_member) == ("ความเห็นข้อนี้ยังไม่มีคำตอบ",)
    remark.reply("ราคากลาง", by=planner)
    assert titles(committee_member).count("ยืนยันว่าคำตอบความเห็นของท่านครบถ้วน") == 1
    assert refusal(remark.confirm, by=executive) == (f"ผู้ยืนยันได้คือผู้ให้ความเห็น: {committee_member}",)

    remark.confirm(by=committee_member)

    assert remark.is_confirmed
    assert titles(committee_member).count("ยืนยันว่าคำตอบความเห็นของท่านครบถ้วน") == 0
    assert refusal(remark.confirm, by=committee_member) == ("ยืนยันแล้วว่าความเห็นข้อนี้จบ",)
    assert refusal(remark.say, "อีก", by=planner) == ("ผู้ให้ความเห็นยืนยันแล้วว่าความเห็นข้อนี้จบ",)


def test_nothing_is_added_to_what_was_ended_meanwhile(remark, planner, committee_member):
    opened_before = Remark.objects.get()
    remark.reply("ราคากลาง", by=planner)
    remark.confirm(by=committee_member)

    assert refusal(opened_before.say, "อีก", by=planner) == ("ผู้ให้ความเห็นยืนยันแล้วว่าความเห็นข้อนี้จบ",)


def test_a_unit_no_longer_asked_does_not_speak(remark, planner, unit_staff):
    remark.assign(unit_staff.unit, by=planner)
    opened_before = Remark.objects.get()
    remark.assign(None, by=planner)

    assert len(refusal(opened_before.say, "ใช้ราคากลาง", by=unit_staff)) == 1


def test_an_announced_plan_waits_for_nobodys_word(
    remark, planner, committee_member, unit_staff, at_stage
):
    other = Remark.make(remark.round, by=committee_member, body="ขอแผนที่")
    other.assign(unit_staff.unit, by=planner)
    remark.reply("ราคากลาง", by=planner)
    waiting = Remark.objects.waiting_for(unit_staff.unit)
    to_confirm = Remark.objects.to_be_confirmed_by(committee_member)
    assert (list(waiting), list(to_confirm)) == ([other], [remark])

    at_stage(Stage.ANNOUNCED)

    assert (list(waiting.all()), list(to_confirm.all())) == ([], [])


def test_an_answer_that_is_not_enough_waits_again(remark, planner, committee_member):
    remark.reply("ราคากลาง", by=planner)
    assert refusal(remark.reopen, " ", by=committee_member) == ("กรอกสิ่งที่ยังขาด",)

    remark.reopen("ของเดือนใด", by=committee_member)

    assert not Remark.objects.get().is_answered
    assert [(r.by, r.body) for r in remark.replies.all()] == [
        (planner, "ราคากลาง"),
        (committee_member, "ของเดือนใด"),
    ]
    remark.reply("เดือนกันยายน", by=planner)
    assert remark.round.unanswered().count() == 0


def test_after_the_round_it_is_not_reopened(remark, planner, committee_member):
    remark.reply("ราคากลาง", by=planner)
    remark.round.end()

    assert len(refusal(remark.reopen, "ไม่พอ", by=committee_member)) == 1


# Pages


def at(name, remark, *more):
    return reverse(f"reviews:{name}", args=[*remark.round.version.address, *more])


def test_the_thread_on_a_phone(remark, planner, unit_staff, committee_member, sign_in):
    sign_in(planner).post(at("assign_remark", remark, remark.pk), {"unit": unit_staff.unit_id})
    sign_in(unit_staff).post(at("say", remark, remark.pk), {"body": "ดูใบเสนอราคา"})
    sign_in(planner).post(at("reply", remark, remark.pk), {"answer": "แนบแล้ว"})

    member = sign_in(committee_member)
    shown = member.get(at("remark", remark, remark.pk)).content.decode()
    assert shown.count("ดูใบเสนอราคา") == 1
    assert shown.count("ครบถ้วน จบเรื่องนี้") == 1
    member.post(at("say", remark, remark.pk), {"body": "ไม่ชัด", "reopen": "1"})
    sign_in(planner).post(at("reply", remark, remark.pk), {"answer": "แนบใหม่"})
    sign_in(committee_member).post(at("settle_remark", remark, remark.pk))

    assert Remark.objects.get().is_confirmed


def test_the_list_by_state(remark, committee_round, committee_member, planner, sign_in):
    Remark.make(committee_round, by=committee_member, body="อีกข้อ").reply("แล้ว", by=planner)
    client = sign_in(planner)

    def bodies(state):
        page = client.get(at("remarks", remark), {"state": state})
        return [each.body for each in page.context["remarks"]]

    assert bodies("") == ["ขอที่มาของราคา", "อีกข้อ"]
    assert bodies("waiting") == ["ขอที่มาของราคา"]
    assert bodies("answered") == ["อีกข้อ"]
    assert bodies("ended") == []
    assert len(bodies("odd")) == 2


def test_faults_stay_on_the_page(remark, planner, sign_in):
    client = sign_in(planner)

    for name, form in (("reply", "reply"), ("say", "say")):
        answer = client.post(at(name, remark, remark.pk), {})
        assert answer.status_code == 422
        assert answer.context[form].errors != {}


def test_walls(remark, monitor, outsider, client, sign_in):
    assert client.get(at("remark", remark, remark.pk)).status_code == 302
    reader = sign_in(monitor)
    assert reader.get(at("remark", remark, remark.pk)).status_code == 200
    for name in ("say", "settle_remark", "assign_remark", "reply"):
        assert reader.post(at(name, remark, remark.pk)).status_code == 403
    assert sign_in(outsider).get(at("remark", remark, remark.pk)).status_code == 404


def test_a_list_costs_the_same_for_one_and_for_many(
    remark, committee_round, committee_member, planner, sign_in, django_assert_max_num_queries
):
    client, counts = sign_in(planner), []
    remark.say("ก่อน", by=planner)
    for _ in range(2):
        with django_assert_max_num_queries(40) as queries:
            client.get(at("remarks", remark))
        counts.append(len(queries))
        for number in range(3):
            another = Remark.make(committee_round, by=committee_member, body=f"ข้อ {number}")
            another.say("ต่อ", by=planner)
    assert counts[0] == counts[1]
