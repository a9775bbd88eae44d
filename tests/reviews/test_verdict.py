import pytest

from organizations.models import LogEntry
from plans.workflow import StepRefused
from reviews.models import Verdict

DISAGREE = Verdict.Choice.DISAGREE


def test_give_is_about_the_content_that_was_sent(committee_round, committee_member, line, agree):
    verdict = agree(committee_round, committee_member, line)

    assert verdict.content_hash == committee_round.snapshot.sha256
    assert not verdict.is_given_together


def test_giving_again_replaces_and_logs_before_and_after(
    committee_round, committee_member, line, agree
):
    agree(committee_round, committee_member, line)
    Verdict.give(committee_round, by=committee_member, choice=DISAGREE, reason="ราคาสูง", line=line)

    assert committee_round.verdicts.count() == 1
    entry = LogEntry.objects.filter(action="give_verdict").order_by("number").last()
    assert entry.changes == {"ผลพิจารณา": ["เห็นชอบ", "ไม่เห็นชอบ ราคาสูง"]}


def test_give_refuses_with_every_reason(committee_round, supporter, takfa, line):
    line.code = "9999"

    with pytest.raises(StepRefused) as refused:
        Verdict.give(committee_round, by=supporter, choice=DISAGREE, reason=" ", line=line)

    assert refused.value.reasons == (
        f"รอบนี้เป็นของ{committee_round.body_name}",
        "กรอกเหตุผล",
        "ไม่มีรายการ 9999 ในร่างที่พิจารณา",
    )


def test_a_closed_round_takes_no_verdict(committee_round, committee_member, line, agree):
    committee_round.end()

    with pytest.raises(StepRefused) as refused:
        agree(committee_round, committee_member, line)

    assert len(refused.value.reasons) == 1
    assert not committee_round.verdicts.exists()


def test_give_rest_agrees_with_what_is_left_and_says_so(committee_round, committee_member, line):
    Verdict.give(committee_round, by=committee_member, choice=DISAGREE, reason="ราคาสูง", line=line)

    count = Verdict.give_rest(committee_round, by=committee_member)

    assert count == 1
    together = committee_round.verdicts.get(is_given_together=True)
    assert (together.choice, together.line) != (DISAGREE, line)
    entry = LogEntry.objects.filter(action="agree_rest").get()
    assert entry.changes == {"เห็นชอบพร้อมกัน": ["", "1 รายการ: ทุกรายการที่เหลือ"]}


def test_give_rest_of_one_strategy(committee_round, committee_member):
    group = committee_round.table.groups()[0]

    assert Verdict.give_rest(committee_round, by=committee_member, group=group) == 2


def test_give_rest_twice_is_refused(committee_round, committee_member):
    Verdict.give_rest(committee_round, by=committee_member)

    with pytest.raises(StepRefused) as refused:
        Verdict.give_rest(committee_round, by=committee_member)

    assert refused.value.reasons == ("ท่านให้ผลพิจารณาครบทุกรายการแล้ว",)


def test_a_verdict_alone_is_no_longer_given_together(
    committee_round, committee_member, line, agree
):
    Verdict.give_rest(committee_round, by=committee_member)

    assert not agree(committee_round, committee_member, line).is_given_together


def test_a_drafted_resolution_freezes_what_it_rests_on(
    drafted, committee_member, planner, line, agree
):
    with pytest.raises(StepRefused) as refused:
        agree(drafted.round, committee_member, line)
    assert refused.value.reasons == ("ร่างมติแล้ว ไม่รับผลพิจารณาและความเห็นเพิ่ม",)

    drafted.withdraw(by=planner)
    assert agree(drafted.round, committee_member, line).pk is not None
